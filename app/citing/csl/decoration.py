"""Decoration: what attributes do to a rendered piece ("Affixes", "Display", "Formatting", "Quotes", "Text-case")."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.citing.csl.context import Context
from app.citing.csl.textcase import recase, set_apostrophes
from app.citing.csl.tree import Format, Node, Parenthesis, Piece

Decorate = Callable[[Context, Piece], Piece]
_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def read_format(attributes: Mapping[str, str]) -> Format | None:
    """The formatting attributes of an element; None where it has none."""
    values = [attributes.get(name, "") for name in _FORMATS]
    return Format(*values) if any(values) else None


def strip_periods(piece: Piece) -> Piece:
    """The piece without its full stops."""
    if isinstance(piece, str):
        return piece.replace(".", "")
    parts = [strip_periods(part) for part in piece.pieces]
    return piece.like(parts)


def as_is(_: Context, piece: Piece) -> Piece:
    """The decoration of an element without attributes."""
    return piece


def read_decoration(attributes: Mapping[str, str], *, english: bool = False) -> Decorate:
    """What an element's attributes do to what it rendered. Affixes stand outside of quotes, formatting and recasing.

    `english` are words that are so whatever the language of the item is, as those of an English locale.
    """
    steps: list[Decorate] = []
    if attributes.get("strip-periods") == "true":
        steps.append(lambda _, piece: strip_periods(piece))
    if (case := attributes.get("text-case")) and case != "none":
        steps.append(lambda ctx, piece: recase(piece, case, language="en" if english else ctx.language))
    form, quoted = read_format(attributes), "double" if attributes.get("quotes") == "true" else ""
    if form or quoted:
        steps.append(lambda _, piece: Node([piece], form, quoted=quoted))
    prefix, suffix = (set_apostrophes(attributes.get(name, "")) for name in ("prefix", "suffix"))
    display = attributes.get("display", "")
    if prefix or suffix:
        steps.append(lambda _, piece: affixed(prefix, piece, suffix))
    if display:
        steps.append(lambda _, piece: Node([piece], display=display))
    return _in_turn(steps)


def affixed(prefix: str, piece: Piece, suffix: str) -> Piece:
    """The piece between its affixes."""
    pieces: list[Piece] = [prefix] if prefix else []
    pieces.append(piece)
    if suffix:
        pieces.append(suffix)
    if len(pieces) == 1:
        return piece
    return Parenthesis(pieces) if prefix.endswith("(") and suffix.startswith(")") else Node(pieces)


def _in_turn(steps: list[Decorate]) -> Decorate:
    if not steps:
        return as_is
    if len(steps) == 1:
        return steps[0]
    first, second, *others = steps
    if not others:
        return lambda ctx, piece: second(ctx, first(ctx, piece))

    def decorate(ctx: Context, piece: Piece) -> Piece:
        for step in steps:
            piece = step(ctx, piece)
        return piece

    return decorate
