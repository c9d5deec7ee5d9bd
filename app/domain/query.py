"""Where in the list of records somebody is, as a key and never as a count."""

from app.domain.noun import Noun

#: The sort key of a record without a date: after every dated one.
UNDATED = "~"


class Position(Noun):
    """The last record of a page: the next page begins after it, however many records there are."""

    sort_date: str
    document_id: str


class PlacePosition(Noun):
    """A place of a record among those in one file, by its leaves."""

    leaf_order: str
    document_id: str
    place: int


class UnitPosition(Noun):
    """How far somebody has come in what lies in a unit: to a unit right below it, or past these to a ``place``."""

    child: str | None = None
    place: PlacePosition | None = None
