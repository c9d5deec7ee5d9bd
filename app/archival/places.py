"""Finds the places a reference names: an archive, and what is read after its name, or before it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.archival.grammar import Grammar, Mention
from app.archival.place import Place
from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.walk import Walk

IBID = re.compile(r"\b(?:Ibid(?:em)?|Там же|Ebd|Ebenda|ebd)\b\.?")
#: Another document begins, whose archive is named further on: "and Day to Reid, December 20, 1900, LCM, …".
_LEAD = re.compile(r",?\s+and\s+(?=[A-Z][^,;]{0,80}?\s(?:to|through)\s+[A-Z])")
#: Pages that stand before the archive in which they are: "p. 520, NARA, RG 59, …".
_PAGES_BEFORE = re.compile(r"(?:^|[\s,])(?=pp?\.\s?\d)")

def find_places(words: str, grammar: Grammar) -> Iterator[Place]:
    """Find the places, in order."""
    cursor = 0
    last: Place | None = None
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


def _again(words: str, last: Place, start: int, end: int) -> Place | None:
    """Find a place that is named by "Ibid."."""
    found = _IBID.search(words, start, end)
    if not found or last.reader is None:
        return None
    comma = re.compile(r"[,.;\s]*").match(words, found.end(), end)
    walk = last.reader.resume(words, comma.end() if comma else found.end(), end, last.walk.levels)
    return last.continued(walk, "ibid", found.start()) if walk else None


def _at(words: str, mention: Mention, end: int, grammar: Grammar) -> Iterator[Place]:
    """Read what stands after the name of an archive, as each archive it may mean would have it."""
    read = [(entry, reader, _read(words, mention, end, entry, reader)) for entry in mention.name.entries for reader in (grammar.reader(entry),)]
    depth = {entry.id: _depth(walks[0]) for entry, _, walks in read}
    most = max(depth.values())
    if mention.name.is_place and not most:
        return
    best = [one for one in read if depth[one[0].id] == most]
    entry, reader, walks = best[0]
    first = Place(words, mention, walks[0], entry if len(best) == 1 else None)
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


def _pages_before(words: str, place: Place, reader: FamilyReader) -> None:
    """Take pages that stand right before the name of the archive."""
    begin = max(0, place.mention.start - 40)
    for found in _PAGES_BEFORE.finditer(words, begin, place.mention.start):
        trial = reader.leaves_between(words, found.end(), place.mention.start)
        if trial and re.fullmatch(r",?\s+(?:in\s+)?", words[trial.here : place.mention.start]):
            place.walk.leaves = trial.leaves
            place.start = found.end()
            return
