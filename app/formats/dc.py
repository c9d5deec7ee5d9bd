"""Simple Dublin Core, in the wrapping of OAI-PMH (oai_dc): fifteen elements that every harvester reads."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, indent

from app.citing import statements
from app.citing.remarks import remarks
from app.domain.document import Document
from app.formats.base import Context, Format, Loss
from app.formats.base.xml import add_element, to_bytes

_NAMESPACES = {
    "xmlns:oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}

#: Members of a record that have no element of their own, and what a reader must know of them.
_DESCRIBED: dict[str, str] = {
    "participants.identified_as": "Who somebody is said to be stands in a description.",
    "original_languages": "A language of the original stands in a description.",
    "texts.machine": "Whether a machine translated it stands in a description.",
    "credits": "Thanks stand in a description.",
}

#: Members that are left out, where a record has any.
_LEFT_OUT: dict[str, str] = {
    "other_dates": "Dublin Core cannot tell which of several dates is the document's own.",
    "contents": "Dublin Core has no element for what a record consists of.",
    "relations.type": "Dublin Core does not say how two records are related.",
    "rights.applies_to": "Dublin Core does not say which layer rights are in.",
}


def describe(document: Document) -> Element:
    """Give the record as one ``oai_dc:dc``."""
    root = Element("oai_dc:dc", _NAMESPACES)
    for name, words in _elements(document):
        if words:
            add_element(root, f"dc:{name}", words)
    indent(root)
    return root


def _elements(document: Document) -> Iterator[tuple[str, str | None]]:
    yield "title", document.title
    for person in statements.take_part(document, "sender"):
        yield "creator", person.as_written
    for name in statements.name_translators(document):
        yield "contributor", name
    yield "description", document.summary
    for words in _descriptions(document):
        yield "description", words
    yield "publisher", document.publisher
    if document.date:
        yield "date", document.date.edtf or document.date.as_written
    yield "type", "Text"  # of the DCMI Type Vocabulary; a facsimile of a text is a text too
    yield "type", document.kind.as_written if document.kind else None
    yield "identifier", document.canonical_url
    yield from _identifiers(document)
    for location in document.locations:
        yield "source", location.as_written
    for tag in statements.text_languages(document):
        yield "language", tag
    for relation in document.relations:
        yield "relation", relation.to
    for rights in document.rights:
        yield "rights", rights.statement
        yield "rights", rights.uri


def _identifiers(document: Document) -> Iterator[tuple[str, str]]:
    for identifier in document.identifiers:
        if identifier.value != document.canonical_url:
            yield "identifier", f"{identifier.scheme}: {identifier.value}"
    for number in document.numbers:
        yield "identifier", number.as_written


def _descriptions(document: Document) -> Iterator[str]:
    """Say in words what has no element of its own, so that nobody is taken for an author."""
    for person in statements.take_part(document, "addressee"):
        yield f"Addressee: {person.as_written}"
    yield from (words for member, words in remarks(document) if member in _DESCRIBED)


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what Dublin Core has no element for."""
    date = document.date
    if statements.take_part(document, "addressee"):
        yield Loss("participants", "joined", "Dublin Core has no addressee: who it was stands in a description.")
    if statements.name_translators(document):
        yield Loss("texts.translators", "joined", "Dublin Core has no roles: translators stand as contributors.")
    if date and date.edtf not in (None, date.as_written):
        yield Loss("date.as_written", "left out", "The date stands as it is understood, not in its own words.")
    if any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "Each place stands whole in one source, its levels not apart.")
    for member in dict.fromkeys(member for member, _ in remarks(document) if member in _DESCRIBED):
        yield Loss(member, "joined", _DESCRIBED[member])
    for member, why in _LEFT_OUT.items():
        if getattr(document, member.partition(".")[0]):
            yield Loss(member, "left out", why)
    if document.worded_texts:
        yield Loss("texts", "left out", "Dublin Core describes the document; its words stand in other formats.")


def render(document: Document, context: Context) -> bytes:  # noqa: ARG001 - every format has this shape
    """Write the record."""
    return to_bytes(describe(document))


FORMAT = Format(
    name="dc",
    title="Dublin Core, for harvesters",
    media_type="application/x-dc+xml",
    accepts=("application/x-dc+xml",),
    suffix="dc.xml",
    render=render,
    losses=losses,
)
