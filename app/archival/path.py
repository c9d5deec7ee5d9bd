"""Prints the path of a place, from its first level to its leaves."""

import re
from collections.abc import Iterator, Sequence

from app.archival.forms import form_pattern
from app.archival.patterns import VALUE, bare
from app.archival.rendered import Part
from app.archival.scheme import PLACEHOLDER
from app.archival.script import respell
from app.archival.wording import Wording
from app.domain.location import ArchivalLocation, Leaves, Level

#: The figures and letters of leaves, without the words that join them.
_NUMBERS = re.compile(r"\d+|(?!(?:and|und|et|и|та)\b)[^\W\d_]+")


class PathPrinter:
    """Prints the levels and leaves of one place with these words."""

    def __init__(self, location: ArchivalLocation, wording: Wording) -> None:
        self.location = location
        self.style = wording.style
        self.is_latin = wording.latin
        self._wording = wording
        self._own = wording.own
        self.is_narrow = self._is_narrow()
        self.is_kept_broad = bool(wording.narrow) and wording.own.status == "verified" and not self.is_narrow
        notation = wording.narrow if wording.narrow and self.is_narrow else self._own
        self.separator = self.style.separator or notation.separator

    def parts(self, *, after_archive: bool = False, with_leaves: bool = True) -> Iterator[Part]:
        """Give the parts, with what separates them, and with what stands before them after the archive's name."""
        end = self._end(with_leaves=with_leaves)
        elements = [*end, *self._path()] if self.is_narrow else [*self._path(), *end]
        for number, element in enumerate(elements):
            if number:
                yield Part(text=self.separator, kind="separator")
            elif after_archive:
                yield Part(text=self._opening(element), kind="separator")
            yield from element

    def _opening(self, element: Sequence[Part]) -> str:
        if self._own.after_archive is not None:
            return self._own.after_archive
        is_form = self.style.forms and sum(part.kind == "value" for part in element) > 1 and element[0].kind == "value"
        return " " if is_form else self.separator

    def _path(self) -> Iterator[list[Part]]:
        whole = levels = self._ordered()
        while levels:
            # without labels, a path is read only where it begins
            run = self._form(levels) if levels is whole or not self.style.forms else []
            count = len({part.name for part in run}) or 1
            yield run or self._level(levels[0])
            levels = levels[count:]

    def _is_narrow(self) -> bool:
        """Tell whether the path goes from narrow to broad, and is read back so."""
        narrow, levels = self._wording.narrow, self.location.levels
        if not narrow or self._own.status != "verified" or self.location.copy_ or self.location.note:
            return False
        known = {rule.name for rule in self._own.levels}
        is_labelled = all(level.name in known and self._wording.level_label(level) for level in levels)
        return is_labelled and any(level.name == narrow.levels[0].name for level in levels)

    def _ordered(self) -> Sequence[Level]:
        """Order levels from broad to narrow, where that is known to be right and position has no meaning of its own."""
        ranks = {rule.name: rank for rank, rule in enumerate(self._own.levels)}
        levels = self.location.levels
        if self.is_narrow:
            return sorted(levels, key=lambda level: -ranks[level.name])
        is_known = self._own.status == "verified" and all(level.name in ranks for level in levels)
        if self.style.order == "printed" or self._own.unlabelled or not is_known:
            return levels
        return sorted(levels, key=lambda level: ranks[level.name])

    def _form(self, levels: Sequence[Level]) -> list[Part]:
        """Print the levels that a path without labels begins with; nothing if there is none to use."""
        for form in self._own.forms:
            names = PLACEHOLDER.findall(form)
            run = levels[: len(names)]
            if [level.name for level in run] == names and self._is_usable(form, run):
                return list(self._filled(form, run))
        return []

    def _is_usable(self, form: str, run: Sequence[Level]) -> bool:
        """Tell whether a path is to be printed without labels, and would be read as the same path."""
        rules = {rule.name: rule for rule in self._own.levels}
        if not self.style.forms:
            is_without = all(level.label is None for level in run)
            return is_without and not all(rules[level.name].labels for level in run)
        values = {level.name: level.value for level in run}
        found = form_pattern(form, rules).fullmatch(form.format_map(values))
        return found is not None and found.groupdict() == values

    def _filled(self, form: str, run: Sequence[Level]) -> Iterator[Part]:
        values = {level.name: level for level in run}
        for number, words in enumerate(PLACEHOLDER.split(form)):
            if number % 2:
                yield from self._value(values[words])
            elif words:
                yield Part(text=words, kind="glue", name=run[0].name)

    def _level(self, level: Level) -> list[Part]:
        value = list(self._value(level))
        words = self._wording.level_label(level)
        if not words:
            return value
        is_new = level.label is None or bare(words) != bare(level.label)
        label = Part(text=words, kind="label", generated=is_new, name=level.name)
        rule = self._wording.rules(level.name)[0]
        if rule.quoted and not re.fullmatch(rule.value or VALUE, level.value):
            value = [Part(text="“", kind="glue", name=level.name), *value, Part(text="”", kind="glue", name=level.name)]
        if rule.postfix:
            return [*value, Part(text=". ", kind="glue", name=level.name), label]
        space = "" if words[-1] == "-" or (rule.glued and words[-1] == ".") else " "
        return [label, Part(text=space, kind="glue", name=level.name), *value]

    def _value(self, level: Level) -> Iterator[Part]:
        for text, is_made in respell(level.value, latin=self.is_latin):
            yield Part(text=text, kind="value", generated=is_made, name=level.name)

    def _end(self, *, with_leaves: bool) -> Iterator[list[Part]]:
        """Print what follows the levels."""
        if with_leaves and self.location.leaves:
            yield self._leaves(self.location.leaves)
        if kind := self.location.copy_:
            word = self._wording.copy_word(kind) or kind
            yield [Part(text=word, kind="copy", generated=word.casefold() not in self.location.as_written.casefold())]
        if self.location.note:
            yield [Part(text=self.location.note, kind="note")]

    def _leaves(self, leaves: Leaves) -> list[Part]:
        text = self._wording.leaves_text(leaves)
        is_new = _NUMBERS.findall(text.casefold()) != _NUMBERS.findall(leaves.as_written.casefold())
        numbers = Part(text=text, kind="leaves", generated=is_new, name=leaves.unit)
        words = self._wording.leaf_label(leaves)
        if not words:
            return [numbers]
        label = Part(text=words, kind="label", generated=bare(words) != bare(leaves.label or ""), name=leaves.unit)
        if self._wording.is_after(words):
            return [numbers, Part(text=". ", kind="glue", name=leaves.unit), label]
        return [label, Part(text=" ", kind="glue", name=leaves.unit), numbers]
