"""Finds which record a draft is: by its id, by an address it ever had, or by the source it was read from."""

from collections.abc import Callable

from app.domain.head import Head
from app.domain.identifiers import alias_key, mint_document_id, record_name
from app.domain.record import Record
from app.readers.base import Draft
from app.services.write import addresses_of
from app.storage.repository import Repository


class Unidentified(Exception):
    """It cannot be said which record the draft is; the members are those of the problem to report."""

    def __init__(self, code: str, reason: str, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.suggestion = suggestion


def identify(
    repository: Repository,
    draft: Draft,
    known_as: Callable[[str], str | None],
    named: Callable[[str], list[str]],
    *,
    read_before: str | None,
) -> str:
    """Give the id of the record the draft is, a new one if it is none yet.

    ``known_as`` gives the record that has an address, ``named`` the addresses a record has; ``read_before`` is the
    record that was read from these bytes before. An id that comes
    from an address of another host than the record's is refused: the same number there may be another document.
    """
    found = _by_address(draft, known_as)
    document_id = draft.id or found or read_before or mint_document_id()
    if found and found != document_id:
        raise Unidentified(
            "address-taken",
            f"the address {draft.source_url} belongs to record {found}, but the id given is {document_id}",
            f"Give id {found}, or another address.",
        )
    _refuse_used_id(repository.head(document_id), document_id, known_as)
    others = [address for address in named(document_id) if "/" in address]
    if not found and _is_number_of_address(draft) and others:
        raise Unidentified(
            "id-taken",
            f"the number {document_id} is that of another address: {', '.join(others)}",
            f"If both are the same record, use `muniment revise {document_id}`.",
        )
    return document_id


def _refuse_used_id(head: Head | None, document_id: str, known_as: Callable[[str], str | None]) -> None:
    """Refuse an id that was another record's, or is another name of one."""
    if head and head.status != "published":
        raise Unidentified(
            "not-published",
            f"record {document_id} is {head.status}; its id is never used again",
            f"Its records now live at {head.survivor}." if head.survivor else None,
        )
    owner = known_as(document_id)
    if head is None and owner and owner != document_id:
        raise Unidentified(
            "address-taken",
            f"{document_id} is another name of record {owner}, and leads there",
            "Give another id.",
        )


def refuse_taken_addresses(record: Record, known_as: Callable[[str], str | None]) -> None:
    """Refuse a record that says it has an address which is another record's."""
    for address in addresses_of(record):
        owner = known_as(address)
        if owner and owner != record.id and "/" in address:
            raise Unidentified(
                "address-taken",
                f"the address {address} belongs to record {owner}, not to {record.id}",
                f"Take the address out, or merge the two: `muniment merge {record.id} {owner}`.",
            )


def _by_address(draft: Draft, known_as: Callable[[str], str | None]) -> str | None:
    if not draft.source_url:
        return None
    return known_as(alias_key(draft.source_url))


def _is_number_of_address(draft: Draft) -> bool:
    return draft.source_url is not None and record_name(draft.source_url) == draft.id
