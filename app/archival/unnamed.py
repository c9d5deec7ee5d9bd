"""Reads places of which no archive is named: "F. 45. Op. 1. D. 339. L. 31", "RG 59, Box 12, Folder 3".

Only where a verified notation has at least two labels of what stands there, from its broadest level on. Anything less
could be a sentence, a page or a date.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.archival.patterns import bare, label_search, unique
from app.archival.reader import FamilyReader
from app.archival.walk import Walk

#: How far the second label is looked for, and how many labels make a place unmistakable.
_NEAR, _LABELS = 300, 2
#: Labels of any number whatever: "F. 3, Op. 10, No. 2" is a mazurka.
_MARKS = {"no", "nr"}
#: What parts the broadest level from words without a label: "RG 59, Kogan Files, Box 2", and not "RG 59 has no Box 2".
_PARTED = re.compile(r"\s*[,;:]")


class Unnamed(NamedTuple):
    """A place of no named archive, and those that are joined to it."""

    reader: FamilyReader
    walks: Sequence[Walk]


class UnnamedReader:
    """Finds such places; ``readers`` has one reader for each family of notations."""

    def __init__(self, readers: Sequence[FamilyReader]) -> None:
        self._readers = [reader for reader in readers if reader.own.levels[0].labels]
        self._sure = [reader for reader in self._readers if reader.own.status == "verified"]
        labels = unique(scheme.levels[0].labels for reader in self._sure for scheme in reader.family)
        self._opening = label_search(labels)
        lower = unique(r.labels for reader in self._sure for scheme in reader.family for r in scheme.levels[1:])
        self._second = label_search(lower)

    def find(self, words: str, start: int, end: int) -> Iterator[Unnamed]:
        """Find the places in a stretch of words, in order."""
        here = start
        for opening in self._opening.finditer(words, start, end):
            if opening.start() >= here and (reader := self._best(words, opening.start(), end)):
                found = Unnamed(reader, reader.read(words, opening.start(), end))
                here = found.walks[-1].here
                yield found

    def _best(self, words: str, start: int, end: int) -> FamilyReader | None:
        """Give the family that knows most of what stands here; None if none is sure, or two are that differ."""
        near = min(end, start + _NEAR)
        if not self._second.search(words, start, near):
            return None
        if not any(_evidence(reader, reader.path(words, start, near)) for reader in self._sure):
            return None
        walks = [reader.path(words, start, near) for reader in self._readers]
        known = [_evidence(reader, walk) for reader, walk in zip(self._readers, walks, strict=True)]
        best = [number for number, evidence in enumerate(known) if evidence == max(known)]
        best = [number for number in best if self._readers[number] in self._sure] or best
        is_one = all(walks[one].levels == walks[other].levels for one, other in pairwise(best))
        return self._readers[best[0]] if is_one else None


def _evidence(reader: FamilyReader, walk: Walk) -> int:
    """Count the labels of a place; none of what is no place."""
    if not walk.levels or walk.levels[0].name != reader.own.levels[0].name or walk.pieces[0].kind != "level":
        return 0
    first, *others = walk.levels
    guessed = [level for level in others if level.label is None and level.value[0].islower()]
    is_parted = not walk.guessed or _PARTED.match(walk.words, walk.pieces[0].end)
    labelled = sum(level.label is not None and bare(level.label) not in _MARKS for level in others)
    if not first.label or not any(map(str.isdigit, first.value)) or guessed or not is_parted or labelled + 1 < _LABELS:
        return 0
    return labelled + 1 + (walk.leaves is not None and walk.leaves.label is not None)
