"""The headings of a page and what stands under each."""

import re
from dataclasses import dataclass, field

from app.readers.page.source import BLANKS, GAP, Line, fold_blanks

#: The headings of the layout in their usual order. After the list under the last one nothing is a heading.
HEADINGS = ("Citation", "Summary", "Credits", "Original Language", "Contents")
#: The heading that ends the description and begins the texts.
CONTENTS = HEADINGS[-1]
#: The headings' names in a pattern, whatever blanks stand within one.
HEADING_NAMES = "|".join(name.replace(" ", GAP) for name in HEADINGS)

#: A whole line that is a heading.
HEADING_LINE = re.compile(rf"^[{BLANKS}]*({HEADING_NAMES}):[{BLANKS}]*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A page's parts. An absent heading is no key of ``sections``; one without text has no lines there.

    ``headings`` and ``repeated`` say on which line each stands first and, if it does, a second time.
    """

    preface: list[Line] = field(default_factory=list)
    sections: dict[str, list[Line]] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)


def divide(lines: list[Line]) -> Layout:
    """Find the headings, each a line of its own, down to Contents; what follows that is all under it."""
    layout = Layout()
    under = layout.preface
    for index, line in enumerate(lines):
        name = _heading(line.text)
        if name is None:
            under.append(line)
            continue
        if name in layout.headings:
            layout.repeated.setdefault(name, line.number)
        layout.headings.setdefault(name, line.number)
        under = layout.sections.setdefault(name, [])
        if name == CONTENTS:
            under.extend(lines[index + 1 :])
            break
    return layout


def _heading(line: str) -> str | None:
    found = HEADING_LINE.fullmatch(line)
    return fold_blanks(found[1]) if found else None
