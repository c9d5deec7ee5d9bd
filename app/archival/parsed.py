"""What was read of a reference: its places, and every character of it accounted for."""

from typing import Literal

from app.domain.location import ArchivalLocation
from app.domain.noun import Noun, Words

#: What a piece of a reference was taken for. ``glue`` is what only holds parts together; ``remainder`` is no location.
PieceKind = Literal["repository", "level", "leaves", "date", "note", "glue", "remainder"]


class Piece(Noun):
    """A stretch of the input, in characters: ``end`` is the first not in it. ``name`` is that of a level."""

    kind: PieceKind
    start: int
    end: int
    name: Words | None = None


class Doubt(Noun):
    """Something that could be argued with, in words for a person; ``code`` is for programs."""

    code: Words
    words: Words
    reason: Words


class ParsedLocation(Noun):
    """One place. ``inherited`` names what it takes over from the place before, ``certainty`` how sure its archive is.

    ``item_date`` is a date that stands inside it. ``by_rule`` says that the notation is a draft.
    """

    location: ArchivalLocation
    item_date: Words | None = None
    relation: Literal["continued", "ibid"] | None = None
    inherited: tuple[Words, ...] = ()
    certainty: Literal["certain", "probable"] = "certain"
    basis: Words
    by_rule: bool = False


class ParsedReference(Noun):
    """A whole reference. The pieces follow one another without a gap, from its first character to its last."""

    locations: tuple[ParsedLocation, ...]
    pieces: tuple[Piece, ...]
    remainder: Words | None
    doubts: tuple[Doubt, ...]
