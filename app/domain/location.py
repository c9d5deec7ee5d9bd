"""Where a document lies: a path of open levels, as printed, ending in leaves. One per holding, none preferred."""

from typing import Literal

from app.domain.noun import Noun, Words


class Repository(Noun):
    """An archive: as printed, and the archive it is understood to be."""

    as_written: Words
    id: Words
    code: Words
    name: Words
    place: Words | None
    country: Words | None


class Level(Noun):
    """One step of the path, in printed order. The value is text: ``059a``, ``R-9478`` and ``0100`` are not numbers."""

    name: Words
    label: Words | None
    value: Words


class Leaf(Noun):
    """One leaf or page: its number, a letter after it (``31a``), and the side stated (``verso``), all as text."""

    n: Words
    suffix: Words | None = None
    side: Literal["recto", "verso"] | None = None


class LeafRange(Noun):
    """Leaves from first to last, both included; a single leaf is its own last, and an open range ("4ff") has none."""

    first: Leaf
    last: Leaf | None


class Leaves(Noun):
    """The leaves of the file on which the document stands."""

    unit: Words
    label: Words | None
    as_written: Words
    ranges: tuple[LeafRange, ...]


class LocationReading(Noun):
    """How far the reference was understood, by which notation, and by which version of this software."""

    status: Literal["full", "partial", "unread"]
    scheme: Words | None
    version: Words


class ArchivalLocation(Noun):
    """One place where the document is kept. A reference that cannot be read is kept whole in ``as_written``.

    ``joined`` is what stands between it and the place before in the reference of the record; None where there is none.
    """

    as_written: Words
    joined: Words | None = None
    repository: Repository | None = None
    levels: tuple[Level, ...] = ()
    leaves: Leaves | None = None
    copy_: Literal["original", "copy", "microfilm"] | None = None
    note: Words | None = None
    reading: LocationReading
