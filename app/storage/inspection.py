"""Reads rows as they are, of whatever type they have become, for whoever proves the archive whole."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from zlib import crc32

from sqlalchemy import Connection, Table

from app.domain.errors import Damaged
from app.domain.revision import LogEntry
from app.storage import mapping
from app.storage.session import plain_errors
from app.storage.tables import INDEXES, WITHOUT_PLACES, log, metadata, payloads

#: A row by column name. In a damaged file a text may be bytes, a number, or nothing.
Raw = dict[str, object]

#: What an index takes for a word.
_INDEXED = re.compile(r"[0-9A-Za-z\u0080-\U0010ffff]+")
#: An index cuts a longer word off.
_LONGEST = 8000
#: Every table, index and trigger of a file: type, name, table, and the SQL that made it.
Shape = set[tuple[object, ...]]
SHAPE_OF_FILE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"


def _mark(word: object, name: object, place: object) -> int:
    return crc32(f"{str(word)[:_LONGEST]} {name} {place}".encode(errors="replace"))


class Inspection:
    """One state of the archive, row by row. Every method raises NotAnArchive where the file cannot be read on."""

    def __init__(self, connection: Connection, shape: Callable[[], Shape]) -> None:
        self._connection = connection
        self._wanted_shape = shape

    def rows(self, table: str) -> Iterator[Raw]:
        """Give the rows of a table, without help of an index, which may be damaged."""
        yield from self._select(metadata.tables[table], "NOT INDEXED")

    def entries(self) -> Iterator[tuple[Raw, LogEntry | None]]:
        """Give the rows of the log by number, each with the entry it holds, None unless it is written just so."""
        for row in self._select(log, "ORDER BY log.seq"):
            try:
                entry = mapping.log_entry(row)
            except Damaged:
                yield row, None
            else:
                yield row, entry if mapping.log_row(entry) == row else None

    def rows_of(self, table: str, document_id: str) -> list[Raw]:
        """Give the rows that a table of what is printed has of one record."""
        return list(self._select(metadata.tables[table], f'WHERE "{table}".document_id = ?', document_id))

    def document_ids(self, table: str) -> set[str]:
        """Give the records that have rows in such a table."""
        return {str(found[0]) for found in self._run(f'SELECT "{table}".document_id FROM "{table}"')}  # noqa: S608 - our own names

    def misindexed(self) -> Iterator[tuple[str, object]]:
        """Give the rows of which an index of words has other words, or in other places, than the table it is made of.

        An index is read once, from its first word to its last, and each word of a row counts for a number.
        """
        for index, columns in INDEXES.items():
            found = self._indexed(index)
            for row in self.rows("wordings"):
                texts = ((name, _INDEXED.findall(str(row[name]))) for name in columns)
                places = (
                    (word, None, None) if index == WITHOUT_PLACES else (word, name, place)
                    for name, words in texts
                    for place, word in enumerate(words)
                )
                if found.pop(row["number"], 0) != sum(_mark(*place) for place in places):
                    yield index, row["number"]
            yield from ((index, number) for number in sorted(found, key=str))

    def _indexed(self, index: str) -> dict[object, int]:
        """Give what an index has of each row, as a sum over its words."""
        # the list of its words is made in memory, where nothing of the archive can be changed
        for statement in (
            "PRAGMA query_only = OFF",
            "DROP TABLE IF EXISTS temp.instances",
            f"CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, {index}, instance)",
            "PRAGMA query_only = ON",
        ):
            with plain_errors():
                self._connection.exec_driver_sql(statement)
        found: dict[object, int] = defaultdict(int)
        for word, number, name, place in self._run("SELECT term, doc, col, offset FROM temp.instances"):
            found[number] += _mark(word, name, place)
        return found

    def payload(self, sha256: str) -> object:
        """Give what is kept under a hash, None if nothing is."""
        found = list(self._select(payloads, "WHERE payloads.sha256 = ?", sha256))
        return found[0]["body"] if found else None

    def file_faults(self) -> Iterator[str]:
        """Give what SQLite itself finds wrong, and tables, indexes and triggers that the migrations did not make."""
        for (finding,) in self._run("PRAGMA integrity_check(100)"):
            if finding != "ok":
                yield str(finding)
        for table, row, parent, _ in self._run("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} refers to a row that {parent} does not have"
        found = {tuple(row) for row in self._run(SHAPE_OF_FILE)}
        wanted = self._wanted_shape()
        for part in sorted({part[:2] for part in found ^ wanted}, key=str):
            state = "missing" if part not in {p[:2] for p in found} else "not what this version makes"
            yield f"{part[0]} {part[1]} is {state}"

    def _select(self, table: Table, rest: str, *values: str) -> Iterator[Raw]:
        names = [column.name for column in table.columns]
        # with their table, because SQLite takes a quoted name that it does not know for a text
        columns = ", ".join(f'"{table.name}"."{name}"' for name in names)
        for row in self._run(f'SELECT {columns} FROM "{table.name}" {rest}', *values):  # noqa: S608 - our own names
            yield dict(zip(names, row, strict=True))

    def _run(self, statement: str, *values: object) -> Iterator[tuple[object, ...]]:
        with plain_errors():
            yield from (tuple(row) for row in self._connection.exec_driver_sql(statement, values or None))
