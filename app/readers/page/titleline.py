"""The title line: the date's words, then the title. The citation repeats both, and so tells them apart."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from app.readers.page.citation import CitationLine
from app.readers.page.source import BLANKS, Line
from app.understanding.dates import leading_date

#: What a page of the programme may have printed above its title.
HEADER = "Digital Archive digitalarchive.wilsoncenter.org International History Declassified"

_WORD = re.compile(r"\S+")
# A quotation within a quotation changes its marks; that makes no other title.
_ANY_QUOTE = str.maketrans(dict.fromkeys("'‘’“”„«»`", '"') | dict.fromkeys("\u200b\u2060\ufeff", ""))


@dataclass(frozen=True, kw_only=True)
class TitleLine:
    """The words of date and title as the title line has them; None where it has none."""

    line: int | None
    date: str | None
    title: str | None


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


def read_title_line(preface: list[Line], citation: CitationLine) -> TitleLine:
    """Tell the date from the title in what stands above the first heading, the header left out.

    The citation's date is looked for first, then its title; where neither is there, the words have to tell.
    """
    number, text = _without_header(preface)
    words = _words(text)
    count = _count_date_words(text, words, citation)
    date = text[: words[count - 1].end] if count else None
    title = text[words[count].start :] if count < len(words) else None
    return TitleLine(line=number, date=date, title=title)


def same_words(one: str, other: str) -> bool:
    """Tell whether two titles or dates are the same but for blanks and the shape of quotation marks."""
    return [word.folded for word in _words(one)] == [word.folded for word in _words(other)]


def _without_header(preface: list[Line]) -> tuple[int | None, str]:
    """Give the title line, even if it was broken into several, and the number of its first line."""
    words = [(line.number, word) for line in preface for word in line.text.strip(BLANKS).split()]
    header = HEADER.split()
    first = 0
    while [word for _, word in words[first : first + len(header)]] == header:
        first += len(header)
    text = " ".join(line.text.strip(BLANKS) for line in preface)
    if first == len(words):
        return None, ""
    start = next(found.start() for index, found in enumerate(_WORD.finditer(text)) if index == first)
    return words[first][0], text[start:]


def _count_date_words(text: str, words: list[_Word], citation: CitationLine) -> int:
    folded = [word.folded for word in words]
    date = [word.folded for word in _words(citation.date or "")]
    title = [word.folded for word in _words(citation.title or "")]
    if title and folded == title:
        return 0
    if date and folded[: len(date)] == date:
        return len(date)
    if title and folded[-len(title) :] == title:
        return len(folded) - len(title)
    leading = leading_date("".join(" " if character.isspace() else character for character in text))
    return len(_words(text[: len(leading)])) if leading else 0


def _words(text: str) -> list[_Word]:
    found = (_Word(hit.start(), hit.end(), hit[0].translate(_ANY_QUOTE)) for hit in _WORD.finditer(text))
    return [word for word in found if word.folded]
