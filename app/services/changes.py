"""Tells what became of records since a change somebody knows of, and which are published, for those who keep copies."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from app.domain.change import Change, What
from app.domain.errors import Damaged, NotFound, Unusable
from app.domain.revision import LogAction
from app.formats.json import FORMAT as JSON
from app.services.ledger import proved
from app.services.press import SUMMARY
from app.storage.changes import Listed, Logged
from app.storage.repository import Repository

#: So many records at most stand on one page of the list of all that is published.
SPAN = 10_000
#: Of longer records, in bytes, a feed tells only the title; of a summary it tells so many letters.
_LONGEST, _SHOWN = 200_000, 1000
_WHATS: Mapping[LogAction, What] = {
    "import": "new",
    "revise": "revised",
    "withdraw": "withdrawn",
    "erase": "erased",
    "merge": "merged",
}

_AHEAD = (
    "The log of this archive ends with entry {seq}, {head}: it has no change {since}. If it had, the archive was put "
    "back to an earlier state: read all again, from `since=0`."
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Changes:
    """Some changes; ``last`` is the number to ask from the next time, and ``damaged`` are those that are not told.

    ``head`` is the hash of the newest entry of the log.

    One that is damaged in the store must not keep the others from whoever waits for them.
    """

    items: tuple[Change, ...]
    last: int
    has_more: bool
    damaged: tuple[int, ...]
    head: str


def list_changes(repository: Repository, *, since: int, limit: int) -> Changes:
    """Give the changes after one, oldest first; raise Unusable for one that the log has not come to.

    Whoever knows of it has what this log lost, as after a restore, and would miss what comes instead.
    """
    newest = repository.last_entry()
    if newest is None:
        raise Damaged("The audit log")
    if since > newest.seq:
        raise Unusable("since", _AHEAD.format(since=since, seq=newest.seq, head=newest.hash))
    logged = repository.changes.since(since, limit + 1)
    items, damaged = _read(logged[:limit])
    last = logged[:limit][-1].seq if logged else since
    return Changes(tuple(items), last, len(logged) > limit, tuple(damaged), newest.hash)


def latest_changes(repository: Repository, limit: int) -> list[Change]:
    """Give the newest changes, newest first."""
    return _read(repository.changes.latest(limit))[0]


def mark_of_archive(repository: Repository) -> str:
    """Give the name that this archive's list of changes has for ever, wherever it is served."""
    first = repository.entry(1)
    if first is None:
        raise Damaged("The audit log")
    return _mark(proved(first).hash)


def titles_of(repository: Repository, ids: Iterable[str]) -> dict[str, str]:
    """Give the titles of those records that are published and whose summary is whole."""
    stored = repository.several(SUMMARY, sorted(set(ids)))
    return {name: json.loads(summary.body)["title"] for name, summary in stored.items() if summary.is_whole()}


def abouts_of(repository: Repository, ids: Iterable[str]) -> dict[str, str]:
    """Give the beginnings of the summaries of those records that are published, have one, and are not very long."""
    stored = repository.several(JSON.name, sorted(set(ids)))
    whole = (record for record in stored.values() if len(record.body) <= _LONGEST and record.is_whole())
    told = {record.document_id: json.loads(record.body)["summary"] for record in whole}
    return {name: words[:_SHOWN] + "…" * (len(words) > _SHOWN) for name, words in told.items() if words}


def list_spans(repository: Repository) -> list[int]:
    """Give the numbers of the pages of all that is published."""
    return repository.changes.spans(SPAN)


def list_published(repository: Repository, span: int) -> list[Listed]:
    """Give the records of one of these pages."""
    found = repository.changes.published_in(span, SPAN)
    if not found:
        raise NotFound("page of the sitemap", str(span))
    return found


def _read(logged: Iterable[Logged]) -> tuple[list[Change], list[int]]:
    items, damaged = [], []
    for line in logged:
        try:
            items.append(_change(line))
        except Damaged as error:
            _log.error("%s", error)
            damaged.append(line.seq)
    return items, damaged


def _change(line: Logged) -> Change:
    """Give a change. What was said of a record that was withdrawn since is withdrawn with it."""
    if line.entry is None:
        raise Damaged(f"Log entry {line.seq}")
    entry = proved(line.entry)
    is_told = line.is_last or line.status != "withdrawn"
    into = (entry.detail or {}).get("into")
    return Change(
        seq=entry.seq,
        id=entry.document_id or "",
        what=_WHATS[entry.action],
        at=entry.at,
        reason=entry.reason if is_told else None,
        revision=entry.revision,
        into=into if isinstance(into, str) else None,
        mark=_mark(entry.hash),
    )


def _mark(log_hash: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:sha256:{log_hash}')}"
