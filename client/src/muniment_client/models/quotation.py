"""Quotations: whether quoted words stand in a record, as what, and how they differ; and records found by words."""

from typing import Literal

from pydantic import Field

from muniment_client.cards import Card
from muniment_client.models.base import Model, Shown


class Stretch(Model):
    """A run of words that the quotation has ``kept``, ``omitted`` or ``inserted``; ``declared`` if it says so."""

    kind: str
    words: str
    declared: bool


class Place(Model):
    """Where the words stand, and all that is needed to cite them."""

    document_id: str
    title: str
    text_id: str
    language: str | None
    role: str
    passages: str
    passage_ids: list[str]
    words: str
    sha256: str
    text_sha256: str
    revision: int
    citation: str
    citation_html: str
    url: str


class Earlier(Model):
    """The newest earlier revision that has the words letter for letter."""

    revision: int
    passages: str
    url: str


class Quotation(Shown):
    """What was found of quoted words.

    ``outcome`` is ``exact``, ``exact-but-brackets``, ``folded``, ``abridged``, ``altered`` or ``not-found``;
    ``sentence`` says it for a person. ``place`` is None where nothing is near.
    """

    schema_: Literal[1] = Field(default=1, alias="schema")
    quote: str
    outcome: str
    sentence: str
    place: Place | None
    differences: list[str]
    editor_words: list[str]
    own_words: list[str]
    diff: list[Stretch]
    earlier: Earlier | None
    others: list[str]

    @property
    def is_exact(self) -> bool:
        """Whether the words stand there letter for letter, and none is left out."""
        return self.outcome == "exact"

    def card(self) -> Card:
        """Give what its card says."""
        place = self.place
        if place is None:
            return Card(self.sentence, words=self.quote, label="These words were asked for.")
        return Card(
            heading=self.sentence,
            href=self._address(place.url),
            facts=tuple(filter(None, (place.role, self._changes(), self._earlier()))),
            words=place.words,
            language=place.language,
            citation=place.citation,
            citation_html=place.citation_html,
            foot=(f"Revision {place.revision}", f"SHA-256 {place.sha256}"),
        )

    def __str__(self) -> str:
        return self.sentence

    def _changes(self) -> str:
        """Say what was changed, in words."""
        changed = [f"{stretch.kind} “{stretch.words}”" for stretch in self.diff if stretch.kind != "kept"]
        return f"In the quotation: {'; '.join(changed)}" if changed else ""

    def _earlier(self) -> str:
        if self.earlier is None:
            return ""
        return f"Letter for letter in revision {self.earlier.revision}, {self.earlier.passages}"


class Hit(Model):
    """A record that has the words; ``text`` is None where they stand in its title or summary."""

    id: str
    title: str
    text: str | None
    passage: str | None
    excerpt: str
    url: str


class HitPage(Model):
    """Records that have the words, the best first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    q: str
    items: list[Hit]
    limit: int
    next: str | None
