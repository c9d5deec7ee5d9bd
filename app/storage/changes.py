"""What became of records, by index: the log as those follow it who keep copies, and who list what is published."""

from contextlib import suppress
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, Select, select, text

from app.domain.errors import Damaged
from app.domain.revision import LogAction, LogEntry
from app.storage import mapping
from app.storage.tables import documents, log

_SPANS = text(
    """
    WITH RECURSIVE spans(span) AS (
        SELECT (SELECT (entry - 1) / :size + 1 FROM documents WHERE status = 'published' ORDER BY entry LIMIT 1)
        UNION ALL
        SELECT (
            SELECT (entry - 1) / :size + 1 FROM documents
            WHERE status = 'published' AND entry > spans.span * :size ORDER BY entry LIMIT 1
        ) FROM spans WHERE spans.span IS NOT NULL
    )
    SELECT span FROM spans WHERE span IS NOT NULL
    """
)
_ACTIONS: tuple[LogAction, ...] = ("import", "revise", "withdraw", "erase", "merge")


class Logged(NamedTuple):
    """A line of the log that changed a record, None where its row holds none; and the record's present state.

    ``is_last`` says that nothing happened to the record since.
    """

    seq: int
    entry: LogEntry | None
    status: str | None
    is_last: bool


class Listed(NamedTuple):
    """A published record, and when its newest revision was made."""

    document_id: str
    at: str


class Changes:
    """The changes of records, as one unit of work sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def since(self, seq: int, limit: int) -> list[Logged]:
        """Give the changes after one, oldest first."""
        return self._several(_changes().where(log.c.seq > seq).order_by(log.c.seq).limit(limit))

    def latest(self, limit: int) -> list[Logged]:
        """Give the newest changes, newest first."""
        return self._several(_changes().order_by(log.c.seq.desc()).limit(limit))

    def spans(self, size: int) -> list[int]:
        """Give the spans of ``size`` lines of the log, counted from 1, that made a revision which is published now.

        Each span is found by the index from the end of the one before, so that no record is looked at for nothing.
        """
        return list(self._connection.scalars(_SPANS, {"size": size}))

    def published_in(self, span: int, size: int) -> list[Listed]:
        """Give the published records whose newest revision was made in a span of the log."""
        first, last = (span - 1) * size + 1, span * size
        found = select(documents.c.id, log.c.at).join(log, log.c.seq == documents.c.entry)
        found = found.where(documents.c.status == "published", documents.c.entry.between(first, last))
        return [Listed(row.id, row.at) for row in self._connection.execute(found.order_by(documents.c.entry))]

    def _several(self, statement: Select[tuple[object, ...]]) -> list[Logged]:
        return [_logged(row._mapping) for row in self._connection.execute(statement)]  # noqa: SLF001


def _changes() -> Select[tuple[object, ...]]:
    """Ask for the lines of the log that changed a record, each with what became of the record since."""
    since = (documents.c.status.label("status"), documents.c.entry.label("entry"))
    found: Select[tuple[object, ...]] = select(log, *since)
    return found.outerjoin(documents, documents.c.id == log.c.document_id).where(log.c.action.in_(_ACTIONS))


def _logged(row: RowMapping) -> Logged:
    entry = None
    with suppress(Damaged):
        entry = mapping.log_entry(row)
    return Logged(row["seq"], entry, row["status"], row["entry"] == row["seq"])
