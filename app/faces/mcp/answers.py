"""What a tool answers: the same twice, for programs and in words; and how passages are found by any of their names."""

from dataclasses import dataclass

from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.faces.mcp.told import RevisionTold
from app.formats.json.shape import Shape
from app.services.press import Press
from app.services.read import Extract, read_extract
from app.services.trail import Step, follow, refuse_other
from app.storage.repository import Repository


@dataclass(frozen=True)
class Answer:
    """A result: ``told`` has its schema, ``text`` says the same with the record's words marked."""

    told: Shape
    text: str


def extract_by_any_name(
    repository: Repository, press: Press, name: str, passages: str, number: int | None
) -> tuple[Document, Extract, int | None]:
    """Give passages by any name of theirs, and the revision that was asked for or is the last that has them.

    Raise Unusable where the record was merged: the passages of the other have the same names and other words.
    """

    def read(step: Step) -> tuple[Document, Extract, int | None]:
        if step.passages is None:
            raise refuse_other(name, step.name)
        return *read_extract(repository, press, step.name, step.passages, number=step.number), step.number

    return follow(Step(name, passages, number), read)


def tell_revision(document: Document) -> RevisionTold:
    """Tell which revision was read."""
    revision = document.revision
    return RevisionTold(number=revision.number, at=revision.at, sha256=revision.sha256)


def address_of(addresses: Addresses, document: Document, number: int | None) -> str:
    """Give the address of a record, or of the revision that was asked for."""
    return addresses.permalink(document.id) + (f"?revision={number}" if number else "")
