"""What a format is: it describes itself once, and turns a whole document into bytes without asking anybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.domain.document import Document, ItemType
from app.domain.identifiers import Addresses
from app.domain.location import ArchivalLocation

#: Who takes a format: software that keeps references, people, or any other software.
Audience = Literal["reference managers", "readers", "programs"]


def _no_unit(_: ArchivalLocation) -> None:
    """Say that no unit is known."""


@dataclass(frozen=True)
class Loss:
    """What a format could not say of a record: ``member`` names it as our JSON does, ``why`` is a sentence."""

    member: str
    how: Literal["left out", "joined", "shortened"]
    why: str


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a format may know beside the document: our addresses, the formats to link to, what languages are called.

    ``item_types`` says of each code of a kind what reference managers call it: letter, report or document.
    ``is_pinned`` tells that a revision was asked for by its number, which need not be the newest. ``unit`` gives the
    key of the most specific unit of an archive in which a place lies, None where none is known.
    """

    addresses: Addresses
    formats: tuple["Format", ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    item_types: Mapping[str, ItemType] = field(default_factory=dict)
    is_pinned: bool = False
    unit: Callable[[ArchivalLocation], str | None] = _no_unit

    def language_name(self, tag: str | None) -> str | None:
        """Give the English name of a language from its tag (RFC 5646), or the tag itself where no name is known."""
        return self.languages.get(tag.partition("-")[0].lower(), tag) if tag else None

    def item_type(self, document: Document) -> ItemType:
        """Give what reference managers call a document: a letter only where its kind is one that is sent."""
        code = document.kind.code if document.kind else None
        return self.item_types.get(code or "", "document")

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


def left_out(document: Document, reasons: Mapping[str, str]) -> Iterator[Loss]:
    """Give a loss for each member named in ``reasons`` of which the record says anything, with that reason."""
    for member, why in reasons.items():
        if getattr(document, member) not in (None, "", ()):
            yield Loss(member, "left out", why)


def one_after_another(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Make one file of records in a notation in which each may follow another, beginning on a line of its own."""
    for body in bodies:
        yield body if body.endswith(b"\n") else body + b"\n"


def _evidence(document: Document) -> Iterator[Loss]:
    understood = (document.date, document.kind)
    if any(understood) or document.participants or document.other_dates or document.original_languages:
        yield Loss("basis", "left out", "Where each value was read is told by the JSON and the page.")
    yield from left_out(document, {"notices": "Notices are for the editors of the archive."})


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to write a document down.

    ``media_type`` is what its answers are labelled; ``accepts`` are the media types that ask for it in an Accept
    header, none if only its suffix does. A ``stored`` format is rendered when the record is written; the others
    when they are asked for. ``losses`` tells what the format cannot say of a record, beside its evidence; the few
    that say that too have ``keeps_evidence``. ``joined`` makes one file of the bytes of several records, None where a
    file of this format holds one. ``audience`` is who takes it: the page of a record lists formats under that.
    """

    name: str
    title: str
    media_type: str
    accepts: tuple[str, ...]
    suffix: str
    stored: bool = False
    schema_path: str | None = None
    render: Callable[[Document, Context], bytes]
    losses: Callable[[Document, Context], Iterable[Loss]] = lambda _document, _context: ()
    keeps_evidence: bool = False
    joined: Callable[[Iterable[bytes]], Iterator[bytes]] | None = None
    audience: Audience = "programs"

    @property
    def bare_type(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]

    def tell_losses(self, document: Document, context: Context) -> tuple[Loss, ...]:
        """Tell all that the format cannot say of a record, or has to join."""
        evidence = () if self.keeps_evidence else _evidence(document)
        return (*self.losses(document, context), *evidence)
