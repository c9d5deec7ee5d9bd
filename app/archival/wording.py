"""The words with which one archive's references are printed in one style: labels, and the numbers of leaves."""

from collections.abc import Iterable, Iterator, Sequence

from app.archival.patterns import bare
from app.archival.scheme import LeavesRule, LevelRule, Scheme
from app.archival.script import is_latin, respell, romanised
from app.archival.style import Style
from app.domain.location import Leaf, LeafRange, Leaves, Level


class Wording:
    """The words of an archive; ``family`` are its notations, its own first.

    A word is taken from the notation of the style, if that is of the family, then from the archive's own, then spelled
    in Latin letters, then from the rest of the family: the first that there is in the letters asked for.
    """

    def __init__(self, family: Sequence[Scheme], style: Style, *, latin: bool) -> None:
        self.own = family[0]
        self.family = family
        self.style = style
        self.latin = latin or _is_latin_notation(self.own)
        self._notation = [scheme for scheme in family if scheme.id == style.notation]
        self.narrow = self._from_narrow_to_broad() if style.order == "narrow" else None
        if self.narrow:
            self._notation = [self.narrow, *self._notation]
        self._leaf_notation = [scheme for scheme in family if scheme.id == (style.leaf_notation or style.notation)]

    def rules(self, name: str) -> list[LevelRule]:
        """Give what each notation says of a level, the archive's own first."""
        return [rule for scheme in self.family for rule in scheme.levels if rule.name == name]

    def _from_narrow_to_broad(self) -> Scheme | None:
        return next((s for s in self.family if s.order == "narrow-to-broad" and s.status == "verified"), None)

    def level_label(self, level: Level) -> str | None:
        """Give the label of a level; None where its value stands by itself, the printed one where there is no other."""
        rules = self.rules(level.name)
        if level.label is None and (self.own.unlabelled or any(rule.bare for rule in rules)):
            return None
        kept = [label for rule in rules for label in rule.kept if level.label and _same(label, level.label)]
        if level.label and kept:
            return self._chosen((kept, (romanised(level.label),)), "first") or level.label
        printed = [rule.labels for scheme in self._notation for rule in scheme.levels if rule.name == level.name]
        own = [rule.labels for rule in self.own.levels if rule.name == level.name]
        offered = self._offered(own, [rule.labels for rule in rules])
        return self._chosen((*printed, *offered), self.style.labels) or level.label

    def leaf_label(self, leaves: Leaves) -> str | None:
        """Give the label of leaves, for one or for several; None where they were printed without one."""
        if leaves.label is None:
            return None
        others = self.own.leaves.others.get(leaves.unit, ()) if self.own.leaves else ()
        if bare(leaves.label) in map(bare, others) and is_latin(leaves.label) == self.latin:
            return leaves.label
        several = _is_several(leaves.ranges)
        printed = _labels(self._leaf_notation, leaves.unit, several=several)
        own = list(_labels([self.own], leaves.unit, several=several))
        rest = list(_labels(self.family, leaves.unit, several=several))
        form = "first" if self.style.leaf_notation else self.style.labels
        return self._chosen((*printed, *self._offered(own, rest)), form) or leaves.label

    def is_after(self, label: str) -> bool:
        """Tell whether a label of leaves follows their numbers."""
        rule = self.own.leaves
        return (
            rule is not None and bare(label) in map(bare, rule.postfix) and label not in (*rule.labels, *rule.plurals)
        )

    def leaves_text(self, leaves: Leaves) -> str:
        """Give the numbers of leaves, shortened ones in full."""
        return ", ".join(map(self._range, leaves.ranges))

    def copy_word(self, kind: str) -> str | None:
        """Give the word for what is kept there; None where no notation has one in these letters."""
        return self._chosen([words for s in self.family for name, words in s.copies.items() if name == kind], "first")

    def _chosen(self, offers: Iterable[Sequence[str]], form: str) -> str | None:
        """Take the first offer that is in the letters asked for."""
        for offer in offers:
            if fitting := [label for label in offer if is_latin(label) == self.latin]:
                return self._cased(_whole(fitting) if form == "whole" else fitting[0])
        return None

    def _offered(self, own: Sequence[Sequence[str]], rest: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Give an archive's own words, in Latin letters those spelled so that are known before all others."""
        spelled = [[romanised(label) for label in offer] for offer in own if self.latin]
        known = {bare(label) for offer in rest for label in offer}
        yield from ([label for label in offer if bare(label) in known] for offer in spelled)
        yield from (*own, *rest, *spelled)

    def _cased(self, label: str) -> str:
        """Give a label its case; one that is of capitals, or a name of several words, keeps it."""
        is_name = self.own.capitals or label[1:] != label[1:].lower()
        return label if is_name or not self.style.lower else label.lower()

    def _range(self, leaves: LeafRange) -> str:
        first = self._leaf(leaves.first)
        if leaves.last is None:
            rule = self.own.leaves if not self.latin or _is_latin_notation(self.own) else None
            return first + (rule.onward if rule else LeavesRule.model_fields["onward"].default)
        return first if leaves.last == leaves.first else f"{first}{self.style.dash}{self._leaf(leaves.last)}"

    def _leaf(self, leaf: Leaf) -> str:
        suffix = "".join(text for text, _ in respell(f"{leaf.n}{leaf.suffix or ''}", latin=self.latin))
        mark = self._side(leaf.side) if leaf.side else None
        if not mark:
            return suffix
        return f"{suffix}{mark}" if len(mark) == 1 else f"{suffix} {mark}"

    def _side(self, side: str) -> str | None:
        printed, own, rest = (
            [rule.verso if side == "verso" else rule.recto for rule in (scheme.leaves for scheme in schemes) if rule]
            for schemes in (self._leaf_notation, [self.own], self.family)
        )
        return self._chosen((*printed, *self._offered(own, rest)), "first")


def _labels(schemes: Iterable[Scheme], unit: str, *, several: bool) -> Iterator[Sequence[str]]:
    """Give what notations call one leaf, or several, of this unit."""
    for rule in (scheme.leaves for scheme in schemes if scheme.leaves):
        if rule.unit == unit:
            yield from (rule.plurals, rule.labels) if several else (rule.labels,)
        elif others := rule.others.get(unit):
            yield others


def _same(label: str, other: str) -> bool:
    """Tell whether two labels are one, whatever their letters and spaces; a soft sign is no letter."""
    one, two = (bare(romanised(words)).replace(" ", "").replace("ь", "") for words in (label, other))
    return one == two


def _is_several(ranges: Sequence[LeafRange]) -> bool:
    """Tell whether there is more than one leaf; both sides of a leaf are one."""
    only = ranges[0]
    return len(ranges) > 1 or only.last is None or (only.last.n, only.last.suffix) != (only.first.n, only.first.suffix)


def _whole(labels: Sequence[str]) -> str:
    """Give the first label that is a word, and not a short form, with its stop or without."""
    words = (label for label in labels if len(label) > 1 and label[-1].isalpha() and f"{label}." not in labels)
    return next(words, labels[0])


def _is_latin_notation(scheme: Scheme) -> bool:
    """Tell whether an archive prints its references in Latin letters."""
    labels = [label for rule in scheme.levels for label in rule.labels[:1]]
    return all(map(is_latin, labels[:1]))
