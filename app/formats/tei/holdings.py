"""The description of each place where the document lies: one ``msDesc`` per holding, none the other's alternative."""

from xml.etree.ElementTree import Element

from app.domain.document import Document
from app.domain.location import ArchivalLocation, Leaf, Leaves, Level
from app.formats.base.xml import add_element
from app.formats.tei.values import word

_SIDES = {"recto": "r", "verso": "v", None: ""}


def add_holding(source: Element, document: Document, location: ArchivalLocation) -> None:
    """Describe one place: which archive, which file, which leaves, and its reference as printed."""
    described = add_element(source, "msDesc")
    _identify(described, location)
    item = add_element(add_element(described, "msContents"), "msItem")
    if location.leaves:
        _add_leaves(item, location.leaves)
    add_element(item, "title", document.title)
    _add_language(item, document)
    if location.copy_:
        add_element(add_element(described, "physDesc"), "p", location.copy_)
    if location.note:
        add_element(add_element(add_element(described, "additional"), "adminInfo"), "note", location.note)


def _identify(described: Element, location: ArchivalLocation) -> None:
    """Name archive and file. An archive that is not known stays empty, and the reference has its words."""
    identifier = add_element(described, "msIdentifier")
    archive = location.repository
    if archive and archive.country:
        add_element(identifier, "country", archive.country, {"key": archive.country})
    if archive and archive.place:
        add_element(identifier, "settlement", archive.place)
    known = {"key": archive.id, "n": archive.code} if archive else {}
    add_element(identifier, "repository", archive.name if archive else None, known)
    for level in location.levels:
        add_element(identifier, "collection", _printed(level), {"type": word(level.name), "n": level.value})
    add_element(identifier, "idno", location.as_written, {"type": "as-written"})


def _printed(level: Level) -> str:
    return f"{level.label} {level.value}" if level.label else level.value


def _add_leaves(item: Element, leaves: Leaves) -> None:
    """Point at the leaves; an open range ("4ff") has no last one. A single range has the words it is printed in."""
    for span in leaves.ranges:
        first = _number(span.first)
        last = _number(span.last) if span.last else None
        words = leaves.as_written if len(leaves.ranges) == 1 else first if last in (None, first) else f"{first}-{last}"
        add_element(item, "locus", words, {"from": word(first), "to": word(last)})


def _number(leaf: Leaf) -> str:
    return f"{leaf.n}{leaf.suffix or ''}{_SIDES[leaf.side]}"


def _add_language(item: Element, document: Document) -> None:
    """Give the language of the original, in words and as tags; of several none is said to be the main one."""
    if document.original_languages:
        tags = [language.tag for language in document.original_languages if language.tag]
        key = "mainLang" if len(document.original_languages) == 1 else "otherLangs"
        words = ", ".join(language.as_written for language in document.original_languages)
        add_element(item, "textLang", words, {key: " ".join(tags) or None})
