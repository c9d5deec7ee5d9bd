"""Follows a name to where it leads: from an old name to a record, to the one that it was merged into, and on.

A short name of passages leads to their full one, and passages that were taken out to the last revision that has them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.document import Document
from app.domain.errors import Moved, NotFound, Unusable
from app.services.press import Press
from app.services.read import find_head, read_document
from app.storage.repository import Repository

T = TypeVar("T")

#: How many names are followed before they are said to lead nowhere: more than anybody merges a record over again.
_MOST = 20


@dataclass(frozen=True)
class Step:
    """What is asked for under one name: a record, or passages of it, as it is now or as of one revision."""

    name: str
    passages: str | None = None
    number: int | None = None


def follow(step: Step, read: Callable[[Step], T]) -> T:
    """Give what ``read`` finds, wherever the name leads; a merged record has passages of its own and leads without.

    Raise what ``read`` raises, and NotFound where no end is found.
    """
    asked = step.name
    for _ in range(_MOST):
        try:
            return read(step)
        except Moved as moved:
            step = Step(moved.to, moved.rest.rpartition("/")[2] or None, moved.revision or step.number)
    raise NotFound("record", asked[:200])


def follow_name(repository: Repository, name: str) -> str:
    """Give the id of the published record that a name leads to."""
    return follow(Step(name), lambda step: find_head(repository, step.name).id)


def follow_document(repository: Repository, press: Press, name: str, *, number: int | None = None) -> Document:
    """Give the record that a name leads to, current or as of one revision."""
    return follow(
        Step(name, number=number), lambda step: read_document(repository, press, step.name, number=step.number)
    )


def read_for_passages(
    repository: Repository, press: Press, name: str, *, number: int | None = None, rest: str = ""
) -> Document:
    """Give a record in which passages are named, as `read_document` does; raise Unusable for one that was merged."""
    try:
        return read_document(repository, press, name, number=number, rest="/passages")
    except Moved as moved:
        if not moved.rest:
            raise refuse_other(name[:200], moved.to) from moved
        raise Moved(moved.to, rest=rest, revision=moved.revision) from moved


def refuse_other(name: str, other: str) -> Unusable:
    """Give the error of who asks for passages of a merged record: the other's have the same names and other words."""
    return Unusable("id", f"{name!r} is {other!r} now, whose passages are its own: ask for these.", choices=[other])
