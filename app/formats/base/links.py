"""The typed links of a record (RFC 8288): what its Link field says, and what software follows from page to parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.document import Document, ItemType
from app.domain.text import Facsimile
from app.formats.base import Context

_LONGEST_LINK = 2000
#: Forms that describe a record to other software well enough to be sent there for it.
_DESCRIBING = (
    "application/json",
    "application/ld+json",
    "application/mods+xml",
    "application/tei+xml",
    "application/vnd.citationstyles.csl+json",
)
#: What a record is called by its item type in schema.org, beside a page about it.
THINGS: Mapping[ItemType, str] = {"letter": "Message", "report": "Report", "document": "CreativeWork"}
_LICENCE = re.compile(r"https?://(?:creativecommons\.org/(?:licenses|publicdomain)|opendatacommons\.org/licenses)/\S+")
#: How far a field is filled with links to formats: the rest of it is for what leads to all of them.
MOST_LINKS = 3000
#: The most bytes of a whole field: servers and proxies begin to refuse at 4 kB.
_LONGEST_FIELD = 4000


@dataclass(frozen=True)
class Link:
    """A typed link (RFC 8288): what stands in which relation to a record, and its media type where one is known."""

    rel: str
    href: str
    media_type: str | None = None

    def __str__(self) -> str:
        kind = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{self.href}>; rel="{self.rel}"{kind}'


def iri_to_uri(address: str) -> str:
    """Percent-encode what no header carries between angle brackets; what is encoded already stays (RFC 3987, §3.1)."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")


def licence_of(document: Document) -> str | None:
    """Give the address of the licence all of a record is under; None where any layer of it has another or none."""
    stated = {right.uri for right in document.rights}
    only = stated.pop() if len(stated) == 1 else None
    return only if only and _LICENCE.fullmatch(only) else None


def signposts(document: Document, context: Context) -> Iterator[Link]:
    """Give what leads software from a record's page to what it is and what it consists of (signposting.org, FAIR)."""
    yield Link("type", "https://schema.org/AboutPage")
    yield Link("type", f"https://schema.org/{THINGS[context.item_type(document)]}")
    if licence := licence_of(document):
        yield Link("license", iri_to_uri(licence))
    links = context.links(document.id)
    for fmt in context.formats:
        if fmt.bare_type in _DESCRIBING:
            yield Link("describedby", links[fmt.name], fmt.bare_type)
    for text in document.texts:
        if not isinstance(text, Facsimile):
            yield Link("item", f"{links['self']}/texts/{text.id}", "application/json")
        elif text.address and text.address.startswith(("http://", "https://")):
            yield Link("item", iri_to_uri(text.address))


def link_header(document: Document, context: Context, media_type: str) -> str:
    """Give the value of the Link field of a record in one form: its typed links, and from a page or JSON all signposts.

    Every other form leads to the page it describes. What would make the field too long stands in the linkset alone.
    """
    kind = media_type.partition(";")[0]
    further = []
    if kind != "text/html":
        further.append(Link("describes", context.addresses.permalink(document.id), "text/html"))
    if kind in ("text/html", "application/json"):
        further += signposts(document, context)
    if kind == "text/html":
        pin = f"?revision={document.revision.number}" if context.is_pinned else ""
        page = quote(f"{context.addresses.permalink(document.id)}{pin}", safe="")
        oembed = context.addresses.path(f"/oembed?url={page}&format=json")
        further.append(Link("alternate", oembed, "application/json+oembed"))
    return _fitting([link_field(context, document.id, document.canonical_url), *map(str, further)], _LONGEST_FIELD)


def link_field(context: Context, document_id: str, canonical_url: str) -> str:
    """Give a record's typed links (RFC 8288): how to cite it (RFC 8574), its forms, its history (RFC 5829).

    The formats that are stored come first. What would make a header that proxies refuse is left to the body,
    where every link stands.
    """
    links = context.links(document_id)
    cited = iri_to_uri(canonical_url)
    typed = [Link("cite-as", cited)] if len(cited) <= _LONGEST_LINK else []
    typed.append(Link("version-history", links["revisions"]))
    typed.append(Link("linkset", f"{links['self']}/linkset", "application/linkset+json"))
    forms = sorted(context.formats, key=lambda fmt: not fmt.stored)
    typed += (Link("alternate", links[fmt.name], fmt.bare_type) for fmt in forms)
    return _fitting(map(str, typed), MOST_LINKS)


def _fitting(typed: Iterable[str], most: int) -> str:
    """Join links until they take too much of one header field, the first ones first."""
    field = ""
    for link in typed:
        longer = f"{field}, {link}" if field else link
        if len(longer) <= most:
            field = longer
    return field
