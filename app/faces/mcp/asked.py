"""What the tools take. Every value has a bound, so that what a model makes up costs no more than what it means."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.citing import house
from app.citing.printing import Form
from app.domain.identifiers import MAX_NAME, MAX_REVISION
from app.services.cite import ALL, Ensure

#: The longest name, tag or place that is looked at.
_LONGEST = 200
#: The longest text that is looked at: a note, or words that are quoted.
MAX_WORDS = 10_000

Id = Annotated[
    str, Field(min_length=1, max_length=MAX_NAME, description="A record's id, or any address the record ever had.")
]
RevisionNumber = Annotated[
    int | None, Field(ge=1, le=MAX_REVISION, description="An older revision of the record; the newest without it.")
]


class Asked(BaseModel):
    """The arguments of a tool; one that it does not know is an error, with those it knows.

    An id such as 110364 may come as a number: models take it for one, whatever the schema says.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class SearchAsked(Asked):
    """What is searched for."""

    words: str = Field(
        min_length=1,
        max_length=500,
        description="All of them stand in a record that is found, those in quotation marks side by side. Texts are "
        "mostly English translations: give few and telling English words.",
        examples=["ciphered telegram Kim Il Sung"],
    )
    limit: int = Field(default=10, ge=1, le=50, description="How many hits at most.")
    after: str | None = Field(
        default=None, min_length=1, max_length=1000, description="`next` of the answer before, to go on."
    )


class DocumentAsked(Asked):
    """Which record is read."""

    id: Id
    revision: RevisionNumber = None


class PassagesAsked(Asked):
    """Which passages are read."""

    id: Id
    passages: str | None = Field(
        default=None,
        min_length=1,
        max_length=_LONGEST,
        description="A passage (`en.p7`), a run (`en.p7-en.p9`), or a text (`en`); all texts without it.",
    )
    start: str | None = Field(
        default=None, min_length=1, max_length=_LONGEST, description="`next` of the answer before, to go on."
    )
    revision: RevisionNumber = None


class CitationAsked(Asked):
    """How a record is cited."""

    id: Id
    passage: str | None = Field(
        default=None,
        min_length=1,
        max_length=_LONGEST,
        description="The passage quoted (`en.p7`), or a run (`en.p7-en.p9`).",
    )
    style: str = Field(
        default=house.STYLE,
        min_length=1,
        max_length=_LONGEST,
        description="`house` is this archive's own; any CSL style by id or alias, such as `chicago-note` or `apa`.",
    )
    form: Form | None = Field(default=None, description="`short` is a later note; the style's first form without it.")
    locale: str | None = Field(
        default=None, max_length=_LONGEST, description="A language tag such as `fr-FR`; the style's own without it."
    )
    holding: str = Field(
        default=ALL,
        max_length=_LONGEST,
        description="Which archival location: `all`, a number from 1, or an archive's id.",
    )
    accessed: str | None = Field(
        default=None, max_length=_LONGEST, description="The day of access, YYYY-MM-DD, for styles that print one."
    )
    ensure: Ensure | None = Field(
        default=None,
        description="`archive` puts the archival reference behind the citation where the style prints none.",
    )
    revision: RevisionNumber = None


class ReferenceAsked(Asked):
    """Which reference is looked up."""

    reference: str = Field(
        min_length=1,
        max_length=MAX_WORDS,
        description="An archival reference, a footnote, a citation, a title or an address, as it was printed.",
        examples=["АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"],
    )


class QuotationAsked(Asked):
    """Which words are checked."""

    words: str = Field(
        min_length=1, max_length=MAX_WORDS, description="The words of the quotation, without quotation marks."
    )
    id: str | None = Field(
        default=None,
        min_length=1,
        max_length=MAX_NAME,
        description="The record they are said to be from; without it all records are searched.",
    )
