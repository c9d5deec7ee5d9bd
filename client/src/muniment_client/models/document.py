"""The record: what was supplied, and beside it what is understood, each value with its basis."""

from typing import Literal

from pydantic import Field

from muniment_client.cards import OF_SUMMARY, Card
from muniment_client.models.base import Model, Shown
from muniment_client.models.location import Location
from muniment_client.models.text import Text, Translation


class Revision(Model):
    """Which immutable revision an answer comes from."""

    number: int
    at: str
    sha256: str
    url: str

    @property
    def line(self) -> str:
        """The revision as a card names it."""
        return f"Revision {self.number}"


class Kind(Model):
    """What kind of document it is."""

    as_written: str
    code: str | None
    basis: str


class Date(Model):
    """A date: its words, and what they are understood to say (EDTF)."""

    as_written: str
    edtf: str | None
    earliest: str | None
    latest: str | None
    bounds: str | None
    weekday: str | None
    basis: str


class Participant(Model):
    """Who sent the document to whom."""

    role: str
    as_written: str
    name: str
    identified_as: str | None
    basis: str


class Number(Model):
    """A number an office put on the document."""

    as_written: str
    value: str
    passage: str
    basis: str


class Language(Model):
    """A language of the original."""

    as_written: str
    tag: str | None
    basis: str


class BothCitations(Model):
    """The citation as its publisher printed it, and as the archive prints it from the parts."""

    as_published: str | None
    generated: str
    agrees: bool | None


class Identifier(Model):
    """A name some scheme gives the record."""

    scheme: str
    value: str


class Rights(Model):
    """Rights in one layer. Basis ``default`` means: not evaluated by the server."""

    applies_to: str
    statement: str | None
    uri: str | None
    basis: str


class Credit(Model):
    """A statement of credit."""

    as_written: str
    found_in: str
    roles: list[str]
    translators: list[str] | None
    basis: str


class Relation(Model):
    """How the document stands to another."""

    type: str
    to: str
    note: str | None
    basis: str


class Notice(Model):
    """Something an editor should look at."""

    code: str
    severity: str
    field: str
    words: str | None
    reason: str


class Document(Shown):
    """A record, whole."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: str
    url: str
    canonical_url: str
    record_status: str
    revision: Revision
    title: str
    kind: Kind | None
    date: Date | None
    other_dates: list[Date]
    participants: list[Participant]
    numbers: list[Number]
    summary: str | None
    original_languages: list[Language]
    contents: list[str]
    texts: list[Text]
    locations: list[Location]
    citation: BothCitations
    publisher: str | None
    source_url: str | None
    identifiers: list[Identifier]
    rights: list[Rights]
    credits: list[Credit]
    relations: list[Relation]
    messages: None = None
    notices: list[Notice]
    links: dict[str, str]

    def card(self) -> Card:
        """Give what its card says."""
        return Card(
            heading=self.title,
            href=self._address(self.url, self.canonical_url),
            facts=tuple(filter(None, (described(self.date, self.kind, self.original_languages), *self._translated()))),
            words=self.summary,
            label=OF_SUMMARY,
            references=tuple(location.as_written for location in self.locations),
            citation=str(self),
            foot=(self.revision.line, f"SHA-256 {self.revision.sha256}"),
        )

    def __str__(self) -> str:
        return self.citation.as_published or self.citation.generated

    def _translated(self) -> list[str]:
        """Say of each translation who is named for it."""
        found = (text for text in self.texts if isinstance(text, Translation))
        return [f"{text.label or 'Translation'}: {_credited(text)}" for text in found]


class Summary(Shown):
    """A record in a list."""

    id: str
    title: str
    kind: Kind | None
    date: Date | None
    participants: list[Participant]
    original_languages: list[Language]
    citation: str
    canonical_url: str
    revision: Revision
    url: str
    links: dict[str, str]

    def card(self) -> Card:
        """Give what its card says."""
        told = described(self.date, self.kind, self.original_languages)
        href = self._address(self.url, self.canonical_url)
        return Card(self.title, href, (told,) if told else (), citation=self.citation, foot=(self.revision.line,))

    def __str__(self) -> str:
        return self.citation


def described(date: Date | None, kind: Kind | None, languages: list[Language]) -> str:
    """Give what a record is, in a line."""
    told = [date.as_written if date else "", kind.as_written if kind else ""]
    original = ", ".join(language.as_written for language in languages)
    return " · ".join(filter(None, [*told, f"Original in {original}" if original else ""]))


def _credited(text: Translation) -> str:
    if text.translator_statement:
        return text.translator_statement
    if text.translators is None:
        return "made by a machine" if text.machine else "translator not stated"
    return ", ".join(text.translators) or "no translator, as stated"
