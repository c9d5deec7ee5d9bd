"""The shapes of the wire. They inherit nothing from the nouns: a noun may change, these only grow."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """One JSON object of an answer."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class RevisionShape(Shape):
    """Which immutable revision the answer comes from."""

    number: int = Field(description="1 for the first.", examples=[1])
    at: str = Field(description="When it was recorded (RFC 3339, UTC).", examples=["2026-01-31T12:00:00Z"])
    sha256: str = Field(description="SHA-256 of the record's canonical bytes, as served at `url`.")
    url: str = Field(examples=["/documents/110364/revisions/1"])


class KindShape(Shape):
    """What kind of document it is."""

    as_written: str
    code: str | None = Field(description="A code that narrows from left to right, or null.")
    basis: str


class DateShape(Shape):
    """A date: its words, and what they are understood to say."""

    as_written: str
    edtf: str | None = Field(description="EDTF (ISO 8601-2); null when the words say no date.")
    earliest: str | None = Field(description="First possible day, or null when open.")
    latest: str | None = Field(description="Last possible day, or null when open.")
    bounds: str | None = Field(description="`hard`, or `nominal` for approximate dates.")
    weekday: str | None = Field(description="For a full day only.")
    basis: str


class ParticipantShape(Shape):
    """Who sent the document to whom."""

    role: str = Field(description="`sender` or `addressee`.")
    as_written: str
    name: str = Field(description="The name used, which may be a pseudonym.")
    identified_as: str | None = Field(description="Who that is said to be, or null.")
    basis: str


class NumberShape(Shape):
    """A number an office put on the document."""

    as_written: str
    value: str
    passage: str = Field(description="The passage where it stands.")
    basis: str


class LanguageShape(Shape):
    """A language of the original."""

    as_written: str
    tag: str | None = Field(description="BCP 47, or null where the word is not known.")
    basis: str


class PassageShape(Shape):
    """A paragraph of a text."""

    id: str = Field(description="Unique in the document, minted once, never renumbered.", examples=["en.p7"])
    kind: str
    text: str
    sha256: str = Field(description="Over the UTF-8 bytes of `text`, as stored.")


class TranslationShape(Shape):
    """A text in another language than the document's own."""

    id: str
    role: Literal["translation"]
    label: str | None
    language: str | None
    of: str | None = Field(description="The text it was translated from; null when not stated.")
    translator_statement: str | None
    translators: list[str] | None = Field(description="null: not stated; []: stated to be none.")
    machine: bool | None = Field(description="Whether a machine translated it; null when nobody says.")
    sha256: str = Field(description="Over the passages joined by two newlines.")
    passages: list[PassageShape]


class TranscriptionShape(Shape):
    """A text in the document's own language."""

    id: str
    role: Literal["transcription"]
    label: str | None
    language: str | None
    of: str | None
    sha256: str
    passages: list[PassageShape]


class FacsimileShape(Shape):
    """Pictures of the document."""

    id: str
    role: Literal["facsimile"]
    label: str | None
    language: str | None
    address: str | None


TextShape = TranslationShape | TranscriptionShape | FacsimileShape


class RepositoryShape(Shape):
    """An archive, as printed and as identified."""

    as_written: str
    id: str
    code: str
    name: str
    place: str | None
    country: str | None


class LevelShape(Shape):
    """One step of an archival reference. The value is text, never a number."""

    name: str
    label: str | None
    value: str


class LeafShape(Shape):
    """One leaf."""

    n: str
    suffix: str | None
    side: str | None


class LeafRangeShape(Shape):
    """Leaves from first to last, both included; an open range ("4ff") has no last."""

    first: LeafShape
    last: LeafShape | None


class LeavesShape(Shape):
    """The leaves on which the document stands."""

    unit: str
    label: str | None
    as_written: str
    ranges: list[LeafRangeShape]


class ReadingShape(Shape):
    """How far a reference was understood."""

    status: str = Field(description="`full`, `partial` or `unread`.")
    scheme: str | None
    version: str


class LocationShape(Shape):
    """One place where the document is kept. Places stand in printed order; none is preferred."""

    as_written: str
    repository: RepositoryShape | None
    levels: list[LevelShape]
    leaves: LeavesShape | None
    copy_: str | None = Field(alias="copy", description="`original`, `copy`, `microfilm`, or null.")
    note: str | None
    reading: ReadingShape


class CitationShape(Shape):
    """The citation as its publisher printed it, and as the house style prints it from the parts."""

    as_published: str | None
    generated: str
    agrees: bool | None = Field(description="Whether the two are equal; null without a published one.")


class IdentifierShape(Shape):
    """A name some scheme gives the record."""

    scheme: str
    value: str


class RightsShape(Shape):
    """Rights in one layer. Basis `default` means: not evaluated by this server."""

    applies_to: str
    statement: str | None
    uri: str | None
    basis: str


class CreditShape(Shape):
    """A statement of credit."""

    as_written: str
    found_in: str
    roles: list[str]
    translators: list[str] | None
    basis: str


class RelationShape(Shape):
    """How the document stands to another."""

    type: str
    to: str
    note: str | None
    basis: str


class NoticeShape(Shape):
    """Something an editor should look at."""

    code: str
    severity: str
    field: str
    words: str | None
    reason: str


class DocumentShape(Shape):
    """A record: what was supplied, and beside it what is understood, each value with its basis."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: str = Field(examples=["110364"])
    url: str = Field(description="Our permalink.", examples=["/document/110364"])
    canonical_url: str = Field(description="The one address every citation uses.")
    record_status: str
    revision: RevisionShape
    title: str
    kind: KindShape | None
    date: DateShape | None
    other_dates: list[DateShape]
    participants: list[ParticipantShape]
    numbers: list[NumberShape]
    summary: str | None
    original_languages: list[LanguageShape]
    contents: list[str]
    texts: list[TextShape]
    locations: list[LocationShape]
    citation: CitationShape
    publisher: str | None
    source_url: str | None
    identifiers: list[IdentifierShape]
    rights: list[RightsShape]
    credits: list[CreditShape]
    relations: list[RelationShape]
    messages: None = Field(default=None, description="Reserved: messages within the document.")
    notices: list[NoticeShape]
    links: dict[str, str] = Field(description="Addresses of this record, one per format and face.")


class SummaryShape(Shape):
    """A record in a list."""

    id: str
    title: str
    kind: KindShape | None
    date: DateShape | None
    participants: list[ParticipantShape]
    original_languages: list[LanguageShape]
    citation: str
    canonical_url: str
    revision: RevisionShape
    url: str
    links: dict[str, str]
