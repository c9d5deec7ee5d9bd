"""Scores the reading of references against readings made by hand (shared/data/README.md)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from app.archival.parse import parse
from app.archival.parsed import ParsedLocation, ParsedReference
from app.archival.repository import RepositoryEntry
from app.domain.location import Leaf
from app.understanding.knowledge import Knowledge

#: The longest note that is printed whole.
_WIDTH = 160


class Score(NamedTuple):
    """``strict`` lines of ``total`` are right in every value; ``f1`` counts single fields. Doubtful lines are apart."""

    strict: int
    total: int
    f1: float
    misses: list[str]
    doubtful: tuple[int, int]


class Vocabulary:
    """Which names of archives and of levels mean the same."""

    def __init__(self, file: Path) -> None:
        tables = json.loads(file.read_text(encoding="utf-8"))
        self._archives = _meanings(tables["repositories"])
        self._levels = {form.casefold(): name for form, name in _meanings(tables["levels"]).items()}

    def archive(self, name: str) -> str:
        """Give the one name of an archive."""
        return self._archives.get(name, name)

    def entry(self, entry: RepositoryEntry) -> str:
        """Give the one name of an archive of ours; its full name is the surest."""
        known = (self._archives[name] for name in (entry.name, entry.code, *entry.aliases) if name in self._archives)
        return next(known, entry.code)

    def level(self, name: str) -> str:
        """Give the one name of a level."""
        return self._levels.get(name.casefold(), name)


def _meanings(table: dict[str, list[str]]) -> dict[str, str]:
    """Give for every form the name that stands for all."""
    return {form: name for name, forms in table.items() for form in (name, *forms)}


Place = tuple[str, list[tuple[str, str]], list[list[str | None]]]


def score(file: Path, vocabulary: Vocabulary, knowledge: Knowledge) -> Score:
    """Read every line of the file and compare."""
    entries = {entry.id: vocabulary.entry(entry) for entry in knowledge.repositories}
    strict: Counter[bool] = Counter()
    doubtful: Counter[bool] = Counter()
    fields: Counter[str] = Counter()
    misses = []
    for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        found = [
            _found(place, entries, vocabulary) for place in parse(line["raw"], knowledge.grammar, "measure").locations
        ]
        wanted = [_wanted(place, vocabulary) for place in line["locations"]]
        is_right = [_values(place) for place in found] == [_values(place) for place in wanted]
        (doubtful if line["doubtful"] else strict)[is_right] += 1
        if line["doubtful"]:
            continue
        fields += _compare(found, wanted)
        if not is_right:
            misses.append(f"{line['id']}: {line['raw']}\n    wanted {wanted}\n    found  {found}")
    both = fields["found"] + fields["wanted"]
    f1 = 2 * fields["right"] / both if both else 1.0
    return Score(strict[True], strict.total(), f1, misses, (doubtful[True], doubtful.total()))


def coverage(file: Path, knowledge: Knowledge) -> dict[str, int]:
    """Count what is found in notes that nobody has read by hand."""
    notes = [json.loads(line)["note"] for line in file.read_text(encoding="utf-8").splitlines()]
    read: list[ParsedReference] = [parse(note, knowledge.grammar, "measure") for note in notes]
    places = [place.location for note in read for place in note.locations]
    return {
        "notes": len(notes),
        "with a location": sum(bool(note.locations) for note in read),
        "locations": len(places),
        "read in full": sum(place.reading.status == "full" for place in places),
    }


def sample(file: Path, knowledge: Knowledge, count: int) -> Iterator[str]:
    """Give notes and what is read from them, a line each, the same ones every time: every so many-th of the file."""
    notes = [json.loads(line)["note"] for line in file.read_text(encoding="utf-8").splitlines()]
    for note in notes[:: max(1, len(notes) // count)][:count]:
        found = parse(note, knowledge.grammar, "measure")
        places = "; ".join(map(_told, found.locations)) or "no place"
        left = f" | left: {_short(found.remainder)}" if found.remainder else ""
        yield f"  {_short(note)}\n    = {_short(places)}{left}"


def _short(words: str) -> str:
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"


def _told(place: ParsedLocation) -> str:
    """Tell a place in one line: its archive, its levels, its leaves."""
    at = place.location
    archive = at.repository.code if at.repository else "no archive"
    leaves = [f"[{at.leaves.unit} {at.leaves.as_written}]"] if at.leaves else []
    dates = [f"({place.item_date})"] if place.item_date else []
    return " ".join([archive, *(f"{level.name}={level.value}" for level in at.levels), *leaves, *dates])


def _found(place: ParsedLocation, entries: dict[str, str], vocabulary: Vocabulary) -> Place:
    location = place.location
    archive = entries[location.repository.id] if location.repository else ""
    ranges = [[_leaf(r.first), _leaf(r.last)] for r in location.leaves.ranges] if location.leaves else []
    return archive, [(vocabulary.level(level.name), level.value) for level in location.levels], ranges


def _leaf(leaf: Leaf | None) -> str | None:
    return None if leaf is None else leaf.n + (leaf.suffix or "") + ("ob." if leaf.side == "verso" else "")


def _wanted(place: dict[str, Any], vocabulary: Vocabulary) -> Place:
    ranges = place["leaves"]["ranges"] if place["leaves"] else []
    levels = [(vocabulary.level(level["name"]), level["value"]) for level in place["levels"]]
    return vocabulary.archive(place["repository"]), levels, ranges


def _values(place: Place) -> tuple[str, list[str], list[list[str | None]]]:
    """Give what a strict comparison looks at: the names of levels are a convention."""
    archive, levels, ranges = place
    return archive, [value for _, value in levels], ranges


def _compare(found: list[Place], wanted: list[Place]) -> Counter[str]:
    one, other = Counter(_fields(found)), Counter(_fields(wanted))
    return Counter({"right": (one & other).total(), "found": one.total(), "wanted": other.total()})


def _fields(places: list[Place]) -> Iterator[tuple[object, ...]]:
    for number, (archive, levels, ranges) in enumerate(places):
        yield number, "repository", archive
        for name, value in levels:
            yield number, name, value
        for first, last in ranges:
            yield number, "leaves", first, last
