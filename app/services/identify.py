"""Finds which record a draft is: by its id, by an address it ever had, or by the source it was read from."""

from app.domain.identifiers import alias_key, record_name
from app.domain.record import Record
from app.readers.base import Draft
from app.services.known import Known
from app.services.write import addresses_of


class Unidentified(Exception):
    """It cannot be said which record the draft is; the members are those of the problem to report."""

    def __init__(self, code: str, reason: str, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.suggestion = suggestion


def identify(draft: Draft, known: Known, *, place: str, read_before: str | None) -> str:
    """Give the id of the record the draft is, a new one if it is none yet.

    ``place`` says where in the batch the draft stands; ``read_before`` is the record that was read from these bytes
    before. An id that comes from an address of another host than the record's is refused: the same number there may
    be another document.
    """
    found = known.at(alias_key(draft.source_url)) if draft.source_url else None
    document_id = draft.id or found or read_before or known.mint(place)
    if found and found != document_id:
        raise Unidentified(
            "address-taken",
            f"the address {draft.source_url} belongs to {known.call(found)}, but the id given is {document_id}",
            "Give another address." if known.is_minted(found) else f"Give id {found}, or another address.",
        )
    _refuse_used_id(document_id, known)
    if not found and draft.source_url and record_name(draft.source_url) == draft.id:
        _refuse_number_of_another_address(document_id, known)
    return document_id


def _refuse_used_id(document_id: str, known: Known) -> None:
    """Refuse an id that was another record's, or is another name of one."""
    head = known.head(document_id)
    if head and head.status != "published":
        raise Unidentified(
            "not-published",
            f"record {document_id} is {head.status}; its id is never used again",
            f"Its records now live at {head.survivor}." if head.survivor else None,
        )
    owner = known.at(document_id)
    if owner and owner != document_id and not known.has(document_id):
        raise Unidentified(
            "address-taken",
            f"{document_id} is another name of {known.call(owner)}, and leads there",
            "Give another id.",
        )


def _refuse_number_of_another_address(document_id: str, known: Known) -> None:
    """Refuse a number read out of a new address where the record of that number has addresses, and not this one."""
    others = [address for address in known.addresses_of(document_id) if "/" in address]
    if others:
        raise Unidentified(
            "id-taken",
            f"the number {document_id} is that of another address: {', '.join(others)}",
            f"If both are the same record, use `muniment revise {document_id}`.",
        )


def refuse_taken_addresses(record: Record, known: Known) -> None:
    """Refuse a record that says it has an address which is another record's."""
    for address in addresses_of(record):
        owner = known.at(address)
        if owner and owner != record.id and "/" in address:
            merge = f", or merge the two: `muniment merge {record.id} {owner}`"
            is_minted = known.is_minted(owner) or known.is_minted(record.id)
            raise Unidentified(
                "address-taken",
                f"the address {address} belongs to {known.call(owner)}, not to {known.call(record.id)}",
                f"Take the address out{'' if is_minted else merge}.",
            )
