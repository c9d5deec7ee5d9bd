"""Reads parts without a label, where a notation says what they are: "RG 59, Kogan Files, 1945-1980, Box 2, General"."""

import re
from collections.abc import Sequence

from app.archival.levels import FamilyLevels
from app.archival.patterns import CREDIT, SENTENCE
from app.archival.scheme import Scheme
from app.archival.walk import Walk

#: Where a part may end.
_CUT = re.compile(r",\s+|;|:\s+|\s+(?=\()|\s+(?=[A-Z][a-z]+\s+(?:[A-Z][a-z]+\s+)?\d)")
#: The longest part without a label; an end is not looked for any further.
_LONGEST = 500
_YEARS = r"(?:\s*\((?:henceforth|hereafter)\b[^()]{0,120}\))?(?:,?\s+(?P<years>\d{4}(?:[-–]\d{2,4})?))?(?=\s*[,;.(]|$)"
#: "Issue 220 - Relations with …".
_DASH = re.compile(r"[-–—]\s+")
_BRACKET = re.compile(r"[()]")
_HENCEFORTH = re.compile(r"\((?:henceforth|hereafter)")
#: A series and the title of what lies in it, with no box between them: "INR/IL Historical Files, Indonesia, 1963–1965".
_SERIES = re.compile(r"(?P<series>.{3,120}?\bFiles?),\s+(?P<title>(?!\d{4})[^,]*[A-Z].*)")
#: The last words of a collection's name: "Ann Whitman File", "NSF".
_COLLECTION = re.compile(
    r"(?:\b(?:[Ff]iles?|[Pp]apers|[Rr]ecords|Collections?|Series|Materials)|(?:^|(?<=[, ]))[A-Z]{2,6})"
    r"(?: \([A-Z]+\))?(?=[,;]|$)"
)
_MARK = re.compile("[,:]")
#: What no part without a label begins with: the next place, or another sentence.
_NO_PART = re.compile(rf"(?:and|und|et|и)\s|with (?:an?|the)\s|respectively\b|{CREDIT}")
#: What is left of a sentence that goes on with another archive: "… 1934 and | in NARA".
_LOOSE_END = re.compile(r"(?:(?:^|[\s,;(]+)(?:and|in|both|all|also))+$")


class UnlabelledReader:
    """Reads what has no label, by where it stands: before the boxes it is a series, after them a folder."""

    def __init__(
        self,
        own: Scheme,
        levels: FamilyLevels,
        leaf_label: re.Pattern[str] | None,
    ) -> None:
        if own.unlabelled is None:
            raise ValueError(f"The notation {own.id} says nothing of parts without a label.")
        self._rule = own.unlabelled
        self._levels = levels
        self._leaf_label = leaf_label
        self._central = own.central_files
        known = sorted(self._central.names, key=len, reverse=True) if self._central else ()
        names = "|".join(re.escape(name) for name in known)
        self._files = re.compile(rf"(?P<name>(?:[A-Z][^\d,;.:]{{3,60}}, )?(?:{names})){_YEARS}") if names else None

    def opens(self, words: str, start: int, end: int) -> bool:
        """Tell whether a collection is named here, before the next comma or colon."""
        mark = _MARK.search(words, start, end)
        return mark is not None and bool(_COLLECTION.search(words, start, mark.start()))

    def read(self, walk: Walk) -> bool:
        """Take one part; tell whether there was one."""
        central = walk.match(self._files) if self._files and self._central else None
        if central and self._central and not walk.has(self._central.level):
            walk.item_date = central["years"]
            walk.take_level(self._central.level, None, central["name"], central.end())
            return True
        name = self._name(walk)
        if walk.has(name):
            return False
        if dash := walk.match(_DASH):
            walk.take("glue", dash.end())
        end = self._stop(walk, name)
        if walk.levels and walk.levels[-1].label and name == self._rule.between and end == self._end(walk):
            name = self._rule.after  # of a lot, say, in which no box is named
        value = _LOOSE_END.sub("", walk.words[walk.here : end].rstrip(" .,;:("))
        if not value or value[0] in "()" or _NO_PART.match(value) or not any(map(str.isalnum, value)):
            return False
        is_all = name == self._rule.before and end == self._end(walk)
        for level, words in self._parts(name, value, is_all=is_all):
            walk.skip()
            walk.take_level(level, None, words, walk.here + len(words))
            walk.guessed += 1
        return True

    def _parts(self, name: str, value: str, *, is_all: bool) -> Sequence[tuple[str, str]]:
        """Part a series from what lies in it, if no box stands between them."""
        found = _SERIES.match(value) if is_all else None
        return ((name, found["series"]), (self._rule.after, found["title"])) if found else ((name, value),)

    def _name(self, walk: Walk) -> str:
        central, last = self._central, walk.levels[-1] if walk.levels else None
        if central and last and last.name == central.level and last.value.endswith(central.names):
            return central.number
        is_after = any(level.name in self._rule.containers for level in walk.levels)
        if is_after:
            is_broad = (
                walk.leads and not walk.has(self._rule.before) and _COLLECTION.search(walk.words, walk.here, walk.end)
            )
            return self._rule.before if is_broad else self._rule.after
        return self._rule.between if walk.has(self._rule.before) else self._rule.before

    def _stop(self, walk: Walk, name: str) -> int:
        """Give where a part ends: before another level, at the end of a sentence, or where the place ends."""
        end = self._end(walk)
        is_last = name == self._rule.after
        for cut in _CUT.finditer(walk.words, walk.here, end):
            if ";" in cut[0]:
                return cut.start()
            if self._begins(walk, cut.end(), is_last=is_last, is_aside=walk.words.startswith("(", cut.end())):
                return cut.start()
        return end

    def _end(self, walk: Walk) -> int:
        """Give where all parts end: at the end of a sentence, or of the place."""
        end = min(walk.end, walk.here + _LONGEST)
        if sentence := SENTENCE.search(walk.words, walk.here, end):
            end = sentence.start()
        return _closed(walk.words, walk.here, end)

    def _begins(self, walk: Walk, here: int, *, is_last: bool, is_aside: bool) -> bool:
        """Tell whether what stands here is no part of the words before it."""
        words, end = walk.words, walk.end
        if is_aside and _HENCEFORTH.match(words, here, end):
            return True
        label = self._leaf_label.match(words, here, end) if self._leaf_label else None
        if label and words[label.end() : label.end() + 1].isdigit():
            return True
        if is_last and not is_aside:
            return False
        begin = here + 1 if is_aside else here
        return any(pattern.match(words, begin, end) for _, pattern in self._levels.at(words, begin))


def _closed(words: str, start: int, end: int) -> int:
    """Give where a bracket ends that was opened before these words: "(RG 59, Box 1, General) and so on"."""
    depth = 0
    for mark in _BRACKET.finditer(words, start, end):
        depth += 1 if mark[0] == "(" else -1
        if depth < 0:
            return mark.start()
    return end
