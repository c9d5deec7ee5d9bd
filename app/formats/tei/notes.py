"""Notes in the header: what the record states that TEI has no element for, each with a type of its own."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.domain.document import Document
from app.domain.text import Facsimile, Translation
from app.formats.base.xml import add_element
from app.formats.tei.values import pointer, word, xml_id

_Note = tuple[str, str, str | None, str | None]


def add_notes(about: Element, document: Document) -> None:
    """Add the notes and related items, if there are any."""
    notes = [*_of_document(document), *_of_translations(document)]
    if not notes and not document.relations:
        return
    statement = add_element(about, "notesStmt")
    for kind, words, target, number in notes:
        points_at = f"#{xml_id(target)}" if target else None
        add_element(statement, "note", words, {"type": kind, "target": points_at, "n": number})
    for relation in document.relations:
        item = add_element(statement, "relatedItem", None, {"type": word(relation.type) or "other", "n": relation.type})
        related = add_element(item, "bibl")
        add_element(related, "title" if " " in relation.to else "idno", relation.to)
        if relation.note:
            add_element(related, "note", relation.note)


def _of_document(document: Document) -> Iterator[_Note]:
    if document.original_language:
        yield "original-language", document.original_language, None, None
    for number in document.numbers:
        yield "number", number.as_written, number.passage, number.value
    labels = {text.label for text in document.texts}
    for label in document.contents:
        if label not in labels:
            yield "contents", label, None, None
    for credit in document.credits:
        yield "credit", credit.as_written, None, None
    for text in document.texts:
        if isinstance(text, Facsimile) and not pointer(text.address):  # a graphic must have an address
            yield "facsimile", text.address or text.label or text.id, None, text.id


def _of_translations(document: Document) -> Iterator[_Note]:
    for text in document.texts:
        if not isinstance(text, Translation):
            continue
        if text.translator_statement:
            yield "translator-statement", text.translator_statement, text.id, None
        if text.translators == ():
            yield "translator", "Stated to have no translator.", text.id, None
        if text.machine is not None:
            words = "Translated by a machine." if text.machine else "Not translated by a machine."
            yield "machine", words, text.id, str(text.machine).lower()
