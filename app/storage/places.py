"""Where records lie, by index: units of archives, the holdings in them, and the words by which records are found."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal, or_, select

from app.domain.errors import Damaged
from app.domain.holding import Clue, Holding, UnitCount
from app.domain.location import ArchivalLocation
from app.storage.tables import clues, holdings, units


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
        counts = counted.where(units.c.parent == parent).group_by(units.c.unit).subquery()
        found = select(counts.c.unit.label("child"), counts.c.records, holdings)
        rows = self._connection.execute(
            found.join(holdings, holdings.c.document_id == counts.c.first).where(_is_within(counts.c.unit))
        )
        children = (UnitCount(unit=row.child, records=row.records, example=_example(row)) for row in rows)
        return list({child.unit: child for child in children}.values())

    def example(self, unit: str) -> ArchivalLocation | None:
        """Give a place in a unit or below it; None where there is none."""
        parent = unit.rpartition("/")[0]
        first = select(func.min(units.c.document_id)).where(units.c.parent == parent, units.c.unit == unit)
        found = select(holdings).where(holdings.c.document_id == first.scalar_subquery(), _is_within(literal(unit)))
        row = self._connection.execute(found.order_by(holdings.c.place).limit(1)).first()
        return _example(row) if row else None

    def count(self, unit: str) -> int:
        """Count the records that have a place in a unit or below it."""
        return self._connection.scalar(select(func.count()).select_from(units).where(units.c.unit == unit)) or 0

    def held(self, unit: str, limit: int) -> list[Holding]:
        """Give the places whose deepest level is this unit, in the order of leaves."""
        found = select(holdings).where(holdings.c.unit == unit)
        ordered = found.order_by(holdings.c.leaf_order, holdings.c.document_id, holdings.c.place).limit(limit)
        return [_holding(row) for row in self._connection.execute(ordered)]

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


def _is_within(unit: ColumnElement[str]) -> ColumnElement[bool]:
    """Tell of a holding whether it is in a unit or below it."""
    return or_(holdings.c.unit == unit, func.substr(holdings.c.unit, 1, func.length(unit) + 1) == unit.concat("/"))


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
