"""A record's present state: which revision is current, whether it is published, and who took its place."""

from app.domain.noun import Noun
from app.domain.revision import RecordStatus


class Head(Noun):
    """The newest state of one record. ``entry`` is the log entry that made it so."""

    id: str
    status: RecordStatus
    revision: int
    entry: int
    survivor: str | None = None
