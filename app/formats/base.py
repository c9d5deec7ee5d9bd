"""What a format is: it describes itself once, and turns a whole document into bytes without asking anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.domain.location import ArchivalLocation

_LONGEST_LINK = 2000


def _no_unit(_: ArchivalLocation) -> None:
    """Say that no unit is known."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a format may know beside the document: our addresses, the formats to link to, what languages are called.

    ``is_pinned`` tells that a revision was asked for by its number, which need not be the newest. ``unit`` gives the
    key of the most specific unit of an archive in which a place lies, None where none is known.
    """

    addresses: Addresses
    formats: tuple["Format", ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    is_pinned: bool = False
    unit: Callable[[ArchivalLocation], str | None] = _no_unit

    def language_name(self, tag: str | None) -> str | None:
        """Give the English name of a language from its tag (RFC 5646), or the tag itself where no name is known."""
        return self.languages.get(tag.partition("-")[0].lower(), tag) if tag else None

    def links(self, document_id: str) -> dict[str, str]:
        """Give the addresses of a record: itself, its page, its history, its citation, one per format."""
        ours = self.addresses
        record = ours.record(document_id)
        return {
            "self": record,
            "html": ours.permalink(document_id),
            "revisions": f"{record}/revisions",
            "citation": ours.citation(document_id),
            **{fmt.name: f"{record}.{fmt.suffix}" for fmt in self.formats},
        }

    def link_field(self, document_id: str, canonical_url: str) -> str:
        """Give a record's typed links (RFC 8288): how to cite it (RFC 8574), its forms, its history (RFC 5829)."""
        links = self.links(document_id)
        cited = iri_to_uri(canonical_url)
        typed = [
            # a header that proxies refuse would cost the whole answer; the address stands in the body too
            *([f'<{cited}>; rel="cite-as"'] if len(cited) <= _LONGEST_LINK else []),
            f'<{links["revisions"]}>; rel="version-history"',
        ]
        for fmt in self.formats:
            media_type = fmt.media_type.partition(";")[0]
            typed.append(f'<{links[fmt.name]}>; rel="alternate"; type="{media_type}"')
        return ", ".join(typed)


def iri_to_uri(address: str) -> str:
    """Percent-encode what no header carries between angle brackets; what is encoded already stays (RFC 3987, §3.1)."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to write a document down.

    ``media_type`` is what its answers are labelled; ``accepts`` are the media types that ask for it in an Accept
    header, none if only its suffix does. A ``stored`` format is rendered when the record is written; the others
    when they are asked for.
    """

    name: str
    title: str
    media_type: str
    accepts: tuple[str, ...]
    suffix: str
    stored: bool = False
    schema_path: str | None = None
    render: Callable[[Document, Context], bytes]
