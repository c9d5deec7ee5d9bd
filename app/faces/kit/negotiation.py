"""Which representation a client means: by a suffix of the address, else by its Accept header (RFC 9110, §12.5.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import Request

from app.faces.kit.fields import read_field, weigh
from app.faces.kit.problems import MEDIA_TYPE, NotAcceptable
from app.formats import formats, split_suffix
from app.formats.base import Format

#: Where records are, and the format each place gives to a client that takes anything.
PLACES = {"/documents/": "json", "/document/": "web"}

#: A citation by itself, in the style and locale that are parameters of the media type, as DOI agencies have it.
BIBLIOGRAPHY = "text/x-bibliography"
#: Where it can be asked for. Elsewhere it is one more media type that there is not.
_CITED = "/documents/"

#: What pages and passages can be had as too, by Accept or with `.md` behind their address.
MARKDOWN = "text/markdown"
MARKDOWN_SUFFIX = ".md"

_MAX_RANGES = 50
#: How exactly a range can name a media type: whole.
_WHOLE = 3


@dataclass(frozen=True)
class Range:
    """One media range of an Accept header, and what it says beside its weight."""

    main: str
    sub: str
    quality: float
    parameters: Mapping[str, str] = field(default_factory=dict)

    def fit(self, media_type: str) -> int:
        """Give how exactly the range names the type: 3 whole, 2 its main type, 1 anything, 0 not at all."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return _WHOLE
        if (self.main, self.sub) == (main, "*"):
            return 2
        return 1 if (self.main, self.sub) == ("*", "*") else 0


def parse_accept(header: str | None) -> list[Range]:
    """Give the ranges of an Accept header; parts that are no media range say nothing."""
    ranges: list[Range] = []
    for part in (header or "").split(",")[:_MAX_RANGES]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = media.lower().partition("/")
        if main and slash and sub:
            ranges.append(Range(main, sub, weigh(parameters), _named(parameters)))
    return ranges


def _named(parameters: Sequence[str]) -> dict[str, str]:
    """Give the parameters of a range but its weight by name, their values without quotes (RFC 9110, §5.6.6)."""
    parts = (parameter.partition("=") for parameter in parameters)
    named = {name.strip().lower(): value.strip().strip('"') for name, _, value in parts}
    return {name: value for name, value in named.items() if name != "q"}


def choose(header: str | None, offers: Sequence[str]) -> str:
    """Give the offered media type the client likes best, the first of equals; raise NotAcceptable for none."""
    ranges = parse_accept(header)
    if not ranges:
        return offers[0]
    best, best_quality = None, 0.0
    for offer in offers:
        quality = max(((r.fit(offer), r.quality) for r in ranges if r.fit(offer)), default=(0, 0.0))[1]
        if quality > best_quality:
            best, best_quality = offer, quality
    if best is None:
        raise NotAcceptable([{"type": offer} for offer in offers])
    return best


def wants_page(request: Request) -> bool:
    """Tell whether the client is a browser: it names HTML. One that takes anything gets what a program can read."""
    try:
        return choose(read_field(request, "accept"), (MEDIA_TYPE, "text/html")) == "text/html"
    except NotAcceptable:
        return False


def wants_markdown(request: Request, usual: str) -> bool:
    """Tell whether a page is asked for as Markdown: by the suffix of its address, or because that is liked better."""
    if str(request.scope["path"]).endswith(MARKDOWN_SUFFIX):
        return True
    try:
        return choose(read_field(request, "accept"), (usual, MARKDOWN)) == MARKDOWN
    except NotAcceptable:
        return False


def choose_bibliography(name: str, accept: str | None, *, place: str) -> Range | None:
    """Give the range that asks for a citation by itself, None where a format of the record is liked better.

    Of several the one with the most weight counts, the first of equals. Formats that weigh as much are passed over:
    this type is only asked for by its name, and often beside all others.
    """
    if place != _CITED or BIBLIOGRAPHY not in (accept or "").lower() or split_suffix(name)[1]:
        return None
    ranges = parse_accept(accept)
    asked = [one for one in ranges if one.fit(BIBLIOGRAPHY) == _WHOLE and one.quality > 0]
    formats_liked = [media for fmt in formats() for media in fmt.accepts]
    if not asked or choose(accept, (BIBLIOGRAPHY, *formats_liked)) != BIBLIOGRAPHY:
        return None
    return max(asked, key=lambda one: one.quality)


def offers_of(base: str, *, place: str) -> list[dict[str, str]]:
    """Give what a record can be had as, at its address ``base`` at one of our PLACES."""
    offers = [{"type": fmt.media_type, "href": f"{base}.{fmt.suffix}", "title": fmt.title} for fmt in formats()]
    if place == _CITED:
        offers.append({"type": BIBLIOGRAPHY, "title": "The citation alone, in any style and locale"})
    return offers


def choose_format(name: str, accept: str | None, base: str, *, place: str) -> tuple[str, Format]:
    """Give the record's name and the format meant at one of our PLACES; ``base`` is the record's address there.

    Of formats that are liked as much, that of the place is given, then one that is stored: whoever takes ``text/*``,
    or pages as gladly as plain text, gets the page and not a table.
    """
    document_id, fmt = split_suffix(name)
    if fmt:
        return document_id, fmt
    offers = {media: fmt for fmt in formats() for media in fmt.accepts}
    media_types = sorted(offers, key=lambda media: (offers[media].name != PLACES[place], not offers[media].stored))
    try:
        return document_id, offers[choose(accept, media_types)]
    except NotAcceptable as error:
        raise NotAcceptable(offers_of(base, place=place)) from error
