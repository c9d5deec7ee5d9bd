"""Reads references in the word forms of a scheme: "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32".

Plain and honest: a place is understood whole, up to words that declare a gap, or it is kept whole and unread.
"""

import re
from collections.abc import Iterator, Sequence

from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.domain.location import (
    ArchivalLocation,
    Leaf,
    LeafRange,
    Leaves,
    Level,
    LocationReading,
    Repository,
)

#: A reference longer than this is kept unread: no archive prints one, and reading stays bounded.
MAX_REFERENCE = 4096

# A credit begins a sentence, and may end in several roles: "Contributed, transcribed, and translated by …".
_CREDIT = re.compile(r"(?:^|(?<=[.;] ))(?=(?:Obtained|Translated|Contributed|Transcribed|Provided)\b)")
_JOINER = re.compile(r"(?:; and |; also |; | and )")
_VALUE = re.compile(r"[^\s,;]+")
_LEAF = re.compile(r"(?P<n>\d+)(?P<suffix>[a-zа-я]?)(?P<side>\D*)")


def split_credits(reference: str) -> tuple[str, str]:
    """Part a printed reference into its places and the sentences of credit after them.

    Both keep their words; only the space between them is left out.
    """
    found = _CREDIT.search(reference)
    places, thanks = (reference[: found.start()], reference[found.start() :]) if found else (reference, "")
    return places.strip(), thanks.strip()


def read_locations(
    reference: str, repositories: Sequence[RepositoryEntry], schemes: Sequence[Scheme], version: str
) -> tuple[ArchivalLocation, ...]:
    """Read the places of a reference, in printed order."""
    readers = [_PlaceReader(scheme, repositories, version) for scheme in schemes]
    return tuple(_read_place(place, readers, version) for place in _places(reference, readers))


def read_location(
    words: str, repositories: Sequence[RepositoryEntry], schemes: Sequence[Scheme], version: str
) -> ArchivalLocation:
    """Read one place that somebody has already parted from the others."""
    return _read_place(words, [_PlaceReader(s, repositories, version) for s in schemes], version)


def _places(reference: str, readers: Sequence["_PlaceReader"]) -> Iterator[str]:
    """Part places at a joiner, but only where both sides can be read: "and" also stands inside one place."""
    if not reference:
        return
    start = 0
    if len(reference) <= MAX_REFERENCE:
        for joiner in _JOINER.finditer(reference):
            here, after = reference[start : joiner.start()], reference[joiner.end() :]
            if any(r.read(here) for r in readers) and any(r.begins(after) for r in readers):
                yield here
                start = joiner.end()
    yield reference[start:]


def _read_place(words: str, readers: Sequence["_PlaceReader"], version: str) -> ArchivalLocation:
    """Read a place; a final stop is first taken as its own ("30ob."), then as that of the sentence."""
    bare = words.removesuffix(".")
    if len(words) <= MAX_REFERENCE:
        for form in dict.fromkeys((words, bare)):
            for reader in readers:
                if location := reader.read(form):
                    return location
    unread = LocationReading(status="unread", scheme=None, version=version)
    return ArchivalLocation(as_written=bare, reading=unread)


class _PlaceReader:
    """Reads one place in one scheme."""

    def __init__(self, scheme: Scheme, repositories: Sequence[RepositoryEntry], version: str) -> None:
        self._scheme = scheme
        self._repositories = [entry for entry in repositories if entry.scheme == scheme.id]
        self._levels = {label.casefold(): rule.name for rule in scheme.levels for label in rule.labels}
        self._leaf_labels = {label.casefold() for label in scheme.leaves.labels}
        self._reading = LocationReading(status="full", scheme=scheme.id, version=version)

    def begins(self, words: str) -> bool:
        """Tell whether the words begin with an archive this scheme knows."""
        head = words.partition(self._scheme.separator.strip())[0]
        return any(self._repository(name) for name in (head, _JOINER.split(head, maxsplit=1)[0]))

    def read(self, words: str) -> ArchivalLocation | None:
        """Read the place, or give None when any part of it is not understood."""
        head, *parts = words.split(self._scheme.separator)
        repository = self._repository(head)
        if repository is None:
            return None
        levels: list[Level] = []
        leaves: Leaves | None = None
        note: str | None = None
        for part in parts:
            if note is not None:
                return None  # what follows a note would be printed before it
            if leaves is None and (level := self._level(part)):
                levels.append(level)
            elif leaves is None and (found := self._leaves(part)):
                leaves = found
            elif part.casefold().endswith(f" {self._scheme.undeclared}"):
                note = part
            else:
                return None
        return ArchivalLocation(
            as_written=words,
            repository=repository,
            levels=tuple(levels),
            leaves=leaves,
            note=note,
            reading=self._reading,
        )

    def _repository(self, words: str) -> Repository | None:
        named = [entry for entry in self._repositories if entry.is_named(words)]
        if len(named) != 1:  # a name that fits several archives names none
            return None
        members = named[0].model_dump(include={"id", "code", "name", "place", "country"})
        return Repository(as_written=words, **members)

    def _level(self, part: str) -> Level | None:
        label, _, value = part.partition(" ")
        name = self._levels.get(label.casefold())
        return Level(name=name, label=label, value=value) if name and _VALUE.fullmatch(value) else None

    def _leaves(self, part: str) -> Leaves | None:
        label, _, value = part.partition(" ")
        if label.casefold() not in self._leaf_labels:
            return None
        ends = [self._leaf(end) for end in re.split(r"[-–]", value, maxsplit=1)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or int(last.n) < int(first.n):
            return None  # a shortened or reversed range is for the full grammar to complete
        leaf_range = LeafRange(first=first, last=last)
        return Leaves(unit=self._scheme.leaves.unit, label=label, as_written=value, ranges=(leaf_range,))

    def _leaf(self, words: str) -> Leaf | None:
        found = _LEAF.fullmatch(words)
        if not found:
            return None
        side = found["side"].strip()
        suffix = found["suffix"]
        if suffix + side in self._scheme.leaves.verso:  # "30ob." has no suffix "o"
            suffix, side = "", suffix + side
        if side and side not in self._scheme.leaves.verso:
            return None
        return Leaf(n=found["n"], suffix=suffix or None, side="verso" if side else None)
