"""Lists records by date and then id, from any position on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.query import Position
from app.domain.rendition import Rendition
from app.services.press import SUMMARY, Press
from app.services.read import read_anew
from app.storage.repository import Repository


@dataclass(frozen=True)
class Page:
    """Summaries as ready JSON, and where the next page begins, None at the end."""

    items: tuple[bytes, ...]
    following: Position | None
    missing: tuple[str, ...] = ()


def list_records(repository: Repository, press: Press, *, after: Position | None, limit: int) -> Page:
    """Give the summaries after a position."""
    rows = repository.page(SUMMARY, after, limit + 1)
    items = tuple(_whole(repository, press, rendition) for _, rendition in rows[:limit])
    return Page(items=items, following=rows[limit - 1][0] if len(rows) > limit else None)


def several_records(repository: Repository, press: Press, ids: Sequence[str]) -> Page:
    """Give the summaries of the records asked for, in that order, and the ids that are no published record."""
    wanted = list(dict.fromkeys(ids))
    found = repository.several(SUMMARY, wanted)
    items = tuple(_whole(repository, press, found[i]) for i in wanted if i in found)
    return Page(items=items, following=None, missing=tuple(i for i in wanted if i not in found))


def _whole(repository: Repository, press: Press, rendition: Rendition) -> bytes:
    """Give a summary's bytes, made anew from the record where the stored ones are damaged."""
    if rendition.is_whole():
        return rendition.body
    document = read_anew(repository, press, rendition.document_id)
    return next(made.body for made in press.renditions(document) if made.name == SUMMARY)
