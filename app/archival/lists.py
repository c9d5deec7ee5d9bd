"""Reads lists of units, where one label or one box serves several: "dd. 18, 19", "Box 5, May 1953; June 1953"."""

import re
from collections.abc import Sequence

from app.archival.patterns import DATE, VALUE, bare
from app.archival.scheme import Scheme
from app.archival.walk import Walk

#: Two names that begin alike: "1958-Min. of Meeting 11/7/58 and 1958-Min. of Meeting 11/8/58".
_TWINS = re.compile(r"(?P<one>(?P<same>\S{4,})\s.*?)\s+and\s+(?P<two>(?P=same)\s.*)")
_NEXT = re.compile(r"\s*(?:,|;|\band\b|\bи\b|\bund\b|&)\s*")
#: The next number after a path without labels: "9401/1a/552 and 64".
_AND = re.compile(r"\s+(?:and|и|&)\s+")
_NUMBER = re.compile(r"(?P<value>\d{1,5}[a-zа-я]?)(?=\s*(?:[.,;)]|$))")
_PATH = 3
#: The title of another folder, which begins as the last one does: "E.O. 12065 August–October 1978".
_TITLE = re.compile(r"\S{4,}\s[^;]{3,80}?(?=;|[.,]?\s*$|, |\. )")
_NEXT_DATED = re.compile(r";\s+(?:and\s+)?")
_TWO_DATED = re.compile(r"(?P<one>.{4,60} \d{4})\s+and\s+(?P<two>.{4,60} \d{4})")


class ListReader:
    """Reads on in lists of the units of one notation; the levels above them are shared."""

    def __init__(self, own: Scheme, family: Sequence[Scheme]) -> None:
        self._folder = own.unlabelled.after if own.unlabelled else None
        self._values = {
            bare(plural): re.compile(rf"(?P<value>(?:{rule.value or VALUE}))(?![^\W_])(?!\.\s)")
            for scheme in family
            for rule in scheme.levels
            for plural in rule.plurals
        }

    def following(self, walk: Walk) -> Walk | None:
        """Give a way that has taken the next unit of the list; None if the list is at its end, or there is none."""
        if walk.leaves or not walk.own_levels:
            return None
        last = walk.levels[-1]
        if last.name == self._folder:
            return self._next(walk, _NEXT_DATED, DATE) if DATE.fullmatch(last.value) else self._alike(walk)
        if last.label:
            value = self._values.get(bare(last.label))
            return self._next(walk, _NEXT, value) if value else None
        is_path = len(walk.levels) >= _PATH and not any(level.label for level in walk.levels)
        return self._next(walk, _AND, _NUMBER) if is_path and not self._folder else None

    def _alike(self, walk: Walk) -> Walk | None:
        following = self._next(walk, _NEXT_DATED, _TITLE)
        first, *_ = walk.levels[-1].value.split()
        return following if following and following.levels[-1].value.split()[0] == first else None

    def _next(self, walk: Walk, between: re.Pattern[str], value: re.Pattern[str]) -> Walk | None:
        begin = walk.match(between)
        found = value.match(walk.words, begin.end(), walk.end) if begin else None
        if not begin or not found or not any(map(str.isdigit, found[0])):
            return None
        last = walk.levels[-1]
        following = Walk(walk.words, walk.here, walk.end, walk.levels[:-1])
        following.take("glue", begin.end())
        following.take_level(last.name, last.label, found[0], found.end())
        return following

    def twins(self, walk: Walk) -> list[Walk]:
        """Part two folders of one box, if the words on both sides of "and" begin alike."""
        is_last = self._folder and walk.own_levels and walk.pieces[-1].kind == "level"
        value = walk.levels[-1].value if is_last else ""
        dated = _TWO_DATED.fullmatch(value)
        is_dated = dated and DATE.fullmatch(dated["one"]) and DATE.fullmatch(dated["two"])
        found = dated if is_dated else _TWINS.fullmatch(value)
        if not found:
            return [walk]
        last, piece = walk.levels[-1], walk.pieces[-1]
        first = Walk(walk.words, walk.here, walk.end, walk.levels[:-1])
        first.inherited, first.pieces, first.item_date = walk.inherited, walk.pieces[:-1], walk.item_date
        first.here = piece.start
        first.take_level(last.name, None, found["one"], piece.start + found.end("one"))
        second = Walk(walk.words, first.here, walk.end, walk.levels[:-1])
        second.take("glue", piece.start + found.start("two"))
        second.take_level(last.name, None, found["two"], piece.end)
        return [first, second]
