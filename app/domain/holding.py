"""Where records lie, as it is looked up: units of archives, what is in them, and words that lead to records."""

from app.domain.location import ArchivalLocation
from app.domain.noun import Noun


class Holding(Noun):
    """One place of one record: ``unit`` is the key of its deepest level, ``units`` those of all, broad to narrow.

    ``leaf_order`` sorts it within its unit. ``place`` counts the places of the record, from 0.
    """

    document_id: str
    place: int
    unit: str
    units: tuple[str, ...]
    leaf_order: str
    location: ArchivalLocation


class Clue(Noun):
    """Folded words by which a record is found: those of its ``citation`` or of its ``title``."""

    kind: str
    words: str
    document_id: str


class UnitCount(Noun):
    """A unit, how many records have a place in it or below it, and the id of the first of them."""

    unit: str
    records: int
    first: str
