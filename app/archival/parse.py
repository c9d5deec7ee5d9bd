"""Reads archival references: which archive is named, the path in it, the leaves; and what is no location at all.

The archive is recognised first, and only then are labels read: "d." is delo, dosar or doboz. What is not understood is
left over, never dropped. Time grows as the input does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.archival.grammar import Grammar, Mention
from app.archival.parsed import Doubt, ParsedLocation, ParsedReference, Piece
from app.archival.patterns import bare, unique
from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.archival.walk import Walk
from app.domain.location import ArchivalLocation, LocationReading, Repository

#: A reference longer than this is kept unread: no archive prints one, and reading stays bounded.
MAX_REFERENCE = 4096

# A credit begins a sentence, and may end in several roles: "Contributed, transcribed, and translated by …".
_CREDIT = re.compile(r"(?:^|(?<=[.;] ))(?=(?:Obtained|Translated|Contributed|Transcribed|Provided)\b)")
_IBID = re.compile(r"\b(?:Ibid(?:em)?|Там же|Ebd|Ebenda|ebd)\b\.?")
#: Another document begins, whose archive is named further on: "and Day to Reid, December 20, 1900, LCM, …".
_LEAD = re.compile(r",?\s+and\s+(?=[A-Z][^,;]{0,80}?\s(?:to|through)\s+[A-Z])")
#: Pages that stand before the archive in which they are: "p. 520, NARA, RG 59, …".
_PAGES_BEFORE = re.compile(r"(?:^|[\s,])(?=pp?\.\s?\d)")
_JOINER = re.compile(r"[\s,.;]*(?:\b(?:and|also|и|та|und)\b)?[\s,.;]*")
_ENDED = re.compile(r"\s*(?:$|[.;)\]]|\b(?:and|also|и|та|und)\b)")


def split_credits(reference: str) -> tuple[str, str]:
    """Part a printed reference into its places and the sentences of credit after them.

    Both keep their words; only the space between them is left out.
    """
    found = _CREDIT.search(reference)
    places, thanks = (reference[: found.start()], reference[found.start() :]) if found else (reference, "")
    return places.strip(), thanks.strip()


def parse(words: str, grammar: Grammar, version: str) -> ParsedReference:
    """Read a reference, or a note that holds references."""
    places = list(_places(words, grammar))
    pieces = list(_pieces(words, places))
    remainder = " ".join(words[p.start : p.end].strip() for p in pieces if p.kind == "remainder").strip()
    return ParsedReference(
        locations=tuple(
            place.location(version, end) for place, end in zip(places, _ends(words, places), strict=True) if place.entry
        ),
        pieces=tuple(pieces),
        remainder=remainder or None,
        doubts=tuple(place.doubt() for place in places if not place.entry),
    )


def _ends(words: str, places: Sequence["_Place"]) -> Iterator[int]:
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
    places = [p for p in _places(reference, grammar) if p.entry] if len(reference) <= MAX_REFERENCE else []
    if not places:
        return (_unread(reference, version),)
    starts = [0, *(place.walk_start for place in places[1:]), len(reference)]
    made = []
    for place, (start, end) in zip(places, pairwise(starts), strict=True):
        stop = place.walk.here
        left = reference[stop:end]
        is_whole = place.start == start and not _JOINER.sub("", left, count=1)
        own = reference[start:stop] if is_whole else _trimmed(reference[start:end])
        made.append(place.archival_location(version, own, is_whole=is_whole))
    return tuple(made)


def read_location(words: str, grammar: Grammar, version: str) -> ArchivalLocation:
    """Read one place that somebody has already parted from the others."""
    found = read_locations(words, grammar, version)
    return found[0] if len(found) == 1 else _unread(words, version)


def _trimmed(words: str) -> str:
    """Take off what joins a place to the next one, and the stop of a sentence."""
    return re.sub(r"(?:\s+and|[;,])?\s*$", "", words.rstrip()).removesuffix(".")


def _unread(words: str, version: str) -> ArchivalLocation:
    unread = LocationReading(status="unread", scheme=None, version=version)
    return ArchivalLocation(as_written=words.removesuffix("."), reading=unread)


class _Place:
    """One place that was found: where its archive is named, and the way that was read from there."""

    def __init__(self, words: str, mention: Mention, walk: Walk, entry: RepositoryEntry | None) -> None:
        self.words = words
        self.mention = mention
        self.walk = walk
        self.entry = entry
        self.reader: FamilyReader | None = None
        self.relation: str | None = None
        self.rivals: tuple[str, ...] = ()
        self.walk_start = self.start = mention.start

    def continued(self, walk: Walk, relation: str, start: int) -> "_Place":
        """Give a place in the same archive."""
        other = _Place(self.words, self.mention, walk, self.entry)
        other.reader, other.relation, other.rivals = self.reader, relation, self.rivals
        other.start = other.walk_start = start
        return other

    @property
    def scheme(self) -> Scheme | None:
        """The first notation of its family that has every label that is printed."""
        if self.reader is None:
            return None
        printed = {bare(level.label) for level in self.walk.levels if level.label}
        if self.walk.leaves and self.walk.leaves.label:
            printed.add(bare(self.walk.leaves.label))
        if not printed:
            return self.reader.own
        return next((s for s in self.reader.family if printed <= _labels(s)), self.reader.own)

    def archival_location(self, version: str, as_written: str, *, is_whole: bool) -> ArchivalLocation:
        """Give what is served of it."""
        entry, walk, scheme = self.entry, self.walk, self.scheme
        named = entry and Repository(
            as_written=self.words[self.mention.start : self.mention.end],
            **entry.model_dump(include={"id", "code", "name", "place", "country"}),
        )
        return ArchivalLocation(
            as_written=as_written,
            repository=named,
            levels=tuple(walk.levels),
            leaves=walk.leaves,
            note=walk.note,
            reading=LocationReading(
                status="full" if is_whole else "partial", scheme=scheme and scheme.id, version=version
            ),
        )

    def location(self, version: str, end: int) -> ParsedLocation:
        """Give all that was read of it; the next place begins at ``end``."""
        is_whole = bool(_JOINER.fullmatch(self.words, self.walk.here, end) or _ENDED.match(self.words, self.walk.here))
        scheme = self.scheme
        return ParsedLocation(
            location=self.archival_location(version, self.words[self.start : self.walk.here], is_whole=is_whole),
            item_date=self.walk.item_date,
            relation=self.relation,  # type: ignore[arg-type] # one of its words
            inherited=self.walk.inherited,
            certainty="probable" if self.rivals else "certain",
            basis=f"its levels; the name is also that of {', '.join(self.rivals)}" if self.rivals else "its name",
            by_rule=scheme is not None and scheme.status == "draft",
        )

    def doubt(self) -> Doubt:
        """Say why no archive was named."""
        name = self.words[self.mention.start : self.mention.end]
        return Doubt(
            code="archive-ambiguous", words=name, reason=f"“{name}” names several archives: {', '.join(self.rivals)}"
        )


def _labels(scheme: Scheme) -> set[str]:
    leaves = scheme.leaves
    named = unique([rule.labels for rule in scheme.levels])
    return {bare(label) for label in (*named, *((*leaves.labels, *leaves.plurals) if leaves else ()))}


def _places(words: str, grammar: Grammar) -> Iterator[_Place]:
    """Find the places, in order."""
    cursor = 0
    last: _Place | None = None
    mentions = list(_merged(words, grammar.mentions(words)))
    starts = [*(mention.start for mention in mentions), len(words)]
    for mention, end in zip(mentions, starts[1:], strict=True):
        if last and (again := _again(words, last, cursor, mention.start)):
            yield again
            last, cursor = again, again.walk.here
        if mention.start < cursor:
            continue
        lead = _LEAD.search(words, mention.end, end) if end < len(words) else None
        for place in _at(words, mention, lead.start() if lead else end, grammar):
            yield place
            last, cursor = place, place.walk.here
    if last and (again := _again(words, last, cursor, len(words))):
        yield again


def _merged(words: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Take two names of one archive that stand side by side for one: "Albanian State Archives, AQSh, F. 14"."""
    held: Mention | None = None
    for mention in mentions:
        if held and not words[held.end : mention.start].strip(" ,()"):
            both = tuple(entry for entry in held.name.entries if entry in mention.name.entries)
            if both:
                held = Mention(held.start, mention.end, mention.name._replace(entries=both))
                continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _again(words: str, last: _Place, start: int, end: int) -> _Place | None:
    """Find a place that is named by "Ibid."."""
    found = _IBID.search(words, start, end)
    if not found or last.reader is None:
        return None
    comma = re.compile(r"[,.;\s]*").match(words, found.end(), end)
    walk = last.reader.resume(words, comma.end() if comma else found.end(), end, last.walk.levels)
    return last.continued(walk, "ibid", found.start()) if walk else None


