"""A reference as it is printed: its text, and every part of it with what it is and who made it."""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Literal

from app.domain.noun import Noun, Words

#: What a part is. ``glue`` holds one element together ("Fond" and "45"), a ``separator`` parts two elements, a
#: ``joiner`` two places. ``written`` is a whole place that is printed as it was written.
PartKind = Literal[
    "repository", "place", "label", "value", "leaves", "copy", "note", "glue", "separator", "joiner", "written"
]

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


class Part(Noun):
    """A stretch of a printed reference; ``name`` is that of the level it belongs to.

    ``generated``: this software made it, and it is not what was printed: a letter in another script, a place, a label
    in another language. Dashes, spaces and stops are nobody's.
    """

    text: Words
    kind: PartKind
    generated: bool = False
    name: Words | None = None


class Rendered(Noun):
    """A printed reference. Its parts, one after the other, are its text."""

    text: Words
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, parts: Iterable[Part]) -> "Rendered":
        """Give the reference that is made of these parts."""
        kept = tuple(part for part in parts if part.text)
        return cls(text="".join(part.text for part in kept), parts=kept)


def bidi_html(rendered: Rendered) -> str:
    """Give a reference as HTML in which no element changes the direction of another, whatever stands around it.

    Each place is isolated, with the direction of its first letter, and so is each element in it.
    """
    html = []
    for is_joiner, group in groupby(rendered.parts, key=lambda part: part.kind == "joiner"):
        parts = list(group)
        html.append("".join(escape(part.text) for part in parts) if is_joiner else _isolated_place(parts))
    return "".join(html)


def _isolated_place(parts: list[Part]) -> str:
    first = _LETTER.search("".join(part.text for part in parts))
    direction = "rtl" if first and _RIGHT_TO_LEFT.match(first[0]) else "ltr"
    elements = []
    for is_mark, group in groupby(parts, key=lambda part: part.kind == "separator"):
        words = escape("".join(part.text for part in group))
        elements.append(words if is_mark else f"<bdi>{words}</bdi>")
    return f'<bdi dir="{direction}">{"".join(elements)}</bdi>'
