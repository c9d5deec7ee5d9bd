"""Reads archival references: which archive is named, the path in it, the leaves; and what is no location at all.

The archive is recognised first, and only then are labels read: "d." is delo, dosar or doboz. What is not understood is
left over, never dropped. Time grows as the input does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.archival.grammar import Grammar
from app.archival.parsed import Doubt, ParsedReference, Piece, PieceKind
from app.archival.patterns import CREDIT
from app.archival.place import JOINER, Place
from app.archival.places import IBID, find_places
from app.domain.location import ArchivalLocation, LocationReading

#: A reference longer than this is kept unread: no archive prints one, and reading stays bounded.
MAX_REFERENCE = 4096

# A credit begins a sentence, and may end in several roles: "Contributed, transcribed, and translated by …".
_CREDIT = re.compile(rf"(?:^|(?<=[.;] )|(?<=[.][”\"»] ))(?={CREDIT})")

# The quotation mark around a place is no word that is left over: "“600.(24h) …,” Ministry of …".
_NOTHING_LEFT = re.compile(JOINER.pattern + r'(?:[“”"][\s,.;]*)?')

# What joins a place to the next one: "…, Reel 17; copy from APRF, …".
_JOINED = re.compile(r"(?:[;,]?\s+and|[;,](?:\s+(?:a\s+)?cop(?:y|ies)\s+(?:from|in|at))?)?\s*$")

# A short form at the end, whose stop is its own: one letter, or several that stops part.
_SHORT_FORM = re.compile(r"(?<![^\W_])[^\W\d_]\.$")


def split_credits(reference: str) -> tuple[str, str]:
    """Part a printed reference into its places and the sentences of credit after them.

    Both keep their words; only the space between them is left out.
    """
    found = _CREDIT.search(reference)
    places, thanks = (reference[: found.start()], reference[found.start() :]) if found else (reference, "")
    return places.strip(), thanks.strip()


def parse(words: str, grammar: Grammar, version: str) -> ParsedReference:
    """Read a reference, or a note that holds references: any words that can be served (see ``noun.Words``)."""
    places = list(find_places(words, grammar))
    pieces = list(_pieces(words, places))
    remainder = " ".join(words[p.start : p.end].strip() for p in pieces if p.kind == "remainder").strip()
    return ParsedReference(
        locations=tuple(
            place.location(version, end)
            for place, end in zip(places, _ends(words, places), strict=True)
            if place.is_read
        ),
        pieces=tuple(pieces),
        remainder=remainder or None,
        doubts=(
            *_unresolved(words, places),
            *(place.doubt() for place in places if not (place.entry or place.relation)),
        ),
    )


def _unresolved(words: str, places: Sequence[Place]) -> Iterator[Doubt]:
    """Tell that "Ibid." stands where no place was named before it."""
    found = IBID.search(words)
    if found and not (places and places[0].start < found.start()):
        reason = f"“{found[0]}” stands for the reference before this one, which was not given"
        yield Doubt(code="ibid-unresolved", words=found[0], reason=reason)


def _ends(words: str, places: Sequence[Place]) -> Iterator[int]:
    """Give for each place where the next begins, or the input ends."""
    yield from (place.start for place in places[1:])
    if places:
        yield len(words)


def read_locations(reference: str, grammar: Grammar, version: str) -> tuple[ArchivalLocation, ...]:
    """Read the places of a record's reference, in printed order.

    Every word of it stands in the ``as_written`` of one place; a place that has words that are not understood is
    ``partial``, and where no place is found all of it is one that is ``unread``.
    """
    if not reference:
        return ()
    places = [p for p in find_places(reference, grammar) if p.is_read] if len(reference) <= MAX_REFERENCE else []
    if not places:
        return (_unread(reference, version),)
    starts = [0, *(place.walk_start for place in places[1:]), len(reference)]
    made: list[ArchivalLocation] = []
    ended = 0
    for place, (start, end) in zip(places, pairwise(starts), strict=True):
        stop = place.walk.here
        left = reference[stop:end]
        is_whole = place.start == start and not JOINER.sub("", left, count=1)
        own = reference[start:stop] if is_whole else _trimmed(reference[start:end])
        location = place.archival_location(version, own, is_whole=is_whole)
        made.append(location.model_copy(update={"joined": reference[ended:start] if made else None}))
        ended = start + len(own)
    return tuple(made)


def read_location(words: str, grammar: Grammar, version: str) -> ArchivalLocation:
    """Read one place that somebody has already parted from the others."""
    found = read_locations(words, grammar, version)
    return found[0] if len(found) == 1 else _unread(words, version)


def _trimmed(words: str) -> str:
    """Take off what joins a place to the next one, and the stop of a sentence."""
    return _without_stop(_JOINED.sub("", words.rstrip()))


def _without_stop(words: str) -> str:
    """Take off the stop of a sentence; that of a short form ("Washington, D.C.") stays."""
    return words if _SHORT_FORM.search(words) else words.removesuffix(".")


def _unread(words: str, version: str) -> ArchivalLocation:
    unread = LocationReading(status="unread", scheme=None, version=version)
    return ArchivalLocation(as_written=_without_stop(words), reading=unread)


def _pieces(words: str, places: Sequence[Place]) -> Iterator[Piece]:
    """Give every character its piece."""
    here = 0
    for place in places:
        for piece in (*_head(place, here), *place.walk.pieces):
            yield from _between(words, here, piece.start)
            if piece.start >= here:
                yield piece
            here = max(here, piece.end)
    yield from _between(words, here, len(words))


def _head(place: Place, here: int) -> Sequence[Piece]:
    """Give the name of the archive and what stands before it, if they are told with this place."""
    mention = place.mention
    if mention is None or place.relation is not None or mention.start < here:
        return ()
    return (*place.lead, Piece(kind="repository", start=mention.start, end=mention.end))


def _between(words: str, start: int, end: int) -> Iterator[Piece]:
    """Tell words that are left over from what joins them to the places on both sides."""
    if _NOTHING_LEFT.fullmatch(words, start, end):
        yield from _piece("glue", start, end)
        return
    left = words[start:end]
    begin = end - len(left.lstrip(" ,;.")) if start else 0
    stop = start + len(left.rstrip(" ,;"))
    yield from _piece("glue", start, begin)
    yield from _piece("remainder", begin, stop)
    yield from _piece("glue", stop, end)


def _piece(kind: PieceKind, start: int, end: int) -> Iterator[Piece]:
    if end > start:
        yield Piece(kind=kind, start=start, end=end)
