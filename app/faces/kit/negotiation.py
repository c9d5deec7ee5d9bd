"""Which representation a client means: by a suffix of the address, else by its Accept header (RFC 9110, §12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.faces.kit.fields import weigh
from app.faces.kit.problems import NotAcceptable
from app.formats import formats
from app.formats.base import Format

#: Where records are, and the format each place gives to a client that takes anything.
PLACES = {"/documents/": "json", "/document/": "web"}

_MAX_RANGES = 50


@dataclass(frozen=True)
class Range:
    """One media range of an Accept header."""

    main: str
    sub: str
    quality: float

    def fit(self, media_type: str) -> int:
        """Give how exactly the range names the type: 3 whole, 2 its main type, 1 anything, 0 not at all."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return 3
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
            ranges.append(Range(main, sub, weigh(parameters)))
    return ranges


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


def split_suffix(name: str) -> tuple[str, Format | None]:
    """Part ``110364.json`` into the record's name and the format its suffix means.

    A name with a slash is somebody's whole address, whose stops mean nothing to us.
    """
    if "/" not in name:
        for fmt in formats():
            if name.endswith(f".{fmt.suffix}"):
                return name.removesuffix(f".{fmt.suffix}"), fmt
    return name, None


def choose_format(name: str, accept: str | None, base: str, *, place: str) -> tuple[str, Format]:
    """Give the record's name and the format meant at one of our PLACES; ``base`` is the record's address there."""
    document_id, fmt = split_suffix(name)
    if fmt:
        return document_id, fmt
    offers = {media: fmt for fmt in formats() for media in fmt.accepts}
    media_types = sorted(offers, key=lambda media: offers[media].name != PLACES[place])
    try:
        return document_id, offers[choose(accept, media_types)]
    except NotAcceptable as error:
        available = [{"type": fmt.media_type, "href": f"{base}.{fmt.suffix}", "title": fmt.title} for fmt in formats()]
        raise NotAcceptable(available) from error
