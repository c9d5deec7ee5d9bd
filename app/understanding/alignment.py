"""Lays one row of words beside another: which stretches both have, in the same order. The work grows as the rows do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

#: A stretch is looked for by so many words in one piece, then by fewer where that finds too little.
_SEEDS = (3, 2, 1)
#: So often a seed may stand in either row; what stands there oftener tells nothing of the place.
_MOST_SEEDED = 16
#: So many stretches are looked at; texts of which each letter is a word may have many times more.
_MOST_STRETCHES = 10_000
#: A stretch is joined to one of so many before it.
_LOOK_BACK = 40
#: Between stretches, so many words are compared with so many one by one.
_GAP = 64
#: So much more than what is left of one row is looked through in the other at its ends.
_SLACK = 3

#: So few words are laid beside so many more in every way, and are near if they stand among so many times as many.
_FEW = 20
_AROUND = 1000
_NEAR = 4


class Stretch(NamedTuple):
    """Words that both rows have: where they begin in each, and how many they are."""

    here: int
    there: int
    size: int


def align(here: Sequence[str], there: Sequence[str]) -> list[Stretch]:
    """Give the stretches that both rows have in order; the best place for ``there`` in ``here`` if there are several.

    Not the most words that could be kept in any way, which takes time as one row times the other, but what is found
    from seeds on; the same for the same rows always.
    """
    for seed in _SEEDS:
        chain = _chain(list(islice(_stretches(here, there, seed), _MOST_STRETCHES)), here)
        if sum(stretch.size for stretch in chain) * 2 >= len(there) or seed == _SEEDS[-1]:
            return _joined(list(_filled(here, there, chain)))
    return []


def align_closely(here: Sequence[str], there: Sequence[str], window: tuple[int, int]) -> list[Stretch]:
    """Give the most words that any way keeps in order in a part of ``here``, and of these the nearest together.

    Of few words only, and nothing if they are neither all there nor near together.
    """
    begin, end = window
    if len(there) > _FEW or end - begin > _AROUND:
        return []
    words = {word for word in there if word[0].isalnum()}
    best: list[tuple[int, int, tuple[Stretch, ...]]] = [(0, 0, ())] * (len(there) + 1)  # how many, from where, which
    kept: tuple[int, int, tuple[Stretch, ...]] = (0, 0, ())
    for i in (i for i in range(begin, end) if here[i] in words):
        before = best[:]
        for j, word in enumerate(there):
            found = before[j + 1]
            if word == here[i]:
                count, start, chain = before[j]
                longer = (count + 1, start if count else i, (*chain, Stretch(i, j, 1)))
                found = max(found, longer, key=lambda one: one[:2])
            best[j + 1] = max(found, best[j], key=lambda one: one[:2])
        count, start, chain = best[-1]
        kept = max(kept, (count, start - i, chain), key=lambda one: one[:2])
    count, spread, chain = kept
    is_all = count == sum(word in words for word in there)
    return _joined(list(_filled(here, there, [*chain]))) if is_all or -spread <= _NEAR * len(there) else []


def _stretches(here: Sequence[str], there: Sequence[str], seed: int) -> Iterator[Stretch]:
    """Give the stretches of at least ``seed`` words, in order of ``there``."""
    wanted = Counter(tuple(there[i : i + seed]) for i in range(len(there) - seed + 1))
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(here) - seed + 1):
        words = tuple(here[i : i + seed])
        if words in wanted and len(places[words]) <= _MOST_SEEDED:
            places[words].append(i)
    growing: dict[int, Stretch] = {}
    for j in range(len(there) - seed + 1):
        words = tuple(there[j : j + seed])
        found = places.get(words, ())
        is_telling = max(len(found), wanted[words]) <= _MOST_SEEDED or len(there) <= _MOST_SEEDED
        for i in found if is_telling else ():
            last = growing.get(i - j)
            if last and last.there + last.size == j + seed - 1:
                growing[i - j] = last._replace(size=last.size + 1)
            else:
                if last:
                    yield last
                growing[i - j] = Stretch(i, j, seed)
    yield from growing.values()


def _chain(stretches: list[Stretch], here: Sequence[str]) -> list[Stretch]:
    """Give the stretches that follow one another in both rows and keep most words, with the least leaps between.

    Of several that keep as many, the one with the rarest word at its end.
    """
    stretches.sort(key=lambda one: (one.there, one.here))
    best: list[tuple[int, int, Stretch]] = []  # what a chain is worth, the place of the one before, and its last
    for place, one in enumerate(stretches):
        worth, before, cut = 2 * one.size, -1, one
        for other in range(max(0, place - _LOOK_BACK), place):
            last = best[other][2]
            over = max(0, last.here + last.size - one.here, last.there + last.size - one.there)
            if over >= one.size or last.here >= one.here or last.there > one.there:
                continue
            leap = abs((one.here - last.here) - (one.there - last.there)).bit_length()
            if best[other][0] + 2 * (one.size - over) - leap > worth:
                worth = best[other][0] + 2 * (one.size - over) - leap
                before, cut = other, Stretch(one.here + over, one.there + over, one.size - over)
        best.append((worth, before, cut))
    chain: list[Stretch] = []
    most = max((worth for worth, _, _ in best), default=0)
    often = Counter(here) if most else {}
    ends = (i for i, (worth, _, _) in enumerate(best) if worth == most)
    place = min(ends, key=lambda i: (often[here[best[i][2].here]], i), default=-1)
    while place >= 0:
        chain.append(best[place][2])
        place = best[place][1]
    return chain[::-1]


def _filled(here: Sequence[str], there: Sequence[str], chain: list[Stretch]) -> Iterator[Stretch]:
    """Add what both rows have between the stretches, before the first and after the last."""
    if not chain:
        return
    first, last = chain[0], chain[-1]
    yield from _between(here, there, (max(0, first.here - first.there - _SLACK), 0), first)
    for one, following in pairwise(chain):
        yield one
        yield from _between(here, there, (one.here + one.size, one.there + one.size), following)
    yield last
    left = len(there) - last.there - last.size
    end = Stretch(min(len(here), last.here + last.size + left + _SLACK), len(there), 0)
    yield from _between(here, there, (last.here + last.size, last.there + last.size), end)


def _between(here: Sequence[str], there: Sequence[str], begin: tuple[int, int], end: Stretch) -> Iterator[Stretch]:
    """Give what both rows have in a gap, word by word; nothing of a gap that is too wide."""
    (i, j), rows, columns = begin, end.here - begin[0], end.there - begin[1]
    if not (0 < rows <= _GAP and 0 < columns <= _GAP):
        return
    longest = [[0] * (columns + 1) for _ in range(rows + 1)]  # of the words both have from here on
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            is_same = here[i + a] == there[j + b]
            longest[a][b] = longest[a + 1][b + 1] + 1 if is_same else max(longest[a + 1][b], longest[a][b + 1])
    a = b = 0
    while a < rows and b < columns:
        if here[i + a] == there[j + b]:
            yield Stretch(i + a, j + b, 1)
            a, b = a + 1, b + 1
        elif longest[a][b + 1] >= longest[a + 1][b]:
            b += 1
        else:
            a += 1


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Join stretches that touch."""
    joined: list[Stretch] = []
    for one in stretches:
        last = joined[-1] if joined else None
        if last and (last.here + last.size, last.there + last.size) == (one.here, one.there):
            joined[-1] = last._replace(size=last.size + one.size)
        else:
            joined.append(one)
    return joined
