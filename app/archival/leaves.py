"""Reads lists of leaves: "31-32", "142–5", "17, 20, 27 and 36", "31–32 об.", "4ff", "r. 12 – v. 13"."""

import re
from collections.abc import Sequence

from app.domain.location import Leaf, LeafRange

#: What can begin between two ranges of one list.
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b|\bи\b|\bund\b|\bet\b)\s*")
_TO = re.compile(r"\s*[-‐‑–—]\s*")
_OPEN = re.compile(r"\s?(?:ff\.?|f\.(?=\W|$)|и след\.|sqq?\.|から)")
#: What is counted, after its number: "第58画像目".
_COUNTER = re.compile("画像目")
#: "3-5-2" goes on: it is a shelfmark and no leaf.
_GOES_ON = re.compile(r"[\w/]|[-–](?=\w)|[.](?=\d)")


class LeafReader:
    """Reads the leaves of archives that mark the sides of a leaf with these words."""

    def __init__(self, recto: Sequence[str], verso: Sequence[str]) -> None:
        marks = [*((mark.rstrip("."), "recto") for mark in recto), *((mark.rstrip("."), "verso") for mark in verso)]
        # In German "R" is the back of a leaf and "r" its front: the case decides, where both are marks.
        self._sides = {mark.casefold(): side for mark, side in marks} | dict(marks)
        words = "|".join(re.escape(mark) for mark, _ in sorted(marks, key=lambda mark: -len(mark[0])))
        side = rf"(?:\s?\(?(?P<side>{words})(?!\w)\.?\)?)?" if words else "(?P<side>(?!))?"
        suffix = rf"(?:(?!f\.|(?:{words or '(?!)'})(?!\w))(?P<suffix>[a-zа-я])(?!\w))?"
        self._leaf = re.compile(rf"(?P<n>\d{{1,6}}){suffix}{side}", re.IGNORECASE)

    def read(self, words: str, start: int, end: int) -> tuple[tuple[LeafRange, ...], int]:
        """Give the ranges that stand at ``start`` and where they end; no ranges if none stand there."""
        ranges: list[LeafRange] = []
        here = last = start
        while found := self._range(words, here, end):
            leaf_range, last = found
            ranges.append(leaf_range)
            between = _BETWEEN.match(words, last, end)
            if not between or between.end() == last:
                break
            here = between.end()
        return tuple(ranges), last

    def _range(self, words: str, start: int, end: int) -> tuple[LeafRange, int] | None:
        first = self._leaf.match(words, start, end)
        if not first:
            return None
        counter = _COUNTER.match(words, first.end(), end)
        here = counter.end() if counter else first.end()
        if opened := _OPEN.match(words, here, end):
            return LeafRange(first=self._made(first), last=None), opened.end()
        joined = _TO.match(words, here, end)
        second = self._leaf.match(words, joined.end(), end) if joined else None
        if second:
            here = second.end()
            number = _completed(first["n"], second["n"])
            if number is None:
                return None
            last = self._made(second).model_copy(update={"n": number})
        else:
            last = self._made(first)
        return None if _GOES_ON.match(words, here, end) else (LeafRange(first=self._made(first), last=last), here)

    def _made(self, found: re.Match[str]) -> Leaf:
        mark = found["side"] or ""
        side = self._sides.get(mark) or self._sides.get(mark.casefold())
        return Leaf.model_validate({"n": found["n"], "suffix": found["suffix"], "side": side})


def _completed(first: str, last: str) -> str | None:
    """Give a shortened number in full ("142–5" is to 145); None where a range would run backwards."""
    if int(last) < int(first) and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return last if int(last) >= int(first) else None
