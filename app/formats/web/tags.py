"""What the head of the page tells reference managers that find nothing better, and whoever shows a link to the page.

The names are those that Zotero reads into the right fields of the right item (zotero/translators, Embedded Metadata.js
and RDF.js). There is no ``citation_`` name, no DC.type, DC.source or og:site_name: they make it an article, or a page
of something else.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from app.citing import statements
from app.domain.document import Document, ItemType
from app.formats.base import Context

_JSON_LD = "application/ld+json"
#: The field that has the words for the kind of an item.
_KINDS: Mapping[ItemType, str] = {"letter": "z:letterType", "report": "z:reportType", "document": "z:type"}


class Tag(NamedTuple):
    """A meta element: its name, its property in Open Graph (ogp.me), or both, and its content."""

    name: str | None
    shown: str | None
    content: str


def tag_page(document: Document, context: Context) -> tuple[Tag, ...]:
    """Give the meta elements of a record; what is not stated has none."""
    item_type = context.item_type(document)
    found = [Tag(None, "og:type", "article"), Tag("z:itemType", None, item_type)]
    found += _people(document, item_type)
    found += (Tag(name, shown, words) for name, shown, words in _fields(document, item_type) if words)
    picture = context.addresses.picture(document.id)
    if picture.startswith("http"):  # who shows a link wants a whole address
        found += [Tag(None, "og:image", picture), Tag(None, "og:image:width", "1200")]
        found += [Tag(None, "og:image:height", "630"), Tag(None, "og:image:alt", document.title)]
        found.append(Tag("twitter:card", None, "summary_large_image"))
    return tuple(found)


def _people(document: Document, item_type: ItemType) -> Iterator[Tag]:
    """Give each person by themselves. Zotero knows recipients of letters alone."""
    for person in statements.take_part(document, "sender"):
        yield Tag("DC.creator", None, person.as_written)
    for person in statements.take_part(document, "addressee") if item_type == "letter" else ():
        yield Tag("z:recipients", None, person.as_written)
    for name in statements.name_translators(document):
        yield Tag("z:translators", None, name)


def _fields(document: Document, item_type: ItemType) -> Iterator[tuple[str, str | None, str | None]]:
    date = document.date
    yield "DC.title", "og:title", document.title
    if date:
        yield "DC.date", None, date.edtf if statements.is_calendar_date(date.edtf) else date.as_written
    if document.kind:
        yield _KINDS[item_type], None, document.kind.as_written
    yield "z:archive", None, document.publisher
    yield "z:archiveLocation", None, "; ".join(location.as_written for location in document.locations)
    yield "z:language", None, "; ".join(statements.text_languages(document))
    # whole: Zotero likes og:description better than any other abstract
    yield "DCTERMS.abstract", "og:description", document.summary
    if document.canonical_url.startswith(("http://", "https://")):
        yield "z:url", "og:url", document.canonical_url


def linked_data(document: Document, context: Context) -> str | None:
    """Give the record as JSON-LD that nothing in it can end before its element does; None without such a format."""
    fmt = next((fmt for fmt in context.formats if fmt.bare_type == _JSON_LD), None)
    return fmt.render(document, context).decode().strip().replace("<", "\\u003c") if fmt else None
