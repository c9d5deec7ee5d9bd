"""The shapes of this face's answers. Fields are only ever added."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.archival.parsed import PieceKind
from app.archival.rendered import PartKind
from app.faces.kit.asked import AskedShape
from app.formats.json.shape import LeafRangeShape, LocationShape, Shape
from app.services.located import Relation
from app.services.references import MAX_NOTE


class ReferenceText(AskedShape):
    """A text to be read."""

    ref: Annotated[str, StringConstraints(max_length=MAX_NOTE)] = Field(
        description="A reference, a note with references in it, a citation, a title or an address.",
        examples=["Там же. RGASPI, f. 558, op. 11, d. 339, l. 31"],
    )


class PieceShape(Shape):
    """A stretch of the input, in characters. The pieces follow one another without a gap."""

    kind: PieceKind
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


class PartShape(Shape):
    """A stretch of a printed reference. The parts, one after the other, are its text."""

    text: str
    kind: PartKind
    generated: bool = Field(description="Whether this software made it: another script, a place, another label.")
    name: str | None = Field(description="The level's name.")


class JoinedShape(Shape):
    """All places of a reference, printed as those of one document: an archive is named in full once."""

    style: str
    text: str = Field(examples=["fond 45, opis 1, delo 339, ll. 31–32, APRF, Moscow and fond 5, delo 6, AVPRF, Moscow"])
    parts: list[PartShape]


class ParseAnswer(Shape):
    """What a reference says."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    ref: str
    locations: list[ParsedLocationShape]
    joined: JoinedShape | None = Field(
        description="All places together in the `style` and the `language` asked for; null without a place, and with "
        "more than 100."
    )
    pieces: list[PieceShape]
    remainder: str | None = Field(description="What is no location: a book, a remark, somebody's thanks.")
    doubts: list[DoubtShape]


class CandidateShape(Shape):
    """A record that may be meant."""

    id: str
    relation: Relation
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


class DatedNameShape(Shape):
    """A name of an archive in one language, and when it was."""

    language: str = Field(description="BCP 47; `ru-Latn` is Russian in Latin letters.")
    name: str
    code: str | None = Field(description="As references under this name print it.", examples=["RTsKhIDNI"])
    from_: str | None = Field(
        alias="from", description="EDTF; null where the source does not say.", examples=["1991-10"]
    )
    to: str | None = Field(description="EDTF; null where the source does not say, and of a name that still holds.")
    source: str = Field(description="Where this was read.")


class IdentifiersShape(Shape):
    """What registers of archives call it; what was not looked up is null."""

    isil: str | None = Field(description="ISO 15511.", examples=["DE-1958"])
    wikidata: str | None = Field(examples=["Q518155"])
    source: str = Field(description="Where this was read.")


class KnownRepositoryShape(Shape):
    """An archive, the names by which references call it, and its own notation."""

    id: str
    code: str
    name: str
    names: list[DatedNameShape] = Field(description="Its names by language and period.")
    aliases: list[str] = Field(description="All other forms in which references name it, those of `names` among them.")
    place: str | None
    country: str | None
    scheme: str | None
    identifiers: IdentifiersShape | None
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
    name: str = Field(description="The unit in words.", examples=["RGASPI, fond 558, opis 11, delo 339"])
    relation: Literal["successor", "predecessor"]
    evidence: str
    records: int
    url: str


class HolderShape(Shape):
    """The archive of a unit."""

    id: str
    code: str
    name: str
    names: list[DatedNameShape] = Field(description="Its names by language and period.")
    place: str | None
    country: str | None
    identifiers: IdentifiersShape | None


class UnitAnswer(Shape):
    """A unit of an archive."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    unit: str
    repository: HolderShape
    path: list[StepShape]
    records: int
    children: list[StepShape] = Field(description="Units right below it, in natural order.")
    items: list[ItemShape] = Field(description="Its records, in the order of leaves, after the last unit below it.")
    limit: int
    next: str | None = Field(description="The address of the next page; null on the last.")
    gaps: list[LeafRangeShape] | None = Field(
        description="Leaves of the whole file of which nothing is published here; "
        "null where the file has more than 1,000 places."
    )
    successors: list[SuccessorShape]
