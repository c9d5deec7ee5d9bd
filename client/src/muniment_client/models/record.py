"""One revision as it was supplied: the words and decisions of editors, and nothing that software read in them."""

from hashlib import sha256
from typing import Literal, Self

from pydantic import Field, PrivateAttr

from muniment_client.cards import OF_SUMMARY, Card
from muniment_client.models.base import Model, Shown


class SuppliedDate(Model):
    """The words of a date, and the EDTF an editor decided on, if one did."""

    as_written: str
    edtf: str | None = None


class SuppliedKind(Model):
    """What kind of document an editor says it is."""

    as_written: str
    code: str | None = None


class SuppliedParticipant(Model):
    """Somebody's part in the document, decided by an editor."""

    role: str
    as_written: str
    name: str | None = None
    identified_as: str | None = None


class SuppliedIdentifier(Model):
    """A name some scheme gives the record."""

    scheme: str
    value: str


class SuppliedRights(Model):
    """What an editor says of the rights in one layer of the record."""

    applies_to: str
    statement: str | None = None
    uri: str | None = None


class SuppliedRelation(Model):
    """What an editor says of another record or publication."""

    type: str
    to: str
    note: str | None = None


class SuppliedPassage(Model):
    """A paragraph. ``kind`` is given only where an editor decided it."""

    id: str
    text: str
    kind: str | None = None


class SuppliedText(Model):
    """A text with its passages."""

    id: str
    role: str
    label: str | None = None
    language: str | None = None
    of: str | None = None
    translator_statement: str | None = None
    translators: list[str] | None = None
    machine: bool | None = None
    address: str | None = None
    passages: list[SuppliedPassage] = Field(default_factory=list)


class Record(Shown):
    """One revision of a record, as supplied. It never changes."""

    _number: int | None = PrivateAttr(default=None)
    _sha256: str = PrivateAttr(default="")

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: str
    title: str
    texts: list[SuppliedText] = Field(default_factory=list)
    date: SuppliedDate | None = None
    other_dates: list[SuppliedDate] | None = None
    kind: SuppliedKind | None = None
    participants: list[SuppliedParticipant] | None = None
    summary: str | None = None
    citation: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    reference: str | None = None
    locations: list[str] | None = None
    credits: str | None = None
    original_language: str | None = None
    contents: list[str] | None = None
    identifiers: list[SuppliedIdentifier] | None = None
    rights: list[SuppliedRights] | None = None
    relations: list[SuppliedRelation] | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes that came, which is the revision's own if they are the right ones."""
        return self._sha256

    def pinned(self, number: int, content: bytes) -> Self:
        """Remember which revision it is, and the hash of the bytes it was read from."""
        self._number, self._sha256 = number, sha256(content).hexdigest()
        return self

    def card(self) -> Card:
        """Give what its card says."""
        told = [self.date.as_written if self.date else "", self.kind.as_written if self.kind else ""]
        return Card(
            heading=self.title,
            href=self._address(self._origin.path, self.source_url or ""),
            facts=tuple(filter(None, (" · ".join(filter(None, told)),))),
            words=self.summary,
            label=OF_SUMMARY,
            references=tuple(self.locations or filter(None, [self.reference])),
            citation=self.citation or "",
            foot=(f"Revision {self._number or '?'}, as supplied", f"SHA-256 {self.sha256}"),
        )
