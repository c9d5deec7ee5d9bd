"""Says where a record lies and by which words it is found, as it is looked up."""

from collections.abc import Iterator

from app.archival.fold import loose
from app.archival.key import unit_keys
from app.archival.order import location_order
from app.domain.document import Document
from app.domain.holding import Clue, Holding
from app.domain.identifiers import sha256
from app.understanding.knowledge import Knowledge


def holdings_of(document: Document, knowledge: Knowledge) -> list[Holding]:
    """Give the places of a record whose archive is known."""
    return list(_holdings(document, knowledge))


def _holdings(document: Document, knowledge: Knowledge) -> Iterator[Holding]:
    for place, location in enumerate(document.locations):
        if location.repository is None:
            continue
        units = unit_keys(location, knowledge.grammar.own_scheme(location.repository.id))
        yield Holding(
            document_id=document.id,
            place=place,
            unit=units[-1],
            units=units,
            leaf_order=location_order(location),
            location=location,
        )


def clues_of(document: Document) -> list[Clue]:
    """Give what a record is found by: its citation in either form, and its title."""
    citations = (document.citation.generated, document.citation.as_published)
    found = [("citation", words) for words in citations if words] + [("title", document.title)]
    return [Clue(kind=kind, words=clue_words(words), document_id=document.id) for kind, words in dict.fromkeys(found)]


def clue_words(words: str) -> str:
    """Give words as they are looked up: without what quotes, dashes, spaces, case and damage change in them."""
    return sha256(loose(words))[:32]
