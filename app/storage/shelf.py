"""The shelf of stored answers: read by primary key on one connection that only reads, without waiting for anybody."""

import sqlite3
from contextlib import suppress
from typing import Any

from app.domain.rendition import Handout, gzip_etag, seal
from app.storage.footing import Footing

#: Longer answers are not handed out from here: reading them would keep everybody else waiting.
MAX_BYTES = 256 * 1024

_ETAG = "SELECT etag FROM renditions WHERE document_id = ? AND name = ?"
_FORM = (
    "SELECT revision, version, media_type, etag, link, {crc}, CASE WHEN length({body}) <= {most} THEN {body} END "
    "FROM renditions WHERE document_id = ? AND name = ?"
)
_IDENTITY = _FORM.format(crc="crc", body="body", most=MAX_BYTES)
_GZIP = _FORM.format(crc="gzip_crc", body="gzip", most=MAX_BYTES)


class Shelf:
    """Stored answers of moderate size. What is not here, or is not whole, is for others to find."""

    def __init__(self, connection: sqlite3.Connection, footing: Footing) -> None:
        connection.text_factory = str  # broken text is an error here, and the row is left to others
        connection.execute("PRAGMA busy_timeout = 0")  # whoever waits here keeps everybody waiting
        self._footing = footing
        self._cursor = connection.cursor()
        self.is_open = False

    def open(self) -> None:
        """See one state of the archive until it is shut again: taking the file's locks costs as much as a row."""
        with suppress(sqlite3.Error):
            self._cursor.execute("BEGIN")
            self.is_open = True

    def shut(self) -> None:
        """See what others have written since."""
        self.is_open = False
        with suppress(sqlite3.Error):
            self._cursor.execute("COMMIT")

    def etag(self, document_id: str, name: str, *, is_gzip: bool) -> str | None:
        """Give the ETag of one form, without reading its bytes."""
        found = self._row(_ETAG, document_id, name)
        if not found:
            return None
        return gzip_etag(str(found[0])) if is_gzip else str(found[0])

    def take(self, document_id: str, name: str, *, is_gzip: bool) -> Handout | None:
        """Give one form, if it is whole."""
        found = self._row(_GZIP if is_gzip else _IDENTITY, document_id, name)
        if not found:
            return None
        revision, version, media_type, etag, link, crc, body = found
        if crc != seal((document_id, name, revision, version, media_type, etag, link), body):
            return None
        return Handout(media_type, gzip_etag(etag) if is_gzip else etag, link, is_gzip, body)

    def _row(self, statement: str, *key: str) -> tuple[Any, ...] | None:
        if self._footing.is_still and not self._footing.holds():
            return None
        try:
            rows = self._cursor.execute(statement, key).fetchall()
        except sqlite3.Error:
            return None  # whoever looks next says what is wrong
        return rows[0] if rows else None
