"""Between rows and nouns."""

import json
from collections.abc import Mapping

from sqlalchemy import Row, RowMapping

from app.domain.errors import Damaged
from app.domain.head import Head
from app.domain.rendition import Rendition, StoredReading
from app.domain.revision import LogEntry
from app.storage.tables import log, readings, renditions


def log_entry(row: Mapping[str, object] | RowMapping) -> LogEntry:
    """Give the entry a row of the log holds; raise Damaged if it holds none."""
    members: dict[str, object] = {column.name: row[column.name] for column in log.columns}
    detail = members.pop("detail")
    try:
        members["detail"] = None if detail is None else json.loads(str(detail))
        return LogEntry.model_validate(members)
    except ValueError as error:
        raise Damaged(f"Log entry {row['seq']}") from error


def log_row(entry: LogEntry) -> dict[str, object]:
    """Give the row that holds an entry."""
    row = entry.model_dump()
    row["detail"] = json.dumps(entry.detail, sort_keys=True, ensure_ascii=False) if entry.detail is not None else None
    return row


def head(row: Mapping[str, object] | RowMapping) -> Head:
    """Give the state a row of the documents holds; raise Damaged if it holds none."""
    try:
        return Head.model_validate(dict(row))
    except ValueError as error:
        raise Damaged(f"The state of record {row['id']}") from error


def rendition(row: Row[tuple[object, ...]]) -> Rendition:
    """Give the rendition a row holds, whole or not."""
    members = {column.name: row._mapping[column] for column in renditions.columns}  # noqa: SLF001
    return Rendition.model_construct(**members)


def reading(row: Row[tuple[object, ...]]) -> StoredReading:
    """Give the stored reading a row holds, whole or not."""
    members = {column.name: row._mapping[column] for column in readings.columns}  # noqa: SLF001
    return StoredReading.model_construct(**members)
