"""Opens the archive file: engines whose transactions are explicit, and units of work that commit once.

The driver's own transaction handling is switched off (it commits behind one's back before some statements), and
every write begins with BEGIN IMMEDIATE, so that a writer waits its turn at the start instead of failing half way.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError

from app.domain.errors import ArchiveBusy, ArchiveError, ArchiveMissing, NotAnArchive

#: "MUNI" in SQLite's header, so that an archive is never mistaken for another program's file.
APPLICATION_ID = 0x4D554E49
#: The first SQLite without the WAL-reset bug, which can corrupt a file under two connections (3.7.0 to 3.51.2).
SAFE_SQLITE = (3, 51, 3)
_BUSY_MS = 10_000

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# a file cut short answers with an input error, one with foreign pages with any of the others
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_IOERR}
#: What SQLite answers where permissions or the medium keep it from reading or writing; primary codes.
SHUT = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH})
# a disk that takes no more answers some writes with an input error of its own kind
_UNWRITTEN = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}
# what SQLite and its driver say of tables and text that are no longer there as they were made
_BROKEN_WORDS = (
    "no such table",
    "no such column",
    "malformed",
    "foreign key mismatch",
    "unsupported file format",
    "decode to UTF-8",
)

Mode = Literal["read", "write", "migrate"]


def open_engine(path: Path, mode: Mode, *, is_still: bool = False) -> Engine:
    """Make an engine on an existing archive file.

    ``read`` can change nothing, and gives broken text with U+FFFD in it, for its checksum to find; ``write`` syncs
    every commit to disk; ``migrate`` has foreign keys off, because a batch rebuild with them on deletes child rows
    in silence. ``is_still`` says that the file never changes, which only a footing may decide.
    """
    # the URL names no file, for which SQLAlchemy would choose a pool that closes connections of other threads
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode, is_still=is_still),
        poolclass=QueuePool,
        pool_size=5,
        max_overflow=-1,
    )
    begin = "BEGIN" if mode == "read" else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def connect(path: Path, mode: Mode, *, is_still: bool = False) -> sqlite3.Connection:
    """Make one connection to an existing archive file, set up as the mode says."""
    options = "rw" if mode != "read" else "ro&immutable=1" if is_still else "ro"
    uri = f"file:{_quoted(path)}?mode={options}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, mode)
    except BaseException:
        connection.close()
        raise
    return connection


def can_write(path: Path) -> bool:
    """Tell whether this process may change the archive: the file, and what SQLite must make beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def only_read(path: Path) -> ArchiveError:
    """Give the error of who would change an archive that can only be read."""
    return ArchiveError(
        f"The archive {path} can only be read here, and nothing was written. See who may write the file and its "
        "folder, and whether MUNIMENT_READ_ONLY is set."
    )


def create_file(path: Path) -> None:
    """Make an empty archive file; fail if anything is there."""
    with path.open("xb"):
        pass
    with plain_errors(), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")


def check_file(path: Path) -> None:
    """Make sure the file is there and is an archive.

    The file is only ever opened by SQLite: closing any other handle on it would drop the locks of all connections this
    process has on it, and the next process to close the archive would take the log-ahead file from under them
    (sqlite.org/howtocorrupt.html, §2.2).
    """
    if not path.is_file():
        raise ArchiveMissing(f"There is no archive at {path}. Make one with `muniment init`.")
    with plain_errors(), closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)) as file:
        if not _is_ours(file):
            raise NotAnArchive(f"{path} is not a Muniment archive.")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Tell from the header alone, without locks. What else is wrong is for whoever opens the file to find."""
    try:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except sqlite3.DatabaseError as error:
        # without locks, a file into which another process just writes its log-ahead file back may look malformed
        return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run one unit of work: committed at its end, or not at all. What the file itself does wrong is said plainly."""
    with plain_errors(), engine.begin() as connection:
        yield connection


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what SQLite says of the file into an ArchiveError; a fault of this software stays what it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # the driver could not even read what SQLite said
        raise NotAnArchive("The archive file is damaged; restore it from a backup.") from error
    except (DatabaseError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        if plain := _explain(cause):
            raise plain from error
        raise


def _explain(cause: BaseException | None) -> ArchiveError | None:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the primary code, without what extends it
    if code in _BUSY:
        return ArchiveBusy(f"The archive was busy for {_BUSY_MS // 1000} seconds; nothing was written. Try again.")
    if getattr(cause, "sqlite_errorcode", 0) in _UNWRITTEN:
        return ArchiveError(f"The disk is full, or fails ({cause}); nothing was written.")
    if code in _BROKEN or any(words in str(cause) for words in _BROKEN_WORDS):
        return NotAnArchive(f"The archive file is damaged ({cause}); restore it from a backup.")
    if code == sqlite3.SQLITE_FULL:
        return ArchiveError("The disk is full; nothing was written.")
    if code in SHUT:
        return ArchiveError(f"The archive file cannot be used: {cause}. See who may read and write it and its folder.")
    return None


def sqlite_warning() -> str | None:
    """Say what is unsafe about the SQLite in use, or None."""
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return None
    return (
        f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug (fixed in 3.51.3), which can corrupt a file in rare "
        "cases. Muniment lessens the risk by a single writer and read-only readers; keep backups."
    )


def _prepare(connection: sqlite3.Connection, mode: Mode) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    if mode == "read":
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # only writers checkpoint
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # an acknowledged batch survives a power cut
    connection.execute("PRAGMA secure_delete = ON")  # an erased text leaves no bytes behind
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if mode == 'migrate' else 'ON'}")


def _quoted(path: Path) -> str:
    return quote(os.fsencode(path.absolute()))  # a name may hold any bytes
