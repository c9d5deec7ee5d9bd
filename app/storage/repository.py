"""Reads and adds nouns, within one unit of work. Nothing here decides anything."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from app.domain.head import Head
from app.domain.identifiers import sha256_bytes
from app.domain.query import Position
from app.domain.rendition import Rendition, StoredReading
from app.domain.revision import LogEntry
from app.storage import mapping
from app.storage.changes import Changes
from app.storage.places import Places
from app.storage.tables import (
    aliases,
    clues,
    documents,
    erasures,
    holdings,
    log,
    payloads,
    properties,
    readings,
    renditions,
    sources,
    units,
)
from app.storage.wordings import Wordings


class Repository:
    """The archive as one unit of work sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        #: Where records lie, and how they are found.
        self.places = Places(connection)
        #: What became of records, in the order in which it happened.
        self.changes = Changes(connection)
        #: The words of records, and how they are looked up.
        self.wordings = Wordings(connection)

    # --- properties ---------------------------------------------------------------------------------------------

    def property(self, name: str) -> str | None:
        """Give a property of the archive."""
        return self._connection.scalar(select(properties.c.value).where(properties.c.name == name))

    def properties(self) -> dict[str, str]:
        """Give all properties of the archive."""
        return {row.name: row.value for row in self._connection.execute(select(properties))}

    def set_property(self, name: str, value: str) -> None:
        """Set a property of the archive."""
        statement = insert(properties).values(name=name, value=value)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    # --- the log ------------------------------------------------------------------------------------------------

    def last_entry(self) -> LogEntry | None:
        """Give the newest entry of the log."""
        return self._one_entry(select(log).order_by(log.c.seq.desc()).limit(1))

    def add_entry(self, entry: LogEntry) -> None:
        """Add an entry to the log."""
        self._connection.execute(log.insert(), mapping.log_row(entry))

    def entries(self, document_id: str | None = None) -> Iterator[LogEntry]:
        """Give the log, or one record's part of it, oldest first."""
        statement = select(log).order_by(log.c.seq)
        if document_id is not None:
            statement = statement.where(log.c.document_id == document_id)
        for row in self._connection.execute(statement):
            yield mapping.log_entry(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name

    def entry(self, seq: int) -> LogEntry | None:
        """Give one entry by its number."""
        return self._one_entry(select(log).where(log.c.seq == seq))

    def revision_entry(self, document_id: str, number: int) -> LogEntry | None:
        """Give the entry that made a revision."""
        return self._one_entry(select(log).where(log.c.document_id == document_id, log.c.revision == number))

    def source_entries(self, source: str) -> list[LogEntry]:
        """Give the entries whose records were read from a source."""
        rows = self._connection.execute(select(log).where(log.c.source == source).order_by(log.c.seq))
        return [mapping.log_entry(row._mapping) for row in rows]  # noqa: SLF001

    def _one_entry(self, statement: Select[tuple[object, ...]]) -> LogEntry | None:
        row = self._connection.execute(statement).first()
        return mapping.log_entry(row._mapping) if row else None  # noqa: SLF001

    # --- payloads and sources -----------------------------------------------------------------------------------

    def add_payload(self, body: bytes) -> str:
        """Keep bytes under their hash; the same bytes are kept once."""
        sha256 = sha256_bytes(body)
        self._connection.execute(insert(payloads).values(sha256=sha256, body=body).on_conflict_do_nothing())
        return sha256

    def payload(self, sha256: str) -> bytes | None:
        """Give the bytes kept under a hash, as they are: whoever asks compares them with the hash."""
        return self._connection.scalar(select(payloads.c.body).where(payloads.c.sha256 == sha256))

    def add_source(self, sha256: str, body: bytes, media_type: str) -> None:
        """Keep a source's bytes under their hash; the same bytes are kept once."""
        row = {"sha256": sha256, "media_type": media_type, "body": body}
        self._connection.execute(insert(sources).values(row).on_conflict_do_nothing())

    def erase(self, hashes: Iterable[str], entry: int) -> None:
        """Delete payloads and sources for ever; their hashes stay in the log and here."""
        for sha256 in hashes:
            self._connection.execute(insert(erasures).values(sha256=sha256, entry=entry).on_conflict_do_nothing())
            self._connection.execute(payloads.delete().where(payloads.c.sha256 == sha256))
            self._connection.execute(sources.delete().where(sources.c.sha256 == sha256))
        self.wordings.purge()

    def is_erased(self, sha256: str) -> bool:
        """Tell whether bytes of this hash were erased."""
        return self._connection.scalar(select(erasures.c.entry).where(erasures.c.sha256 == sha256)) is not None

    # --- heads and aliases --------------------------------------------------------------------------------------

    def head(self, document_id: str) -> Head | None:
        """Give the state of one record."""
        row = self._connection.execute(select(documents).where(documents.c.id == document_id)).first()
        return mapping.head(row._mapping) if row else None  # noqa: SLF001

    def set_head(self, head: Head) -> None:
        """Set the state of one record."""
        row = head.model_dump()
        statement = insert(documents).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def published(self) -> list[str]:
        """Give the ids of all published records, in order of id."""
        found = select(documents.c.id).where(documents.c.status == "published")
        return list(self._connection.scalars(found.order_by(documents.c.id)))

    def recent(self, limit: int) -> list[str]:
        """Give ids of published records, the one added or revised last first, by index."""
        found = select(documents.c.id).where(documents.c.status == "published")
        return list(self._connection.scalars(found.order_by(documents.c.entry.desc()).limit(limit)))

    def near(self, document_id: str, limit: int) -> list[str]:
        """Give ids of published records next to one in order of id, found by index on both sides."""
        base = select(documents.c.id).where(documents.c.status == "published")
        after = base.where(documents.c.id > document_id).order_by(documents.c.id).limit(limit)
        before = base.where(documents.c.id < document_id).order_by(documents.c.id.desc()).limit(limit)
        return [*self._connection.scalars(before), *self._connection.scalars(after)]

    def alias(self, address: str) -> str | None:
        """Give the record that has, or had, this address."""
        return self._connection.scalar(select(aliases.c.document_id).where(aliases.c.address == address))

    def aliases_of(self, document_id: str) -> list[str]:
        """Give every address one record has, or had."""
        found = select(aliases.c.address).where(aliases.c.document_id == document_id)
        return list(self._connection.scalars(found.order_by(aliases.c.address)))

    def add_alias(self, address: str, document_id: str) -> None:
        """Add an address of a record; one that is known stays with its record."""
        row = {"address": address, "document_id": document_id}
        self._connection.execute(insert(aliases).values(row).on_conflict_do_nothing())

    # --- readings and renditions --------------------------------------------------------------------------------

    def reading(self, document_id: str) -> StoredReading | None:
        """Give the stored reading of a record."""
        found = select(readings).where(readings.c.document_id == document_id)
        row = self._connection.execute(found).first()
        return mapping.reading(row) if row else None

    def readings_of(self, ids: Sequence[str]) -> dict[str, StoredReading]:
        """Give the stored readings of the records that have one."""
        found = select(readings).where(readings.c.document_id.in_(ids))
        return {row.document_id: mapping.reading(row) for row in self._connection.execute(found)}

    def set_reading(self, reading: StoredReading) -> None:
        """Keep the reading of a record in the place of the one before."""
        row = reading.model_dump()
        statement = insert(readings).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["document_id"], set_=row))

    def rendition(self, document_id: str, name: str) -> Rendition | None:
        """Give one stored rendition: one lookup by primary key."""
        found = select(renditions).where(renditions.c.document_id == document_id, renditions.c.name == name)
        row = self._connection.execute(found).first()
        return mapping.rendition(row) if row else None

    def set_renditions(self, document_id: str, made: Sequence[Rendition]) -> None:
        """Keep renditions of a record in the place of those before."""
        self._connection.execute(renditions.delete().where(renditions.c.document_id == document_id))
        if made:
            self._connection.execute(renditions.insert(), [one.model_dump() for one in made])

    def forget(self, document_id: str) -> None:
        """Delete what was built of a record that is no longer served."""
        self.set_renditions(document_id, ())
        self.places.put(document_id, (), ())
        self.wordings.forget(document_id)
        self._connection.execute(readings.delete().where(readings.c.document_id == document_id))

    def page(self, name: str, after: Position | None, limit: int) -> list[tuple[Position, Rendition]]:
        """Give the renditions of one name after a position, by date and then id, by index."""
        statement = (
            select(readings.c.sort_date, renditions)
            .join(renditions, renditions.c.document_id == readings.c.document_id)
            .where(renditions.c.name == name)
            .order_by(readings.c.sort_date, readings.c.document_id)
            .limit(limit)
        )
        if after:
            here = tuple_(readings.c.sort_date, readings.c.document_id)
            statement = statement.where(here > (after.sort_date, after.document_id))
        return [
            (Position(sort_date=row.sort_date, document_id=row.document_id), mapping.rendition(row))
            for row in self._connection.execute(statement)
        ]

    def several(self, name: str, ids: Sequence[str]) -> dict[str, Rendition]:
        """Give the renditions of one name for the ids that have one."""
        found = select(renditions).where(renditions.c.name == name, renditions.c.document_id.in_(ids))
        return {row.document_id: mapping.rendition(row) for row in self._connection.execute(found)}

    # --- the file as a whole ------------------------------------------------------------------------------------

    def clear_projections(self) -> None:
        """Empty all that is built from the log and the payloads, to build it anew."""
        self.wordings.clear()
        for table in (clues, units, holdings, renditions, readings, aliases, documents):
            self._connection.execute(table.delete())

    def count_documents(self) -> int:
        """Count all records, whatever their state."""
        return self._connection.scalar(select(func.count()).select_from(documents)) or 0
