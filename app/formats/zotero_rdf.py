"""RDF/XML as Zotero itself exports and imports it: the richest form in which a record enters Zotero.

The properties are those its own translators read (zotero/translators, RDF.js). The place in an archive is
``dc:coverage`` there, the abstract ``dcterms:abstract``, the field Extra ``dc:description``; what is in the namespace
``z`` goes into the field of that name. Only of a letter does Zotero read the recipients; those of anything else stand
in Extra too.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, indent

from app.citing import statements
from app.citing.remarks import join_holdings, one_line, remarks
from app.domain.document import Document, ItemType
from app.formats.base import Context, Format, Loss
from app.formats.base.links import iri_to_uri
from app.formats.base.xml import add_element, to_bytes

_NAMESPACES = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:z": "http://www.zotero.org/namespaces/export#",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:bib": "http://purl.org/net/biblio#",
    "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
}
#: The element an item is, and the property that holds the words for its kind.
_ITEMS: dict[ItemType, tuple[str, str]] = {
    "letter": ("bib:Letter", "dc:type"),
    "report": ("bib:Report", "dc:type"),
    "document": ("rdf:Description", "z:type"),
}


def describe(document: Document, context: Context) -> Element:
    """Give the record as one item of Zotero's."""
    item_type = context.item_type(document)
    root = Element("rdf:RDF", _NAMESPACES)
    # an address as RDF takes it; as it is printed it stands in the item's URL
    item = add_element(root, _ITEMS[item_type][0], None, {"rdf:about": iri_to_uri(document.canonical_url)})
    add_element(item, "z:itemType", item_type)
    for role, names in _creators(document):
        if names:
            _add_people(item, role, names)
    for name, words in _fields(document, item_type):
        if words:
            add_element(item, name, words)
    address = add_element(add_element(item, "dc:identifier"), "dcterms:URI")
    add_element(address, "rdf:value", document.canonical_url)
    indent(root)
    return root


def _creators(document: Document) -> Iterator[tuple[str, Sequence[str]]]:
    yield "bib:authors", [person.as_written for person in statements.take_part(document, "sender")]
    yield "z:recipients", [person.as_written for person in statements.take_part(document, "addressee")]
    yield "z:translators", statements.name_translators(document)


def _add_people(item: Element, role: str, names: Sequence[str]) -> None:
    """Add people by one name each: a surname without a given name is printed as it stands, never turned about."""
    sequence = add_element(add_element(item, role), "rdf:Seq")
    for name in names:
        person = add_element(add_element(sequence, "rdf:li"), "foaf:Person")
        add_element(person, "foaf:surname", name)


def _fields(document: Document, item_type: ItemType) -> Iterator[tuple[str, str | None]]:
    date, kind = document.date, document.kind
    yield "dc:title", document.title
    yield _ITEMS[item_type][1], kind.as_written if kind else None
    if date:
        yield "dc:date", date.edtf if statements.is_calendar_date(date.edtf) else date.as_written
    yield "z:language", "; ".join(statements.text_languages(document))
    yield "dcterms:abstract", document.summary
    yield "z:archive", document.publisher
    yield "dc:coverage", join_holdings(document)
    yield "z:libraryCatalog", document.publisher
    yield "dc:rights", "; ".join(words for rights in document.rights if (words := statements.say_rights(rights)))
    if item_type == "report":
        yield "z:reportNumber", "; ".join(number.value for number in document.numbers)
    yield "dc:description", "\n".join(words for _, words in _extra(document, item_type))


def _extra(document: Document, item_type: ItemType) -> Iterator[tuple[str, str]]:
    """Give each line of Extra after the member it carries; none begins with words that Zotero reads as a field."""
    if item_type != "letter":
        for person in statements.take_part(document, "addressee"):
            yield "participants", one_line(f"Addressee: {person.as_written}")
    elsewhere = ("rights", "numbers") if item_type == "report" else ("rights",)
    yield from ((member, words) for member, words in remarks(document) if member not in elsewhere)


def losses(document: Document, context: Context) -> Iterator[Loss]:
    """Tell what Zotero has no field for."""
    if document.date and not statements.is_calendar_date(document.date.edtf):
        yield Loss("date.edtf", "left out", "Zotero takes days, months and years; any other date stands in its words.")
    if len(document.locations) > 1:
        yield Loss("locations", "joined", 'Zotero has one place in an archive: all stand in it, with "; " between.')
    elif any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "The place stands whole in one field, its levels not apart.")
    if len(statements.text_languages(document)) > 1:
        yield Loss("texts.language", "joined", "Zotero has one language: all stand in it.")
    for member in dict.fromkeys(member for member, _ in _extra(document, context.item_type(document))):
        yield Loss(member, "joined", "Zotero has no field for it: it stands in Extra, on a line of its own.")
    if document.rights:
        yield Loss("rights", "joined", "Zotero has one statement of rights: all stand in it, without their layers.")
    if document.contents:
        yield Loss("contents", "left out", "Zotero takes the description; what it consists of stands at the address.")
    if document.worded_texts:
        yield Loss("texts", "left out", "Zotero takes the description; the words stand at the address.")


def render(document: Document, context: Context) -> bytes:
    """Write the item."""
    return to_bytes(describe(document, context))


FORMAT = Format(
    name="zotero-rdf",
    title="Zotero RDF, for Zotero",
    media_type="application/rdf+xml",
    accepts=("application/rdf+xml",),
    suffix="zotero.rdf",
    audience="reference managers",
    render=render,
    losses=losses,
)
