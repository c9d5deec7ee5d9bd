"""The shapes of this face's answers. Fields are only ever added."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.formats.json.shape import LeafRangeShape, LocationShape, Shape
from app.services.references import MAX_NOTE


class ReferenceText(Shape):
    """A text to be read."""

    ref: Annotated[str, StringConstraints(max_length=MAX_NOTE)] = Field(
        description="A reference, a note with references in it, a citation, a title or an address.",
        examples=["Там же. RGASPI, f. 558, op. 11, d. 339, l. 31"],
    )


class PieceShape(Shape):
    """A stretch of the input, in characters. The pieces follow one another without a gap."""

    kind: Literal["repository", "level", "leaves", "date", "note", "glue", "remainder"]
    start: int
    end: int = Field(description="The first character that is not in it.")
    name: str | None = Field(description="The level's name.")


class DoubtShape(Shape):
    """Something that could be argued with."""

    code: str
    words: str
    reason: str


class ParsedLocationShape(Shape):
    """One place that was read."""

    location: LocationShape
    item_date: str | None = Field(description="A date that stands inside the reference.")
    relation: Literal["continued", "ibid"] | None = Field(description="How it goes on from the place before.")
    inherited: list[str] = Field(description="Levels taken over from the place before.")
    certainty: Literal["certain", "probable"] = Field(description="How sure it is which archive is meant.")
    basis: str
    by_rule: bool = Field(description="Whether the notation is a draft: its levels were not checked with its archive.")
    printed: dict[str, str] = Field(
        description="The place in each style of `/schemes`; as it was written where it was not read in full. "
        "Empty after the first 100 places.",
        examples=[{"native": "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"}],
    )


class ParseAnswer(Shape):
    """What a reference says."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    ref: str
    locations: list[ParsedLocationShape]
    pieces: list[PieceShape]
    remainder: str | None = Field(description="What is no location: a book, a remark, somebody's thanks.")
    doubts: list[DoubtShape]


class CandidateShape(Shape):
    """A record that may be meant."""

    id: str
    relation: Literal[
        "address",
        "citation text",
        "same leaves",
        "title",
        "contains",
        "inside",
        "overlaps",
        "same file, no leaves given",
        "same file, other leaves",
        "inferred successor",
        "near miss",
    ]
    exact: bool = Field(
        description="True only for an address, the text of the citation, or the same leaves; and if nothing `differs`."
    )
    score: float = Field(description="Orders this answer, and means nothing beside another.")
    matched: list[str]
    differs: list[str]
    by_rule: str | None = Field(description="The inference or the draft notation this rests on; null without one.")
    citation: str
    title: str
    url: str


class ResolveAnswer(Shape):
    """The records that may be meant, the likeliest first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    ref: str
    candidates: list[CandidateShape]


class LevelRuleShape(Shape):
    """One level of a notation."""

    name: str
    native: str | None
    labels: list[str]
    postfix: bool
    zeros: Literal["identity", "noise"]


class SchemeShape(Shape):
    """A notation: a draft was never held against its archive's own rules."""

    id: str
    title: str
    family: str
    language: str
    status: Literal["verified", "draft"]
    source: str
    order: str
    levels: list[LevelRuleShape]
    forms: list[str] = Field(description="Paths without labels.")


class KnownRepositoryShape(Shape):
    """An archive, the names by which references call it, and its own notation."""

    id: str
    code: str
    name: str
    aliases: list[str]
    place: str | None
    country: str | None
    scheme: str | None
    source: str


class StyleShape(Shape):
    """A way of printing places."""

    id: str
    title: str


class SchemesAnswer(Shape):
    """Notations, archives and styles that are known."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    schemes: list[SchemeShape]
    repositories: list[KnownRepositoryShape]
    styles: list[StyleShape]


class StepShape(Shape):
    """A unit, by its key and its address."""

    unit: str
    level: str | None = Field(description="Null for an archive itself.")
    value: str = Field(description="As a reference prints it; an archive's code.")
    records: int | None = Field(description="Records with a place in it or below; null where not counted.")
    url: str


class ArchivesAnswer(Shape):
    """Archives in which a record has a place."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    archives: list[StepShape]


class ElsewhereShape(Shape):
    """Another place where the same document lies."""

    unit: str
    as_written: str
    url: str


class ItemShape(Shape):
    """A record of a file."""

    id: str
    title: str
    date: str | None
    leaves: str | None
    as_written: str
    url: str
    elsewhere: list[ElsewhereShape]


class SuccessorShape(Shape):
    """A unit that this one may have become, or come from: an inference, never part of a citation."""

    unit: str
    relation: Literal["successor", "predecessor"]
    evidence: str
    records: int
    url: str


class HolderShape(Shape):
    """The archive of a unit."""

    id: str
    code: str
    name: str
    place: str | None
    country: str | None


class UnitAnswer(Shape):
    """A unit of an archive."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    unit: str
    repository: HolderShape
    path: list[StepShape]
    records: int
    children: list[StepShape]
    items: list[ItemShape]
    has_more: bool = Field(description="Whether the file has more records than are listed.")
    gaps: list[LeafRangeShape] = Field(description="Leaves of which nothing is published here.")
    successors: list[SuccessorShape]
