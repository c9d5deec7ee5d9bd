"""Gives a finished file its name: all of it appears at once and lasts, or nothing does."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import ArchiveError, ArchiveExists

#: What SQLite keeps beside an archive file while it is in use, or after a crash.
BESIDE = ("-wal", "-shm", "-journal")
# what file systems without hard links (those of many sticks and shares) answer when asked for one
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def occupied(path: Path) -> list[Path]:
    """Give what stands under a name for an archive, or beside it, where it would be read into the archive."""
    return [there for there in (path, *beside(path)) if there.is_symlink() or there.exists()]


def beside(path: Path) -> list[Path]:
    """Give the names of what SQLite keeps beside a file."""
    return [path.with_name(path.name + suffix) for suffix in BESIDE]


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Give an unfinished name beside a path; what is made there gets the path's name at the end.

    Nothing that is there is ever overwritten, and a process that is killed leaves nothing under the path's name.
    """
    if there := occupied(path):
        raise _taken(there[0])
    if not path.parent.is_dir():
        raise ArchiveError(f"There is no folder {path.parent}. Make it first.")
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        yield unfinished
        _sync(unfinished)
        _name(unfinished, path)
        _sync(path.parent)  # fsync(2): of the file alone does not make its name last
    finally:
        for file in (unfinished, *beside(unfinished)):
            file.unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)  # unlike a rename, fails if somebody was faster
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if occupied(path):
            raise _taken(path) from error
        unfinished.rename(path)


def _taken(path: Path) -> ArchiveExists:
    return ArchiveExists(f"There is something at {path} already; it was not touched.")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
