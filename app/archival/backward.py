"""Reads places printed from narrow to broad, with the name of their archive last: "…; RG 59; National Archives"."""

import re

from app.archival.levels import FamilyLevels
from app.archival.scheme import Scheme, UnlabelledRule
from app.archival.walk import Walk

#: Where a part may begin: after a semicolon, or after a comma within it.
_COMMA = re.compile(r",\s+")
_SPACE = re.compile(r"\s*")
#: How many parts are looked at, and how many levels with commas between them are several.
_PARTS, _SEVERAL = 8, 2


class BackwardReader:
    """Reads parts parted by semicolons, the narrowest first; the last has to be, or end with, the broadest level."""

    def __init__(self, scheme: Scheme, rule: UnlabelledRule, levels: FamilyLevels) -> None:
        self._levels = levels
        self._broadest = scheme.levels[0].name
        self._words = (rule.before, rule.between, rule.after)
        files = scheme.central_files
        names = "|".join(map(re.escape, sorted(files.names, key=len, reverse=True))) if files else "(?!)"
        self._files = re.compile(rf"(?P<value>{names})(?:,?\s+(?P<years>\d{{4}}(?:[-–]\d{{2,4}})?))?")

    def read(self, words: str, start: int, end: int) -> Walk | None:
        """Read the parts that end at ``end``; None if the last of them does not name the broadest level."""
        *parts, last = _spans(words, start, end) or [(end, end)]
        broadest = self._levels_of(words, *last)
        found = self._known(words, *broadest[-1])
        if not found or found[0] != self._broadest:
            return None
        spans = [*(one for part in parts for one in self._levels_of(words, *part)), *broadest][-_PARTS:]
        known = [self._known(words, *span) for span in spans]
        first = next(number for number, found in enumerate(known) if found)
        # words right before the narrowest level are those of the document: "MemCon, 6 Feb. 1950, Box 4; RG 59"
        is_broadest = first == len(spans) - 1
        lowest = first - 1 if is_broadest else first
        begin = known[first]
        walk = Walk(words, spans[first][0] if is_broadest or not begin else begin[1].start(), end)
        names = iter(self._words)
        titles = {
            n: next(names, None) for n in range(len(spans) - 1, lowest, -1) if self._has_words(known[n], spans[n])
        }
        for number in range(first, len(spans)):
            self._take(walk, spans[number], known[number], titles.get(number))
        return walk

    def _levels_of(self, words: str, start: int, end: int) -> list[tuple[int, int]]:
        """Part levels that stand side by side with commas: "Folder 3, Box 12, RG 59"."""
        commas = [comma.span() for comma in _COMMA.finditer(words, start, end)]
        begins, ends = [start, *(comma[1] for comma in commas)], [*(comma[0] for comma in commas), end]
        several = 0
        while several < min(len(begins), _PARTS) and self._level(words, begins[~several], ends[~several]):
            several += 1
        if several < _SEVERAL:
            return [(start, end)]
        own = list(zip(begins, ends, strict=True))[-several:]
        return own if own[0][0] == start else [(start, ends[-several - 1]), *own]

    def _has_words(self, found: tuple[str, re.Match[str]] | None, span: tuple[int, int]) -> bool:
        return found is None or found[1].start() > span[0]

    def _known(self, words: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
        """Give the level that a part is, or that it ends with after a comma."""
        begins = [start, *(comma.end() for comma in _COMMA.finditer(words, start, end))]
        for begin in begins:
            if found := self._files.fullmatch(words, begin, end):
                return "", found
            if level := self._level(words, begin, end):
                return level
        return None

    def _level(self, words: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
        """Give the level that stands here and ends there."""
        for rule, pattern in self._levels.at(words, start):
            if found := pattern.fullmatch(words, start, end):
                return rule.name, found
        return None

    def _take(
        self, walk: Walk, span: tuple[int, int], found: tuple[str, re.Match[str]] | None, title: str | None
    ) -> None:
        start, end = span
        walk.take("glue", max(start, walk.here))
        words_end = found[1].start() if found else end
        if title and words_end > start:
            value = walk.words[start:words_end].rstrip(" ,")
            walk.take_level(title, None, value, start + len(value))
        if not found:
            return
        name, match = found
        walk.take("glue", match.start())
        if not name:
            walk.item_date = match["years"]
        walk.take_level(name or "series", match.groupdict().get("label"), match["value"], match.end())


def _spans(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the parts between semicolons, without the space around them."""
    spans = []
    here = start
    for part in words[start:end].rstrip(" ,;").split(";"):
        space = _SPACE.match(words, here, end)
        begin = space.end() if space else here
        spans.append((begin, max(begin, here + len(part.rstrip()))))
        here += len(part) + 1
    return [span for span in spans if span[1] > span[0]][-_PARTS:]
