"""Reads the log from its beginning: what every record's state and addresses must be, whatever the tables say."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.head import Head
from app.domain.revision import LogEntry


@dataclass
class Replay:
    """The state of the archive after the entries seen so far."""

    heads: dict[str, Head] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    current: dict[str, LogEntry] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    public_url: str = ""
    secret_sha256: str = ""

    def see(self, entry: LogEntry) -> None:
        """Take one entry in."""
        detail = entry.detail or {}
        if entry.action in ("init", "move"):
            self.public_url = str(detail.get("public_url", self.public_url))
            self.secret_sha256 = str(detail.get("secret_sha256", self.secret_sha256))
        elif entry.document_id is None:
            return
        elif entry.revision is not None:
            self.heads[entry.document_id] = Head(
                id=entry.document_id, status="published", revision=entry.revision, entry=entry.seq
            )
            self.current[entry.document_id] = entry
            for address in detail.get("addresses", ()):
                self.aliases.setdefault(address, entry.document_id)
        elif head := self.heads.get(entry.document_id):
            self.heads[head.id] = self._end(head, entry)

    def _end(self, head: Head, entry: LogEntry) -> Head:
        detail = entry.detail or {}
        if entry.action == "merge":
            changes = {"status": "merged", "entry": entry.seq, "survivor": detail.get("into")}
        else:
            changes = {"status": "withdrawn", "entry": entry.seq, "survivor": None}
            for sha256 in detail.get("erased", ()):
                self.erased.setdefault(sha256, entry.seq)
        return head.model_copy(update=changes)


def replay(entries: Iterable[LogEntry]) -> Replay:
    """Go through the whole log."""
    state = Replay()
    for entry in entries:
        state.see(entry)
    return state
