"""One name as it is printed: its parts in order, inverted, short, or as initials ("Name", "Name-part Order")."""

from __future__ import annotations

import re

from app.citing.csl.context import Context
from app.citing.csl.initials import initialize
from app.citing.csl.items import Name
from app.citing.csl.markup import read_markup
from app.citing.csl.nameoptions import NameStyle
from app.citing.csl.tree import Node, Piece, join, plain

_IN_FULL = 2
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_JOINS = ("\u2019", "'", "-", " ")


def render_name(ctx: Context, name: Name, style: NameStyle, *, inverted: bool, level: int = 0) -> Piece:
    """One name; `level` 1 adds initials to a name printed short, 2 spells the given name out."""
    return style.decorate(ctx, _undecorated(ctx, name, style, inverted=inverted, level=level))


def _undecorated(ctx: Context, name: Name, style: NameStyle, *, inverted: bool, level: int) -> Piece:
    if name.literal:
        return _institution(ctx, name.literal, style)
    if not name.romanesque or name.static:
        return _static(ctx, name, style)
    form = "long" if level and not ctx.sorting else style.form
    if form == "short" and inverted and name.non_dropping and style.demote == "display-and-sort" and not ctx.sorting:
        parts = [_family(ctx, name, style, particle=False), style.family.decorate(ctx, read_markup(name.non_dropping))]
        return join(parts, style.sort_separator)
    if form == "short":
        return _family(ctx, name, style, particle=not (ctx.sorting and style.demote != "never"))
    given = given_name(name, style, level)
    if inverted:
        return _inverted(ctx, name, style, given)
    return _direct(ctx, name, style, given)


def _institution(ctx: Context, name: str, style: NameStyle) -> Piece:
    """A name that is no person's; it is sorted without an English article ("Name-part Order")."""
    if ctx.sorting:
        return _ARTICLE.sub("", name) if ctx.language == "en" else name
    return style.family.decorate(ctx, read_markup(name))


def given_name(name: Name, style: NameStyle, level: int) -> str:
    """The given name as a style prints it: in full, or as initials."""
    if style.initialize_with is None or (level >= _IN_FULL and style.initialize):
        return name.given
    return initialize(name.given, style.initialize_with, whole_names=style.initialize, hyphen=style.hyphen)


def _static(ctx: Context, name: Name, style: NameStyle) -> Piece:
    """A name whose family name always comes first; without a space in scripts that have none."""
    family = style.family.decorate(
        ctx, name.non_dropping + name.family if not name.romanesque else _spaced(name.non_dropping, name.family)
    )
    if style.form == "short" or not name.given:
        return family
    given = style.given.decorate(ctx, name.given)
    return join([family, given], " " if name.romanesque else "")


def _spaced(particle: str, family: str) -> str:
    """A particle before a family name; an apostrophe or hyphen joins them, where no space was written."""
    if not particle:
        return family
    return particle + family if particle.endswith(_JOINS) else f"{particle} {family}"


def _family(ctx: Context, name: Name, style: NameStyle, *, particle: bool) -> Piece:
    if not particle or not name.non_dropping:
        return style.family.decorate(ctx, read_markup(name.family))
    parts = [style.family.format_words(ctx, read_markup(words)) for words in (name.non_dropping, name.family)]
    joined = name.non_dropping.endswith(_JOINS) and not ctx.sorting  # a particle is sorted as a word of its own
    return style.family.affix(ctx, join(parts, "" if joined else " "))


def _direct(ctx: Context, name: Name, style: NameStyle, given: str) -> Piece:
    """Given name, dropping particle, particle and family name, suffix."""
    first: list[Piece] = [style.given.format_words(ctx, read_markup(given))] if given else []
    family = _family(ctx, name, style, particle=True)
    if name.dropping:
        dropping = style.given.format_words(ctx, read_markup(name.dropping))
        if name.dropping.endswith(_JOINS):
            family = Node([dropping, family])
        else:
            first.append(dropping)
    whole = _beside(style.given.affix(ctx, join(first, " ")), family) if first else family
    if not name.suffix:
        return whole
    return Node([whole, ", " if name.comma_suffix else " ", _suffix(name, style)])


def _beside(given: Piece, family: Piece) -> Piece:
    """Two parts with a space between, unless an affix of the style has one that does not break."""
    return Node([given, "" if plain(given).endswith("\u00a0") else " ", family])


def _inverted(ctx: Context, name: Name, style: NameStyle, given: str) -> Piece:
    """Family name first, a separator, given name and particles, a separator, suffix."""
    demoted = style.demote == "display-and-sort" or (ctx.sorting and style.demote == "sort-only")
    pieces: list[Piece] = [_family(ctx, name, style, particle=not demoted)]
    behind: list[Piece] = [
        style.given.format_words(ctx, read_markup(words)) for words in (given, name.dropping) if words
    ]
    if demoted and name.non_dropping:
        behind.append(style.family.format_words(ctx, read_markup(name.non_dropping)))
    if behind:
        pieces.append(style.given.affix(ctx, join(behind, " ")))
    if name.suffix:
        pieces.append(_suffix(name, style))
    return join(pieces, style.sort_separator)


def _suffix(name: Name, style: NameStyle) -> Piece:
    """A suffix, without its full stop where a style prints initials without one."""
    bare = style.initialize_with is not None and "." not in style.initialize_with
    return read_markup(name.suffix.replace(".", "") if bare else name.suffix)