def _at(words: str, mention: Mention, end: int, grammar: Grammar) -> Iterator[_Place]:
    """Read what stands after the name of an archive, as each archive it may mean would have it."""
    read = [(entry, reader, _read(words, mention, end, entry, reader)) for entry in mention.name.entries for reader in (grammar.reader(entry),)]
    depth = {entry.id: _depth(walks[0]) for entry, _, walks in read}
    most = max(depth.values())
    if mention.name.is_place and not most:
        return
    best = [one for one in read if depth[one[0].id] == most]
    entry, reader, walks = best[0]
    first = _Place(words, mention, walks[0], entry if len(best) == 1 else None)
    first.reader = reader
    first.rivals = tuple(other.id for other in mention.name.entries if first.entry is None or other is not entry)
    if first.entry is None:
        first.walk = Walk(words, mention.end, mention.end)
        yield first
        return
    if first.walk.leaves is None and reader:
        _pages_before(words, first, reader)
    yield first
    for walk in walks[1:]:
        begin = walk.pieces[0].end if walk.pieces else walk.here
        yield first.continued(walk, "continued", begin)


def _read(words: str, mention: Mention, end: int, entry: RepositoryEntry, reader: FamilyReader | None) -> Sequence[Walk]:
    start = mention.end
    if entry.place and (seat := re.compile(rf",?\s+\(?{re.escape(entry.place)}\b\)?").match(words, start, end)):
        start = seat.end()
    return reader.read(words, start, end) if reader else [Walk(words, start, end)]


