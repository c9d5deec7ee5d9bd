"""Adds a revision to a record: the log line, the bytes, and all that is served of it."""

from app.domain.document import Document
from app.domain.head import Head
from app.domain.identifiers import alias_key, record_name
from app.domain.record import Record
from app.services.ledger import Ledger
from app.services.press import Press, revision_of
from app.storage.repository import Repository


def addresses_of(record: Record) -> list[str]:
    """Give every other name a record says it has: its source's address, and the slug in it."""
    urls = [record.source_url] if record.source_url else []
    urls += [i.value for i in record.identifiers or () if i.scheme == "url"]
    names = [name for name in map(record_name, urls) if name]
    keys = [alias_key(name) for name in (*urls, *names)]
    return [key for key in dict.fromkeys(keys) if key != record.id]


def add_revision(ledger: Ledger, repository: Repository, record: Record, press: Press, **members: object) -> Document:
    """Add a record's next revision, publish it, and give the document as it now stands."""
    head = repository.head(record.id)
    added = [key for key in addresses_of(record) if repository.alias(key) is None]
    entry = ledger.add(
        "revise" if head else "import",
        document_id=record.id,
        revision=head.revision + 1 if head else 1,
        sha256=repository.add_payload(record.canonical()),
        **{**members, "detail": {**_detail(members), "addresses": added}},
    )
    revision = revision_of(entry)
    repository.set_head(Head(id=record.id, status="published", revision=revision.number, entry=entry.seq))
    for key in added:
        repository.add_alias(key, record.id)
    return press.publish(repository, record, revision)


def _detail(members: dict[str, object]) -> dict[str, object]:
    detail = members.get("detail")
    return detail if isinstance(detail, dict) else {}
