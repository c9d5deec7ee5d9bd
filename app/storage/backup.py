"""Copies an archive while it is served and written to, and puts a copy in the place of one that is gone.

The copy is made by SQLite's online backup inside one read transaction: it is the archive as it was at one moment, no
writer waits for it, and it is never begun anew because somebody wrote. VACUUM INTO would be as consistent, but it
makes another file of the same rows (so pages are not the archive's own), cannot say how far it has come, and costs
more; what it would save, free pages, an append-only file hardly has.
"""

import errno
import hashlib
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from sqlalchemy import Connection

from app.domain.errors import ArchiveError, ArchiveExists, NotAnArchive
from app.storage import migrate
from app.storage.footing import Footing, find_footing
from app.storage.placement import BESIDE, occupied, placed
from app.storage.session import check_file, connect, open_engine, plain_errors, transaction

#: Told how much of how much is copied.
Progress = Callable[[int, int], None]

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_PAGES = 1000
_CHUNK = 4 * 1024 * 1024


@dataclass(frozen=True)
class Copy:
    """One file that holds a whole archive. ``head`` is the hash of its log's last entry, to be witnessed."""

    path: Path
    size: int
    sha256: str
    shape: str
    entries: int
    head: str


def copy_archive(path: Path, target: Path, migrations: Path, progress: Progress, *, read_only: bool = False) -> Copy:
    """Copy an archive, whoever reads and writes it meanwhile, to a file that is not there yet.

    ``read_only`` says that nobody writes it, where SQLite could not tell (see footing).
    """
    check_file(path)
    footing = find_footing(path, read_only=read_only)
    with placed(target) as unfinished:
        # readable by nobody who may not read the archive: its secret is in the copy too
        unfinished.touch(mode=_mode(path), exist_ok=False)
        _copy_pages(path, footing, unfinished, progress)
        copy = _describe(unfinished, migrations, f"The copy of {path}")
    return replace(copy, path=target)


def put_back(source: Path, path: Path, migrations: Path, progress: Progress, prove: Callable[[Path], None]) -> Copy:
    """Put a copy, byte for byte, where no archive is; ``prove`` may look at it, and refuse, before it has its name."""
    check_file(source)
    if any(there.stat().st_size for there in occupied(source)[1:] if not there.name.endswith("-shm")):
        raise NotAnArchive(f"{source} is in use, or was when its machine stopped. Copy it with `muniment backup`.")
    if there := occupied(path):
        raise _in_the_way(path, there)
    path.parent.mkdir(parents=True, exist_ok=True)
    with placed(path) as unfinished:
        _copy_bytes(source, unfinished, progress)
        copy = _describe(unfinished, migrations, str(source))
        prove(unfinished)
    return replace(copy, path=path)


def _in_the_way(path: Path, there: list[Path]) -> ArchiveExists:
    aside = path.with_name(f"{path.name}.old")
    suffixes = [suffix for suffix in ("", *BESIDE) if path.with_name(path.name + suffix) in there]
    moves = " && ".join(f"mv {quote(f'{path}{suffix}')} {quote(f'{aside}{suffix}')}" for suffix in suffixes)
    return ArchiveExists(
        f"There is something at {there[0]} already; it was not touched. Stop the server, move it aside (`{moves}`), "
        "and restore once more."
    )


def _copy_pages(path: Path, footing: Footing, unfinished: Path, progress: Progress) -> None:
    with (
        footing.held(),
        plain_errors(),
        closing(connect(path, "read", is_still=footing.is_still)) as source,
        closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
    ):
        copy.execute("PRAGMA synchronous = OFF")  # the whole file is synced before it gets its name
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it is one state that is read
        source.backup(copy, pages=_PAGES, progress=lambda _, left, total: progress(total - left, total))


def _copy_bytes(source: Path, unfinished: Path, progress: Progress) -> None:
    done, total = 0, source.stat().st_size
    unfinished.touch(mode=_mode(source), exist_ok=False)
    try:
        with source.open("rb") as given, unfinished.open("wb") as copy:
            while chunk := given.read(_CHUNK):
                copy.write(chunk)
                done += len(chunk)
                progress(done, total)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise ArchiveError(f"The disk is full ({error.strerror}); nothing was written.") from error


def _mode(path: Path) -> int:
    """Give who may use a copy: whoever may use the file it is made of, and whoever makes it may write it too."""
    return stat.S_IMODE(path.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR


def _describe(copy: Path, migrations: Path, name: str) -> Copy:
    """Look at a copy that nobody uses yet: SQLite finds it whole, and it has a shape that is known."""
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    engine = open_engine(copy, "read")
    try:
        with transaction(engine) as connection:
            shape, entries, head = _look(connection, migrations)
    except NotAnArchive as error:
        raise NotAnArchive(f"{name} cannot be taken. {error}") from error
    finally:
        engine.dispose()
    return Copy(copy, copy.stat().st_size, digest, shape, entries, head)


def _look(connection: Connection, migrations: Path) -> tuple[str, int, str]:
    finding = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if finding != "ok":
        raise NotAnArchive(f"It is damaged ({finding}).")
    shape = migrate.known_shape(connection, migrations)
    # not by the tables of this version: the archive may have an older shape
    last = connection.exec_driver_sql("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").first() if shape else None
    if shape is None or last is None:
        raise NotAnArchive("There is no log in it.")
    return shape, int(last[0]), str(last[1])
