"""Says where a record lies and by which words it is found, as it is looked up."""

import re
from collections.abc import Iterator

from app.archival.fold import loose
from app.archival.key import parse_key, unit_keys
from app.archival.order import location_order
from app.domain.document import Document
from app.domain.holding import Clue, Holding
from app.domain.identifiers import sha256
from app.domain.location import ArchivalLocation
from app.understanding.knowledge import Knowledge

#: The longest key of a unit: its address, percent-encoded in any script, and where a list of it goes on must fit in
#: what is read of a request. What is longer is no unit, but words that were taken for one.
MAX_UNIT = 600
#: The address at the end of a citation; many who cite leave it out.
_ADDRESS = re.compile(r"(?<!\S)(?:https?://|/document/)\S+\s*$")


def holdings_of(document: Document, knowledge: Knowledge) -> list[Holding]:
    """Give the places of a record that lie in a unit which is known."""
    return list(_holdings(document, knowledge))


def _holdings(document: Document, knowledge: Knowledge) -> Iterator[Holding]:
    for place, location in enumerate(document.locations):
        units = units_of(location, knowledge)
        if not units:
            continue
        yield Holding(
            document_id=document.id,
            place=place,
            unit=units[-1],
            units=units,
            leaf_order=location_order(location),
            location=location,
        )


def units_of(location: ArchivalLocation, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the keys of the archive and the units in which a place lies, broad to narrow; none where none is known."""
    if location.repository is None:
        return ()
    units = unit_keys(location, knowledge.grammar.own_scheme(location.repository.id))
    return units if len(units[-1]) <= MAX_UNIT else ()


def clues_of(document: Document, knowledge: Knowledge) -> list[Clue]:
    """Give what a record is found by: its citation in either form, with its address and without, and its title."""
    citations = [words for words in (document.citation.generated, document.citation.as_published) if words]
    found = [("citation", words) for one in citations for words in (one, _ADDRESS.sub("", one))]
    return [
        Clue(kind=kind, words=clue_words(words, knowledge), document_id=document.id)
        for kind, words in dict.fromkeys([*found, ("title", document.title)])
    ]


def clue_words(words: str, knowledge: Knowledge) -> str:
    """Give words as they are looked up: without what quotes, dashes, spaces, case and damage change in them."""
    return sha256(loose(words, knowledge.people))[:32]


def level_of(unit: str) -> tuple[str, str]:
    """Give the name and the value of a unit's own level, as in its key."""
    levels = parse_key(unit)[1]
    return levels[-1] if levels else ("archive", unit)


def printed_value(location: ArchivalLocation | None, unit: str, knowledge: Knowledge) -> str:
    """Give the value of a unit's own level as a reference to it, or to something in it, prints it.

    Without such a reference it is spelled as in the unit's key.
    """
    name, value = level_of(unit)
    if location is None:
        return value
    archive, segment = unit.partition("/")[0], unit.rpartition("/")[2]
    scheme = knowledge.grammar.own_scheme(archive)
    for level in location.levels:
        alone = location.model_copy(update={"levels": (level,), "as_written": ""})  # or its years were the last level
        if level.name == name and unit_keys(alone, scheme)[-1] == f"{archive}/{segment}":
            return level.value
    return value
