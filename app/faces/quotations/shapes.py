"""The shapes of this face. Fields are only ever added."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.domain.identifiers import MAX_NAME
from app.faces.kit.asked import AskedShape
from app.formats.json.shape import Shape
from app.services.quote import MAX_QUOTATION, Outcome

_NAME = (
    "The record: its id, any other name it ever had, or an address of it or of a part of it. All records without it."
)

Name = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME)]


class QuotationAsked(AskedShape):
    """Quoted words, and where they are said to stand."""

    quote: Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUOTATION)] = Field(
        description="The words that are quoted, with or without quotation marks around them.",
        examples=["We recognized that an armistice is now advantageous."],
    )
    id: Name | None = Field(default=None, description=_NAME, examples=["110364"])
    url: Name | None = Field(default=None, description="The same as `id`; one of the two is given.")


class RunShape(Shape):
    """A run of words: that both have, that only the record has, or that only the quotation has."""

    kind: Literal["kept", "omitted", "inserted"]
    words: str = Field(description="As the record has them; of `inserted`, as the quotation has them.")
    declared: bool = Field(description="Whether the quotation says so: … for omitted words, [brackets] for inserted.")


class PlaceShape(Shape):
    """Where the words stand, and all that is needed to cite them."""

    document_id: str
    title: str
    text_id: str
    language: str | None
    role: str = Field(description="What kind of text it is, who translated it, and whether the original is here.")
    passages: str = Field(description="A passage, or the first and the last of a run.", examples=["en.p5"])
    passage_ids: list[str]
    words: str = Field(description="The words as the record has them, from the first to the last that was found.")
    sha256: str = Field(description="Of the whole passages, as `/documents/{id}/passages/{passages}` gives them.")
    text_sha256: str = Field(description="Of the whole text.")
    revision: int
    citation: str
    citation_html: str
    url: str


class EarlierShape(Shape):
    """The newest earlier revision that has the words letter for letter."""

    revision: int
    passages: str
    url: str


class QuotationAnswer(Shape):
    """How quoted words stand in a record."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    quote: str
    outcome: Outcome
    sentence: str = Field(description="The outcome for a person.")
    place: PlaceShape | None = Field(
        description="Of `not-found`: the nearest passages, null where nothing is near or all records were looked in."
    )
    differences: list[str] = Field(
        description="In what the spelling differs: `case`, `look-alike letters`, `quotation marks`, `dashes`, "
        "`spaces`, `hyphenation`, `ligatures and forms of letters`, `diacritics`, `unseen characters`, "
        "`final punctuation`, `letters in brackets`, `other ways of writing`."
    )
    editor_words: list[str] = Field(description="Words in editorial brackets that are left out, or not marked.")
    own_words: list[str] = Field(description="Words in brackets that only the quotation has: its own, as it says.")
    diff: list[RunShape] = Field(description="Word by word, of `altered` and `abridged`; else empty.")
    earlier: EarlierShape | None = Field(description="Only where the newest revision has not these words.")
    others: list[str] = Field(description="Further records of the same outcome, where all were looked in; not all.")


class HitShape(Shape):
    """A record that has the words."""

    id: str
    title: str
    text: str | None = Field(description="Null where the words stand in its title or summary.")
    passage: str | None
    excerpt: str
    url: str


class SearchAnswer(Shape):
    """Records that have the words, the best first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    q: str
    items: list[HitShape]
    limit: int
    next: str | None = Field(description="The address of the next page; null on the last.")
