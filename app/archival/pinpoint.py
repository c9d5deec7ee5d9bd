"""One leaf of those a document stands on, in the words of the archive that counts it: "l. 31", "Bl. 31", "fol. 31v"."""

import re
from typing import NamedTuple

from app.archival.grammar import Grammar
from app.archival.leaves import LeafReader
from app.archival.order import overlap
from app.archival.render import render
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation, Leaves

_STYLE = "chicago-note"


class Pinned(NamedTuple):
    """Leaves with their label, and the places on which they stand."""

    words: str
    locations: tuple[ArchivalLocation, ...]


def pin_leaf(locations: tuple[ArchivalLocation, ...], words: str, grammar: Grammar) -> Pinned:
    """Find a leaf or a range of leaves; raise Unusable for one on which the document does not stand.

    The label is that of the first archive whose leaves have it; without one that was understood, it is "fol.". A place
    that has the leaf by another label is not meant, and one place alone is given without a leaf that is the same.
    """
    found = [(pin, one) for one in locations if (pin := _pinned(one, words, grammar))]
    if found:
        label = found[0][0]
        pinned = tuple(one for pin, one in found if pin == label)
        return Pinned(label, pinned if len(pinned) > 1 else (_without_same(pinned[0], words, grammar),))
    counted = [location.leaves for location in locations if location.leaves]
    if counted:
        stated = "; ".join(dict.fromkeys(leaves.as_written for leaves in counted))
        raise Unusable("leaf", f"Leaf {words[:80]!r} is not among those of this record: {stated}.")
    raise Unusable("leaf", "This record states no leaves, so none can be cited; name a passage with `locator`.")


def _without_same(location: ArchivalLocation, words: str, grammar: Grammar) -> ArchivalLocation:
    """Give a place without the one leaf that its words end in, if it is the one asked for: it would stand twice."""
    leaves, stated = _read(location, words, grammar), location.leaves
    is_one = stated and stated.ranges[0].first == stated.ranges[-1].last
    if not (leaves and stated and is_one and overlap(leaves, stated) == "same"):
        return location
    label, number = re.escape(stated.label or ""), re.escape(stated.as_written)
    ending = re.search(rf"[\s,;.]*{label}[\s.]*{number}$", location.as_written)
    if ending is None:
        return location
    return location.model_copy(update={"as_written": location.as_written[: ending.start()], "leaves": None})


def _pinned(location: ArchivalLocation, words: str, grammar: Grammar) -> str | None:
    """Give the leaves with the label of a place; None where the document does not stand on them there."""
    leaves = _read(location, words, grammar)
    if not (leaves and location.leaves and overlap(leaves, location.leaves) in {"same", "inside"}):
        return None
    return _labelled(location, leaves, grammar) or f"fol. {words.strip()}"


def _read(location: ArchivalLocation, words: str, grammar: Grammar) -> Leaves | None:
    """Read the leaves asked for as this archive marks the sides of a leaf."""
    scheme = grammar.own_scheme(location.repository.id) if location.repository else None
    rule = scheme.leaves if scheme else None
    stripped = words.strip()
    ranges, end = LeafReader(rule.recto if rule else (), rule.verso if rule else ()).read(stripped, 0, len(stripped))
    stated = location.leaves
    if not ranges or end != len(stripped) or stated is None:
        return None
    return Leaves(unit=stated.unit, label=stated.label, as_written=stripped, ranges=ranges)


def _labelled(location: ArchivalLocation, leaves: Leaves, grammar: Grammar) -> str | None:
    """Print the leaves alone, from their label on."""
    pinned = location.model_copy(update={"leaves": leaves, "as_written": _without_numbers(location, leaves)})
    parts = render(pinned, grammar, style=_STYLE).parts
    place = next((number for number, part in enumerate(parts) if part.kind == "leaves"), None)
    if place is None:
        return None
    first = place
    while first and parts[first - 1].kind in {"label", "glue"}:
        first -= 1
    return "".join(part.text for part in parts[first : place + 1]).strip()


def _without_numbers(location: ArchivalLocation, leaves: Leaves) -> str:
    """Give the words of a place with other leaves, so that no number of it stands unread."""
    stated = location.leaves.as_written if location.leaves else ""
    before, _, after = location.as_written.rpartition(stated)
    return f"{before}{leaves.as_written}{after}"
