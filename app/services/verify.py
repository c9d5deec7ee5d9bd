"""Proves the archive whole: every hash, the chain of the log, and every projection against a fresh build."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from app.domain.errors import Damaged, NotAnArchive
from app.domain.identifiers import Addresses, sha256, sha256_bytes
from app.domain.record import Record
from app.domain.rendition import Rendition
from app.domain.revision import LogEntry, Tombstone
from app.services.ledger import GENESIS, chain_hash
from app.services.placing import clues_of, holdings_of
from app.services.press import Press, revision_of
from app.services.reindex import READING_VERSION, refuse_unbuilt
from app.services.replay import Replay
from app.storage.archive import Archive
from app.storage.inspection import Inspection, Raw
from app.storage.places import place_rows
from app.storage.tables import PRINTED
from app.storage.wordings import wording_row
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge
from app.understanding.wording import wording_of


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be."""

    subject: str
    reason: str


@dataclass
class Verdict:
    """What was looked at, and what was found. ``head`` is the hash of the log's last entry, to be witnessed."""

    faults: list[Fault] = field(default_factory=list)
    entries: int = 0
    records: int = 0
    payloads: int = 0
    sources: int = 0
    erased: int = 0
    head: str = GENESIS

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_file(path: Path, migrations: Path, knowledge: Knowledge, *, read_only: bool = False) -> Verdict:
    """Look at an archive that may be too damaged to be served; that it cannot be opened is a fault like others."""
    try:
        with closing(Archive(path, migrations, read_only=read_only)) as archive:
            with suppress(NotAnArchive), archive.reading() as repository:  # what cannot be read is found below
                refuse_unbuilt(repository.properties())
            return verify(archive, Press(knowledge=knowledge, addresses=Addresses()))
    except NotAnArchive as error:
        return Verdict(faults=[Fault("file", str(error))])


def verify(archive: Archive, press: Press) -> Verdict:
    """Look at everything; give every fault. The public address is the log's, whatever the press says."""
    verdict = Verdict()
    with archive.inspecting() as inspection:
        proof = _Proof(inspection, press, verdict)
        for look in (proof.file, proof.log, proof.blobs, proof.erasures, proof.tables, proof.properties, proof.served):
            if not _collect(look, verdict) and look == proof.log:
                break  # without the log nothing can be said of the rest
    return verdict


def _collect(look: Callable[[], Iterator[Fault]], verdict: Verdict) -> bool:
    """Add the faults of one look; tell whether the file could be read to its end."""
    try:
        for fault in look():
            verdict.faults.append(fault)
    except NotAnArchive as error:
        verdict.faults.append(Fault("file", str(error)))
        return False
    return True


