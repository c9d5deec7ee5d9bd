"""Words of a page that would belong to nothing, or to the wrong part: they keep the page out, for none may be lost."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.readers.page.layout import CONTENTS, HEADING_NAMES, Layout
from app.readers.page.source import BLANKS, Line, fold_blanks, paragraphs, words_of
from app.readers.page.titleline import HEADER

#: Parts whose words are the one paragraph after the heading; a summary or credits may have several.
_ONE_PARAGRAPH = ("Citation", "Original Language")
# "SUMMARY:", "summary :", "Summary: text on the same line", "Summary" alone.
_LIKE_A_HEADING = re.compile(rf"[{BLANKS}]*({HEADING_NAMES})[{BLANKS}]*(?::.*|$)", re.IGNORECASE | re.DOTALL)
_SHOWN = 60


class Stray(NamedTuple):
    """Where such words are, what is wrong, and what to do."""

    line: int
    reason: str
    suggestion: str


def find_strays(layout: Layout) -> Iterator[Stray]:
    """Find words above the first heading that are no title, second paragraphs, and lines that look like a heading."""
    above = [p for p in paragraphs(layout.preface) if fold_blanks(words_of(p).strip()) != HEADER]
    for paragraph in above[1:]:
        yield _unplaced(paragraph, "stands between the title and the first heading")
    for heading, lines in layout.sections.items():
        if heading == CONTENTS:
            continue
        unclear = list(_like_headings(heading, lines))
        yield from unclear
        if heading in _ONE_PARAGRAPH and CONTENTS in layout.sections and not unclear:
            for paragraph in paragraphs(lines)[1:]:
                yield _unplaced(paragraph, f"is a second paragraph under '{heading}:'")


def _like_headings(heading: str, lines: list[Line]) -> Iterator[Stray]:
    for line in lines:
        if found := _LIKE_A_HEADING.fullmatch(line.text):
            name = fold_blanks(found[1]).title()
            yield Stray(
                line.number,
                f"This line looks like the heading '{name}:' but is none, so its words would go to '{heading}:'.",
                f"Write '{name}:' on a line of its own, with its words in the paragraph below.",
            )


def _unplaced(paragraph: list[Line], where: str) -> Stray:
    words = words_of(paragraph)
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return Stray(
        paragraph[0].number,
        f"“{shown}” {where}, and belongs to nothing.",
        "Put the heading it belongs to above it ('Citation:', 'Summary:' …), or take it out.",
    )
