"""Finds the places a reference names: an archive, and what is read after its name, or before it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.archival.before import take_before
from app.archival.beside import ALSO_NAMED, without_bare_names
from app.archival.grammar import Grammar, Mention
from app.archival.parsed import Piece
from app.archival.place import Place
from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.seat import seat_of, seated
from app.archival.walk import Walk

IBID = re.compile(r"\b(?:[Ii]bid(?:em)?|[Тт]ам же|[Тт]ам само|[Пп]ак там|[Tt]amże|[Ee]bd|[Ee]benda)\b\.?")
#: What names the archive of the place before again: "…, pp. 89–90; a report mentions orphans; see JC44-1442, p. 34".
_AGAIN = re.compile(rf"{IBID.pattern}|(?P<see>\b(?:[Ss]ee(?:\s+also)?|[Cc]f\.):?(?=\s))")
#: Another document begins, whose archive is named further on: "and Day to Reid, December 20, 1900, LCM, …".
_LEAD = re.compile(
    r",?\s+and\s+(?=(?:[A-Z][^,;]{0,80}?\s(?:to|through)\s+[A-Z]|(?:report|letter|memorandum|minutes|telegram)s?\s(?:of|from|to)\s))"
)
#: What may follow a name before the place: the end of a bracket around it, a slash, or words that explain it.
_EXPLAINED = re.compile(
    r"\)|/(?=\w)|,\s+(?:formerly|previously|now)\s[^()\d]{1,120}\)|\s?\([^()\d]{1,120}\)|（[^（）\d]{1,120}）"
    r"|(?:\.\s+[^.;]{1,80}){0,2}?[.,;:]?\s+(?i:(?:original\s)?(?:(?:institution|archival|archive)\s)?(?:reference|signature|signatura)(?:\s(?:code|number|no\.?))?|call\s(?:number|no\.)|шифр)\s*[:.]\s*"
)
#: "The National Archives says", "the Archives, of course, say": the name of an archive in a sentence, no reference.
_GOES_ON = re.compile(r"\s+[^\W\d_]|[,)]+\s+(?!https?:)[a-zа-яё]")
#: What could be a town, where no part of a reference is looked for.
_TOWN = re.compile(r"[A-Z][\w’'.-]+(?:,? [A-Z][\w’'.-]+){0,2}")
#: The title of a document, before its date: "Gansu, Report on the campaign, 25 March 1951, 91-1-314".
_TITLED = re.compile(r",\s+[A-Z“\"][^;.]{5,200}?(?=,\s+(?:\d{1,2}\s+)?[A-Z][a-z]+\.?\s+\d{4},\s)")
#: The same after its seat: "CADN, Nantes, has 34 km".
_SEATED_GOES_ON = re.compile(r"\s+[a-z]|[,)]+\s+[a-z]+\s+(?!https?:)[a-zа-яё\d]")
#: The year of an imprint: "(Washington: Department of State, 1949)".
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_SPACED = re.compile(r"[,.;\s]*")
#: What may stand between a place and the name of its archive after it.
_ENDING = re.compile(r"[\s,;.”\"]*")
#: How far a shelfmark is looked for after a name that means an archive only where one follows.
_NEAR = 300


class _Reading(NamedTuple):
    """What one archive that a name may mean makes of what follows."""

    entry: RepositoryEntry
    reader: FamilyReader | None
    walks: Sequence[Walk]

    @property
    def evidence(self) -> int:
        """How much speaks for it: levels it knows by their labels or their look, not by where they stand."""
        walk = self.walks[0]
        labelled = sum(level.label is not None for level in walk.levels)
        return labelled + 2 * (len(walk.levels) - walk.guessed) + (walk.leaves is not None)

    @property
    def is_elsewhere(self) -> bool:
        """Whether a town follows a name that several archives have, which is the seat of none: "…, Ottawa, RG 25"."""
        walk = self.walks[0]
        if self.reader is None or walk.guessed != 1 or len(walk.levels) == 1 or walk.levels[0].label:
            return False
        is_town = _TOWN.fullmatch(walk.levels[0].value) and walk.levels[1].label
        return bool(is_town) and self.reader.is_broader(walk.levels[1].name, walk.levels[0].name)


def find_places(words: str, grammar: Grammar) -> Iterator[Place]:
    """Find the places, in order."""
    yield from without_bare_names(_named(words, grammar))


def _named(words: str, grammar: Grammar) -> Iterator[Place]:
    """Find the places, and names that stand beside them, in order."""
    cursor = seen = 0
    last: Place | None = None
    mentions = [one for one in _merged(words, grammar.mentions(words)) if _counts(words, one, grammar)]
    starts = [*(mention.start for mention in mentions), len(words)]
    for mention, end in zip(mentions, starts[1:], strict=True):
        before = list(_between(words, last, (max(cursor, seen), mention.start), grammar))
        held = before.pop() if before and _ends_at(before[-1], mention.start) else None
        for place in before:
            yield place
            last, cursor = place, place.walk.here
        seen = mention.end
        if mention.start < cursor:
            continue
        lead = _LEAD.search(words, mention.end, end) if end < len(words) else None
        stop = lead.start() if lead else end
        found = list(_at(words, mention, (cursor, stop), grammar, held.start if held else None))
        if held and not (found and found[0].start <= held.start):
            if found and found[0].start < held.walk.here:  # what stands before the name is another place's
                found = list(_at(words, mention, (held.walk.here, stop), grammar))
            found = [held, *found]
        for place in found:
            yield place
            last, cursor = place, place.walk.here
    yield from _between(words, last, (max(cursor, seen), len(words)), grammar)


def _between(words: str, last: Place | None, bounds: tuple[int, int], grammar: Grammar) -> Iterator[Place]:
    """Find the places between two names of archives: those named by "Ibid.", and those of no named archive."""
    start, end = bounds
    for unnamed in grammar.unnamed.find(words, start, end):
        begin = unnamed.walks[0].pieces[0].start
        if last and last.mention and not last.walk.own_levels and _SPACED.fullmatch(words, start, begin):
            continue
        for again in _again(words, last, start, begin, end):
            yield again
            last, start = again, again.walk.here
        if begin < start:
            continue
        first = Place(words, None, unnamed.walks[0], None)
        first.reader = unnamed.reader
        for last in (first, *_continued(first, unnamed.walks[1:])):
            yield last
        start = unnamed.walks[-1].here
    yield from _again(words, last, start, end, end)


def _ends_at(place: Place, end: int) -> bool:
    """Tell of a place of no named archive whether the name that follows may be that of its own."""
    return (
        place.mention is None and place.relation is None and bool(_ENDING.fullmatch(place.words, place.walk.here, end))
    )


def _merged(words: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Take names of one archive that stand side by side for one: "Albanian State Archives (AQSh), F. 14"."""
    held: Mention | None = None
    for mention in mentions:
        if held and (one := _one(words, held, mention) or seated(words, held, mention)):
            held = one
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _one(words: str, held: Mention, mention: Mention) -> Mention | None:
    """Give one mention for two that name one archive; None if they are of two."""
    both = tuple(entry for entry in held.name.entries if entry in mention.name.entries)
    between = words[held.end : mention.start]
    for entry in both:
        between = seat_of(entry).sub("", between, count=1)
    if not both or not ALSO_NAMED.fullmatch(between):
        return None
    closes = "(" in between and words.startswith(")", mention.end)
    return Mention(held.start, mention.end + closes, mention.name._replace(entries=both))


