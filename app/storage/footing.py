"""How an archive is read where it stands: beside whoever writes it, or as a file that never changes.

SQLite reads an archive with the help of an index in shared memory (``-shm``), by which readers and writers know of
each other. Where it can neither make one nor use one that is there, it reads only what it is told is immutable, and
then never looks again: not even an erasure would be seen. So that is said only where the file system takes no writes,
or where the operator says that nobody writes; and it is watched whether that stays true.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.domain.errors import ArchiveError
from app.storage.session import SHUT, connect


class Footing:
    """How one open archive is read, decided once for all its connections; ``is_still`` if as one that never changes."""

    def __init__(self, path: Path, *, is_still: bool) -> None:
        self.is_still = is_still
        self._path = path.absolute()
        self._wal = _wal(path)
        self._seen = _look(self._path) if is_still else None

    def holds(self) -> bool:
        """Tell whether the file is still what it was taken for; if it once was not, it never is again."""
        if self.is_still and (self._seen is None or self._seen != _look(self._path) or _has_changes(self._wal)):
            self._seen = None
        return not self.is_still or self._seen is not None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Refuse what is read of a file that changed although it never should, be it before or meanwhile."""
        self._refuse_changed()
        try:
            yield
        finally:
            self._refuse_changed()

    def _refuse_changed(self) -> None:
        if not self.holds():
            raise ArchiveError("The archive was changed while it was served as one that never changes; restart.")


def find_footing(path: Path, *, read_only: bool) -> Footing:
    """Decide how to read an archive; ``read_only`` is the operator's word that nobody changes it, if it is needed."""
    folder = path.resolve().parent
    if os.access(folder, os.W_OK) or not os.access(path, os.R_OK) or _can_share(path):
        return Footing(path, is_still=False)
    if _has_changes(wal := _wal(path)):
        raise ArchiveError(
            f"The archive {path} cannot be read here: {wal.name} beside it holds changes, and reading them needs to "
            "write in the folder. Get write permission for the folder, or read a copy made by `muniment backup` where "
            "that can be had."
        )
    if read_only or os.statvfs(folder).f_flag & os.ST_RDONLY:
        return Footing(path, is_still=True)
    raise ArchiveError(
        f"The archive {path} cannot be read here: nothing can be written in its folder, so changes by others would not "
        "be seen. Get write permission for the folder or, if nobody changes the archive, set MUNIMENT_READ_ONLY=1 "
        "(`muniment serve --read-only`)."
    )


def _can_share(path: Path) -> bool:
    """Let SQLite try to read beside whoever writes. What else is wrong with the file is for others to find."""
    try:
        with closing(connect(path, "read")) as trial:
            trial.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in SHUT
    return True


def _wal(path: Path) -> Path:
    """Give the log-ahead file, which SQLite keeps beside the file itself, not beside a link to it."""
    real = path.resolve()
    return real.with_name(f"{real.name}-wal")


def _look(path: Path) -> tuple[int, ...] | None:
    """Give what no change leaves as it was, None of a file that is gone."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _has_changes(wal: Path) -> bool:
    try:
        return wal.stat().st_size > 0
    except FileNotFoundError:
        return False
