"""The archive: one file, and the units of work on it."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import ArchiveBusy, ArchiveExists
from app.storage import migrate, session
from app.storage.inspection import Inspection
from app.storage.repository import Repository


class Archive:
    """One open archive file. Reads see one state of it each; writes are alone and commit once."""

    def __init__(self, path: Path, migrations: Path) -> None:
        session.check_file(path)
        self.path = path
        self._migrations = migrations
        self._reader = session.open_engine(path, "read")
        self._writer = session.open_engine(path, "write")
        try:
            with session.transaction(self._reader) as connection:
                migrate.check_shape(connection, migrations)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Repository]:
        """See one state of the archive, whatever others write meanwhile."""
        with session.transaction(self._reader) as connection:
            yield Repository(connection)

    @contextmanager
    def inspecting(self) -> Iterator[Inspection]:
        """See the rows of one state of the archive as they are, whatever they have become."""
        with session.transaction(self._reader) as connection:
            yield Inspection(connection, lambda: migrate.shape(self._migrations))

    @contextmanager
    def writing(self) -> Iterator[Repository]:
        """Change the archive: all of it at the end, synced to disk, or none."""
        with session.transaction(self._writer) as connection:
            yield Repository(connection)

    def scrub(self) -> None:
        """Write the log-ahead file back and empty it, so that erased bytes stand nowhere on disk."""
        with session.plain_errors():
            connection = self._writer.raw_connection()  # outside any transaction, as a checkpoint must be
            try:
                is_busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        if is_busy:
            raise ArchiveBusy(
                "The record is erased, but somebody is reading the archive, so its bytes still stand in the file "
                "beside it. Erase it once more when the reading has ended."
            )

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()


def create_archive(path: Path, migrations: Path, fill: Callable[[Archive], None]) -> None:
    """Make a new archive file and let ``fill`` write what it begins with.

    It appears under its name with all of that in it, or not at all.
    """
    for there in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
        if there.exists():  # a log-ahead file left by another archive would be read into this one
            raise ArchiveExists(f"There is something at {there} already; it was not touched.")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        session.create_file(unfinished)
        migrate.upgrade(unfinished, migrations)
        archive = Archive(unfinished, migrations)
        try:
            fill(archive)
        finally:
            archive.close()  # the last connection writes the WAL back, so that one file is all there is
        os.link(unfinished, path)  # unlike a rename, fails if somebody was faster
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise ArchiveExists(f"There is something at {path} already; it was not touched.") from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new file's name last through a power cut (fsync(2): of the file alone does not)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
