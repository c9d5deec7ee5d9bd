"""Lists: records, what became of them, a record's history, and the formats there are."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from muniment_client.models.base import Model
from muniment_client.models.citation import Absence
from muniment_client.models.document import Summary


class DocumentPage(Model):
    """A page of the list of records, by date and then id."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    items: list[Summary]
    limit: int
    next: str | None
    missing: list[str]
    absences: list[Absence]
    damaged: list[str]


class Change(Model):
    """One change of one record; ``what`` is ``new``, ``revised``, ``withdrawn``, ``merged`` or ``erased``."""

    seq: int
    id: str
    what: str
    at: str
    revision: int | None
    reason: str | None
    into: str | None
    url: str


class ChangePage(Model):
    """Changes after one, oldest first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    changes: list[Change]
    last: int
    limit: int
    next: str | None
    damaged: list[int]
    head: str


class HistoryEntry(Model):
    """One revision in a record's history."""

    number: int
    at: str
    by: str | None
    reason: str | None
    sha256: str
    url: str


class History(Model):
    """All revisions of a record, oldest first."""

    document_id: str
    revisions: list[HistoryEntry]


class Loss(Model):
    """One thing a format does not say of a record as JSON does."""

    member: str
    how: str
    why: str


class Format(Model):
    """A way to have a record; ``losses`` is what it does not say of the server's example."""

    name: str
    title: str
    media_type: str
    accepts: list[str]
    suffix: str
    stored: bool
    schema_: str | None = Field(alias="schema")
    losses: list[Loss]


class FormatList(Model):
    """Every way to have a record."""

    example: str
    formats: list[Format]


@dataclass(frozen=True)
class File:
    """A record in a format, as bytes; ``name`` is what to save it as."""

    name: str
    media_type: str
    content: bytes

    @property
    def text(self) -> str:
        """The file's words: every format of a record is UTF-8."""
        return self.content.decode()
