"""Takes a record out of service, or lets it lead to another. What was cited stays known, unless it is erased."""

from app.domain.errors import Damaged, NotFound, Unusable
from app.domain.head import Head
from app.domain.identifiers import sha256_bytes
from app.domain.record import canonical_json
from app.domain.revision import Tombstone
from app.services.ledger import Ledger, Stamp
from app.services.press import Press, load_record, revision_of
from app.storage.repository import Repository


def withdraw(
    repository: Repository, press: Press, document_id: str, mark: Stamp, *, minimal: bool, erase: bool
) -> Tombstone:
    """Withdraw a record: its addresses answer with a tombstone from now on.

    With ``erase``, every payload and source of the record is deleted too; their hashes stay, so the log still
    verifies. A record that is withdrawn already can still be erased.
    """
    if not mark.reason:
        raise Unusable("reason", "A withdrawal needs a reason; the tombstone carries it.")
    head = repository.head(document_id)
    if head is None:
        raise NotFound("record", document_id)
    if head.status == "withdrawn" and not erase:
        raise Unusable("id", f"Record {document_id} is {head.status} already.")
    ledger = Ledger(repository, mark)
    stone = _tombstone(repository, press, head, mark, minimal=minimal or erase, erased=erase)
    body = canonical_json(stone.model_dump(mode="json", exclude_none=True))
    digest = repository.add_payload(body)
    # the same tombstone may have been written before, in the same second: it stays
    erased = [other for other in _hashes(repository, document_id) if other != digest]
    detail = {"erased": erased} if erase else None
    entry = ledger.add("erase" if erase else "withdraw", document_id=document_id, sha256=digest, detail=detail)
    repository.forget(document_id)
    if detail:
        repository.erase(detail["erased"], entry.seq)
    repository.set_head(head.model_copy(update={"status": "withdrawn", "entry": entry.seq, "survivor": None}))
    return stone


def _tombstone(
    repository: Repository, press: Press, head: Head, mark: Stamp, *, minimal: bool, erased: bool
) -> Tombstone:
    made = repository.revision_entry(head.id, head.revision)
    if made is None or made.sha256 is None:
        raise NotFound("revision of record", head.id)
    members: dict[str, object] = {
        "id": head.id,
        "form": "minimal" if minimal else "full",
        "at": mark.at,
        "by": mark.by,
        "reason": mark.reason,
        "erased": erased,
        "revision": head.revision,
        "sha256": made.sha256,
    }
    if not minimal:
        document = press.understand(load_record(repository, made), revision_of(made))
        members["title"] = document.title
        members["citation"] = document.citation.as_published or document.citation.generated
        members["canonical_url"] = document.canonical_url
    return Tombstone.model_validate(members)


def _hashes(repository: Repository, document_id: str) -> list[str]:
    """Give the hashes of all bytes kept of a record: its revisions, their sources, earlier tombstones."""
    found: dict[str, None] = {}
    for entry in repository.entries(document_id):
        found.update(dict.fromkeys(h for h in (entry.sha256, entry.source) if h))
    return list(found)


def merge(repository: Repository, document_id: str, survivor_id: str, mark: Stamp) -> None:
    """Let a record's addresses lead to the record that is the same document."""
    if not mark.reason:
        raise Unusable("reason", "A merge needs a reason; the log carries it.")
    if document_id == survivor_id:
        raise Unusable("into", "A record cannot be merged into itself.")
    for name in (document_id, survivor_id):
        head = repository.head(name)
        if head is None:
            raise NotFound("record", name)
        if head.status != "published":
            raise Unusable("id", f"Record {name} is {head.status}; only published records can be merged.")
    entry = Ledger(repository, mark).add("merge", document_id=document_id, detail={"into": survivor_id})
    head = repository.head(document_id)
    if head:
        changes = {"status": "merged", "entry": entry.seq, "survivor": survivor_id}
        repository.set_head(head.model_copy(update=changes))
    repository.forget(document_id)


def load_tombstone(repository: Repository, head: Head) -> Tombstone:
    """Give the tombstone of a withdrawn record; raise Damaged unless its bytes are those that were logged."""
    entry = repository.entry(head.entry)
    body = repository.payload(entry.sha256 or "") if entry else None
    if entry is None or not isinstance(body, bytes) or sha256_bytes(body) != entry.sha256:
        raise Damaged(f"The tombstone of record {head.id}")
    return Tombstone.model_validate_json(body)
