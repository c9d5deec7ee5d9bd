"""Finds the records that somebody's reference means, and says how well each fits: the same leaves, or only the file."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from app.domain.errors import MunimentError
from app.domain.identifiers import Addresses, alias_key
from app.domain.noun import Noun
from app.services.find import several_records
from app.services.located import MOST_PLACES, Hit, Relation, at_places, mended_places
from app.services.placing import clue_words
from app.services.press import Press
from app.services.references import MAX_NOTE, bounded
from app.services.trail import follow_name
from app.storage.repository import Repository
from app.understanding.knowledge import Knowledge

#: How well each relation fits. Scores order one answer; they mean nothing beside those of another.
_SCORES: dict[Relation, float] = {
    "address": 1.0,
    "citation text": 0.99,
    "same leaves": 0.95,
    "title": 0.9,
    "contains": 0.8,
    "inside": 0.78,
    "overlaps": 0.7,
    "same file, no leaves given": 0.6,
    "same file, other leaves": 0.5,
    "inferred successor": 0.4,
    "near miss": 0.2,
}
#: How many records one answer names.
_MOST = 20
#: What could be an address, and what only stands around one.
_WORD = re.compile(r"[^\s<>\"“”«»]+")
_AROUND = "([{.,;:)]}'’"
_QUOTED = re.compile(r"[\"“„«](?P<title>[^\"“”„«»]{8,1000}?),?[\"”“»]")
#: The number of a note, and the words with which it leads to what it cites.
_LEAD = re.compile(r"[\s\[(]*(?:\d{1,4}[\s\].)]+)?(?:(?:see|also|cf|vgl|siehe|см|quoted in)\b[\s.,:]*)*", re.IGNORECASE)


class Candidate(Noun):
    """A record that may be meant. ``exact`` only where nothing is left open; ``score`` orders this answer alone."""

    id: str
    relation: Relation
    exact: bool
    score: float
    matched: tuple[str, ...]
    differs: tuple[str, ...] = ()
    by_rule: str | None = None
    citation: str
    title: str
    url: str


def resolve(repository: Repository, press: Press, words: str) -> list[Candidate]:
    """Give the records that a reference, a note, a citation, a title or an address may mean, the likeliest first."""
    words = bounded(unescape(bounded(words, MAX_NOTE)), MAX_NOTE)
    hits = [
        *_by_address(repository, press.addresses, words),
        *_by_words(repository, press.knowledge, words),
        *at_places(repository, press, words),
    ]
    if not any(hit.exact for hit in hits):
        hits += mended_places(repository, press, words)
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=_order):
        best.setdefault(hit.document_id, hit)
    matched = {name: tuple(dict.fromkeys(h.matched for h in hits if h.document_id == name)) for name in best}
    return list(_candidates(repository, press, list(best.values())[:_MOST], matched))


def _candidates(
    repository: Repository, press: Press, hits: Sequence[Hit], matched: dict[str, tuple[str, ...]]
) -> Iterator[Candidate]:
    page = several_records(repository, press, [hit.document_id for hit in hits])  # without those withdrawn since
    summaries = {summary["id"]: summary for summary in map(json.loads, page.items)}
    for hit in hits:
        if summary := summaries.get(hit.document_id):
            yield Candidate(
                id=hit.document_id,
                relation=hit.relation,
                exact=hit.exact,
                score=_SCORES[hit.relation],
                matched=matched[hit.document_id],
                differs=hit.differs,
                by_rule=hit.by_rule,
                citation=summary["citation"],
                title=summary["title"],
                url=press.addresses.permalink(hit.document_id),
            )


def _order(hit: Hit) -> tuple[float, int]:
    return -_SCORES[hit.relation], len(hit.differs)


def _by_address(repository: Repository, addresses: Addresses, words: str) -> Iterator[Hit]:
    """Look for addresses of records, of ours or of their publisher; and for an id by itself."""
    written = [word for word in _WORD.findall(words) if "://" in word or "/document" in word][:MOST_PLACES]
    bare = words.strip()
    for word in written or ([] if any(letter.isspace() for letter in bare) else [bare]):
        for name in _names(addresses, word):
            document_id = _head(repository, name)
            if document_id:
                yield Hit(document_id, "address", f"the address {word.strip(_AROUND)}")
                break


def _names(addresses: Addresses, word: str) -> Iterator[str]:
    """Give what may be a record's name, where its address is printed: the whole address, or what follows ours.

    The number at another host is not the record of that number. An address in an address, as archives of the web
    have them, is the one that was kept.
    """
    kept = re.split(r"(?=https?://)", word, flags=re.IGNORECASE)[-1]
    address = kept.rstrip(_AROUND) if "://" in kept else kept.strip(_AROUND)
    yield address
    if "://" not in address and "." in address.partition("/")[0]:
        address = f"https://{address}"
        yield address
    key = alias_key(address)
    yield f"https://{key.removeprefix('www.')}" if key.startswith("www.") else f"https://www.{key}"
    for ours in (addresses.permalink(""), addresses.record("")):
        start = f"{alias_key(ours)}/"
        if key.startswith(start):
            yield re.split(r"[/.]", key[len(start) :])[0]


def _head(repository: Repository, name: str) -> str | None:
    try:
        return follow_name(repository, name)
    except MunimentError:
        return None


def _by_words(repository: Repository, knowledge: Knowledge, words: str) -> Iterator[Hit]:
    """Look for the words of a citation or a title, whatever quotes, dashes, spaces and capitals they have now."""
    cited = words[match.end() :] if (match := _LEAD.match(words)) else words
    tried = [words, cited, *(match["title"] for match in _QUOTED.finditer(words))][: MOST_PLACES + 1]
    for clue in repository.places.found_by([clue_words(one, knowledge) for one in tried], _MOST):
        if clue.kind == "title":
            yield Hit(clue.document_id, "title", "its title")
        else:
            yield Hit(clue.document_id, "citation text", "its whole citation")
