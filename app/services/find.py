"""Lists records by date and then id, from any position on."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.errors import Damaged, MunimentError
from app.domain.query import Position
from app.domain.rendition import Rendition
from app.services.press import SUMMARY, Press
from app.services.read import explain_absence, read_anew
from app.storage.repository import Repository

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Page:
    """Summaries as ready JSON, and where the next page begins, None at the end.

    ``missing`` are ids asked for that are no published record, each with what is to be said of it; ``damaged`` those
    of which nothing whole is left: one of these must not take the others with it.
    """

    items: tuple[bytes, ...]
    following: Position | None
    missing: Mapping[str, MunimentError] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()


def list_records(repository: Repository, press: Press, *, after: Position | None, limit: int) -> Page:
    """Give the summaries after a position."""
    rows = repository.page(SUMMARY, after, limit + 1)
    following = rows[limit - 1][0] if len(rows) > limit else None
    return _page(repository, press, [rendition for _, rendition in rows[:limit]], following=following)


def several_records(repository: Repository, press: Press, ids: Sequence[str]) -> Page:
    """Give the summaries of the records asked for, in that order, and the ids that are no published record."""
    wanted = list(dict.fromkeys(ids))
    found = repository.several(SUMMARY, wanted)
    absent = {i: explain_absence(repository, i) for i in wanted if i not in found}
    missing = {i: reason or Damaged(f"The summary of record {i}") for i, reason in absent.items()}
    return _page(repository, press, [found[i] for i in wanted if i in found], missing=missing)


def latest_records(repository: Repository, press: Press, limit: int) -> Page:
    """Give the summaries of the records added or revised last, the last first."""
    return several_records(repository, press, repository.recent(limit))


def _page(
    repository: Repository,
    press: Press,
    stored: Sequence[Rendition],
    *,
    following: Position | None = None,
    missing: Mapping[str, MunimentError] | None = None,
) -> Page:
    items, damaged = [], []
    for rendition in stored:
        try:
            items.append(_whole(repository, press, rendition))
        except Damaged as error:
            _log.error("%s", error)
            damaged.append(rendition.document_id)
    return Page(tuple(items), following, missing or {}, tuple(damaged))


def _whole(repository: Repository, press: Press, rendition: Rendition) -> bytes:
    """Give a summary's bytes, made anew from the record where the stored ones are damaged."""
    if rendition.is_whole():
        return rendition.body
    document = read_anew(repository, press, rendition.document_id)
    return next(made.body for made in press.renditions(document) if made.name == SUMMARY)
