"""The audit log: who changed the archive, when and why, each line chained to all before it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from app.domain.errors import Damaged, Unusable
from app.domain.identifiers import Addresses, sha256, sha256_bytes
from app.domain.noun import Words
from app.domain.record import canonical_json
from app.domain.revision import LogAction, LogEntry
from app.storage.repository import Repository

_WORDS: TypeAdapter[Words | None] = TypeAdapter(Words | None)
#: What stands in ``previous`` of the first entry.
GENESIS = "0" * 64


@dataclass(frozen=True)
class Stamp:
    """Who changes the archive, when (RFC 3339, UTC), and why."""

    at: str
    by: str | None = None
    reason: str | None = None


def stamp(by: str | None = None, reason: str | None = None) -> Stamp:
    """Make a stamp for now; raise Unusable if its words cannot be kept."""
    for name, words in (("by", by), ("reason", reason)):
        try:
            _WORDS.validate_python(words)
        except ValidationError as error:
            detail = error.errors()[0]
            why = "is no Unicode text" if detail["type"] == "string_unicode" else detail["msg"]
            raise Unusable(name, f"{name!r} cannot be kept: {why.removeprefix('Value error, ')}.") from error
    reason = (reason or "").strip() or None
    return Stamp(at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), by=by, reason=reason)


class Ledger:
    """Adds entries to the log, in one batch, each chained to the one before."""

    def __init__(self, repository: Repository, mark: Stamp) -> None:
        self._repository = repository
        self._stamp = mark
        self._last = repository.last_entry()
        self.batch = self._last.seq + 1 if self._last else 1

    def add(self, action: LogAction, **members: object) -> LogEntry:
        """Add one entry; ``members`` are those of LogEntry that concern the action."""
        last = self._last
        body = {
            "seq": last.seq + 1 if last else 1,
            "at": self._stamp.at,
            "by": self._stamp.by,
            "reason": self._stamp.reason,
            "action": action,
            "batch": self.batch,
            "previous": last.hash if last else GENESIS,
            **members,
        }
        draft = LogEntry.model_validate({**body, "hash": GENESIS})
        entry = draft.model_copy(update={"hash": chain_hash(draft)})
        self._repository.add_entry(entry)
        self._last = entry
        return entry


def chain_hash(entry: LogEntry) -> str:
    """Give the hash of an entry: over the canonical JSON of all its members but the hash itself."""
    return sha256_bytes(canonical_json(entry.model_dump(mode="json", exclude={"hash"}, exclude_none=True)))


def proved(entry: LogEntry) -> LogEntry:
    """Give the entry, to be shown or built upon; raise Damaged unless it has the hash it was written with."""
    if chain_hash(entry) != entry.hash:
        raise Damaged(f"Log entry {entry.seq}")
    return entry


def begin_log(repository: Repository, mark: Stamp, addresses: Addresses, secret: str) -> None:
    """Write the first entry of an archive, and its properties."""
    detail = {"public_url": addresses.public_url, "secret_sha256": sha256(secret)}
    Ledger(repository, mark).add("init", detail=detail)
    repository.set_property("public_url", addresses.public_url)
    repository.set_property("secret", secret)


def move_archive(repository: Repository, mark: Stamp, addresses: Addresses) -> None:
    """Give the archive another public address."""
    Ledger(repository, mark).add("move", detail={"public_url": addresses.public_url})
    repository.set_property("public_url", addresses.public_url)
