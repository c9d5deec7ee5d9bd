"""Revisions, the log that chains them, and what is left of a record that was withdrawn."""

from typing import Literal

from app.domain.identifiers import Sha256
from app.domain.noun import Noun, Words

RecordStatus = Literal["published", "withdrawn", "merged"]
LogAction = Literal["init", "import", "revise", "withdraw", "erase", "merge", "move"]


class Revision(Noun):
    """One immutable state of a record: when it was made, by whom and why, and the hash of what was supplied."""

    number: int
    at: Words
    sha256: Sha256
    by: Words | None = None
    reason: Words | None = None


class LogEntry(Noun):
    """One line of the audit log. ``hash`` covers every other member, and through ``previous`` all lines before."""

    seq: int
    at: Words
    by: Words | None
    action: LogAction
    batch: int
    document_id: Words | None = None
    revision: int | None = None
    sha256: Sha256 | None = None
    source: Sha256 | None = None
    reason: Words | None = None
    detail: dict[str, Words | tuple[Words, ...]] | None = None
    previous: Words
    hash: Sha256


class Tombstone(Noun):
    """What stays of a withdrawn record. A minimal one keeps neither title nor citation; an erased one, no bytes."""

    id: Words
    status: Literal["withdrawn"] = "withdrawn"
    form: Literal["full", "minimal"]
    at: Words
    by: Words | None = None
    reason: Words
    erased: bool
    revision: int
    sha256: Sha256
    title: Words | None = None
    citation: Words | None = None
    canonical_url: Words | None = None