class _Proof:
    """One look at everything, in order: each part rests on those before."""

    def __init__(self, inspection: Inspection, press: Press, verdict: Verdict) -> None:
        self._inspection = inspection
        self._press = press
        self._verdict = verdict
        self._state = Replay()
        self._mentioned: dict[object, str] = {}
        self._media_types: dict[object, object] = {}
        self._tombstones: dict[str, str] = {}

    def file(self) -> Iterator[Fault]:
        """Let SQLite look at its own."""
        for reason in self._inspection.file_faults():
            yield Fault("file", reason)

    def log(self) -> Iterator[Fault]:
        """Follow the chain, and note what it says of every hash."""
        previous, expected = GENESIS, 1
        for row, entry in self._inspection.entries():
            self._verdict.entries += 1
            if entry is None:
                yield Fault(f"log entry {row['seq']}", "cannot be read")
                expected += 1
                continue
            name = _entry_name(entry)
            if entry.seq != expected:
                yield Fault(name, f"stands where entry {expected} belongs")
            if entry.previous != previous:
                yield Fault(name, "is not chained to the entry before it")
            if chain_hash(entry) != entry.hash:
                yield Fault(name, "does not have the hash it was written with")
            previous, expected = entry.hash, entry.seq + 1
            self._note(entry)
            self._state.see(entry)
        self._verdict.head, self._verdict.records = previous, len(self._state.heads)
        self._verdict.erased = len(self._state.erased)

    def _note(self, entry: LogEntry) -> None:
        what = f"revision {entry.revision}" if entry.revision else "tombstone"
        for digest, part in ((entry.sha256, what), (entry.source, "source")):
            if digest:
                self._mentioned.setdefault(digest, f"record {entry.document_id}, {part}")
        if entry.action in ("withdraw", "erase"):
            self._tombstones[entry.document_id or ""] = entry.sha256 or ""
        if entry.source:
            self._media_types.setdefault(entry.source, (entry.detail or {}).get("media_type"))

    def blobs(self) -> Iterator[Fault]:
        """Hash all bytes kept; what the log mentions must be there, unless it was erased."""
        seen: set[object] = set()
        for table in ("payloads", "sources"):
            count = 0
            for row in self._inspection.rows(table):
                count += 1
                seen.add(row["sha256"])
                yield from self._blob(table, row)
            setattr(self._verdict, table, count)
        for digest, name in self._mentioned.items():
            if digest not in seen and digest not in self._state.erased:
                yield Fault(name, f"the bytes with SHA-256 {digest} are missing")

    def _blob(self, table: str, row: Raw) -> Iterator[Fault]:
        digest, body = row["sha256"], row["body"]
        name = self._mentioned.get(digest, f"{table} row {digest}")
        if not isinstance(body, bytes) or sha256_bytes(body) != digest:
            yield Fault(name, f"its bytes do not have the SHA-256 {digest}")
        elif digest not in self._mentioned:
            yield Fault(name, "no log entry knows it")
        elif digest in self._state.erased:
            yield Fault(name, "was erased, but its bytes are there")
        if table == "sources" and digest in self._mentioned and row["media_type"] != self._media_types.get(digest):
            yield Fault(
                name, f"its media type is {row['media_type']!r}, the log says {self._media_types.get(digest)!r}"
            )

    def erasures(self) -> Iterator[Fault]:
        """Compare what was erased with what the log says was."""
        wanted: dict[str, Raw] = {name: {"sha256": name, "entry": entry} for name, entry in self._state.erased.items()}
        yield from self._compare("erasures", "sha256", wanted)

    def tables(self) -> Iterator[Fault]:
        """Compare heads and aliases with what the log says they must be."""
        heads: dict[str, Raw] = {head.id: head.model_dump() for head in self._state.heads.values()}
        yield from self._compare("documents", "id", heads)
        aliases: dict[str, Raw] = {a: {"address": a, "document_id": d} for a, d in self._state.aliases.items()}
        yield from self._compare("aliases", "address", aliases)

    def _compare(self, table: str, key: str, wanted: dict[str, Raw]) -> Iterator[Fault]:
        found = {row[key]: row for row in self._inspection.rows(table)}
        for name in sorted({*found, *wanted}, key=str):
            is_, must = found.get(name), wanted.get(str(name))
            if is_ != must:
                yield Fault(f"{table} row {name}", f"is {is_ or 'missing'}, must be {must or 'absent'}")

    def properties(self) -> Iterator[Fault]:
        """Compare the archive's properties with what the log says of them."""
        found = {row["name"]: row["value"] for row in self._inspection.rows("properties")}
        for name, is_right in (
            ("public_url", found.get("public_url") == self._state.public_url),
            ("secret", sha256(str(found.get("secret", ""))) == self._state.secret_sha256),
            (READING_VERSION, found.get(READING_VERSION) == VERSION),
        ):
            if not is_right:
                yield Fault(f"property {name}", "is not what it must be; `muniment reindex` may mend it")
        for stray in sorted(map(str, set(found) - {"public_url", "secret", READING_VERSION})):
            yield Fault(f"property {stray}", "is not known")

    def served(self) -> Iterator[Fault]:
        """Compare what is served of every record with what its record gives today."""
        press = self._press_of_log()
        published = {head.id for head in self._state.heads.values() if head.status == "published"}
        for table in PRINTED:
            for stray in sorted(self._inspection.document_ids(table) - published):
                yield Fault(f"{table} of record {stray}", "belong to no published record")
        yield from self._indexes()
        for document_id in sorted(published):
            try:
                yield from self._served(press, document_id)
            except (Damaged, NotAnArchive, ValidationError) as error:
                yield Fault(f"record {document_id}", str(error).splitlines()[0])
        for document_id, digest in sorted(self._tombstones.items()):
            body = self._inspection.payload(digest)
            try:
                Tombstone.model_validate_json(body if isinstance(body, bytes) else b"")
            except ValidationError as error:
                yield Fault(f"record {document_id}, tombstone", str(error).splitlines()[0])

    def _indexes(self) -> Iterator[Fault]:
        try:
            for index, number in self._inspection.misindexed():
                yield Fault(
                    f"index {index}", f"has not the words of row {number} of `wordings`; run `muniment reindex`"
                )
        except NotAnArchive as error:
            yield Fault("indexes of words", str(error).splitlines()[0])

    def _press_of_log(self) -> Press:
        try:
            return replace(self._press, addresses=Addresses(public_url=self._state.public_url))
        except ValidationError:
            return self._press  # the entry that says so is a fault already

    def _served(self, press: Press, document_id: str) -> Iterator[Fault]:
        entry = self._state.current[document_id]
        body = self._inspection.payload(entry.sha256 or "")
        if not isinstance(body, bytes) or sha256_bytes(body) != entry.sha256:
            raise Damaged(f"Revision {entry.revision} of record {document_id}")
        document = press.understand(Record.model_validate_json(body), revision_of(entry))
        readings = self._inspection.rows_of("readings", document_id)
        if readings != [press.reading(document).model_dump()]:
            yield Fault(f"record {document_id}, reading", "is not what its record gives; run `muniment reindex`")
        places = place_rows(holdings_of(document, press.knowledge), clues_of(document, press.knowledge))
        for table, rows in places.items():
            if sorted(self._inspection.rows_of(table, document_id), key=_in_order) != sorted(rows, key=_in_order):
                yield Fault(f"record {document_id}, {table}", "are not what its record gives; run `muniment reindex`")
        wording = wording_row(wording_of(document), entry.seq)
        if self._inspection.rows_of("wordings", document_id) != [wording]:
            yield Fault(f"record {document_id}, wordings", "are not what its record gives; run `muniment reindex`")
        made: dict[object, Raw] = {rendition.name: rendition.model_dump() for rendition in press.renditions(document)}
        kept = {row["name"]: row for row in self._inspection.rows_of("renditions", document_id)}
        for name in sorted({*made, *kept}, key=str):
            if not _is_same(made.get(name), kept.get(name)):
                yield Fault(
                    f"record {document_id}, rendition {name}",
                    "is not what its record gives; run `muniment reindex`",
                )


def _in_order(row: Raw) -> str:
    return repr(sorted(row.items()))


def _entry_name(entry: LogEntry) -> str:
    about = f" ({entry.action} of record {entry.document_id})" if entry.document_id else ""
    return f"log entry {entry.seq}{about}"


def _is_same(made: Raw | None, kept: Raw | None) -> bool:
    """Compare renditions; compressed bytes may differ between versions of zlib, what they hold may not."""
    if made is None or kept is None:
        return False
    if made == kept:
        return True
    loose = {"gzip", "gzip_crc"}
    if any(made[name] != kept.get(name) for name in made if name not in loose):
        return False
    try:
        rendition = Rendition.model_validate(kept, strict=True)
        return rendition.is_whole() and gzip.decompress(rendition.gzip) == rendition.body
    except (ValidationError, OSError, EOFError, zlib.error):
        return False