def _counts(words: str, mention: Mention, grammar: Grammar) -> bool:
    """Tell whether a name that means an archive only before a shelfmark has one after it."""
    if not mention.name.is_place:
        return True
    end = min(len(words), mention.end + _NEAR)
    readers = [(entry, grammar.reader(entry)) for entry in mention.name.entries]
    walks = [_read(words, mention, end, entry, reader)[0] for entry, reader in readers]
    return any(_is_shelfmark(walk) for walk in walks)


def _is_shelfmark(walk: Walk) -> bool:
    """Tell a shelfmark from a year, a page, or words that anything could be taken for."""
    labelled = any(level.label for level in walk.levels)
    return labelled or (len(walk.levels) > walk.guessed and not all(level.value.isdigit() for level in walk.levels))


def _again(words: str, last: Place | None, start: int, until: int, end: int) -> Iterator[Place]:
    """Find the places that are named by an "Ibid." or a "see" that stands before ``until``."""
    while last and last.reader and (found := _AGAIN.search(words, start, until)):
        spaced = _SPACED.match(words, found.end(), end)
        here = spaced.end() if spaced else found.end()
        is_see = found["see"] is not None
        walk = None
        if not (is_see and last.reader.own.unlabelled):  # any words would be a part there, and read to the end
            walk = last.reader.resume(words, here, end, last.walk.levels)
        if is_see and not (walk and _is_shelfmark_alone(walk)):
            start = found.end()
            continue
        if walk is None and (here == end or ";" in words[found.end() : here]):
            walk = Walk(words, found.start(), found.end(), last.walk.levels)
            walk.take("glue", found.end())
            walk.leaves = last.walk.leaves
        if walk is None:
            return
        last = last.continued(walk, "continued" if is_see else "ibid", found.start())
        start = walk.here
        yield last


