"""What a reader gives: drafts of records, and problems that say where, what and what to do."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.domain.identifiers import DocumentId, PassageId, TextId, WebAddress
from app.domain.noun import Noun, Words
from app.domain.record import MAX_MEMBERS, MAX_PASSAGES, Description, TextStatement
from app.domain.text import PassageKind
from app.understanding.knowledge import Knowledge


class DraftPassage(Noun):
    """A paragraph whose id may still have to be minted."""

    id: PassageId | None = None
    text: Words
    kind: PassageKind | None = None


class DraftText(TextStatement):
    """A text whose ids may still have to be minted."""

    id: TextId | None = None
    passages: Annotated[tuple[DraftPassage, ...], Field(max_length=MAX_PASSAGES)] = ()

    @model_validator(mode="after")
    def _pictures_have_no_words(self) -> "DraftText":
        if self.role == "facsimile" and self.passages:
            raise PydanticCustomError("pictures_with_words", "A facsimile is pictures; it has no passages.")
        return self


class Draft(Description):
    """A record as read from a source, before it has an id of ours."""

    id: DocumentId | None = None
    source_url: WebAddress | None = None
    texts: Annotated[tuple[DraftText, ...], Field(max_length=MAX_MEMBERS)] = ()


class Problem(Noun):
    """Something wrong or doubtful in a source.

    An ``error`` keeps the whole batch out; a ``query`` does not. ``line`` is 1-based, None where no line can be named;
    ``record`` is the id of the record, where it has one already.
    """

    severity: Literal["error", "query"]
    code: str
    file: str
    line: int | None = None
    record: str | None = None
    field: str | None = None
    reason: str
    suggestion: str | None = None


class Found(Noun):
    """One record of a source, with the line where it begins; ``draft`` is None where it could not be read.

    ``lines`` says on which line a member begins, by its path: ``summary``, ``texts[0].passages[3]``.
    """

    draft: Draft | None
    line: int | None = None
    lines: dict[str, int] = Field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


# "[1951] Letter" begins the title line of a page, not a list of records; "{\\rtf1" a word processor's file.
_JSON = re.compile(rb'\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[\[\]{"]|$))')


def begins_like_json(data: bytes) -> bool:
    """Tell from its first characters whether a file without a telling name is JSON."""
    return _JSON.match(data.removeprefix(codecs.BOM_UTF8)) is not None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """One way to read a source.

    ``recognises(data, file)`` tells from the bytes and the file's name whether this reader is meant;
    ``read(data, file, knowledge)`` gives what it found, in order. Both are pure and never raise on bad input.
    """

    name: str
    description: str
    media_type: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Knowledge], Iterator[Found]]
