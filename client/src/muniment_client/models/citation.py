"""Citations: of one record in one style, and of many together."""

from typing import Literal

from pydantic import Field

from muniment_client.cards import Card
from muniment_client.models.base import Asked, Model, Shown


class StyleUsed(Model):
    """The style that printed a citation, exactly: ``version`` is when its makers last changed it."""

    id: str
    title: str
    parent: str | None
    version: str | None
    sha256: str


class Citation(Shown):
    """A citation in one style. ``omitted`` is what the style has no place for."""

    style: str
    form: str
    locale: str
    text: str
    html: str
    revision: int
    omitted: list[str]
    warnings: list[str]
    format: str
    formatted: str | None
    profile: str | None
    locale_requested: str | None
    locations: list[str]
    pinpoint: str | None
    ensured: list[str]
    style_used: StyleUsed | None
    engine: str | None

    def card(self) -> Card:
        """Give what its card says."""
        omitted = (f"Not printed by this style: {', '.join(self.omitted)}",) if self.omitted else ()
        return Card(
            heading=f"{self.style_used.title if self.style_used else 'House citation'} ({self.form})",
            href=self._address(self._origin.path),
            facts=(*omitted, *self.warnings),
            references=tuple(self.locations),
            citation=self.text,
            citation_html=self.html,
            foot=(f"Revision {self.revision}", f"Locale {self.locale}"),
        )

    def __str__(self) -> str:
        return self.text


class Cite(Asked):
    """One record cited in a note: all of it, or a passage (``locator``) or leaves of the file (``leaf``)."""

    id: str
    locator: str | None = None
    leaf: str | None = None
    holding: str = "all"
    prefix: str = ""
    suffix: str = ""


class Note(Asked):
    """One note: what it cites, in order. Without a ``number`` it follows the one before."""

    cites: list[Cite]
    number: int | None = None


class CiteList(Asked):
    """Notes in their order, or the records of one bibliography: what is asked to be cited together."""

    style: str
    locale: str | None = None
    profile: str = "described"
    accessed: str | None = None
    format: str = "text"
    notes: list[Note] | None = None
    bibliography: list[str] | None = None


class Absence(Model):
    """What reading a record that is missing from a list is answered."""

    id: str
    status: int
    type: str | None = None
    detail: str
    location: str | None = None
    tombstone: dict[str, object] | None = None


class PlacedCite(Model):
    """A record cited in a note, and what this is among all cites of it."""

    id: str
    position: str


class PrintedNote(Model):
    """One note as the style prints it."""

    number: int
    cites: list[PlacedCite]
    text: str
    html: str
    formatted: str | None

    def __str__(self) -> str:
        return self.text


class PrintedEntry(Model):
    """One entry of a bibliography."""

    id: str
    text: str
    html: str
    formatted: str | None

    def __str__(self) -> str:
        return self.text


class Citations(Shown):
    """Notes in their order, or a bibliography in the style's."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    style: str
    locale: str
    locale_requested: str | None
    format: str
    profile: str
    notes: list[PrintedNote] | None
    bibliography: list[PrintedEntry] | None
    missing: list[str]
    absences: list[Absence]
    warnings: list[str]
    style_used: StyleUsed
    engine: str

    @property
    def lines(self) -> list[str]:
        """The notes with their numbers, or the entries, as text."""
        notes = [f"{note.number}. {note.text}" for note in self.notes or []]
        return notes or [entry.text for entry in self.bibliography or []]

    def card(self) -> Card:
        """Give what its card says."""
        return Card(
            heading=f"{self.style_used.title}: {'bibliography' if self.notes is None else 'notes'}",
            facts=(*(absence.detail for absence in self.absences), *self.warnings),
            references=tuple(self.lines),
            foot=(f"Locale {self.locale}", self.engine),
        )

    def __str__(self) -> str:
        return "\n".join(self.lines)
