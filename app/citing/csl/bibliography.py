"""Bibliographies: the entries in their order, and how a style wants them set ("Bibliography-specific Options")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.citing.csl.attributes import read_count
from app.citing.csl.decoration import affixed, read_format
from app.citing.csl.rules import Layout
from app.citing.csl.tree import Node, Piece


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography: the id of its item, and what is printed."""

    id: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries in their order, and how the style wants them set.

    `second_field_align` is "flush", "margin" or empty; `line_spacing` and `entry_spacing` are multiples of a line.
    """

    entries: tuple[Entry, ...]
    hanging_indent: bool
    second_field_align: str
    line_spacing: int
    entry_spacing: int


def read_bibliography(options: Mapping[str, str], entries: Sequence[Entry]) -> Bibliography:
    """Entries under the options of `cs:bibliography`."""
    line, between = read_count(options, "line-spacing"), read_count(options, "entry-spacing")
    return Bibliography(
        tuple(entries),
        options.get("hanging-indent") == "true",
        options.get("second-field-align", ""),
        1 if line is None else line,
        1 if between is None else between,
    )


def finish_entry(piece: Piece, layout: Layout) -> Piece:
    """What was printed of an item, with the affixes and the formatting of the layout."""
    form = read_format(layout.part.layout.attrib)
    whole = affixed(layout.prefix, with_suffix(piece, layout.suffix), "")
    return Node([whole], form) if form else whole


def with_suffix(piece: Piece, suffix: str) -> Piece:
    """An entry with a suffix, inside of the block that ends the entry where one does."""
    if not suffix:
        return piece
    if isinstance(piece, Node) and piece.pieces and _ends_in_block(piece):
        if piece.display and not _ends_in_block(piece.pieces[-1]):
            return piece.like([*piece.pieces, suffix])
        return piece.like([*piece.pieces[:-1], with_suffix(piece.pieces[-1], suffix)])
    return Node([piece, suffix])


def _ends_in_block(piece: Piece) -> bool:
    return isinstance(piece, Node) and bool(piece.display or (piece.pieces and _ends_in_block(piece.pieces[-1])))