def _is_shelfmark_alone(walk: Walk) -> bool:
    """Tell a shelfmark without labels, which says by its look in which archive it is; with labels, it may be in any."""
    return walk.own_levels > 0 and all(level.label is None for level in walk.levels)


def _at(
    words: str, mention: Mention, bounds: tuple[int, int], grammar: Grammar, begun: int | None = None
) -> Iterator[Place]:
    """Read what stands after the name of an archive, as each archive it may mean would have it."""
    cursor, end = bounds
    entries = mention.name.entries
    possible = _possible(words, mention, grammar)
    read = [_Reading(e, r, _read(words, mention, end, e, r)) for e, r in possible]
    if not read or (len(entries) > 1 and any(one.is_elsewhere for one in read)):
        return
    most = max(reading.evidence for reading in read)
    best = _surest([reading for reading in read if reading.evidence == most]) if most else read
    if _is_prose(words, mention, read):
        return
    if len(best) > 1 and not most:
        best = _led(words, mention, cursor, best)
    if len(best) > 1:
        nowhere = Place(words, mention, Walk(words, mention.end, mention.end), None)
        nowhere.rivals = tuple(entry.id for entry in entries)
        yield nowhere
        return
    (found,) = best
    first = Place(words, mention, found.walks[0], found.entry)
    first.reader = found.reader
    first.rivals = tuple(other.id for other in entries if other is not found.entry)
    if not mention.name.is_place:
        take_before(first, cursor, begun)
    yield first
    yield from _continued(first, found.walks[1:])


def _possible(words: str, mention: Mention, grammar: Grammar) -> Sequence[tuple[RepositoryEntry, FamilyReader | None]]:
    """Give the archives of a name: that whose seat follows, else those whose name does not go on ("… of Canada")."""
    known = [(entry, grammar.reader(entry)) for entry in mention.name.entries]
    seated = [one for one in known if seat_of(one[0]).match(words, mention.end)]
    return seated or [(e, r) for e, r in known if r is None or r.opens(words, mention.end)]


def _is_prose(words: str, mention: Mention, read: Sequence[_Reading]) -> bool:
    """Tell a name in a sentence, or in an imprint, from one that begins a reference."""
    if all(_is_year(reading.walks[0]) for reading in read):
        return True
    if any(reading.evidence for reading in read):
        return False
    seats = [seat_of(reading.entry).match(words, mention.end) for reading in read]
    return (
        mention.name.is_place
        or _GOES_ON.match(words, mention.end) is not None
        or any(seat and _SEATED_GOES_ON.match(words, seat.end()) for seat in seats)
    )


def _is_year(walk: Walk) -> bool:
    """Tell a year without a label, and nothing else."""
    return len(walk.levels) == 1 and not walk.levels[0].label and bool(_YEAR.fullmatch(walk.levels[0].value))


def _continued(first: Place, walks: Sequence[Walk]) -> Iterator[Place]:
    """Give the places that are joined to the first one."""
    for walk in walks:
        yield first.continued(walk, "continued", walk.pieces[0].end if walk.pieces else walk.here)


def _led(words: str, mention: Mention, cursor: int, read: Sequence[_Reading]) -> Sequence[_Reading]:
    """Give those that know most of what stands before the name ("RG 59, Box 3, NA"); all if none knows anything."""
    known = []
    for reading in read:
        place = Place(words, mention, Walk(words, mention.end, mention.end), reading.entry)
        place.reader = reading.reader
        take_before(place, cursor)
        known.append(reading._replace(walks=[place.walk]).evidence)
    most = max(known)
    return [reading for reading, evidence in zip(read, known, strict=True) if evidence == most]


def _surest(read: Sequence[_Reading]) -> Sequence[_Reading]:
    """Give those that a verified notation speaks for, if there are any."""
    sure = [reading for reading in read if reading.reader and reading.reader.own.status == "verified"]
    return sure or read


def _read(
    words: str, mention: Mention, end: int, entry: RepositoryEntry, reader: FamilyReader | None
) -> Sequence[Walk]:
    """Read on from the end of a name, its seat ("TNA, Kew") and what explains it."""
    if reader is None:
        return [Walk(words, mention.end, end)]
    start = mention.end
    explained = _EXPLAINED.match(words, start, end)
    if explained and reader.opens(words, explained.end()):
        start = explained.end()
    if seated := seat_of(entry).match(words, start, end):
        start = seated.end()
    walks = reader.read(words, start, end)
    titled = _TITLED.match(words, start, end) if mention.name.is_place and not walks[0].levels else None
    if titled:
        walks = reader.read(words, titled.end(), end)
    if not walks[0].pieces and start > mention.end:
        walks[0].pieces.append(Piece(kind="glue", start=mention.end, end=start))
    return walks
