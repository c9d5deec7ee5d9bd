"""Tells a parse in one line a place, so that a test can show a reference beside what is read from it."""

from app.archival.parsed import ParsedLocation
from app.domain.location import Leaf
from app.resources import load_knowledge

GRAMMAR = load_knowledge().grammar


def leaf(one: Leaf | None) -> str:
    """Spell a leaf: "31", "31a", "31v" for its back, and nothing for an open end."""
    return one.n + (one.suffix or "") + (one.side or " ")[0].strip() if one else ""


def leaves(place: ParsedLocation) -> list[str]:
    """Spell the ranges of leaves: "31-32", "4-" for an open one."""
    found = place.location.leaves
    return [f"{leaf(one.first)}-{leaf(one.last)}" for one in found.ranges] if found else []


def told(place: ParsedLocation) -> str:
    """Spell a place: "ru-aprf fond=45 opis=1 delo=339 [31-32]"."""
    at = place.location
    name = at.repository.id if at.repository else "?"
    spelled = " ".join([name, *(f"{level.name}={level.value}" for level in at.levels)])
    return f"{spelled} [{', '.join(leaves(place))}]" if leaves(place) else spelled
