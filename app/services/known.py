"""What is known while a batch is read: the records of the archive, and those of the batch so far."""

from app.domain.head import Head
from app.domain.identifiers import mint_document_id
from app.domain.record import Record
from app.services.write import addresses_of
from app.storage.repository import Repository


class Known:
    """The records there are, by id and by address: the same whether the batch is written or only checked."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._owners: dict[str, str] = {}
        self._addresses: dict[str, list[str]] = {}
        self._unnamed: dict[str, str] = {}
        self._ids: set[str] = set()

    def head(self, document_id: str) -> Head | None:
        """Give the state of a record."""
        return self._repository.head(document_id)

    def has(self, document_id: str) -> bool:
        """Tell whether there is, or was, a record of an id."""
        return document_id in self._ids or self.head(document_id) is not None

    def at(self, address: str) -> str | None:
        """Give the record that has, or had, an address."""
        return self._owners.get(address) or self._repository.alias(address)

    def addresses_of(self, document_id: str) -> list[str]:
        """Give every address a record has, or had."""
        here = self._addresses.get(document_id, [])
        return list(dict.fromkeys([*self._repository.aliases_of(document_id), *here]))

    def mint(self, place: str) -> str:
        """Make an id for the record at a place in the batch, which has none yet."""
        document_id = mint_document_id()
        self._unnamed[document_id] = place
        return document_id

    def is_minted(self, document_id: str) -> bool:
        """Tell whether an id was made for this batch, so that it holds only once the batch is written."""
        return document_id in self._unnamed

    def call(self, document_id: str) -> str:
        """Say which record is meant: by its id, or by its place in the batch where that id holds only once written."""
        place = self._unnamed.get(document_id)
        return f"record {document_id}" if place is None else f"record {place} (its id is given at import)"

    def add(self, record: Record) -> None:
        """Remember a record of the batch and its addresses; one that is another's stays with that."""
        self._ids.add(record.id)
        for address in addresses_of(record):
            if self.at(address) is None:
                self._owners[address] = record.id
                self._addresses.setdefault(record.id, []).append(address)
