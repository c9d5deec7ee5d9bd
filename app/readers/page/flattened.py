"""A page whose line ends were lost, as text taken from a PDF often is: its headings are found as phrases."""

import re
from collections.abc import Iterator

from app.readers.page.contents import leading_labels
from app.readers.page.layout import CONTENTS, HEADING_LINE, HEADING_NAMES
from app.readers.page.source import OUTSIDE, Line, fold_blanks, number_lines
from app.understanding.knowledge import Knowledge

_PHRASE = re.compile(rf"(?<![^{OUTSIDE}])({HEADING_NAMES}):(?![^{OUTSIDE}])")


def is_flattened(text: str) -> bool:
    """Tell whether the headings stand within a line and not on lines of their own.

    A heading on its own line settles it, unless the whole description stands before that: then the line is
    part of the text of a flattened page.
    """
    line = HEADING_LINE.search(text)
    names = {found[1] for found in _PHRASE.finditer(text, 0, line.start() if line else len(text))}
    return {"Citation", CONTENTS} <= names if line else bool(names)


def restore_lines(text: str, knowledge: Knowledge) -> list[Line]:
    """Give every heading, the words under it, every label of Contents and the text a line of its own again.

    Line numbers are those of the file, so several of these lines can have the same.
    """
    lines: list[Line] = []
    number, counted, at = 1, 0, 0
    for start, end in (*_headings_and_labels(text, knowledge), (len(text), len(text))):
        begin = start - len(text[at:start].lstrip(OUTSIDE))
        number += text.count("\n", counted, begin)
        lines += number_lines(text[begin:start].rstrip(OUTSIDE), number)
        number += text.count("\n", begin, start)
        lines += number_lines(text[start:end].strip(OUTSIDE).replace("\n", " "), number)
        counted, at = start, end
    return lines


def _headings_and_labels(text: str, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    for found in _PHRASE.finditer(text):
        yield found.span()
        if fold_blanks(found[1]) == CONTENTS:
            yield from leading_labels(text, found.end(), knowledge)
            return
