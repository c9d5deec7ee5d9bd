"""Cites put together: grouped by name, collapsed by number, year or letter ("Cite Grouping", "Cite Collapsing")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.citing.csl.context import Cite
from app.citing.csl.tree import Piece

NO_NAMES = frozenset(("names",))
NO_YEAR = frozenset(("names", "issued"))
_RUN = 2  # a range stands for a first and at least so many that follow it


@dataclass(frozen=True, slots=True)
class Rendered:
    """One cite as it was printed, and what of it decides about collapsing."""

    cite: Cite
    piece: Piece
    names: str
    year: str
    number: int
    suffix: int

    @property
    def bare(self) -> bool:
        """Whether nothing is said about the item but which it is."""
        return not (self.cite.locator or self.cite.prefix or self.cite.suffix)


Again = Callable[[Cite, frozenset[str]], Piece | None]


@dataclass(frozen=True, slots=True)
class Collapse:
    """How a style collapses cites, and what it puts between them."""

    kind: str
    delimiter: str
    group_delimiter: str
    suffix_delimiter: str
    after: str
    inside: str
    groups: bool


def read_collapse(options: Mapping[str, str], delimiter: str) -> Collapse:
    """What `cs:citation` says of collapsing; `delimiter` is the layout's."""
    kind = options.get("collapse", "")
    group = options.get("cite-group-delimiter")
    suffix = options.get("year-suffix-delimiter", delimiter if group is None else group)
    inside = group if group is not None else ", "
    return Collapse(
        kind=kind,
        delimiter=delimiter,
        group_delimiter=inside,
        suffix_delimiter=suffix,
        after=options.get("after-collapse-delimiter", delimiter),
        inside=options.get("after-collapse-delimiter", inside),
        groups=kind.startswith("year") or group is not None,
    )


def group_cites(cites: list[Rendered]) -> list[Rendered]:
    """Cites of the same names together, where the first of them stands."""
    groups: dict[str, list[Rendered]] = {}
    for place, cite in enumerate(cites):
        groups.setdefault(cite.names or f"\0{place}", []).append(cite)
    return [cite for group in groups.values() for cite in group]


def collapse_cites(cites: list[Rendered], how: Collapse, again: Again) -> list[Piece]:
    """The cites of a citation with what stands between them."""
    if how.kind == "citation-number":
        return _by_number(cites, how)
    pieces: list[Piece] = []
    place = 0
    while place < len(cites):
        end = place + 1
        while how.groups and end < len(cites) and _same_names(cites[place], cites[end]):
            end += 1
        if place:
            pieces.append(_between(how.after, cites[place - 1].cite, cites[place].cite))
        pieces += _group(cites[place:end], how, again)
        place = end
    return pieces


def _same_names(first: Rendered, second: Rendered) -> bool:
    return bool(first.names) and first.names == second.names


def _between(delimiter: str, before: Cite, cite: Cite) -> str:
    """The delimiter between two cites; a suffix that ends in a mark and a prefix that begins with one need none."""
    if cite.prefix[:1] in (",", ";"):
        return ""
    return " " if delimiter and before.suffix.endswith((",", ";", ".", "!", "?")) else delimiter


def _group(group: list[Rendered], how: Collapse, again: Again) -> list[Piece]:
    """Cites of the same names: the first in full, the others without the names where the style collapses them."""
    pieces: list[Piece] = [group[0].piece]
    place = 0
    lettered = False
    while place < len(group):
        first = group[place]
        if place:
            delimiter = _inside(how, group[place - 1].cite, first.cite, lettered=lettered)
            shortened = (
                again(first.cite, NO_NAMES) if how.kind.startswith("year") and not first.cite.prefix else first.piece
            )
            if shortened:  # what has no year says no more than the names did
                pieces += [_between(delimiter, group[place - 1].cite, first.cite), shortened]
        end = place + 1
        while end < len(group) and _only_letter(group[end - 1], group[end], how):
            end += 1
        pieces += _letters(group[place:end], how, again)
        lettered = end - place > 1
        place = end
    return pieces


def _inside(how: Collapse, before: Cite, cite: Cite, *, lettered: bool) -> str:
    """What stands between two years of the same names: after letters that were collapsed what follows any collapse."""
    if lettered:
        return how.after
    return how.inside if before.locator and cite.locator else how.group_delimiter


def _only_letter(before: Rendered, cite: Rendered, how: Collapse) -> bool:
    """Whether a cite differs from the one before in the letter after the year alone."""
    if not how.kind.startswith("year-suffix") or before.year != cite.year or cite.cite.prefix:
        return False
    return before.cite.id == cite.cite.id or bool(before.suffix and cite.suffix and before.bare)


def _letters(run: list[Rendered], how: Collapse, again: Again) -> list[Piece]:
    """The letters of the second and later works of a year; three in a row as a range where the style has ranges."""
    pieces: list[Piece] = []
    place = 0
    while place < len(run):
        end = place
        while (
            how.kind == "year-suffix-ranged"
            and end + 1 < len(run)
            and run[end + 1].suffix == run[end].suffix + 1
            and run[end + 1].bare
        ):
            end += 1
        last = end if end - place >= _RUN else place
        if place:
            piece = again(run[place].cite, NO_YEAR)
            pieces += [how.suffix_delimiter, piece] if piece else []
        if last > place:
            pieces += ["\u2013", again(run[last].cite, NO_YEAR) or ""]
        place = last + 1
    return pieces


def _by_number(cites: list[Rendered], how: Collapse) -> list[Piece]:
    """Runs of three and more consecutive numbers become a range."""
    pieces: list[Piece] = []
    place = 0
    collapsed = False
    while place < len(cites):
        end = place
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1]):
            end += 1
        if place:
            pieces.append(_between(how.after if collapsed else how.delimiter, cites[place - 1].cite, cites[place].cite))
        pieces.append(cites[place].piece)
        collapsed = end - place >= _RUN
        if collapsed:
            pieces += ["\u2013", cites[end].piece]
        place = end + 1 if collapsed else place + 1
    return pieces


def _follows(first: Rendered, second: Rendered) -> bool:
    return first.bare and second.bare and 0 < first.number == second.number - 1
