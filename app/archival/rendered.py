"""A reference as it is printed: its text, and every part of it with what it is and who made it."""

from collections.abc import Iterable
from typing import Literal

from app.domain.noun import Noun, Words

#: What a part is. ``glue`` holds one element together ("Fond" and "45"), a ``separator`` parts two elements, a
#: ``joiner`` two places. ``written`` is a whole place that is printed as it was written.
PartKind = Literal[
    "repository", "place", "label", "value", "leaves", "copy", "note", "glue", "separator", "joiner", "written"
]


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
