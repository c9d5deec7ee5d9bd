"""Positions: whether a cite is the first of its item, a later one, or repeats the one before ("Choose")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.citing.csl.context import Cite

NEAR_NOTE_DISTANCE = 5


@dataclass(frozen=True, slots=True)
class Citation:
    """The cites that stand together in one place of a text; `note` is the number of the note, 0 in the text itself.

    `composite` prints the names of the first cite as part of the sentence and all else behind them: "Doe (2000)".
    """

    cites: tuple[Cite, ...]
    note: int = 0
    composite: bool = False


class _Seen:
    """What stood in the text before a cite."""

    def __init__(self) -> None:
        self.first_notes: dict[str, int] = {}
        self.last_notes: dict[str, int] = {}
        self.notes: dict[int, list[Cite]] = {}
        self.before: list[Cite] = []
        self.before_note = 0


def place_citations(citations: Sequence[Citation], near: int = NEAR_NOTE_DISTANCE) -> list[Citation]:
    """The citations of a text in their order, each cite with its positions and the note that cited its item first."""
    seen = _Seen()
    return [_place(citation, seen, near) for citation in citations]


def _place(citation: Citation, seen: _Seen, near: int) -> Citation:
    placed: list[Cite] = []
    earlier = _earlier(citation, seen)
    for cite in citation.cites:
        positions = _positions(cite, citation.note, placed, earlier, seen, near)
        placed.append(replace(cite, positions=positions, first_note=seen.first_notes.get(cite.id, 0)))
        seen.first_notes.setdefault(cite.id, citation.note)
        seen.last_notes[cite.id] = citation.note
    if citation.note and citation.note == seen.before_note:
        seen.before = seen.before + placed
    else:
        seen.before = list(placed)
    seen.before_note = citation.note
    return replace(citation, cites=tuple(placed))


def _earlier(citation: Citation, seen: _Seen) -> Cite | None:
    """The one cite of the note before, which a first cite may repeat; None where it is farther off or has several."""
    before = seen.before
    if citation.note and citation.note == seen.before_note:
        return before[-1] if before else None
    if citation.note and seen.before_note and citation.note - seen.before_note > 1:
        return None
    return before[0] if len(before) == 1 else None


def _positions(
    cite: Cite, note: int, placed: list[Cite], earlier: Cite | None, seen: _Seen, near: int
) -> frozenset[str]:
    if cite.id not in seen.first_notes:
        return frozenset(("first",))
    found = {"subsequent"}
    if note and note - seen.last_notes[cite.id] <= near:
        found.add("near-note")
    previous = placed[-1] if placed else earlier
    if previous is not None and previous.id == cite.id:
        found |= _ibid(previous, cite)
    return frozenset(found)


def _ibid(previous: Cite, cite: Cite) -> set[str]:
    """A locator that is repeated or not there is "ibid", another is "ibid-with-locator", one left out is neither."""
    if not cite.locator:
        return set() if previous.locator else {"ibid"}
    if previous.locator == cite.locator and previous.label == cite.label:
        return {"ibid"}
    return {"ibid", "ibid-with-locator"}
