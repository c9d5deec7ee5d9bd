"""Puts together what travels: a record or a run of its passages, with all that lets a stranger check and cite it."""

from dataclasses import dataclass
from typing import Literal

from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.domain.errors import Moved, NotFound
from app.domain.identifiers import sha256
from app.domain.text import join_passages
from app.services.cite import cite_extract, house_citation
from app.services.press import Press
from app.services.read import Extract, find_extract, read_document, read_extract
from app.services.trail import Step, follow, follow_document
from app.storage.repository import Repository

#: How what is shown stands to the newest revision: the same words, other words, or no such passages any more.
Since = Literal["same", "changed", "gone"]


@dataclass(frozen=True)
class Card:
    """A record, or passages of one of its texts, to be shown elsewhere.

    ``sha256`` is over the words of the passages, else that of the revision. ``newest`` is the newest revision where a
    newer one than this exists, and ``since`` how its words stand to these. ``expected`` is the hash that whoever
    embedded it says it had, None where nobody does.
    """

    document: Document
    extract: Extract | None
    citation: FormattedCitation
    sha256: str
    newest: Document | None
    since: Since
    expected: str | None

    @property
    def is_other(self) -> bool:
        """Whether the words are not those that whoever embedded them saw."""
        return self.expected is not None and self.expected != self.sha256

    @property
    def title(self) -> str:
        """The record's title, and which of its passages these are."""
        return f"{self.document.title} ({self.extract.id})" if self.extract else self.document.title


def read_card(
    repository: Repository,
    press: Press,
    name: str,
    reference: str | None = None,
    *,
    number: int | None = None,
    expected: str | None = None,
) -> Card:
    """Give the card of a record, or of the passages that ``reference`` names, as it is now or as of one revision.

    Raise what reading the record or the passages raises; the rest of an address that has moved is ``/`` and passages.
    """
    try:
        document, extract = _read(repository, press, name, reference, number)
    except Moved as moved:
        rest = moved.rest.replace("/passages", "", 1)
        raise Moved(moved.to, rest=rest, revision=moved.revision) from moved
    newest = _newest(repository, press, document.id) if number is not None else document
    is_older = (newest.id, newest.revision.number) != (document.id, document.revision.number)
    return Card(
        document=document,
        extract=extract,
        citation=cite_extract(document, extract) if extract else house_citation(document, document.citation.generated),
        sha256=sha256(join_passages(extract.passages)) if extract else document.revision.sha256,
        newest=newest if is_older else None,
        since=_compare(document.id, extract, newest) if is_older else "same",
        expected=expected,
    )


def _read(
    repository: Repository, press: Press, name: str, reference: str | None, number: int | None
) -> tuple[Document, Extract | None]:
    if reference is None:
        return read_document(repository, press, name, number=number), None
    return read_extract(repository, press, name, reference, number=number)


def _newest(repository: Repository, press: Press, document_id: str) -> Document:
    """Give the newest revision; that of the record which took the place of one that was merged."""
    return follow_document(repository, press, document_id)


def _compare(document_id: str, extract: Extract | None, newest: Document) -> Since:
    """Tell how the newest revision's words stand to those of an earlier one; whole records always differ."""
    if extract is None or newest.id != document_id:
        return "changed"
    try:
        later = find_extract(newest, extract.id)
    except (NotFound, Moved):
        return "gone"
    return "same" if join_passages(later.passages) == join_passages(extract.passages) else "changed"


def follow_card(
    repository: Repository, press: Press, name: str, reference: str | None = None, *, number: int | None = None
) -> Card:
    """Give the card that a name leads to, by any name that the record or the passage ever had."""
    return follow(
        Step(name, reference, number),
        lambda step: read_card(repository, press, step.name, step.passages, number=step.number),
    )
