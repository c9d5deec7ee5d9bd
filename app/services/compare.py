"""Compares two revisions of a record: what was supplied differently, place by place and word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile
from typing import Literal

from app.domain.record import Record
from app.domain.revision import Revision
from app.services.press import load_record, revision_of
from app.services.read import find_revision
from app.storage.repository import Repository

State = Literal["same", "out", "in"]

# Words with the space after them, single marks; scripts written without spaces go character by character.
_TOKEN = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7a3]+\s*|\s+|.", re.DOTALL)
# Finding what stayed takes about as many steps as the square of the words that differ, and more the longer the words
# are. For one page of changes there are so many; where they are used up, words are shown whole, before and after.
_STEPS = 500_000
# The most letters one page shows, of words before and after, and the most places it names.
_LETTERS = 2_000_000
_PLACES = 10_000


@dataclass(frozen=True)
class Change:
    """One place that differs: ``title``, ``en.p7`` and the like, with its words in pieces, or None if too long."""

    place: str
    pieces: tuple[tuple[State, str], ...] | None


@dataclass(frozen=True)
class Changes:
    """What differs, place by place, and how many places differ beyond those that one page can name."""

    named: tuple[Change, ...]
    unnamed: int

    @property
    def is_whole(self) -> bool:
        """Whether every word that differs is here."""
        return not self.unnamed and all(change.pieces is not None for change in self.named)


def compare_with_former(repository: Repository, name: str, number: int) -> tuple[Record, Revision, Changes]:
    """Give a revision's record, and what it changed in the one before; the first changed all that it has."""
    entry = find_revision(repository, name, number, rest=f"/revisions/{number}")
    record = load_record(repository, entry)
    former = load_record(repository, find_revision(repository, record.id, number - 1)) if number > 1 else None
    return record, revision_of(entry), compare(former, record)


def compare(before: Record | None, after: Record) -> Changes:
    """Give every place that differs, in the order of the later record, and then what it has no more."""
    old, new = _places(before) if before else {}, _places(after)
    if before:
        for place, former, later in _orders(before, after):
            old[place], new[place] = former, later
    differing = [place for place in dict.fromkeys((*new, *old)) if old.get(place) != new.get(place)]
    named = differing[:_PLACES]
    words = ((place, old.get(place, ""), new.get(place, "")) for place in named)
    return Changes(tuple(_changes(words)), len(differing) - len(named))


def _changes(differing: Iterable[tuple[str, str, str]]) -> Iterator[Change]:
    """Compare the words of places; those that do not fit on the page any more are not even read."""
    budget, letters = _Budget(_STEPS), _LETTERS
    for place, old, new in differing:
        length = len(old) + len(new)
        if length > letters:
            yield Change(place, None)
        else:
            letters -= length
            yield Change(place, tuple(_pieces(old, new, budget)))


def _places(record: Record) -> dict[str, str]:
    """Give all words supplied, by place; passages by their ids, so that one that moved is the same one."""
    members = record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"schema_", "id", "texts"})
    found = dict(_flatten("", members))
    for text in record.texts:
        about = text.model_dump(mode="json", exclude_none=True, exclude={"id", "passages"})
        found |= dict(_flatten(f"texts.{text.id}", about))
        for passage in text.passages:
            found[passage.id] = passage.text
            if passage.kind:
                found[f"{passage.id}, kind"] = passage.kind
    return found