def _depth(walk: Walk) -> int:
    return len(walk.levels) + (walk.leaves is not None)


def _pages_before(words: str, place: _Place, reader: FamilyReader) -> None:
    """Take pages that stand right before the name of the archive."""
    begin = max(0, place.mention.start - 40)
    for found in _PAGES_BEFORE.finditer(words, begin, place.mention.start):
        trial = reader.leaves_between(words, found.end(), place.mention.start)
        if trial and re.fullmatch(r",?\s+(?:in\s+)?", words[trial.here : place.mention.start]):
            place.walk.leaves = trial.leaves
            place.start = found.end()
            return


def _pieces(words: str, places: Sequence[_Place]) -> Iterator[Piece]:
    """Give every character its piece."""
    here = 0
    for place in places:
        begin = place.mention.start
        if place.relation is None and begin >= here:
            if begin > here:
                yield _between(words, here, begin)
            yield Piece(kind="repository", start=begin, end=place.mention.end)
            here = place.mention.end
        for piece in place.walk.pieces:
            if piece.start > here:
                yield Piece(kind="glue", start=here, end=piece.start)
            if piece.start >= here:
                yield piece
                here = piece.end
    if here < len(words):
        yield _between(words, here, len(words))


def _between(words: str, start: int, end: int) -> Piece:
    """Tell what only joins two places from words that are left over."""
    return Piece(kind="glue" if _JOINER.fullmatch(words, start, end) else "remainder", start=start, end=end)
