"""Finds the records that somebody's reference means, and says how well each fits: the same leaves, or only the file."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.archival.key import parse_key, unit_keys
from app.archival.order import overlap
from app.archival.parse import parse
from app.archival.parsed import ParsedLocation
from app.archival.repository import Succession
from app.domain.errors import Moved, MunimentError
from app.domain.holding import Holding
from app.domain.location import Leaves
from app.domain.noun import Noun
from app.services.find import several_records
from app.services.placing import clue_words
from app.services.press import Press
from app.services.read import find_head
from app.services.references import MAX_NOTE, bounded
from app.storage.repository import Repository
from app.understanding import VERSION

Relation = Literal[
    "address",
    "citation text",
    "same leaves",
    "title",
    "contains",
    "inside",
    "overlaps",
    "same file, no leaves given",
    "same file, other leaves",
    "inferred successor",
    "near miss",
]
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
_EXACT = {"address", "citation text", "same leaves"}
#: How many records one answer names, how many places of a note are looked up, and how many of one file are looked at.
_MOST, _PLACES, _HELD = 20, 20, 500
#: Other units of leaves have an s.
_PLURALS = defaultdict(lambda: "leaves", page="pages", image="images", folio="folios", frame="frames")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)\]]")
_QUOTED = re.compile(r"[\"“„«](?P<title>[^\"“”„«»]{8,1000}?),?[\"”“»]")


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


@dataclass(frozen=True)
class _Hit:
    document_id: str
    relation: Relation
    matched: str
    differs: tuple[str, ...] = ()
    by_rule: str | None = None

    @property
    def score(self) -> float:
        return _SCORES[self.relation]


def resolve(repository: Repository, press: Press, words: str) -> list[Candidate]:
    """Give the records that a reference, a note, a citation, a title or an address may mean, the likeliest first."""
    bounded(words, MAX_NOTE)
    hits = [*_by_address(repository, words), *_by_words(repository, words), *_by_place(repository, press, words)]
    best: dict[str, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        best.setdefault(hit.document_id, hit)
    matched = {name: tuple(dict.fromkeys(h.matched for h in hits if h.document_id == name)) for name in best}
    return list(_candidates(repository, press, list(best.values())[:_MOST], matched))


def _candidates(
    repository: Repository, press: Press, hits: Sequence[_Hit], matched: dict[str, tuple[str, ...]]
) -> Iterator[Candidate]:
    page = several_records(repository, press, [hit.document_id for hit in hits])  # without those withdrawn since
    summaries = {summary["id"]: summary for summary in map(json.loads, page.items)}
    for hit in hits:
        if summary := summaries.get(hit.document_id):
            yield Candidate(
                id=hit.document_id,
                relation=hit.relation,
                exact=hit.relation in _EXACT,
                score=hit.score,
                matched=matched[hit.document_id],
                differs=hit.differs,
                by_rule=hit.by_rule,
                citation=summary["citation"],
                title=summary["title"],
                url=press.addresses.permalink(hit.document_id),
            )


def _by_address(repository: Repository, words: str) -> Iterator[_Hit]:
    """Look for addresses of records, of ours or of their publisher; and for an id by itself."""
    found = [match[0] for match in _ADDRESS.finditer(words)][:_PLACES]
    bare = words.strip()
    if not found and not any(letter.isspace() for letter in bare):
        found = [bare]
    for address in found:
        name = address.rpartition("/document/")[2] if "/document/" in address else address
        for candidate in dict.fromkeys((address, name)):
            document_id = _head(repository, candidate)
            if document_id:
                yield _Hit(document_id, "address", f"the address {address}")
                break


def _head(repository: Repository, name: str) -> str | None:
    try:
        return find_head(repository, name).id
    except Moved as error:
        return error.to
    except MunimentError:
        return None


def _by_words(repository: Repository, words: str) -> Iterator[_Hit]:
    """Look for the words of a citation or a title, whatever quotes, dashes, spaces and capitals they have now."""
    tried = [words, *(match["title"] for match in _QUOTED.finditer(words))][: _PLACES + 1]
    for clue in repository.places.found_by([clue_words(one) for one in tried], _MOST):
        if clue.kind == "title":
            yield _Hit(clue.document_id, "title", "its title")
        else:
            yield _Hit(clue.document_id, "citation text", "its whole citation")


def _by_place(repository: Repository, press: Press, words: str) -> Iterator[_Hit]:
    for place in parse(words, press.knowledge.grammar, VERSION).locations[:_PLACES]:
        if place.location.levels:
            yield from _at(repository, press, place)


def _at(repository: Repository, press: Press, place: ParsedLocation) -> Iterator[_Hit]:
    location = place.location
    archive = location.repository.id if location.repository else ""
    unit = unit_keys(location, press.knowledge.grammar.own_scheme(archive))[-1]
    rule = f"the notation {location.reading.scheme} is a draft" if place.by_rule else None
    held = repository.places.held(unit, _HELD)
    for holding in held:
        yield _compared(holding, location.leaves, location.as_written, rule)
    if held:
        return
    for other, succession in _predecessors(press, unit):
        for holding in repository.places.held(other, _HELD):
            yield _inherited(holding, location.leaves, other, succession)
    yield from _near(repository, unit)


def _compared(holding: Holding, leaves: Leaves | None, asked: str, rule: str | None) -> _Hit:
    """Say how the leaves asked for lie to those of a record in the same file."""
    there = holding.location.leaves
    matched = f"the place {asked}"
    if leaves is None or there is None:
        return _Hit(holding.document_id, "same file, no leaves given", matched, by_rule=rule)
    relations: dict[str, Relation] = {
        "same": "same leaves",
        "contains": "contains",
        "inside": "inside",
        "overlaps": "overlaps",
    }
    relation = relations.get(overlap(there, leaves), "same file, other leaves")
    differs = () if relation == "same leaves" else (_leaves_differ(leaves, there),)
    return _Hit(holding.document_id, relation, matched, differs, rule)


def _leaves_differ(asked: Leaves, there: Leaves) -> str:
    unit = (
        asked.unit if len(asked.ranges) == 1 and asked.ranges[0].first == asked.ranges[0].last else _PLURALS[asked.unit]
    )
    return f"asked {unit} {asked.as_written}, record {there.as_written}"


def _predecessors(press: Press, unit: str) -> Iterator[tuple[str, Succession]]:
    """Give the units from which this one may come, by the rules of succession."""
    for entry in press.knowledge.repositories:
        for rule in entry.successions:
            became = "/".join((rule.to, *rule.becomes))
            if unit.startswith(f"{became}/"):
                yield "/".join((entry.id, *rule.unit)) + unit[len(became) :], rule


def _inherited(holding: Holding, leaves: Leaves | None, unit: str, rule: Succession) -> _Hit:
    differs = [f"the record cites {holding.location.as_written}"]
    if leaves and holding.location.leaves and overlap(holding.location.leaves, leaves) != "same":
        differs.append(_leaves_differ(leaves, holding.location.leaves))
    return _Hit(holding.document_id, "inferred successor", f"the unit {unit}", tuple(differs), rule.evidence)


def _near(repository: Repository, unit: str) -> Iterator[_Hit]:
    """Give records of the units next to one in which nothing is."""
    name, value = _last(unit)
    for other in repository.places.near(unit, 3):
        for holding in repository.places.held(other, 2):
            differs = f"asked {name} {value}, record {_last(other)[1]}"
            yield _Hit(holding.document_id, "near miss", f"the unit above, {unit.rpartition('/')[0]}", (differs,))


def _last(unit: str) -> tuple[str, str]:
    levels: Sequence[tuple[str, str]] = parse_key(unit)[1]
    return levels[-1] if levels else ("archive", unit)
