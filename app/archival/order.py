"""The order of units and leaves, and what two lists of leaves have in common.

Keys of order are texts, so that a database sorts by them as this program does.
"""

import re
import string
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from app.archival.key import LATIN
from app.domain.location import ArchivalLocation, Leaf, LeafRange, Leaves

#: How the first of two lists of leaves lies to the second.
Overlap = Literal["same", "inside", "contains", "overlaps", "apart"]

_FIGURES = re.compile(r"[0-9]+")
_ALPHABETS = (string.ascii_lowercase, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_CYRILLIC: Mapping[str, str] = MappingProxyType({latin: cyrillic for cyrillic, latin in LATIN.items()})
_AS_WRITTEN: Mapping[str, str] = MappingProxyType({})
#: A leaf of which no side is stated comes before its own sides.
_SIDES = {None: 0, "recto": 1, "verso": 2}
#: After every leaf: where an open range ends. And after that: what has no leaves.
_OPEN_END, _NO_LEAVES = "2", "3"
#: Numbers with more figures are no leaves; nothing is counted up to them.
_MOST_FIGURES = 9
_ENDLESS = 10**_MOST_FIGURES


def natural_key(value: str) -> str:
    """Give what sorts values as people count: 5, 5a, 10. Values that differ never sort as one."""
    return f"{_FIGURES.sub(lambda found: _counted(found[0]), value.casefold())}\0{value}"


def leaf_key(leaf: Leaf) -> str:
    """Give what sorts leaves: 31 < 31 recto < 31 verso < 31а < 32. Zeros before a leaf's number mean nothing."""
    return _point(leaf, _SIDES[leaf.side], _AS_WRITTEN)


def location_order(location: ArchivalLocation) -> str:
    """Give what sorts the places in one file: by the first leaf, and those without leaves at the end."""
    ranges = location.leaves.ranges if location.leaves else ()
    return min((leaf_key(one.first) for one in ranges), default=_NO_LEAVES)


def overlap(first: Leaves, second: Leaves) -> Overlap:
    """Say how two lists of leaves of one file lie to each other, to the side of a leaf.

    A leaf without a side is both its sides; a range has every leaf between its ends, such as 31а in 31–32, so that
    "31, 32" is inside "31–32". An open range ("4ff") has all that follow.
    """
    letters = _letters(first, second)
    here, there = _intervals(first, letters), _intervals(second, letters)
    if here == there:
        return "same" if here else "apart"
    if not any(low <= high_ and low_ <= high for low, high in here for low_, high_ in there):
        return "apart"
    if _is_inside(here, there):
        return "inside"
    return "contains" if _is_inside(there, here) else "overlaps"


def gaps(cited: Iterable[Leaves]) -> tuple[LeafRange, ...]:
    """Give the leaves between the first and the last cited of which none is cited.

    Leaves with a letter were put in between, and the lack of one is no gap. Where some count leaves and others pages,
    nothing is said: what one leaves out may be what the other cites. Nothing is known after an open range.
    """
    lists = list(cited)
    if len({leaves.unit for leaves in lists}) != 1:
        return ()
    found: list[LeafRange] = []
    reach: int | None = None
    for low, high in sorted(_numbers(one) for leaves in lists for one in leaves.ranges if _is_counted(one)):
        if reach is not None and low > reach + 1:
            found.append(LeafRange(first=Leaf(n=str(reach + 1)), last=Leaf(n=str(low - 1))))
        reach = max(low - 1, high, reach or 0)
    return tuple(found)


def _counted(figures: str) -> str:
    """Give a number so that texts sort as numbers do: how many figures it has comes first."""
    figures = figures.lstrip("0")
    return f"{len(figures):07}{figures}"


def _point(leaf: Leaf, side: int, letters: Mapping[str, str]) -> str:
    """Give a side of a leaf as a point; a number comes after what is no number ("iv"), a space before any letter."""
    number = f"1{_counted(leaf.n)}" if _FIGURES.fullmatch(leaf.n) else f"0{leaf.n.casefold()}"
    suffix = (leaf.suffix or "").strip().casefold()
    return f"{number} {''.join(map(_letter, letters.get(suffix, suffix)))} {side}"


def _letter(letter: str) -> str:
    """Give a letter by its place in its alphabet; letters that share it are one if they are spelled alike (а and a)."""
    place = next((alphabet.index(letter) for alphabet in _ALPHABETS if letter in alphabet), 99)
    return f"{place:02}{LATIN.get(letter, letter)}"


def _letters(first: Leaves, second: Leaves) -> Mapping[str, str]:
    """Read Latin suffixes as spellings of Cyrillic ones, if any suffix is Cyrillic: 31v is 31в."""
    ends = [end for leaves in (first, second) for one in leaves.ranges for end in (one.first, one.last) if end]
    is_cyrillic = any(letter in _ALPHABETS[1] for end in ends for letter in (end.suffix or "").casefold())
    return _CYRILLIC if is_cyrillic else _AS_WRITTEN


def _intervals(leaves: Leaves, letters: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give what is cited as points from first to last, in order and without common points."""
    merged: list[tuple[str, str]] = []
    for low, high in sorted(_bounds(one, letters) for one in leaves.ranges):
        if merged and _goes_on(merged[-1][1], low):
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def _bounds(one: LeafRange, letters: Mapping[str, str]) -> tuple[str, str]:
    """Give the first and last point of a range, whichever end is printed first."""
    low = _point(one.first, _SIDES[one.first.side or "recto"], letters)
    if one.last is None:
        return low, _OPEN_END
    high = _point(one.last, _SIDES[one.last.side or "verso"], letters)
    return (low, high) if low <= high else _bounds(LeafRange(first=one.last, last=one.first), letters)


def _goes_on(high: str, low: str) -> bool:
    """Tell whether nothing can stand between two points: the sides of a leaf, or its verso and the recto of 31а."""
    if low <= high or high[:-1] == low[:-1]:
        return True
    return high.endswith("2") and low == f"{high[:-2]}00a 1"


def _is_inside(inner: list[tuple[str, str]], outer: list[tuple[str, str]]) -> bool:
    return all(any(low_ <= low and high <= high_ for low_, high_ in outer) for low, high in inner)


def _is_counted(one: LeafRange) -> bool:
    return all(_FIGURES.fullmatch(end.n) and len(end.n) <= _MOST_FIGURES for end in (one.first, one.last) if end)


def _numbers(one: LeafRange) -> tuple[int, int]:
    """Give the first and last number that a range covers; from 31а on, that is 32."""
    low, high = one.first, one.last
    if high is None:
        return int(low.n) + bool(low.suffix), _ENDLESS
    if leaf_key(high) < leaf_key(low):
        low, high = high, low
    return int(low.n) + bool(low.suffix), int(high.n)
