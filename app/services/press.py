"""Turns a record into all that is served of it: a reading, and the renditions of every stored format."""

from dataclasses import dataclass, replace

from pydantic import ValidationError

from app.domain.document import Document
from app.domain.errors import Damaged
from app.domain.identifiers import Addresses, sha256_bytes
from app.domain.location import ArchivalLocation
from app.domain.query import UNDATED
from app.domain.record import Record
from app.domain.rendition import Rendition, StoredReading, make_reading, make_rendition
from app.domain.revision import LogEntry, Revision
from app.formats import formats
from app.formats.base import Context, Format
from app.formats.base.links import link_header
from app.formats.json import summarise
from app.services.placing import clues_of, holdings_of, units_of
from app.storage.repository import Repository
from app.understanding import VERSION
from app.understanding.document import understand
from app.understanding.knowledge import Knowledge
from app.understanding.wording import wording_of

#: The rendition that lists show; a format's own name can never be this one.
SUMMARY = "summary"


@dataclass(frozen=True)
class Press:
    """What printing needs beside the record: what readings rest on, and our addresses."""

    knowledge: Knowledge
    addresses: Addresses

    @property
    def context(self) -> Context:
        """What every format may know."""
        return Context(
            addresses=self.addresses,
            formats=formats(),
            languages=self.knowledge.language_names,
            item_types=self.knowledge.item_types,
            unit=self._unit,
        )

    def understand(self, record: Record, revision: Revision) -> Document:
        """Read a record."""
        return understand(record, revision, addresses=self.addresses, knowledge=self.knowledge)

    def reading(self, document: Document) -> StoredReading:
        """Give the form in which a reading is kept."""
        date = document.date
        return make_reading(
            document_id=document.id,
            revision=document.revision.number,
            version=VERSION,
            sort_date=(date and (date.earliest or date.latest)) or UNDATED,
            body=document.model_dump_json().encode(),
        )

    def renditions(self, document: Document) -> list[Rendition]:
        """Give the bytes of every stored format, and of the line in lists."""
        made = [self.render(document, fmt) for fmt in formats() if fmt.stored]
        summary = summarise(document, self.context)
        return [*made, self._print(document, self.context, (SUMMARY, "application/json"), summary)]

    def render(self, document: Document, fmt: Format, *, is_pinned: bool = False) -> Rendition:
        """Give the bytes of one format."""
        context = replace(self.context, is_pinned=is_pinned)
        return self._print(document, context, (fmt.name, fmt.media_type), fmt.render(document, context))

    def publish(self, repository: Repository, record: Record, revision: Revision) -> Document:
        """Build and keep all that is served of a record's current revision."""
        document = self.understand(record, revision)
        repository.set_reading(self.reading(document))
        repository.set_renditions(record.id, self.renditions(document))
        repository.places.put(record.id, holdings_of(document, self.knowledge), clues_of(document, self.knowledge))
        repository.wordings.put(wording_of(document))
        return document

    def _unit(self, location: ArchivalLocation) -> str | None:
        return next(reversed(units_of(location, self.knowledge)), None)

    def _print(self, document: Document, context: Context, kind: tuple[str, str], body: bytes) -> Rendition:
        name, media_type = kind
        return make_rendition(
            document_id=document.id,
            name=name,
            revision=document.revision.number,
            version=VERSION,
            media_type=media_type,
            link=link_header(document, context, media_type),
            body=body,
        )


def load_payload(repository: Repository, entry: LogEntry) -> bytes:
    """Give the bytes an entry was made with; raise Damaged unless they have the hash they were logged with."""
    body = repository.payload(entry.sha256 or "")
    if not isinstance(body, bytes) or sha256_bytes(body) != entry.sha256:
        raise Damaged(f"Revision {entry.revision} of record {entry.document_id}")
    return body


def load_record(repository: Repository, entry: LogEntry) -> Record:
    """Give the record an entry made."""
    try:
        return Record.model_validate_json(load_payload(repository, entry))
    except ValidationError as error:
        raise Damaged(f"Revision {entry.revision} of record {entry.document_id}") from error


def revision_of(entry: LogEntry) -> Revision:
    """Give the revision an entry made."""
    if entry.revision is None or entry.sha256 is None:
        raise Damaged(f"Log entry {entry.seq}")
    return Revision(number=entry.revision, at=entry.at, sha256=entry.sha256, by=entry.by, reason=entry.reason)
