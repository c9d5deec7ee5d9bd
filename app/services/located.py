"""Finds records by the places that a reference names, and says how the leaves of each lie to those asked for."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.archival.damage import mend
from app.archival.key import around_years
from app.archival.order import overlap
from app.archival.parse import parse
from app.archival.parsed import ParsedLocation
from app.archival.period import unread_numbers
from app.archival.repository import RelatedUnit, related_units
from app.domain.holding import Holding
from app.domain.location import ArchivalLocation, Leaves
from app.services.placing import level_of, printed_value, units_of
from app.services.press import Press
from app.storage.repository import Repository
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge

Relation = Literal[
    "address",
    "citation text",
    "same leaves",
    "title",
    "contains",
    "inside",
    "overlaps",
    "same file, no leaves given",
    "same file, other leaves",
    "inferred successor",
    "near miss",
]
_EXACT = {"address", "citation text", "same leaves"}
#: How every record differs from a place of which no archive is named.
_UNNAMED = "no archive that is known was named"
#: How many places of a note are looked up, in how many units, and how many of one file are looked at.
MOST_PLACES, _UNITS, _HELD = 20, 100, 500
#: How many records are named that have more levels than were asked for, and what is true of them if nothing else is.
_PARTS = 20
_TWO = 2  # the archive and its broadest level, in which the rest is looked for
_NOT_OTHER = {"same leaves", "same file, no leaves given"}
#: How many spans of years of one series are looked at.
_YEARS = 50
#: Other units of leaves have an s; and these are called one thing or the other by the same archives.
_PLURALS = defaultdict(lambda: "leaves", page="pages", image="images", folio="folios", frame="frames")
_ALIKE = {"folio": "leaf"}
#: Ends what is said of leaves: what follows is another clause.
_CLAUSE = re.compile(r"\s*[,;(:—–]")
#: Stands between two places of one document.
_AND = re.compile(r"[\s,]*(?:and|und|et|и|та)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A record that may be meant; exact only if nothing differs."""

    document_id: str
    relation: Relation
    matched: str
    differs: tuple[str, ...] = ()
    by_rule: str | None = None

    @property
    def exact(self) -> bool:
        """Whether nothing is left open."""
        return self.relation in _EXACT and not self.differs


@dataclass(frozen=True)
class _Asked:
    """A place asked for, and whether it is said to be a place of the same document as the one before.

    It is one of ``units``: of its own alone, or of every archive that has such a unit if none is named. ``is_cut``:
    words follow it that were not read and could belong to it.
    """

    place: ParsedLocation
    units: tuple[str, ...]
    is_joined: bool
    is_cut: bool = False

    @property
    def location(self) -> ArchivalLocation:
        return self.place.location


def at_places(repository: Repository, press: Press, words: str) -> list[Hit]:
    """Give the records that have a place which the words name, or one next to it, or one that may be the same file."""
    asked = list(_asked(press, words))
    found = [(one, list(_at(repository, press, one))) for one in asked]
    exact = {hit.document_id for _, hits in found for hit in hits if hit.exact}
    held = defaultdict(list)
    for holding in repository.places.held_by(sorted(exact)) if any(one.is_joined for one in asked) else ():
        held[holding.document_id].append(holding)
    return [hit for group in _groups(found) for _, hits in group for hit in _weighed(hits, group, held)]


def mended_places(repository: Repository, press: Press, words: str) -> list[Hit]:
    """Give the records that have a place which damaged words may name: near misses, whatever they fit."""
    mended = mend(words, press.knowledge.grammar.codes)
    hits = at_places(repository, press, mended) if mended != words else []
    return [
        replace(hit, relation="near miss", differs=(f"read as {hit.matched}", *hit.differs))
        for hit in hits
        if hit.relation != "near miss" and _UNNAMED not in hit.differs
    ]


def _asked(press: Press, words: str) -> Iterator[_Asked]:
    end = looked = 0
    for place in parse(words, press.knowledge.grammar, VERSION).locations[:MOST_PLACES]:
        location = place.location
        start = words.find(location.as_written, end)
        is_joined = end > 0 and _AND.fullmatch(words, end, start) is not None
        end = start + len(location.as_written)
        possible = press.knowledge.grammar.possible(location) if location.levels else ()
        units = tuple(unit for one in possible for unit in units_of(one, press.knowledge)[-1:])
        looked += len(units)
        if units and looked <= _UNITS:
            is_partial = location.reading.status == "partial"
            is_cut = is_partial and not (location.leaves and _CLAUSE.match(words, end))
            yield _Asked(place, units, is_joined, is_cut)


