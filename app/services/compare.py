"""Compares two revisions of a record: what was supplied differently, place by place and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from math import isqrt
from typing import Literal

from app.domain.record import Record
from app.domain.revision import Revision
from app.services.press import load_record, revision_of
from app.services.read import find_revision
from app.storage.repository import Repository

State = Literal["same", "out", "in"]

# Words with the space after them, single marks; scripts written without spaces go character by character.
_TOKEN = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7a3]+\s*|\s+|.", re.DOTALL)
# Finding what stayed takes as many steps as the square of the words that differ. For one page of changes there are
# so many; where they are used up, words are shown whole, before and after.
_STEPS = 1_000_000


@dataclass(frozen=True)
class Change:
    """One place that differs: ``title``, ``en.p7`` and the like, with its words in pieces."""

    place: str
    pieces: tuple[tuple[State, str], ...]


def compare_with_former(repository: Repository, name: str, number: int) -> tuple[Record, Revision, list[Change]]:
    """Give a revision's record, and what it changed in the one before; the first changed all that it has."""
    entry = find_revision(repository, name, number, rest=f"/revisions/{number}")
    record = load_record(repository, entry)
    former = load_record(repository, find_revision(repository, record.id, number - 1)) if number > 1 else None
    return record, revision_of(entry), list(compare(former, record))


def compare(before: Record | None, after: Record) -> Iterator[Change]:
    """Give every place that differs, in the order of the later record, and then what it has no more."""
    old, new = _places(before) if before else {}, _places(after)
    if before:
        for place, former, later in _orders(before, after):
            old[place], new[place] = former, later
    steps = _STEPS
    for place in dict.fromkeys((*new, *old)):
        if old.get(place) != new.get(place):
            edits, pieces = _pieces(old.get(place, ""), new.get(place, ""), most=isqrt(steps))
            steps -= edits**2
            yield Change(place, tuple(pieces))


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


def _pieces(old: str, new: str, *, most: int) -> tuple[int, list[tuple[State, str]]]:
    """Give what stayed, what was taken out and what was put in, and how many words differ, at most ``most``."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    first = _count_same(before, after)
    last = _count_same(before[first:][::-1], after[first:][::-1])
    middle = before[first : len(before) - last], after[first : len(after) - last]
    trail = _trail(*middle, most=most)
    steps = most if trail is None else len(trail)
    edits: list[tuple[State, str]] = [("same", "".join(before[:first]))]
    edits += _replaced(*middle) if trail is None else _walk(*middle, trail)
    edits.append(("same", "".join(before[len(before) - last :])))
    return steps, _join(edits)


def _count_same(before: Sequence[str], after: Sequence[str]) -> int:
    """Count the words that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _replaced(before: Sequence[str], after: Sequence[str]) -> list[tuple[State, str]]:
    return [("out", "".join(before)), ("in", "".join(after))]


def _trail(before: Sequence[str], after: Sequence[str], *, most: int) -> list[dict[int, int]] | None:
    """Find the fewest edits from one to the other: how far each diagonal is reached after 0, 1, 2 … edits.

    The greedy algorithm of E. W. Myers, "An O(ND) difference algorithm and its variations" (1986). None where
    there are more edits than ``most``.
    """
    reached, trail = {1: 0}, []
    for edits in range(min(most, len(before) + len(after)) + 1):
        trail.append({k: reached[k] for k in range(-edits - 1, edits + 2) if k in reached})
        for diagonal in range(-edits, edits + 1, 2):
            x = _step(reached, diagonal, edits)
            while x < len(before) and 0 <= x - diagonal < len(after) and before[x] == after[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if diagonal == len(before) - len(after) and x >= len(before):
                return trail
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
