"""The archive: one file, and the units of work on it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, PoolProxiedConnection

from app.domain.errors import ArchiveBusy, ArchiveError
from app.storage import migrate, session
from app.storage.footing import find_footing
from app.storage.inspection import Inspection
from app.storage.placement import placed
from app.storage.repository import Repository
from app.storage.shelf import Shelf

_ERASED_BUT = (
    "The record is erased, but its bytes still stand in the log-ahead file beside the archive, for {reason}. Erase it "
    "once more when that is mended."
)


class Archive:
    """One open archive file. Reads see one state of it each; writes are alone and commit once.

    ``read_only`` also says that nobody else changes the file, where SQLite could not tell (see footing).
    """

    def __init__(self, path: Path, migrations: Path, *, read_only: bool = False) -> None:
        session.check_file(path)
        self.path = path
        self.is_read_only = read_only or not session.can_write(path)
        self._migrations = migrations
        self._footing = find_footing(path, read_only=read_only)
        self._reader = session.open_engine(path, "read", is_still=self._footing.is_still)
        self._writer = session.open_engine(path, "write")
        self._lent: list[PoolProxiedConnection] = []
        try:
            with self._seeing() as connection:
                migrate.check_shape(connection, migrations)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Repository]:
        """See one state of the archive, whatever others write meanwhile."""
        with self._seeing() as connection:
            yield Repository(connection)

    @contextmanager
    def inspecting(self) -> Iterator[Inspection]:
        """See the rows of one state of the archive as they are, whatever they have become."""
        with self._seeing() as connection:
            yield Inspection(connection, lambda: migrate.shape(self._migrations))

    @contextmanager
    def _seeing(self) -> Iterator[Connection]:
        with self._footing.held(), session.transaction(self._reader) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Repository]:
        """Change the archive: all of it at the end, synced to disk, or none."""
        self._refuse_read_only()
        with session.transaction(self._writer) as connection:
            migrate.check_shape(connection, self._migrations)  # somebody may have migrated it since it was opened
            yield Repository(connection)

    def shelf(self) -> Shelf:
        """Give the shelf of stored answers, on a connection of its own, for one thread."""
        connection = self._reader.raw_connection()
        self._lent.append(connection)
        return Shelf(cast("sqlite3.Connection", connection.driver_connection), self._footing)

    def scrub(self) -> None:
        """Write the log-ahead file back and empty it, so that erased bytes stand nowhere on disk."""
        self._refuse_read_only()
        try:
            is_busy = self._checkpoint()
        except ArchiveError as error:  # its words are those for a change that was not made
            raise ArchiveError(
                _ERASED_BUT.format(reason=f"that file could not be emptied ({error.__cause__})")
            ) from error
        if is_busy:
            raise ArchiveBusy(_ERASED_BUT.format(reason="somebody is reading the archive"))

    def _checkpoint(self) -> bool:
        """Empty the log-ahead file; tell whether somebody was in the way."""
        with session.plain_errors():
            connection = self._writer.raw_connection()  # outside any transaction, as a checkpoint must be
            try:
                is_busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        return bool(is_busy)

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise session.only_read(self.path)

    def close(self) -> None:
        """Let go of the file."""
        while self._lent:
            self._lent.pop().close()
        self._reader.dispose()
        self._writer.dispose()


def create_archive(path: Path, migrations: Path, fill: Callable[[Archive], None]) -> None:
    """Make a new archive file and let ``fill`` write what it begins with.

    It appears under its name with all of that in it, or not at all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with placed(path) as unfinished:
        session.create_file(unfinished)
        migrate.upgrade(unfinished, migrations)
        archive = Archive(unfinished, migrations)
        try:
            fill(archive)
        finally:
            archive.close()  # the last connection writes the WAL back, so that one file is all there is