def _groups(found: Sequence[tuple[_Asked, list[Hit]]]) -> list[list[tuple[_Asked, list[Hit]]]]:
    """Put together the places that are said to be those of one document."""
    groups: list[list[tuple[_Asked, list[Hit]]]] = []
    for one in found:
        if groups and one[0].is_joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _weighed(
    hits: Sequence[Hit], group: Sequence[tuple[_Asked, list[Hit]]], held: dict[str, list[Holding]]
) -> Iterator[Hit]:
    """Say of a record with the same leaves where another place of the same citation is another than the record has."""
    for hit in hits:
        fits = [any(_is_fitting(other, hit.document_id) for other in found) for _, found in group]
        fitting = {unit for (asked, _), is_fit in zip(group, fits, strict=True) if is_fit for unit in asked.units}
        others = [asked.location.as_written for (asked, _), is_fit in zip(group, fits, strict=True) if not is_fit]
        unasked = [one.location.as_written for one in held.get(hit.document_id, ()) if one.unit not in fitting]
        is_other = hit.exact and others and unasked
        yield replace(hit, differs=(f"asked also {others[0]}, record {unasked[0]}",)) if is_other else hit


def _is_fitting(hit: Hit, document_id: str) -> bool:
    """Tell whether nothing that was asked of a place speaks against this record."""
    is_same = hit.exact or (hit.relation == "same leaves" and hit.differs == (_UNNAMED,))
    return hit.document_id == document_id and (is_same or hit.relation == "same file, no leaves given")


def _at(repository: Repository, press: Press, asked: _Asked) -> Iterator[Hit]:
    units = [*asked.units, *_of_other_years(repository, press, asked)]
    hits = [_compared(holding, asked) for unit in units for holding in repository.places.held(unit, _HELD)]
    hits += [
        _inherited(holding, asked.location.leaves, related)
        for unit in asked.units
        for related in related_units(press.knowledge.repositories, unit)
        for holding in repository.places.held(related.unit, _HELD)
    ]
    if not asked.location.repository:
        yield from (replace(hit, differs=(_UNNAMED, *hit.differs)) for hit in hits)
        return
    inside = list(_inside(repository, press, asked, is_found=bool(hits)))
    yield from [*hits, *inside] or _near(repository, press, asked)


def _inside(repository: Repository, press: Press, asked: _Asked, *, is_found: bool) -> Iterator[Hit]:
    """Give the records that have every level asked for and more: a part of the unit, or the box between two levels."""
    (unit,) = asked.units
    if asked.is_cut:
        return
    held = [] if asked.location.leaves else repository.places.below(unit, _PARTS)
    segments = unit.split("/")
    if not is_found and not held and len(segments) > _TWO:
        deep = repository.places.ending("/".join(segments[:_TWO]), segments[-1], _PARTS)
        units = [other for other in deep if set(segments) <= set(other.split("/"))]
        held = [one for other in units for one in repository.places.held(other, _PARTS)]
    for holding in held:
        hit = _compared(holding, asked)
        relation: Relation = "inside" if hit.relation in _NOT_OTHER else hit.relation
        more = ", ".join(_more(holding.location, segments, press.knowledge))
        differs = (*hit.differs, f"record also {more}") if more else hit.differs
        yield replace(hit, relation=relation, differs=differs)


