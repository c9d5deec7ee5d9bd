"""The levels of one family of notations, and which of them can begin with a letter: the others need not be tried."""

import re
from collections.abc import Sequence

from app.archival.patterns import bare, level_patterns, unique
from app.archival.scheme import LevelRule, Scheme

#: A level, and a pattern that finds it.
LevelPattern = tuple[LevelRule, re.Pattern[str]]
#: The longest value of capitals alone.
_LETTERS = 8


class FamilyLevels:
    """Every level of a family, with the labels of all its notations; what has a label is looked for first."""

    def __init__(self, family: Sequence[Scheme]) -> None:
        levels = _rules(family)
        self.rules = {rule.name: rule for rule, _ in levels}
        found = [(rule, pattern, labels) for rule, labels in levels for pattern in level_patterns(rule, labels)]
        self._labels = {rule.name: {bare(label) for label in labels} for rule, labels in levels}
        self.labelled = [one for rule, one, _ in found if rule.labels and "label" in one.groupindex]
        begins = [((rule, one), _letters(rule, one, labels)) for rule, one, labels in found]
        self._anywhere = [level for level, letters in begins if not letters]
        self._by_letter = {
            letter: [level for level, letters in begins if not letters or letter in letters]
            for letter in set().union(*(letters for _, letters in begins))
        }

    def is_label(self, name: str, label: str | None) -> bool:
        """Tell whether a level has this label, or none is printed."""
        return label is None or bare(label) in self._labels.get(name, ())

    def at(self, words: str, here: int) -> Sequence[LevelPattern]:
        """Give those that can begin with the letter that stands here."""
        return self._by_letter.get(words[here : here + 1].casefold(), self._anywhere)


def _rules(family: Sequence[Scheme]) -> list[tuple[LevelRule, tuple[str, ...]]]:
    """Give each level of a family once, with the labels of all its notations."""
    rules: dict[str, LevelRule] = {}
    labels: dict[str, list[tuple[str, ...]]] = {}
    for scheme in family:
        for rule in scheme.levels:
            rules.setdefault(rule.name, rule)
            labels.setdefault(rule.name, []).append((*rule.labels, *rule.plurals))
    found = [(rule, unique(labels[name])) for name, rule in rules.items()]
    return sorted(found, key=lambda one: (not one[1], -max(map(len, one[1]), default=0)))


def _letters(rule: LevelRule, pattern: re.Pattern[str], labels: Sequence[str]) -> set[str]:
    """Give the letters that a level begins with if its label stands first; none if it can begin with any."""
    is_first = "label" in pattern.groupindex and not rule.postfix
    return {label[0].casefold() for label in labels} if is_first else set()


def is_value(value: str, rule: LevelRule) -> bool:
    """Tell a value from the next word: it has a figure in it, or is of capitals ("JNSG", "XIV")."""
    if rule.value or rule.bare:
        return True
    return any(letter.isdigit() for letter in value) or (value.isupper() and len(value) <= _LETTERS)
