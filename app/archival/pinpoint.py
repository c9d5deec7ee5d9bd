"""One leaf of those a document stands on, in the words of the archive that counts it: "l. 31", "Bl. 31", "fol. 31v"."""

from app.archival.grammar import Grammar
from app.archival.leaves import LeafReader
from app.archival.order import overlap
from app.archival.render import render
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation, Leaves

_STYLE = "chicago-note"


def pin_leaf(locations: tuple[ArchivalLocation, ...], words: str, grammar: Grammar) -> str:
    """Give a leaf or a range of leaves with its label; raise Unusable for one on which the document does not stand.

    The label is that of the first archive whose leaves have it; without one that was understood, it is "fol.".
    """
    counted = [location for location in locations if location.leaves]
    for location in counted:
        leaves = _read(location, words, grammar)
        if leaves and location.leaves and overlap(leaves, location.leaves) in {"same", "inside"}:
            return _labelled(location, leaves, grammar) or f"fol. {words.strip()}"
    if counted:
        stated = "; ".join(dict.fromkeys(one.leaves.as_written for one in counted if one.leaves))
        raise Unusable("leaf", f"Leaf {words[:80]!r} is not among those of this record: {stated}.")
    raise Unusable("leaf", "This record states no leaves, so none can be cited; name a passage with `locator`.")


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
