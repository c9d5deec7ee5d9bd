"""MODS 3.8, the Library of Congress's description: one location per place in an archive, each with its own holder.

Zotero reads only what stands in ``physicalLocation``, so the whole reference stands there, its part below the archive
in ``shelfLocator`` beside it. A name with a role that Zotero does not know becomes an author there; so recipients are
called that, and those of anything but a letter stand with the original, where it looks for no names.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, indent

from app.citing import statements
from app.domain.agent import Participant
from app.domain.dates import DateStatement
from app.domain.document import Document, ItemType, RightsStatement
from app.domain.location import ArchivalLocation
from app.formats.base import Context, Format, Loss
from app.formats.base.xml import add_element, to_bytes

_NAMESPACES = {"xmlns": "http://www.loc.gov/mods/v3", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_RELATORS = "http://id.loc.gov/vocabulary/relators"
#: What Zotero calls the parts people have, by the codes of MARC.
_ROLES = {"cre": "creator", "rcp": "recipient", "trl": "translator"}
_HELD = {"copy": "Copy held at", "microfilm": "Microfilm held at"}
_POINT = re.compile(r"(?P<date>[0-9-]+)(?P<mark>[~?]?)")
_QUALIFIERS = {"~": "approximate", "?": "questionable"}


def describe(document: Document, context: Context) -> Element:
    """Give the record as one ``mods``."""
    root = Element("mods", {**_NAMESPACES, "version": "3.8"})
    item_type = context.item_type(document)
    add_element(add_element(root, "titleInfo"), "title", document.title)
    _add_names(root, document, item_type)
    add_element(root, "typeOfResource", "text")
    if document.kind:
        add_element(root, "genre", document.kind.as_written)
    add_element(root, "genre", item_type, {"authority": "marcgt" if item_type == "letter" else "local"})
    _add_origin(root, document)
    for tag in statements.text_languages(document):
        _add_language(root, tag=tag)
    if document.summary:
        add_element(root, "abstract", document.summary)
    for label in document.contents:
        add_element(root, "tableOfContents", label)
    for kind, words in _notes(document):
        add_element(root, "note", words, {"type": kind})
    _add_related(root, document, item_type)
    _add_identifiers(root, document)
    for location in document.locations:
        _add_location(root, location)
    place = add_element(root, "location")
    add_element(place, "url", document.canonical_url, {"usage": "primary", "access": "object in context"})
    for rights in document.rights:
        _add_rights(root, rights)
    _add_record_info(root, document)
    indent(root)
    return root


def _add_names(root: Element, document: Document, item_type: ItemType) -> None:
    for person in statements.take_part(document, "sender"):
        _add_participant(root, person, "cre")
    if item_type == "letter":
        for person in statements.take_part(document, "addressee"):
            _add_participant(root, person, "rcp")
    for name in statements.name_translators(document):
        _add_name(root, name, "trl")


def _add_participant(parent: Element, person: Participant, code: str) -> None:
    """Add a participant as signed, and beside that who it is said to be."""
    element = _add_name(parent, person.as_written, code)
    if person.identified_as:
        # not alternativeName: bibutils and pymods take a name in it for the author's own
        add_element(element, "description", f"Identified as {person.identified_as}")


def _add_name(parent: Element, name: str, code: str) -> Element:
    """Add a name; whether of a person or a body nobody says, so it has no type."""
    element = add_element(parent, "name")
    add_element(element, "namePart", name)
    role = add_element(element, "role")
    marc = {"authority": "marcrelator", "authorityURI": _RELATORS, "valueURI": f"{_RELATORS}/{code}"}
    add_element(role, "roleTerm", code, {"type": "code", **marc})
    add_element(role, "roleTerm", _ROLES[code], {"type": "text"})
    return element


def _add_origin(root: Element, document: Document) -> None:
    if document.date is None and not document.other_dates:
        return
    origin = add_element(root, "originInfo")
    if document.date:
        for words, attributes in _dates(document.date):
            add_element(origin, "dateCreated", words, attributes)
    for date in document.other_dates:
        add_element(origin, "dateOther", date.edtf or date.as_written, {"encoding": "edtf" if date.edtf else None})
    if document.date:
        add_element(origin, "displayDate", document.date.as_written)


def _dates(date: DateStatement) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Give a date, or the two ends of one; what neither W3CDTF nor two ends can say stands in EDTF, else in words."""
    ends = (date.edtf or "").split("/")
    points = [_POINT.fullmatch(end) for end in ends]
    plain = [point for point in points if point and statements.is_calendar_date(point["date"])]
    supplied = "inferred" if date.basis == "supplied" else None
    if len(plain) != len(ends):
        encoding = "edtf" if date.edtf else None
        yield date.edtf or date.as_written, {"encoding": encoding, "keyDate": "yes", "qualifier": supplied}
        return
    for number, point in enumerate(plain):
        yield (
            point["date"],
            {
                "encoding": "w3cdtf",
                "keyDate": None if number else "yes",
                "qualifier": _QUALIFIERS.get(point["mark"], supplied),
                "point": ("start", "end")[number] if len(plain) > 1 else None,
            },
        )


