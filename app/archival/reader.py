"""Reads the path of a place, after the name of its archive: levels, leaves, dates and notes, as far as understood."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from app.archival.backward import BackwardReader
from app.archival.forms import FormReader
from app.archival.leaves import FamilyLeaves
from app.archival.levels import FamilyLevels, is_value
from app.archival.lists import ListReader
from app.archival.patterns import DATE, bare, ranks, unique
from app.archival.scheme import Scheme
from app.archival.unlabelled import UnlabelledReader
from app.archival.walk import COPIES, Walk
from app.domain.location import Leaves, Level

_COMMENT = re.compile(r"\((?:henceforth|hereafter|hereinafter)\b[^()]{0,120}\)")
_SPACE = re.compile(r"\s+")
#: What may stand between a place and the name of its archive after it: "… 6223,” Ministry of External Relations".
_ENDING = re.compile(r"[\s,;.]*[”\"]?[\s,;.]*\(?")
_JOINER = re.compile(r"\s*(?:[,;.]?\s*\b(?:also|and|as well as|и|та|und|et)\b\s+(?:in\s+|в\s+)?|[;,]\s*)")
#: What stands between leaves and what they are of, where the narrowest part comes first.
_PARTED = re.compile(r"[,;]\s+")
_BRACKETS = {"(": ")", "（": "）"}
#: What follows the name of an archive after which words need no label; another word would belong to the name.
_NAME_ENDS = re.compile(r"\s*(?:[^\w\s\]]|$|\d)")
#: What no unit is numbered: "p. 16-42" are pages, where "p. 16" is a papka.
_RANGE = re.compile(r"\d+[-–]\d+")


class FamilyReader:
    """Reads every notation of one family, for archives whose own notation is ``own``."""

    def __init__(self, own: Scheme, family: Sequence[Scheme]) -> None:
        self.own = own
        self.family = (own, *(scheme for scheme in family if scheme.id != own.id))
        self._ranks = ranks(self.family)
        self._labels = [(scheme, _labels(scheme)) for scheme in self.family]
        self._levels = FamilyLevels(self.family)
        self._leaves = FamilyLeaves(own, self.family)
        self._forms = FormReader(own, self.family, self._levels.rules, self._leaves.numbers)
        self._backward = self._read_backward()
        self._lists = ListReader(own, self.family)
        self._copies = _copies(self.family)
        undeclared = "|".join(map(re.escape, unique(scheme.undeclared for scheme in self.family)))
        self._undeclared = re.compile(rf"[^,;.]{{0,80}}?\b(?:{undeclared})\b") if undeclared else None
        self._unlabelled = UnlabelledReader(own, self._levels, self._leaves.label) if own.unlabelled else None
        self._broadest = re.compile(own.levels[0].bare or "(?!)")

    def has(self, levels: Sequence[Level]) -> bool:
        """Tell whether the archive's own notation has these levels, and its family their labels."""
        own = {rule.name for rule in self.own.levels}
        return all(level.name in own and self._levels.is_label(level.name, level.label) for level in levels)

    def is_broader(self, name: str, other: str) -> bool:
        """Tell whether a level is broader than another."""
        return self._ranks[name] < self._ranks[other]

    def notation(self, printed: AbstractSet[str]) -> Scheme:
        """Give the first notation of the family that has every label that is printed."""
        return next((scheme for scheme, known in self._labels if printed <= known), self.own)

    def _read_backward(self) -> BackwardReader | None:
        """Give what reads the notation of this family that goes from narrow to broad, if there is one."""
        found = next((s for s in self.family if s.order == "narrow-to-broad" and s.unlabelled), None)
        return BackwardReader(self.own, found.unlabelled, self._levels) if found and found.unlabelled else None

    def opens(self, words: str, stop: int) -> bool:
        """Tell whether the name of an archive ends here."""
        if self._unlabelled is None or _NAME_ENDS.match(words, stop):
            return True
        begin = _SPACE.match(words, stop)
        return begin is not None and any(pattern.match(words, begin.end()) for pattern in self._levels.labelled)

    def begins(self, words: str, start: int, stop: int) -> bool:
        """Tell whether what could be the name of an archive is the beginning of a number in it: "PRO 30/86"."""
        found = self._broadest.match(words, start)
        return found is not None and any(map(str.isdigit, words[stop : found.end()]))

    def path(self, words: str, start: int, end: int) -> Walk:
        """Read one place alone, as deep as it goes."""
        return self._go(Walk(words, start, end))

    def read(self, words: str, start: int, end: int) -> list[Walk]:
        """Read the place that begins at ``start``, and those after it that leave out what they share with it."""
        walks = [self.path(words, start, end)]
        while following := self._listed(walks[-1]) or self._joined(walks[-1]):
            walks.append(following)
        return [*walks[:-1], *self._lists.twins(walks[-1])]

    def _listed(self, walk: Walk) -> Walk | None:
        """Read the next one of a list of files ("dd. 18, 19"); None if there is none."""
        following = self._lists.following(walk)
        return self._go(following) if following else None

    def _joined(self, walk: Walk) -> Walk | None:
        """Read the next place, which leaves out what it shares with this one; None if none is joined to it."""
        joiner = _JOINER.match(walk.words, walk.here, walk.end)
        return self.resume(walk.words, walk.here, walk.end, walk.levels, begin=joiner.end()) if joiner else None

    def resume(
        self, words: str, start: int, end: int, before: Sequence[Level], *, begin: int | None = None
    ) -> Walk | None:
        """Read a place that takes over what it leaves out from ``before``; None if none begins at ``begin``."""
        here = start if begin is None else begin
        shared = self._shared(words, here, end, before) if before else None
        if shared is None and begin is None and self._unlabelled and self._unlabelled.opens(words, here, end):
            shared = ()
        if shared is None:
            return None
        walk = Walk(words, start, end, shared)
        walk.take("glue", here)
        return self._go(walk)

    def ending(self, words: str, start: int, end: int) -> Walk | None:
        """Read a place that stands before the name of its archive, and ends there; None if this is none."""
        if self._backward and (backward := self._read_back(self._backward, words, start, end)):
            return backward
        trial = Walk(words, start, end)
        is_begun = self._forms.read(trial) or self._level(trial) or self._aside(trial)
        if not (is_begun or (self._unlabelled and self._unlabelled.opens(words, start, end))):
            return None
        walk = self._go(Walk(words, start, end, leads=True))
        is_sure = walk.own_levels and (not walk.guessed or any(level.label for level in walk.levels))
        return walk if is_sure and _ENDING.fullmatch(words, walk.here, end) else None

    def _read_back(self, backward: BackwardReader, words: str, start: int, end: int) -> Walk | None:
        """Read a place from narrow to broad, its leaves first if it has any."""
        pages = self.leaves_between(words, start, end)
        parted = _PARTED.match(words, pages.here, end) if pages else None
        walk = backward.read(words, parted.end() if parted else start, end)
        if walk and pages and parted and walk.pieces[0].start == parted.end():
            walk.leaves = pages.leaves
            walk.pieces[:0] = pages.pieces
        return walk

    def leaves_between(self, words: str, start: int, end: int) -> Walk | None:
        """Read leaves with a label that stand by themselves; None if none stand there."""
        walk = Walk(words, start, end)
        return walk if self._leaf(walk, bare_too=False) else None

    def _shared(self, words: str, here: int, end: int, before: Sequence[Level]) -> Sequence[Level] | None:
        """Give what a place that begins here takes over: all before the first level it has itself."""
        trial = Walk(words, here, end)
        if self._date(trial):
            trial.skip()
        if self._forms.read(trial) or self._level(trial):
            first = trial.levels[0].name
            if first not in {level.name for level in before}:
                return None
            return [level for level in before if self._ranks[level.name] < self._ranks[first]]
        return list(before) if not trial.item_date and self._leaf(trial, bare_too=False) else None

    def _go(self, walk: Walk) -> Walk:
        """Go on as deep as it goes."""
        while walk.here < walk.end:
            here, pieces = walk.here, len(walk.pieces)
            if self._lists.following(walk):
                break
            passed = walk.skip()
            if (";" in passed and walk.leaves) or not self._part(walk, passed):
                walk.back(here, pieces)
                break
        self._settle(walk)
        return walk

    def _part(self, walk: Walk, passed: str) -> bool:
        if walk.note is not None:
            return False
        if self._note(walk) or self._copy(walk):
            return True
        if walk.leaves:
            return False
        return (
            (walk.own_levels == 0 and self._forms.read(walk))
            or self._level(walk)
            or self._leaf(walk)
            or self._aside(walk)
            or (self._unlabelled is None and self._date(walk))
            or (self._unlabelled is not None and not set(passed) & set(";.") and self._unlabelled.read(walk))
        )

    def _level(self, walk: Walk) -> bool:
        for rule, pattern in self._levels.at(walk.words, walk.here):
            found = None if walk.has(rule.name) else walk.match(pattern)
            if found and is_value(found["value"], rule):
                walk.take_level(rule.name, found.groupdict().get("label"), found["value"], found.end())
                return True
        return False

    def _leaf(self, walk: Walk, *, bare_too: bool = True) -> bool:
        day = walk.match(DATE)
        is_day = day is not None and any(map(str.isalpha, day[0]))
        last = walk.levels[-1].name if bare_too and walk.levels and not is_day else None
        found = self._leaves.read(walk.words, walk.here, walk.end, after=last)
        if not found:
            return False
        walk.leaves, end = found
        walk.take("leaves", end)
        return True

    def _note(self, walk: Walk) -> bool:
        """Take words that say that something is not stated."""
        found = walk.match(self._undeclared) if self._undeclared else None
        if found:
            walk.note = found[0]
            walk.take("note", found.end())
        return found is not None

    def _copy(self, walk: Walk) -> bool:
        """Take a word that says what is kept there: the original, a copy, a film."""
        found = walk.match(self._copies) if self._copies and walk.levels and not walk.copy else None
        if found:
            walk.copy = next(kind for kind in COPIES if found[kind])
            walk.take("note", found.end())
        return found is not None

    def _aside(self, walk: Walk) -> bool:
        """Take what stands in round brackets: another level, or words that only help reading on."""
        if comment := walk.match(_COMMENT):
            walk.take("glue", comment.end())
            return True
        ends = _BRACKETS.get(walk.words[walk.here : walk.here + 1])
        close = walk.words.find(ends, walk.here, walk.end) if ends else -1
        if close < 0:
            return False
        inner = Walk(walk.words, walk.here + 1, close, walk.levels)
        if self._level(inner) and inner.here == close:
            level = inner.levels[-1]
            walk.take_level(level.name, level.label, level.value, close + 1)
            return True
        inner = Walk(walk.words, walk.here + 1, close, walk.levels)
        if self._leaf(inner, bare_too=False) and inner.here == close:
            walk.leaves = inner.leaves
            walk.take("leaves", close + 1)
            return True
        if self._unlabelled is None and walk.own_levels and self._date(inner) and inner.here == close:
            walk.item_date = inner.item_date
            walk.take("date", close + 1)
            return True
        return self._gloss(walk, close + 1)

    def _gloss(self, walk: Walk, end: int) -> bool:
        """Pass over words in brackets that another part follows: "Ф. 223 (С. Д. Полторацкий). Картон 79"."""
        after = Walk(walk.words, end, walk.end, walk.levels)
        after.skip()
        if self._unlabelled or not walk.own_levels or not (self._level(after) or self._leaf(after, bare_too=False)):
            return False
        walk.take("glue", end)
        return True

    def _date(self, walk: Walk) -> bool:
        found = None if walk.item_date else walk.match(DATE)
        if found:
            walk.item_date = found[0]
            walk.take("date", found.end())
        return found is not None

    def _settle(self, walk: Walk) -> None:
        """Take the last level for leaves where one letter can mean both, and it is a range, or no level here."""
        last = walk.levels[-1] if walk.own_levels else None
        if not last or walk.leaves or not last.label or bare(last.label) not in self._leaves.units:
            return
        if any(rule.name == last.name for rule in self.own.levels) and not _RANGE.fullmatch(last.value):
            return
        piece = walk.pieces[-1]
        begin = walk.words.index(last.value, piece.start + len(last.label))
        ranges, end = self._leaves.numbers.read(walk.words, begin, walk.end)
        if ranges and end >= piece.end:
            walk.levels.pop()
            walk.pieces.pop()
            unit = self._leaves.units[bare(last.label)]
            walk.leaves = Leaves(unit=unit, label=last.label, as_written=walk.words[begin:end], ranges=ranges)
            walk.here = piece.start
            walk.take("leaves", end)


def _labels(scheme: Scheme) -> set[str]:
    leaves = scheme.leaves
    named = unique((*rule.labels, *rule.plurals) for rule in scheme.levels)
    return {bare(label) for label in (*named, *(label for _, label in (leaves.named if leaves else ())))}


def _copies(family: Sequence[Scheme]) -> re.Pattern[str] | None:
    """Match a word that says what is kept there, alone between two marks: "Копия.", "(copy)"."""
    kinds = []
    for kind in COPIES:
        words = unique(scheme.copies.get(kind, ()) for scheme in family)
        kinds.append(rf"(?P<{kind}>{'|'.join(map(re.escape, words)) or '(?!)'})")
    if not any(scheme.copies for scheme in family):
        return None
    return re.compile(rf"[(\[]?(?:{'|'.join(kinds)})[)\]]?(?=\s*(?:[,.;]|$))", re.IGNORECASE)
