"""Names that stand beside a place and are none of their own: "Bundesarchiv, SAPMO, DY 30/3654", "PRO 30/86/1, TNA"."""

import re
from collections.abc import Iterable, Iterator

from app.archival.grammar import Mention
from app.archival.place import Place

#: What stands between two names of one archive: "Archive of the President (hereafter APRF)", "RGASPI/RTsKhIDNI".
ALSO_NAMED = re.compile(r"[\s,:/–-]*[(\[]?\s*(?:(?:hereafter|henceforth|hereinafter|далее)\s*[:—–-]?\s*)?")
_CLOSED = re.compile(r"\)?")


def without_bare_names(places: Iterable[Place]) -> Iterator[Place]:
    """Give the places, each with the names beside it that nothing is read after."""
    held: Place | None = None
    for place in places:
        if held and _stands_beside(held, place):
            if _is_name(held) and place.walk.own_levels:
                _name_first(held, place)
            elif _is_name(place) and held.walk.own_levels and held.entry == place.entry:
                _name_last(held, place)
                continue
            else:
                yield held
        elif held:
            yield held
        held = place
    if held:
        yield held


def _stands_beside(place: Place, other: Place) -> bool:
    """Tell whether nothing but what joins two names stands between a place and the archive of the next."""
    is_new = other.mention is not None and other.relation is None and not other.lead
    return is_new and bool(ALSO_NAMED.fullmatch(place.words, place.walk.here, other.start))


def _is_name(place: Place) -> bool:
    """Tell whether nothing was read before a name, nor after it."""
    is_read = place.walk.levels or place.walk.leaves or place.lead
    return place.mention is not None and place.relation is None and not is_read


def _name_first(name: Place, place: Place) -> None:
    """Take a name before that of the archive whose place follows; that archive is the one whose it is."""
    if place.mention:
        place.mention = Mention(name.start, place.mention.end, place.mention.name)
        place.start = place.walk_start = name.start


def _name_last(place: Place, name: Place) -> None:
    """Take a name of the same archive behind its place."""
    closed = _CLOSED.match(name.words, name.walk.here)
    place.walk.take("glue", name.start)
    place.walk.take("repository", closed.end() if closed else name.walk.here)