def _add_language(parent: Element, *, tag: str | None, words: str | None = None) -> None:
    language = add_element(parent, "language")
    if tag:
        add_element(language, "languageTerm", tag, {"type": "code", "authority": "rfc5646"})
    if words:
        add_element(language, "languageTerm", words, {"type": "text"})


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    yield "preferred citation", document.citation.as_published or document.citation.generated
    for credit in document.credits:
        yield "creation/production credits", credit.as_written
    for said in statements.say_machine(document):
        yield "translation", said


def _add_related(root: Element, document: Document, item_type: ItemType) -> None:
    """Add what is said of the original, and the other records."""
    people = () if item_type == "letter" else statements.take_part(document, "addressee")
    if people or document.original_languages:
        original = add_element(root, "relatedItem", None, {"type": "original"})
        for person in people:
            _add_participant(original, person, "rcp")
        for language in document.original_languages:
            _add_language(original, tag=language.tag, words=language.as_written)
    for relation in document.relations:
        related = add_element(root, "relatedItem", None, {"otherType": relation.type})
        add_element(related, "identifier", relation.to)
        if relation.note:
            add_element(related, "note", relation.note)


def _add_identifiers(root: Element, document: Document) -> None:
    for identifier in document.identifiers:
        add_element(root, "identifier", identifier.value, {"type": identifier.scheme})
    for number in document.numbers:
        add_element(root, "identifier", number.value, {"type": "document number", "displayLabel": number.as_written})


def _add_location(root: Element, location: ArchivalLocation) -> None:
    """Add one place: the whole reference, what stands below the archive, and whose it is."""
    held = _HELD.get(location.copy_ or "", "Original held at")
    element = add_element(root, "location", None, {"displayLabel": held})
    repository = location.repository
    add_element(element, "physicalLocation", location.as_written)
    if below := _below(location):
        add_element(element, "shelfLocator", below)
    copy = add_element(add_element(element, "holdingSimple"), "copyInformation")
    if location.copy_:
        add_element(copy, "form", location.copy_)
    names = (repository.name, repository.place) if repository else (location.as_written,)
    whose = ", ".join(name for name in names if name)
    add_element(copy, "note", f"{held} {whose}", {"type": "original location"})
    if location.note:
        add_element(copy, "note", location.note)


def _below(location: ArchivalLocation) -> str:
    """Give the part of a reference below the archive, as written; empty where it does not begin with the archive."""
    above = location.repository.as_written if location.repository else ""
    stands_first = above and location.as_written.startswith(above)
    return location.as_written.removeprefix(above).lstrip(" ,;:") if stands_first else ""


def _add_rights(root: Element, rights: RightsStatement) -> None:
    if words := rights.statement or rights.uri:
        attributes = {"type": "use and reproduction", "displayLabel": rights.applies_to, "xlink:href": rights.uri}
        add_element(root, "accessCondition", words, attributes)


def _add_record_info(root: Element, document: Document) -> None:
    info = add_element(root, "recordInfo")
    if document.publisher:
        add_element(info, "recordContentSource", document.publisher)
    add_element(info, "recordIdentifier", document.id)


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what MODS has no element for."""
    if any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "Each place has one shelf locator, its levels not apart.")
    if any(date.edtf for date in document.other_dates):
        yield Loss("other_dates.as_written", "left out", "Other dates stand as they are understood.")
    if document.worded_texts:
        yield Loss("texts", "left out", "MODS describes the document; its words stand in other formats.")


def render(document: Document, context: Context) -> bytes:
    """Write the description."""
    return to_bytes(describe(document, context))


FORMAT = Format(
    name="mods",
    title="MODS, for libraries",
    media_type="application/mods+xml",
    accepts=("application/mods+xml",),
    suffix="mods.xml",
    render=render,
    losses=losses,
)