def _more(location: ArchivalLocation, segments: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    """Give the levels that a place has and a unit has not."""
    known = {level.name for level in location.levels}  # years are not among them, and told as numbers
    for unit in units_of(location, knowledge):
        name = level_of(unit)[0]
        if name in known and unit.rpartition("/")[2] not in segments:
            yield f"{name} {printed_value(location, unit, knowledge)}"


def _of_other_years(repository: Repository, press: Press, asked: _Asked) -> Iterator[str]:
    """Give the units that only their years, or none, tell from the one asked for."""
    grammar = press.knowledge.grammar
    for location in grammar.possible(asked.location):
        scheme = grammar.own_scheme(location.repository.id) if location.repository else None
        if around := around_years(location, scheme):
            before, after = around
            years = [unit for unit in repository.places.near(before, _YEARS) if unit.startswith(before)]
            units = [before.rpartition("/")[0] + after, *(unit + after for unit in years)]
            yield from (unit for unit in units if unit not in asked.units)


def _compared(holding: Holding, asked: _Asked) -> Hit:
    """Say how the place asked for lies to that of a record in the same file."""
    hit = _by_leaves(holding, asked)
    only_asked, only_here = _other_numbers(unread_numbers(asked.location), unread_numbers(holding.location))
    if only_asked and only_here:
        return replace(hit, relation="near miss", differs=(f"asked {only_asked}, record {only_here}",))
    if only_asked or only_here:
        said = f"asked also {only_asked}" if only_asked else f"record also {only_here}"
        return replace(hit, differs=(*hit.differs, f"{said}, which no level says"))
    return hit


def _by_leaves(holding: Holding, asked: _Asked) -> Hit:
    leaves, there = asked.location.leaves, holding.location.leaves
    matched = f"the place {asked.location.as_written}"
    rule = f"the notation {asked.location.reading.scheme} is a draft" if asked.place.by_rule else None
    differs = (f"only “{asked.location.as_written}” was read, and not what follows it",) if asked.is_cut else ()
    if leaves is None or there is None:
        return Hit(holding.document_id, "same file, no leaves given", matched, differs, rule)
    relations: dict[str, Relation] = {
        "same": "same leaves",
        "contains": "contains",
        "inside": "inside",
        "overlaps": "overlaps",
    }
    is_counted_alike = _ALIKE.get(leaves.unit, leaves.unit) == _ALIKE.get(there.unit, there.unit)
    fits = overlap(there, leaves) if is_counted_alike else "apart"
    relation = relations.get(fits, "same file, other leaves")
    if relation != "same leaves":
        differs = (_leaves_differ(leaves, there), *differs)
    return Hit(holding.document_id, relation, matched, differs, rule)


def _leaves_differ(asked: Leaves, there: Leaves) -> str:
    is_counted_alike = _ALIKE.get(asked.unit, asked.unit) == _ALIKE.get(there.unit, there.unit)
    record = there.as_written if is_counted_alike else counted(there)
    return f"asked {counted(asked)}, record {record}"


def counted(leaves: Leaves) -> str:
    """Give leaves with what they are counted in: ``leaf 30``, ``pages 31-32``."""
    is_one = len(leaves.ranges) == 1 and leaves.ranges[0].first == leaves.ranges[0].last
    return f"{leaves.unit if is_one else _PLURALS[leaves.unit]} {leaves.as_written}"


def _other_numbers(asked: Counter[str], there: Counter[str]) -> tuple[str, str]:
    """Give the numbers that only one of two references has; 54 is 1954 in "1950-54"."""
    return ", ".join(_without(asked, there)), ", ".join(_without(there, asked))


def _without(numbers: Counter[str], others: Counter[str]) -> Iterator[str]:
    left = others - numbers
    for number in numbers - others:
        if not any({len(number), len(other)} == {2, 4} and number[-2:] == other[-2:] for other in left):
            yield number


def _inherited(holding: Holding, leaves: Leaves | None, related: RelatedUnit) -> Hit:
    differs = [f"the record cites {holding.location.as_written}"]
    if leaves and holding.location.leaves and overlap(holding.location.leaves, leaves) != "same":
        differs.append(_leaves_differ(leaves, holding.location.leaves))
    matched = f"the unit {related.unit}"
    return Hit(holding.document_id, "inferred successor", matched, tuple(differs), related.evidence)


def _near(repository: Repository, press: Press, asked: _Asked) -> Iterator[Hit]:
    """Give records of the units next to one in which nothing is."""
    (unit,) = asked.units
    name, above = level_of(unit)[0], unit.rpartition("/")[0]
    value = printed_value(asked.location, unit, press.knowledge)
    for other in repository.places.near(unit, 3):
        for holding in repository.places.held(other, 2):
            there = printed_value(holding.location, other, press.knowledge)
            if level_of(other)[0] != name:
                there = f"{level_of(other)[0]} {there}"
            yield Hit(
                holding.document_id, "near miss", f"the unit above, {above}", (f"asked {name} {value}, record {there}",)
            )
