"""Browses archives as their references divide them: what lies in a unit, leaf by leaf, and what does not."""

import json
from collections.abc import Sequence

from app.archival.key import parse_key
from app.archival.order import gaps, natural_key
from app.archival.repository import RepositoryEntry, related_units
from app.domain.errors import NotFound
from app.domain.holding import Holding, UnitCount
from app.domain.location import ArchivalLocation, LeafRange
from app.domain.noun import Noun
from app.services.find import several_records
from app.services.located import counted
from app.services.placing import level_of, printed_value
from app.services.press import Press
from app.storage.repository import Repository
from app.understanding.knowledge import Knowledge

#: The most records of one file that are listed.
MAX_ITEMS = 1000


class Step(Noun):
    """One unit on the way down. ``level`` is null for an archive, whose ``value`` is its printed code.

    Any other ``value`` is spelled as a reference prints it; others may spell it otherwise.
    """

    unit: str
    level: str | None
    value: str
    records: int | None = None


class Item(Noun):
    """A record in a file: what its reference says of it, and the other places where the same document lies.

    ``counted`` are its leaves with what they are counted in, such as ``leaf 29``.
    """

    id: str
    title: str
    date: str | None
    leaves: str | None
    counted: str | None
    as_written: str
    elsewhere: tuple[tuple[str, str], ...]


class Successor(Noun):
    """A unit to which this one may have gone, or from which it may have come: an inference, with what it rests on."""

    unit: str
    relation: str
    evidence: str
    records: int


class Unit(Noun):
    """A unit of an archive: the way to it, the units below it, and the records whose deepest level it is."""

    unit: str
    repository: RepositoryEntry
    path: tuple[Step, ...]
    records: int
    children: tuple[Step, ...]
    items: tuple[Item, ...]
    has_more: bool
    gaps: tuple[LeafRange, ...]
    successors: tuple[Successor, ...]


def list_archives(repository: Repository, press: Press) -> tuple[Step, ...]:
    """Give the archives in which a record has a place, by their printed codes."""
    known = {entry.id: entry for entry in press.knowledge.repositories}
    counts = [one for one in repository.places.children("") if one.unit in known]
    steps = [Step(unit=one.unit, level=None, value=known[one.unit].code, records=one.records) for one in counts]
    return tuple(sorted(steps, key=lambda step: (natural_key(step.value), step.unit)))


def read_unit(repository: Repository, press: Press, unit: str) -> Unit:
    """Give a unit by its key; raise NotFound of one in which no record has a place."""
    records = repository.places.count(unit)
    entry = next((e for e in press.knowledge.repositories if e.id == unit.partition("/")[0]), None)
    if not records or entry is None:
        raise NotFound("unit of an archive", unit[:200])
    held = repository.places.held(unit, MAX_ITEMS + 1)
    return Unit(
        unit=unit,
        repository=entry,
        path=_path(unit, entry, repository.places.example(unit), press.knowledge),
        records=records,
        children=_ordered(repository.places.children(unit), press.knowledge),
        items=_items(repository, press, held[:MAX_ITEMS]),
        has_more=len(held) > MAX_ITEMS,
        gaps=tuple(gaps([one.location.leaves for one in held if one.location.leaves])),
        successors=_successors(repository, press, unit),
    )


def _path(
    unit: str, entry: RepositoryEntry, example: ArchivalLocation | None, knowledge: Knowledge
) -> tuple[Step, ...]:
    steps = [Step(unit=entry.id, level=None, value=entry.code)]
    segments = unit.split("/")
    for depth, (level, _) in enumerate(parse_key(unit)[1], 2):
        here = "/".join(segments[:depth])
        steps.append(Step(unit=here, level=level, value=printed_value(example, here, knowledge)))
    return tuple(steps)


def _ordered(counts: Sequence[UnitCount], knowledge: Knowledge) -> tuple[Step, ...]:
    steps = []
    for one in sorted(counts, key=_order):
        printed = printed_value(one.example, one.unit, knowledge)
        steps.append(Step(unit=one.unit, level=level_of(one.unit)[0], value=printed, records=one.records))
    return tuple(steps)


def _order(count: UnitCount) -> tuple[str, str, str]:
    level, value = level_of(count.unit)
    return level, natural_key(value), count.unit


def _items(repository: Repository, press: Press, held: Sequence[Holding]) -> tuple[Item, ...]:
    ids = list(dict.fromkeys(one.document_id for one in held))
    others = repository.places.held_by(ids)
    summaries = {summary["id"]: summary for summary in map(json.loads, several_records(repository, press, ids).items)}
    return tuple(
        Item(
            id=one.document_id,
            title=summaries[one.document_id]["title"],
            date=(summaries[one.document_id]["date"] or {}).get("as_written"),
            leaves=one.location.leaves and one.location.leaves.as_written,
            counted=one.location.leaves and counted(one.location.leaves),
            as_written=one.location.as_written,
            elsewhere=tuple(
                (other.unit, other.location.as_written)
                for other in others
                if other.document_id == one.document_id and other.place != one.place
            ),
        )
        for one in held
        if one.document_id in summaries  # a damaged one is told of at its own address
    )


def _successors(repository: Repository, press: Press, unit: str) -> tuple[Successor, ...]:
    return tuple(
        Successor(**related._asdict(), records=repository.places.count(related.unit))
        for related in related_units(press.knowledge.repositories, unit)
    )
