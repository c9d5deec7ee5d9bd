"""Takes what stands before the name of an archive: "p. 520, NARA", "box 12, RG 59, NA", "PREM 11/3316, TNA"."""

import re
from collections.abc import Sequence

from app.archival.place import Place
from app.domain.location import Level

#: Pages that stand before the archive in which they are: "p. 520, NARA, RG 59, …".
_PAGES_BEFORE = re.compile(r"(?:^|[\s,])(?=pp?\.\s?\d)")
_IN = re.compile(r",?\s+(?:in\s+)?")
#: Where a place may begin that stands before the name of its archive, and how far back that is looked for.
_PARTS_BEGIN = re.compile(r"(?:^|[,;:(“\"]\s?)(?=[^\s,;:.(“\"])")
_WORDS_BEGIN = re.compile(r"\s(?=[^\s,;:.(“\"])")
_BACK = 200
_TRIES = {_PARTS_BEGIN: 10, _WORDS_BEGIN: 6}
_PAGES_BACK = 40


def take_before(place: Place, cursor: int, begun: int | None = None) -> None:
    """Take what stands before the name of the archive: its pages, or all of the place.

    ``begun`` is where a place begins that ends at the name, if one was found.
    """
    words, mention, reader = place.words, place.mention, place.reader
    if reader is None or mention is None:
        return
    end = mention.start
    if place.walk.leaves is None and begun is None:
        for found in _PAGES_BEFORE.finditer(words, max(cursor, end - _PAGES_BACK), end):
            pages = reader.leaves_between(words, found.end(), end)
            if pages and _IN.fullmatch(words, pages.here, end):
                place.walk.leaves = pages.leaves
                place.led_by(pages)
                return
    begins = [begun] if begun is not None else []
    begins += [
        found.end()
        for pattern, tries in _TRIES.items()
        for found in [*pattern.finditer(words, max(cursor, end - _BACK), end)][-tries:]
    ]
    for begin in sorted(begins):
        walk = reader.ending(words, begin, end)
        if walk and _is_path(walk.levels) and _goes_before(walk.levels, place.walk.levels):
            place.walk.levels[:0] = walk.levels
            place.walk.leaves = place.walk.leaves or walk.leaves
            place.led_by(walk)
            return


def _goes_before(levels: Sequence[Level], after: Sequence[Level]) -> bool:
    """Tell whether a path can stand before the name of an archive that has levels after it: "A/PV.751, UN, https://…"."""
    labelled = any(level.label for level in levels)
    return not after or not (labelled or {level.name for level in levels} & {level.name for level in after})


def _is_path(levels: Sequence[Level]) -> bool:
    """Tell a path from a number or a year that happens to stand before a name."""
    last = levels[-1]
    return len(levels) > 1 or last.label is not None or any(map(str.isalpha, last.value))