def _flatten(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _flatten(f"{place}.{name}" if place else name, member)
    elif isinstance(value, list):
        if not value:
            yield place, "(stated to be none)"
        for number, member in enumerate(value, 1):
            yield from _flatten(f"{place} {number}", member)
    else:
        yield place, str(value)


def _orders(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    """Give the texts, and the passages of a text, that both records have in another order; a new one moves nothing."""
    old, new = ({text.id: [p.id for p in text.passages] for text in record.texts} for record in (before, after))
    pairs = {"texts": (list(old), list(new))} | {f"texts.{i}": (old[i], new[i]) for i in new if i in old}
    for place, (former, later) in pairs.items():
        common = set(former) & set(later)
        stayed, moved = ([i for i in ids if i in common] for ids in (former, later))
        if stayed != moved:
            yield f"{place}, order", " ".join(stayed), " ".join(moved)


class _Budget:
    """What comparing may still cost: a step for each word read, edit tried, and word gone over that stayed."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> bool:
        """Take steps, and tell whether there were so many."""
        self._left -= steps
        return self._left >= 0

    def read(self, words: str) -> list[str] | None:
        """Take words apart, None if there are more than may be read."""
        tokens = [found[0] for found in islice(_TOKEN.finditer(words), max(self._left, 0) + 1)]
        return tokens if self.spend(len(tokens)) else None


def _pieces(old: str, new: str, budget: _Budget) -> list[tuple[State, str]]:
    """Give what stayed, what was taken out and what was put in; all of both where that costs too much to find."""
    before = budget.read(old) if new else None
    after = budget.read(new) if before else None
    if not before or not after:
        return _join([("out", old), ("in", new)])
    first = _count_same(before, after)
    last = _count_same(before[first:][::-1], after[first:][::-1])
    middle = before[first : len(before) - last], after[first : len(after) - last]
    trail = _trail(*middle, budget)
    edits: list[tuple[State, str]] = [("same", "".join(before[:first]))]
    edits += _replaced(*middle) if trail is None else _walk(*middle, trail)
    edits.append(("same", "".join(before[len(before) - last :])))
    return _join(edits)


def _count_same(before: Sequence[str], after: Sequence[str]) -> int:
    """Count the words that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[tuple[State, str]]:
    return [("out", "".join(before)), ("in", "".join(after))]


def _trail(before: Sequence[str], after: Sequence[str], budget: _Budget) -> list[dict[int, int]] | None:
    """Find the fewest edits from one to the other: how far each diagonal is reached after 0, 1, 2 … edits.

    The greedy algorithm of E. W. Myers, "An O(ND) difference algorithm and its variations" (1986). None where
    that costs more than there is.
    """
    reached, trail = {1: 0}, []
    for edits in range(len(before) + len(after) + 1):
        trail.append({k: reached[k] for k in range(-edits - 1, edits + 2, 2) if k in reached})
        for diagonal in range(-edits, edits + 1, 2):
            start = x = _step(reached, diagonal, edits)
            while x < len(before) and 0 <= x - diagonal < len(after) and before[x] == after[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if diagonal == len(before) - len(after) and x >= len(before):
                return trail
            if not budget.spend(1 + x - start):
                return None
    return None


def _step(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Give where an edit leads on a diagonal: one word further in the old, or in the new, whichever gets farther."""
    if _is_put_in(reached, diagonal, edits):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def _is_put_in(reached: dict[int, int], diagonal: int, edits: int) -> bool:
    return diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])


def _walk(before: Sequence[str], after: Sequence[str], trail: list[dict[int, int]]) -> list[tuple[State, str]]:
    """Follow the trail back from the end, and give every word with what became of it."""
    walked: list[tuple[State, str]] = []
    x, diagonal = len(before), len(before) - len(after)
    for edits in range(len(trail) - 1, -1, -1):
        start = _step(trail[edits], diagonal, edits)
        walked += [("same", word) for word in reversed(before[start:x])]
        if edits == 0:
            break
        if _is_put_in(trail[edits], diagonal, edits):
            walked.append(("in", after[start - diagonal - 1]))
            diagonal, x = diagonal + 1, start
        else:
            walked.append(("out", before[start - 1]))
            diagonal, x = diagonal - 1, start - 1
    return walked[::-1]


def _join(edits: Sequence[tuple[State, str]]) -> list[tuple[State, str]]:
    """Put together what belongs together: between two words that stayed, first what is out and then what is in."""
    joined: list[tuple[State, str]] = []
    for is_same, run in groupby(edits, key=lambda edit: edit[0] == "same"):
        words = list(run)
        states: tuple[State, ...] = ("same",) if is_same else ("out", "in")
        pieces = [(state, "".join(word for kind, word in words if kind == state)) for state in states]
        joined += [piece for piece in pieces if piece[1]]
    return joined
