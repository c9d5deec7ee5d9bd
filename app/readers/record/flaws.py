"""What is wrong with a record: where in it, and in which words to say so."""

from typing import NamedTuple

from app.readers.base import Problem

#: Where a member stands: names of members, and places in lists.
Place = tuple[int | str, ...]

#: Of longer names only the beginning is shown.
LONGEST_NAME = 60


class Flaw(NamedTuple):
    """What is wrong with a record: where in it, and in which words to say so."""

    code: str
    place: Place
    reason: str
    suggestion: str


class Source(NamedTuple):
    """Where a record stands: its file, its line, and its place in a list."""

    file: str
    line: int | None
    ordinal: int | None = None

    def error(self, flaw: Flaw) -> Problem:
        """Say of which record and member the flaw is."""
        return Problem(
            severity="error",
            code=flaw.code,
            file=self.file,
            line=self.line,
            field=path_of(flaw.place) or None,
            reason=f"Record {self.ordinal}: {flaw.reason}" if self.ordinal else flaw.reason,
            suggestion=flaw.suggestion,
        )


#: More levels than there are nouns in one another.
TOO_DEEP = Flaw(
    "nesting-too-deep",
    (),
    "The JSON is nested too deeply; a record has four levels.",
    "Check the program that wrote the file.",
)


def path_of(place: Place) -> str:
    """Write a place in a record as ``texts[0].passages[3].text``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{show(part)}" for part in place)
    return "".join(parts).removeprefix(".")


def show(name: str) -> str:
    """Give a name as it can be shown: not endless, and without characters that cannot be printed."""
    short = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def kind_of(value: object) -> str:
    """Name what JSON has in a place."""
    if isinstance(value, list | tuple):
        return "a list"
    kinds = {str: "a text", bool: "true or false", dict: "an object", type(None): "null"}
    return kinds.get(type(value), "a number")
