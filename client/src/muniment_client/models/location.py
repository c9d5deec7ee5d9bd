"""Where a document is kept: references in the words of their archives, and as they are understood."""

from pydantic import Field

from muniment_client.models.base import Model


class Repository(Model):
    """An archive, as printed and as identified."""

    as_written: str
    id: str
    code: str
    name: str
    place: str | None
    country: str | None


class Level(Model):
    """One step of a reference. The value is text, never a number."""

    name: str
    label: str | None
    value: str


class Leaf(Model):
    """One leaf."""

    n: str
    suffix: str | None
    side: str | None


class LeafRange(Model):
    """Leaves from first to last, both included; an open range has no last."""

    first: Leaf
    last: Leaf | None


class Leaves(Model):
    """The leaves on which a document stands."""

    unit: str
    label: str | None
    as_written: str
    ranges: list[LeafRange]


class Reading(Model):
    """How far a reference was understood."""

    status: str
    scheme: str | None
    version: str


class Location(Model):
    """One place where a document is kept. None is preferred."""

    as_written: str
    repository: Repository | None
    levels: list[Level]
    leaves: Leaves | None
    copy_: str | None = Field(alias="copy")
    note: str | None
    reading: Reading
