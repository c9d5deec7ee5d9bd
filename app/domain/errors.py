"""What can go wrong, in the words of the field. No error here knows a protocol.

::

    MunimentError
    ├── NotFound              nobody here by that name; carries near ids
    │   └── UnknownStyle      no citation style of that name; carries those like it
    ├── Moved                 the name is another record's now, or a longer form of a name
    ├── Withdrawn             carries the tombstone
    ├── Damaged               stored bytes fail their checksum and cannot be rebuilt
    ├── Ambiguous             a short name fits several; carries the choices
    ├── Unusable              a value that cannot be used; carries which, and what to do
    ├── StylesUnavailable     citation styles are not here, or their file is not whole
    └── ArchiveError          the archive file itself
        ├── ArchiveMissing
        ├── ArchiveExists
        ├── NotAnArchive
        ├── ArchiveOutdated
        ├── ArchiveTooNew
        └── ArchiveBusy
"""

from collections.abc import Sequence

from app.domain.revision import Tombstone
from app.domain.style import StyleEntry


class MunimentError(Exception):
    """The root of all errors this software raises on purpose. Its text is a sentence for a person."""


class NotFound(MunimentError):
    """There is no such thing."""

    def __init__(self, what: str, name: str, *, near: Sequence[str] = ()) -> None:
        super().__init__(f"There is no {what} {name!r} in this archive.")
        self.what = what
        self.name = name
        self.near = tuple(near)


class UnknownStyle(NotFound):
    """There is no citation style of that id, and none with that alias; ``like`` are some that may have been meant."""

    def __init__(self, name: str, *, like: Sequence[StyleEntry] = ()) -> None:
        super().__init__("citation style", name, near=[entry.id for entry in like])
        meant = f" Did you mean {', '.join(self.near)}?" if like else ""
        self.args = (f"There is no citation style {name[:100]!r} here.{meant}",)
        self.like = tuple(like)


class Moved(MunimentError):
    """The thing has another name; ``to`` is the id of the record, ``rest`` what follows it in an address.

    ``revision`` is given where only that revision still has it.
    """

    def __init__(self, to: str, *, rest: str = "", revision: int | None = None) -> None:
        super().__init__(f"This is now {to}{rest}.")
        self.to = to
        self.rest = rest
        self.revision = revision


class Withdrawn(MunimentError):
    """The record was withdrawn; its tombstone says when and why, and may carry its last citation."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__(f"Record {tombstone.id} was withdrawn: {tombstone.reason}")
        self.tombstone = tombstone


class Damaged(MunimentError):
    """Stored bytes do not match their hash, so they are not served."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} does not match its checksum and is not served. Restore it from a backup; "
            "`muniment verify` lists everything that is damaged."
        )


class Ambiguous(MunimentError):
    """A short name fits several things."""

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        super().__init__(f"{name!r} could be any of: {', '.join(choices)}.")
        self.name = name
        self.choices = tuple(choices)


class Unusable(MunimentError):
    """A value that cannot be used. ``parameter`` names it; ``choices`` are values that can."""

    def __init__(self, parameter: str, reason: str, *, choices: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.parameter = parameter
        self.choices = tuple(choices)


class StylesUnavailable(MunimentError):
    """Citation styles cannot be had: there is no file of them and nothing to make one of, or it is not whole."""


class ArchiveError(MunimentError):
    """The archive file cannot be used as asked."""


class ArchiveMissing(ArchiveError):
    """There is no archive file there."""


class ArchiveExists(ArchiveError):
    """There is an archive file there already."""


class NotAnArchive(ArchiveError):
    """The file is something else."""


class ArchiveOutdated(ArchiveError):
    """The archive was made by an older version and must be migrated first."""


class ArchiveTooNew(ArchiveError):
    """The archive was made by a newer version; nothing is touched."""


class ArchiveBusy(ArchiveError):
    """Somebody else is writing and did not finish in time; nothing was written."""
