"""What the tools tell, each with a schema. Fields are only ever added. Long values are cut, and ``cut`` names them."""

from pydantic import Field

from app.formats.json.shape import Shape

_CUT = "Members that were too long and are cut; `url` has them whole."


class RevisionTold(Shape):
    """The immutable state of the record that was read."""

    number: int
    at: str
    sha256: str


class HitTold(Shape):
    """A place where the words stand."""

    id: str
    title: str
    text_id: str | None = Field(description="Null where the words stand in the title or the summary.")
    passage_id: str | None
    excerpt: str = Field(description="Words of the record around the hit; shortened, so never to be quoted from here.")
    url: str


class SearchTold(Shape):
    """Places where the words stand, the likeliest first."""

    hits: list[HitTold]
    next: str | None = Field(description="Give it as `after` for further hits; null where there are none.")
    cut: list[str] = Field(description=_CUT)


class PassageTold(Shape):
    """A passage that cannot be parted from its citation."""

    id: str
    text_id: str
    text: str = Field(description="The words, exactly.")
    cut: bool = Field(description="Whether the passage is longer than `text`; `url` has it whole.")
    sha256: str = Field(description="Over the UTF-8 bytes of the whole passage.")
    citation: str = Field(description="Give it with whatever is quoted.")
    url: str


class PassagesTold(Shape):
    """Passages in their order."""

    id: str
    title: str
    citation: str = Field(description="Of the whole record; each passage has its own.")
    texts: list[str] = Field(description="What each text is: translation or transcription, from what, by whom.")
    passages: list[PassageTold]
    next: str | None = Field(description="Give it as `start` for what follows; null at the end.")
    revision: RevisionTold
    cut: list[str] = Field(description=_CUT)
    url: str


class DateTold(Shape):
    """A date: its words, and what they are understood to say."""

    as_written: str
    edtf: str | None
    basis: str


class ParticipantTold(Shape):
    """Who sent the document to whom."""

    role: str
    as_written: str
    name: str
    basis: str


class TextTold(Shape):
    """A text of the record."""

    id: str
    role: str = Field(description="`translation`, `transcription` (the document's own language) or `facsimile`.")
    language: str | None
    about: str = Field(description="Made from what, by whom, and whether the original is here.")
    passages: int
    sha256: str | None


class RightsTold(Shape):
    """The rights in one layer of the record; null where nobody has stated them."""

    applies_to: str
    statement: str | None
    uri: str | None


class DocumentTold(Shape):
    """A record: what it is, where it lies, how it is cited, and how its texts begin."""

    id: str
    title: str
    citation: str
    url: str
    canonical_url: str
    kind: str | None
    date: DateTold | None
    participants: list[ParticipantTold]
    summary: str | None
    original_languages: list[str]
    locations: list[str] = Field(description="Where the document lies; every one belongs into a citation.")
    texts: list[TextTold]
    rights: list[RightsTold]
    passages: list[PassageTold]
    next: str | None = Field(description="Give it to `get_passages` as `start` for what follows; null at the end.")
    revision: RevisionTold
    cut: list[str] = Field(description=_CUT)


class CitationTold(Shape):
    """A citation, ready to be used as it is."""

    id: str
    citation: str
    style: str
    form: str
    locale: str
    pinpoint: str | None
    omitted: list[str] = Field(description="What the style has no place for.")
    warnings: list[str]
    revision: int
    cut: list[str] = Field(description=_CUT)
    url: str


class CandidateTold(Shape):
    """A record that may be meant."""

    id: str
    title: str
    relation: str
    exact: bool
    differs: list[str]
    inferred_by: str | None = Field(description="The inference this rests on; null without one.")
    citation: str
    url: str


class ReferenceTold(Shape):
    """The records that a reference may mean, the likeliest first."""

    candidates: list[CandidateTold]
    cut: list[str] = Field(description=_CUT)


class ChangeTold(Shape):
    """Words that only one of the two has."""

    kind: str = Field(description="`omitted`: only the record has them; `inserted`: only the quotation.")
    words: str
    declared: bool = Field(description="Whether the quotation says so itself, by an ellipsis or brackets.")


class QuotationTold(Shape):
    """How quoted words stand to the record. All but the sentence and lists are null where nothing is near."""

    outcome: str = Field(
        description="`exact`; `exact-but-brackets` (but for words in brackets, an editor's or the quotation's own); "
        "`folded` (but for spelling, quotes, capitals); `abridged` (but for omissions it marks); `altered`; "
        "`not-found` (then the nearest passage)."
    )
    sentence: str
    id: str | None
    title: str | None
    text_id: str | None
    language: str | None
    role: str | None = Field(description="What kind of text was matched: the quotation is of a translation if so.")
    passages: str | None
    words: str | None = Field(description="The record's own words; only how they begin, where `cut` names them.")
    sha256: str | None = Field(description="Over the words of the whole passages.")
    revision: int | None
    citation: str | None = Field(description="Give it with the quotation.")
    url: str | None
    differences: list[str]
    editor_words: list[str]
    own_words: list[str]
    changes: list[ChangeTold]
    earlier_revision: int | None = Field(description="An earlier revision that had exactly these words.")
    others: list[str]
    cut: list[str] = Field(description=_CUT)
