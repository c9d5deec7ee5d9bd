"""The shapes of lists: what is asked to be cited together, and what is answered. Fields are only ever added."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from app.citing.mapping import Profile
from app.domain.noun import servable
from app.faces.kit.absences import AbsenceShape
from app.faces.kit.asked import AskedShape
from app.faces.kit.citing import LONGEST, StyleUsedShape
from app.formats.json.shape import Shape
from app.services.cite import ALL, Notation
from app.services.notes import Position

#: The most records of one list, and the most cites and notes.
MAX_RECORDS = 500
MAX_CITES = 2000
_MAX_WORDS = 2000
_MAX_NUMBER = 1_000_000

Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST), AfterValidator(servable)]
Words = Annotated[str, StringConstraints(max_length=_MAX_WORDS), AfterValidator(servable)]


class CiteAsked(AskedShape):
    """One record cited in a note."""

    id: Name = Field(examples=["110364"])
    locator: Name | None = Field(default=None, description="A passage, `en.p7`, or a run, `en.p7-en.p9`.")
    leaf: Name | None = Field(default=None, description="A leaf of the file, or some: `31`.")
    holding: Name = Field(default=ALL, description="All, one by its number, or by its archive's id.")
    prefix: Words = Field(default="", description="Words before it, such as `see`.")
    suffix: Words = Field(default="", description="Words after it.")


class NoteAsked(AskedShape):
    """One note: what it cites, in order."""

    cites: Annotated[list[CiteAsked], Field(min_length=1, max_length=MAX_CITES, fail_fast=True)]
    number: int | None = Field(
        default=None,
        ge=1,
        le=_MAX_NUMBER,
        description="The note's number, never less than that of the note before; without it, one more.",
    )


class ListAsked(AskedShape):
    """Notes in their order, or the records of one bibliography: one of the two."""

    style: Name = Field(examples=["chicago"], description="A style's id or alias, as `/styles` lists them.")
    locale: Name | None = Field(default=None, description="A language tag such as `fr-FR`; else the style's own.")
    profile: Profile = "described"
    accessed: str | None = Field(
        default=None, max_length=LONGEST, description="The day of access, YYYY-MM-DD; else none is printed."
    )
    format: Notation = Field(default="text", description="The notation of `formatted`.")
    notes: Annotated[list[NoteAsked], Field(min_length=1, max_length=MAX_CITES, fail_fast=True)] | None = Field(
        default=None, description=f"At most {MAX_CITES:,} cites in all, of {MAX_RECORDS} records."
    )
    bibliography: Annotated[list[Name], Field(min_length=1, max_length=MAX_RECORDS, fail_fast=True)] | None = Field(
        default=None, description="Ids of records, in any order."
    )

    @field_validator("notes", mode="before")
    @classmethod
    def refuse_many(cls, notes: object) -> object:
        """Count the cites before any is read: a body has room for fifty times as many."""
        cites = [note.get("cites") for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
        count = sum(len(some) for some in cites if isinstance(some, list))
        if count > MAX_CITES:
            raise ValueError(f"These notes have {count} cites; at most {MAX_CITES} are taken at once.")
        return notes


class PlacedCite(Shape):
    """A record cited in a note, and what this is among all cites of it."""

    id: str
    position: Position = Field(description="The first of it, a later one, or a repetition of the cite before.")


class PrintedNote(Shape):
    """One note as the style prints it. Its text is empty where all that it cites is missing."""

    number: int
    cites: list[PlacedCite] = Field(description="What it cites, in the order asked for, without what is missing.")
    text: str
    html: str
    formatted: str | None = Field(description="In the notation asked for; null for text and html.")


class PrintedEntry(Shape):
    """One entry of a bibliography."""

    id: str
    text: str
    html: str
    formatted: str | None = Field(description="In the notation asked for; null for text and html.")


class ListAnswer(Shape):
    """Notes in their order, or a bibliography in the style's."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    style: str
    locale: str
    locale_requested: str | None
    format: str
    profile: str
    notes: list[PrintedNote] | None = Field(description="Null where a bibliography was asked for.")
    bibliography: list[PrintedEntry] | None = Field(description="Null where notes were asked for.")
    missing: list[str] = Field(description="Ids asked for that are no published record: they are not cited.")
    absences: list[AbsenceShape] = Field(
        description="What reading each id in `missing` is answered, in the same order: moved, withdrawn or unknown."
    )
    warnings: list[str] = Field(
        description="Each begins with the id of the record, or the number of the note, that it is about."
    )
    style_used: StyleUsedShape
    engine: str
