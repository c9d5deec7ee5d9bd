"""Paths without labels, in the forms that a notation gives: "059a/5a/11/5", "558/11/334/54-55"."""

import re
from collections.abc import Mapping, Sequence

from app.archival.leaves import LeafReader
from app.archival.patterns import unique
from app.archival.scheme import LEAVES, PLACEHOLDER, LevelRule, Scheme, form_levels
from app.archival.walk import Walk
from app.domain.location import Leaves

#: A value in a path without labels: there has to be a figure in it, or every four words would be a path.
_VALUE = r"(?=[^\W\d_]{0,8}[-.]?\d)[^\W_][\w½¼¾’'-]*"
#: One between stops: "558.11.492", and not "Ф.558".
_DOTTED = r"\d{1,5}[a-zа-я]?"
_LEAVES = r"\d{1,4}(?:[-–]\d{1,4})?"
#: What a slash may follow: the name of the unit, for readers ("RW 19 (OKW/Wehrwirtschafts- und Rüstungsamt)/234").
_SLASH = r"(?:\s*\([^()]{1,120}\))?\s*/\s*"


class FormReader:
    """Reads the forms of a family that the levels of one archive make, the longest first."""

    def __init__(
        self, own: Scheme, family: Sequence[Scheme], rules: Mapping[str, LevelRule], numbers: LeafReader
    ) -> None:
        known = {rule.name for rule in own.levels}
        usable = [form for form in unique(s.forms for s in family) if form_levels(form) <= known]
        self._patterns = [form_pattern(form, rules) for form in sorted(usable, key=lambda form: -form.count("{"))]
        self._unit = own.leaves.unit if own.leaves else "leaf"
        self._numbers = numbers

    def read(self, walk: Walk) -> bool:
        """Take the path that stands here; tell whether there was one."""
        found = next(filter(None, map(walk.match, self._patterns)), None)
        if not found:
            return False
        for name, value in found.groupdict().items():
            if name == LEAVES:
                self._take_leaves(walk, found)
            else:
                walk.take_level(name, None, value, found.end(name))
        return True

    def _take_leaves(self, walk: Walk, found: re.Match[str]) -> None:
        ranges, end = self._numbers.read(walk.words, found.start(LEAVES), walk.end)
        if ranges:
            walk.take("glue", found.start(LEAVES))
            stated = walk.words[walk.here : end]
            walk.leaves = Leaves(unit=self._unit, label=None, as_written=stated, ranges=ranges)
            walk.take("leaves", end)


def form_pattern(form: str, rules: Mapping[str, LevelRule]) -> re.Pattern[str]:
    """Match a path without labels, such as "{fond}/{opis}/{delo}"."""
    parts = PLACEHOLDER.split(form)
    pattern = ""
    for number, part in enumerate(parts):
        if number % 2:
            pattern += rf"(?P<{part}>{_value(form, part, rules)})"
        else:
            pattern += re.escape(part).replace(r"\ ", r"\s+").replace("/", _SLASH)
    return re.compile(rf"{pattern}(?![\w/])")


def _value(form: str, part: str, rules: Mapping[str, LevelRule]) -> str:
    if part == LEAVES:
        return _LEAVES
    return _DOTTED if "." in form else rules[part].bare or rules[part].value or _VALUE
