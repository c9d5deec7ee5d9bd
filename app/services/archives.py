"""Browses archives as their references divide them: what lies in a unit, leaf by leaf, and what does not."""

import json
from collections.abc import Mapping, Sequence

from app.archival.key import parse_key
from app.archival.order import gaps, natural_key
from app.archival.repository import RepositoryEntry, related_units
from app.domain.errors import NotFound
from app.domain.holding import Holding, UnitCount
from app.domain.location import ArchivalLocation, LeafRange
from app.domain.noun import Noun
from app.domain.query import PlacePosition, UnitPosition
from app.services.find import several_records
from app.services.located import counted
from app.services.placing import level_of, printed_value
from app.services.press import Press
from app.storage.repository import Repository
from app.understanding.knowledge import Knowledge

#: The most places of one file among which gaps are looked for: all of them must be read.
MOST_LEAVES = 1000


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
    """A unit to which this one may have gone, or from which it may have come: an inference, with what it rests on.

    ``name`` is the unit in words.
    """

    unit: str
    name: str
    relation: str
    evidence: str
    records: int


class Unit(Noun):
    """A unit of an archive, and one page of what lies in it: units below it, then records whose deepest level it is.

    ``following`` is where the next page begins, None at the end. ``gaps`` are those of the whole file; None where it
    has too many places for that.
    """

    unit: str
    repository: RepositoryEntry
    path: tuple[Step, ...]
    records: int
    children: tuple[Step, ...]
    items: tuple[Item, ...]
    following: UnitPosition | None
    gaps: tuple[LeafRange, ...] | None
    successors: tuple[Successor, ...]


def list_archives(repository: Repository, press: Press) -> tuple[Step, ...]:
    """Give the archives in which a record has a place, by their printed codes."""
    known = {entry.id: entry for entry in press.knowledge.repositories}
    counts = [one for one in repository.places.children("") if one.unit in known]
    steps = [Step(unit=one.unit, level=None, value=known[one.unit].code, records=one.records) for one in counts]
    return tuple(sorted(steps, key=lambda step: (natural_key(step.value), step.unit)))


def read_unit(
    repository: Repository, press: Press, unit: str, *, limit: int, after: UnitPosition | None = None
) -> Unit:
    """Give a unit by its key, and of what lies in it so many from a position on.

    Raise NotFound of a unit in which no record has a place.
    """
    count = repository.places.count(unit)
    entry = next((e for e in press.knowledge.repositories if e.id == unit.partition("/")[0]), None)
    if count is None or entry is None:
        raise NotFound("unit of an archive", unit[:200])
    children, items, following = _page(repository, unit, limit, after or UnitPosition())
    is_whole = following is None and not (after and after.place)
    examples = repository.places.examples([count, *children])
    return Unit(
        unit=unit,
        repository=entry,
        path=_path(unit, entry, examples.get(unit), press.knowledge),
        records=count.records,
        children=_steps(children, examples, press.knowledge),
        items=_items(repository, press, items),
        following=following,
        gaps=_gaps(items if is_whole else _file(repository, unit)),
        successors=_successors(repository, press, unit),
    )


def _page(
    repository: Repository, unit: str, limit: int, after: UnitPosition
) -> tuple[list[UnitCount], list[Holding], UnitPosition | None]:
    """Give units right below one, then places in it, so many together; and where the next page begins."""
    below = [] if after.place else _below(repository, unit, after.child)
    children = below[:limit]
    room = limit - len(children)
    held = repository.places.held(unit, room + 1, after.place)
    items = held[:room]
    has_more = len(below) > limit or len(held) > room
    return children, items, _following(children, items) if has_more else None


def _below(repository: Repository, unit: str, past: str | None) -> list[UnitCount]:
    """Give the units right below one, as people count, past one of them.

    No index has this order: they are all counted for each page, and only those on it are looked at.
    """
    ordered = sorted((_order(one.unit), one) for one in repository.places.children(unit))
    first = _order(f"{unit}/{past}") if past else None
    return [one for order, one in ordered if first is None or order > first]


def _following(children: Sequence[UnitCount], items: Sequence[Holding]) -> UnitPosition:
    if not items:
        return UnitPosition(child=children[-1].unit.rpartition("/")[2])
    last = items[-1]
    return UnitPosition(place=PlacePosition(leaf_order=last.leaf_order, document_id=last.document_id, place=last.place))


def _file(repository: Repository, unit: str) -> list[Holding] | None:
    """Give all places in a unit; None where there are too many."""
    if repository.places.count_held(unit, MOST_LEAVES + 1) > MOST_LEAVES:
        return None
    return repository.places.held(unit, MOST_LEAVES)


def _gaps(held: Sequence[Holding] | None) -> tuple[LeafRange, ...] | None:
    return None if held is None else gaps(one.location.leaves for one in held if one.location.leaves)


def _path(
    unit: str, entry: RepositoryEntry, example: ArchivalLocation | None, knowledge: Knowledge
) -> tuple[Step, ...]:
    steps = [Step(unit=entry.id, level=None, value=entry.code)]
    segments = unit.split("/")
    for depth, (level, _) in enumerate(parse_key(unit)[1], 2):
        here = "/".join(segments[:depth])
        steps.append(Step(unit=here, level=level, value=printed_value(example, here, knowledge)))
    return tuple(steps)


def _steps(
    counts: Sequence[UnitCount], examples: Mapping[str, ArchivalLocation], knowledge: Knowledge
) -> tuple[Step, ...]:
    steps = []
    for one in counts:
        printed = printed_value(examples.get(one.unit), one.unit, knowledge)
        steps.append(Step(unit=one.unit, level=level_of(one.unit)[0], value=printed, records=one.records))
    return tuple(steps)


def _order(unit: str) -> tuple[str, str, str]:
    level, value = level_of(unit)
    return level, natural_key(value), unit


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
        Successor(
            **related._asdict(),
            name=_name(related.unit, press.knowledge),
            records=count.records if (count := repository.places.count(related.unit)) else 0,
        )
        for related in related_units(press.knowledge.repositories, unit)
    )


def _name(unit: str, knowledge: Knowledge) -> str:
    """Give a unit in words, from its key: nothing here may be cited from it."""
    repository, levels = parse_key(unit)
    code = knowledge.grammar.entries[repository].code
    return ", ".join([code, *(f"{level.replace('_', ' ')} {value}" for level, value in levels)])
