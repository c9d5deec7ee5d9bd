"""Where records lie, by index: units of archives, the holdings in them, and the words by which records are found."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, tuple_

from app.domain.errors import Damaged
from app.domain.holding import Clue, Holding, UnitCount
from app.domain.location import ArchivalLocation
from app.domain.query import PlacePosition
from app.storage.tables import clues, holdings, units

#: How many places of one unit are looked at for one that lies deep in it.
_SEEN = 20_000


class Places:
    """The places of records, as one unit of work sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, document_id: str, held: Sequence[Holding], found_by: Sequence[Clue]) -> None:
        """Keep where a record lies and how it is found, in the place of what was kept before."""
        for table in (holdings, units, clues):
            self._connection.execute(table.delete().where(table.c.document_id == document_id))
            if rows := place_rows(held, found_by)[table.name]:
                self._connection.execute(table.insert(), rows)

    def children(self, parent: str) -> list[UnitCount]:
        """Give the units right below one, or the archives, with how many records each has. In no order."""
        counted = select(units.c.unit, func.count().label("records"), func.min(units.c.document_id).label("first"))
        rows = self._connection.execute(counted.where(units.c.parent == parent).group_by(units.c.unit))
        return [UnitCount(unit=row.unit, records=row.records, first=row.first) for row in rows]

    def count(self, unit: str) -> UnitCount | None:
        """Count the records that have a place in a unit or below it; None where there is none."""
        parent = unit.rpartition("/")[0]
        counted = select(func.count().label("records"), func.min(units.c.document_id).label("first"))
        row = self._connection.execute(counted.where(units.c.parent == parent, units.c.unit == unit)).one()
        return UnitCount(unit=unit, records=row.records, first=row.first) if row.records else None

    def examples(self, counts: Sequence[UnitCount]) -> dict[str, ArchivalLocation]:
        """Give, for each of these units, a place in it or below it, if there is one that can be read."""
        found = select(holdings).where(holdings.c.document_id.in_({one.first for one in counts}))
        rows = defaultdict(list)
        for row in self._connection.execute(found.order_by(holdings.c.document_id, holdings.c.place)):
            rows[row.document_id].append(row)
        within = {one.unit: next(filter(_within(one.unit), rows[one.first]), None) for one in counts}
        examples = {unit: _example(row) for unit, row in within.items() if row}
        return {unit: example for unit, example in examples.items() if example}

    def held(self, unit: str, limit: int, after: PlacePosition | None = None) -> list[Holding]:
        """Give the places whose deepest level is this unit, in the order of leaves, from a position on."""
        order = (holdings.c.leaf_order, holdings.c.document_id, holdings.c.place)
        found = select(holdings).where(holdings.c.unit == unit)
        if after:
            found = found.where(tuple_(*order) > (after.leaf_order, after.document_id, after.place))
        return [_holding(row) for row in self._connection.execute(found.order_by(*order).limit(limit))]

    def count_held(self, unit: str, most: int) -> int:
        """Count the places whose deepest level is this unit, no further than to ``most``."""
        held = select(holdings.c.document_id).where(holdings.c.unit == unit).limit(most).subquery()
        return self._connection.scalar(select(func.count()).select_from(held)) or 0

    def everything(self) -> Iterator[Holding]:
        """Give all places, unit by unit."""
        ordered = select(holdings).order_by(holdings.c.unit, holdings.c.document_id, holdings.c.place)
        for row in self._connection.execute(ordered):
            yield _holding(row)

    def held_by(self, ids: Sequence[str]) -> list[Holding]:
        """Give all places of these records."""
        found = select(holdings).where(holdings.c.document_id.in_(ids))
        ordered = found.order_by(holdings.c.document_id, holdings.c.place)
        return [_holding(row) for row in self._connection.execute(ordered)]

    def below(self, unit: str, limit: int) -> list[Holding]:
        """Give the places in parts of a unit, part by part."""
        order = (holdings.c.unit, holdings.c.leaf_order, holdings.c.document_id, holdings.c.place)
        found = select(holdings).where(*_under(unit)).order_by(*order).limit(limit)
        return [_holding(row) for row in self._connection.execute(found)]

    def ending(self, unit: str, last: str, limit: int) -> list[str]:
        """Give the units in this one, at whatever depth, whose own level is ``last``; of a vast one not all is seen."""
        seen = select(holdings.c.unit).where(*_under(unit)).limit(_SEEN).subquery()
        found = select(seen.c.unit).where(seen.c.unit.endswith(f"/{last}", autoescape=True)).distinct().limit(limit)
        return list(self._connection.scalars(found))

    def near(self, unit: str, limit: int) -> list[str]:
        """Give units right below the same one, next to this in order of letters."""
        parent = unit.rpartition("/")[0]
        base = select(units.c.unit).where(units.c.parent == parent).distinct().limit(limit)
        after = base.where(units.c.unit > unit).order_by(units.c.unit)
        before = base.where(units.c.unit < unit).order_by(units.c.unit.desc())
        return [*self._connection.scalars(before), *self._connection.scalars(after)]

    def found_by(self, words: Sequence[str], limit: int) -> list[Clue]:
        """Give the records that have any of these folded words for their citation or title."""
        found = select(clues).where(clues.c.words.in_(words)).order_by(clues.c.document_id).limit(limit)
        return [Clue.model_validate(dict(row._mapping)) for row in self._connection.execute(found)]  # noqa: SLF001


def _under(unit: str) -> tuple[ColumnElement[bool], ...]:
    """Match what lies in parts of a unit, by index: a 0 is the letter after the slash."""
    return holdings.c.unit > f"{unit}/", holdings.c.unit < f"{unit}0"


def place_rows(held: Sequence[Holding], found_by: Sequence[Clue]) -> dict[str, list[dict[str, object]]]:
    """Give the rows that keep where a record lies and how it is found, by table, in the order of their keys."""
    rows: list[dict[str, object]] = [
        one.model_dump(include={"document_id", "place", "unit", "leaf_order"})
        | {"location": one.location.model_dump_json()}
        for one in held
    ]
    above = {
        (one.document_id, unit, parent)
        for one in held
        for unit, parent in zip(one.units, ("", *one.units), strict=False)
    }
    words = {(clue.document_id, clue.kind, clue.words) for clue in found_by}
    return {
        "holdings": rows,
        "units": [{"document_id": d, "unit": unit, "parent": parent} for d, unit, parent in sorted(above)],
        "clues": [{"document_id": d, "kind": kind, "words": said} for d, kind, said in sorted(words)],
    }


def _within(unit: str) -> Callable[[Row[Any]], bool]:
    """Give what tells of a holding whether it is in a unit or below it."""
    return lambda row: row.unit == unit or row.unit.startswith(f"{unit}/")


def _location(row: Row[Any]) -> ArchivalLocation:
    try:
        return ArchivalLocation.model_validate_json(row.location)
    except ValueError as error:
        raise Damaged(f"Place {row.place} of record {row.document_id}") from error


def _example(row: Row[Any]) -> ArchivalLocation | None:
    """Read a place that only shows how a unit is spelled: a damaged one is told of where the record is."""
    with suppress(Damaged):
        return _location(row)
    return None


def _holding(row: Row[Any]) -> Holding:
    return Holding(
        document_id=row.document_id,
        place=row.place,
        unit=row.unit,
        units=(),
        leaf_order=row.leaf_order,
        location=_location(row),
    )
