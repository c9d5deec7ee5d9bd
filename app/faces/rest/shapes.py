"""The shapes of answers that are no document: lists, parts, history, state. Fields are only ever added."""

from typing import Literal

from pydantic import Field

from app.faces.kit.absences import AbsenceShape
from app.faces.kit.citing import CitationAnswer
from app.formats.json.shape import DocumentShape, PassageShape, RevisionShape, Shape, SummaryShape, TextShape

__all__ = ["DocumentShape", "PassageShape", "RevisionShape", "SummaryShape", "TextShape"]


class ListShape(Shape):
    """A page of a list, by date and then id; records without a date come last."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    items: list[SummaryShape]
    limit: int
    next: str | None = Field(description="Address of the next page; null on the last one.")
    missing: list[str] = Field(description="Ids asked for with `id` that are no published record.")
    absences: list[AbsenceShape] = Field(
        description="What reading each id in `missing` is answered, in the same order: moved, withdrawn or unknown."
    )
    damaged: list[str] = Field(
        description="Ids of records of this page that are damaged in the store, so that nothing is said of them."
    )


class CitationsAnswer(Shape):
    """A record in the house's form and in the styles that come first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    document_id: str
    revision: int
    citations: list[CitationAnswer] = Field(
        description="For each style what it is asked for most; after a note the later, shorter one."
    )


class ExtractAnswer(Shape):
    """A passage, or a run of passages, that cannot be parted from its citation."""

    document_id: str
    id: str = Field(examples=["en.p7", "en.p7-en.p9"])
    text_id: str
    title: str = Field(description="Of the record.")
    role: str
    language: str | None
    about: str = Field(description="What the text is: made from what, by whom, and whether the original is here.")
    text: str = Field(description="The words; several passages are joined by an empty line.")
    sha256: str = Field(description="Over the UTF-8 bytes of `text`.")
    passages: list[PassageShape]
    citation: CitationAnswer
    canonical_url: str
    permalink: str = Field(
        description="Our page of the record, at the passage; with `revision`, the passage as pinned."
    )
    revision: RevisionShape


class TextAnswer(Shape):
    """One text of a record."""

    document_id: str
    text: TextShape
    canonical_url: str
    revision: RevisionShape


class RevisionEntry(Shape):
    """One revision in a record's history."""

    number: int
    at: str
    by: str | None
    reason: str | None
    sha256: str
    url: str


class HistoryAnswer(Shape):
    """All revisions of a record, oldest first."""

    document_id: str
    revisions: list[RevisionEntry]


class LifeAnswer(Shape):
    """The process answers."""

    status: Literal["alive"] = "alive"
    version: str


class LogHead(Shape):
    """The newest entry of the audit log: keep it elsewhere, and nobody can rewrite what came before."""

    entries: int
    head: str


class ReadinessAnswer(Shape):
    """The archive can be read."""

    status: Literal["ready"] = "ready"
    version: str
    reading_version: str
    read_only: bool = Field(description="Whether this server could change nothing, even if it were told to.")
    log: LogHead
    warnings: list[str]


class LossShape(Shape):
    """One thing a format does not say of a record as our JSON does."""

    member: str = Field(description="The member of our JSON, such as `locations`.", examples=["locations"])
    how: Literal["left out", "joined", "shortened"]
    why: str


class LossAnswer(Shape):
    """What a format does not say of one record: nothing is lost in silence."""

    id: str
    format: str = Field(description="The format's name, as `/formats` has it.", examples=["csv"])
    losses: list[LossShape]


class FormatShape(Shape):
    """A way to have a record."""

    name: str = Field(description="As `links` of a record and `muniment export --to` have it.")
    title: str
    media_type: str
    accepts: list[str] = Field(description="Media types that ask for it in Accept; empty if only the suffix does.")
    suffix: str = Field(description="What to put behind a record's address and a full stop.")
    stored: bool = Field(description="Whether it is kept ready, or made when it is asked for.")
    schema_: str | None = Field(alias="schema", description="Address of its schema, or null.")
    losses: list[LossShape] = Field(description="What it does not say of the record in `example`.")


class FormatsAnswer(Shape):
    """Every way to have a record, and what each loses of one real record, the one this software comes with."""

    example: str = Field(description="The id of the record of which `losses` speaks.")
    formats: list[FormatShape]
