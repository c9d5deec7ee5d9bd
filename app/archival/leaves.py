"""Reads lists of leaves: "31-32", "142–5", "17, 20, 27 and 36", "31–32 об.", "4ff", "r. 12 – v. 13"."""

import re
from collections.abc import Sequence

from app.archival.patterns import bare, label_pattern, unique
from app.archival.scheme import Scheme
from app.domain.location import Leaf, LeafRange, Leaves

#: What can begin between two ranges of one list.
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b|\bи\b|\bund\b|\bet\b)\s*")
_TO = re.compile(r"\s*[-‐‑–—]\s*|\.[-–](?=\d)")
#: How far a label is looked for that follows the numbers.
_NEAR = 60
#: A year by itself is no leaf.
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\w])")
_OPEN = re.compile(r"\s?(?:ff\.?|f\.(?=\W|$)|и след\.|sqq?\.|から)")
#: What is counted, after its number: "第58画像目".
_COUNTER = re.compile("画像目")
#: Stands before a number in Chinese and Japanese: "第12-15页".
_ORDINAL = "第"
#: "3-5-2" goes on: it is a shelfmark and no leaf.
_GOES_ON = r"(?!(?:{})(?!\w))[\w/]|[-–](?=\w)|[.](?=\d)"


class FamilyLeaves:
    """Reads leaves with the labels of one family of notations; ``own`` says what numbers without a label are."""

    def __init__(self, own: Scheme, family: Sequence[Scheme]) -> None:
        rules = [scheme.leaves for scheme in family if scheme.leaves]
        self.units = {bare(label): unit for rule in reversed(rules) for unit, label in rule.named}
        labels = unique([label for _, label in rule.named] for rule in rules)
        self.label = re.compile(label_pattern(labels), re.IGNORECASE) if labels else None
        after = {label: rule.unit_after(label) for rule in reversed(rules) for label in rule.postfix}
        words = "|".join(re.escape(label.rstrip(".")) for label in sorted(after, key=len, reverse=True))
        self._after = re.compile(rf"\.?\s*(?P<label>(?:{words})(?!\w)\.?)", re.IGNORECASE) if words else None
        self._units_after = {bare(label): unit for label, unit in after.items()}
        self._own = own.leaves
        sides = (unique(rule.recto for rule in rules), unique(rule.verso for rule in rules))
        self.numbers = LeafReader(*sides, tuple(after))

    def read(self, words: str, start: int, end: int, *, after: str | None) -> tuple[Leaves, int] | None:
        """Give the leaves that stand here and where they end; ``after`` which level numbers without a label may be."""
        found = self.label.match(words, start, end) if self.label else None
        is_bare = self._own is not None and after in self._own.bare and not _YEAR.match(words, start, end)
        if not (found or is_bare or self._after):
            return None
        begin = found.end() if found else start
        ranges, last = self.numbers.read(words, begin, end if found or is_bare else min(end, start + _NEAR))
        behind = self._after.match(words, last, end) if self._after and ranges and not found else None
        if not ranges or not (found or behind or is_bare):
            return None
        named = found or behind
        label = named["label"] if named else None
        units = self._units_after if behind else self.units
        unit = units[bare(label)] if label else self._own.unit if self._own else "leaf"
        stated = words[begin:last].removeprefix(_ORDINAL).lstrip()
        leaves = Leaves(unit=unit, label=label, as_written=stated, ranges=ranges)
        return leaves, behind.end() if behind else last


class LeafReader:
    """Reads the leaves of archives that mark the sides of a leaf with these words, and have these labels after it."""

    def __init__(self, recto: Sequence[str], verso: Sequence[str], after: Sequence[str] = ()) -> None:
        self._goes_on = re.compile(_GOES_ON.format("|".join(map(re.escape, after)) or "(?!)"))
        marks = [*((mark.rstrip("."), "recto") for mark in recto), *((mark.rstrip("."), "verso") for mark in verso)]
        # In German "R" is the back of a leaf and "r" its front: the case decides, where both are marks.
        self._sides = {mark.casefold(): side for mark, side in marks} | dict(marks)
        words = "|".join(re.escape(mark) for mark, _ in sorted(marks, key=lambda mark: -len(mark[0])))
        side = rf"(?:\s?\(?(?P<side>{words})(?!\w)\.?\)?)?" if words else "(?P<side>(?!))?"
        suffix = rf"(?:(?!f\.|(?:{words or '(?!)'})(?!\w))(?P<suffix>[a-zа-я])(?!\w))?"
        self._leaf = re.compile(rf"(?:{_ORDINAL}\s?)?(?P<n>\d{{1,6}}){suffix}{side}", re.IGNORECASE)

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
        return None if self._goes_on.match(words, here, end) else (LeafRange(first=self._made(first), last=last), here)

    def _made(self, found: re.Match[str]) -> Leaf:
        mark = found["side"] or ""
        side = self._sides.get(mark) or self._sides.get(mark.casefold())
        return Leaf.model_validate({"n": found["n"], "suffix": found["suffix"], "side": side})


def _completed(first: str, last: str) -> str | None:
    """Give a shortened number in full ("142–5" is to 145); None where a range would run backwards."""
    if int(last) < int(first) and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return last if int(last) >= int(first) else None
