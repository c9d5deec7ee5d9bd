"""Compares quoted words with a text: how they stand in it, and every word in which they differ."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal

from app.domain.text import PASSAGE_BREAK
from app.understanding.alignment import Stretch, align, align_closely
from app.understanding.quoted import BRACKETS, Piece, Quotation, with_spans
from app.understanding.spelling import is_exact, name_differences
from app.understanding.wording import Token, cut
from app.understanding.woven import Woven

#: How words stand in a text, the best first. ``abridged``: but for omissions that the quotation itself marks.
Outcome = Literal["exact", "exact-but-brackets", "folded", "abridged", "altered", "not-found"]
OUTCOMES: tuple[Outcome, ...] = ("exact", "exact-but-brackets", "folded", "abridged", "altered", "not-found")

#: So many places of words are compared letter for letter.
_MOST_PLACES = 200


@dataclass(frozen=True)
class Change:
    """A run of words that both have, only the record has, or only the quotation has; ``declared`` if it says so."""

    kind: Literal["kept", "omitted", "inserted"]
    words: str
    declared: bool = False


@dataclass(frozen=True)
class Comparison:
    """How quoted words stand in a text: from one letter of it to another, and with how many of their own words.

    ``editor_words`` are in brackets in the text. The quotation leaves them out, or (``is_unmarked``) has them as if
    they were not the editor's. ``own_words`` are in brackets in the quotation only; they are not counted against it.
    """

    outcome: Outcome
    start: int
    end: int
    kept: int
    differences: tuple[str, ...] = ()
    editor_words: tuple[str, ...] = ()
    is_unmarked: bool = False
    changes: tuple[Change, ...] = ()
    own_words: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What is better comes first."""
        return OUTCOMES.index(self.outcome), -self.kept, len(self.differences), self.start


class ComparedText:
    """A text that quotations are compared with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._whole = Woven(cut(text))
        self._brackets = [found.span() for found in BRACKETS.finditer(text)]

    @cached_property
    def _bare(self) -> Woven:
        """The text without words in brackets."""
        return Woven(token for token, inside in with_spans(self._whole.row, self._brackets) if not inside)

    @cached_property
    def _unmarked(self) -> Woven:
        """The text with words in brackets as if there were none."""
        spans = with_spans(self._whole.row, self._brackets)
        return Woven(token for token, inside in spans if not inside or token.folded not in "[]")

    def find(self, quotation: Quotation) -> Comparison | None:
        """Give where a quotation stands whole, for less work than a comparison; None where it does not."""
        return min(self._in_one_piece(quotation), key=lambda one: one.rank, default=None)

    def shared(self, quotation: Quotation) -> int:
        """Give how many different words of a quotation the text has."""
        quoted, _ = quotation.without_omissions()
        return len({token.folded for token in quoted if token.is_word} & set(self._whole.row.folded))

    def compare(self, quotation: Quotation) -> Comparison | None:
        """Give the best there is of a quotation in this text; None where it has nothing of it."""
        return self.unaltered(quotation) or self.altered(quotation)

    def unaltered(self, quotation: Quotation) -> Comparison | None:
        """Give where all words of a quotation stand, in one piece or with omissions that it marks, else None."""
        return self._found(quotation) or self._without_insertions(quotation)

    def _found(self, quotation: Quotation) -> Comparison | None:
        found = [*self._in_one_piece(quotation)]
        if not found and len(quotation.pieces) > 1:
            found = [*self._abridged(quotation)]
        return min(found, key=lambda one: one.rank, default=None)

    def _without_insertions(self, quotation: Quotation) -> Comparison | None:
        """Give what is found without the quotation's own words in brackets: if may be, only those that none has here.

        Nothing where an editor's words are left out: those in the quotation may be these, altered.
        """
        every = quotation.insertions
        foreign = tuple(one for one in every if Woven(cut(one)).string not in self._whole.string)
        for own in filter(None, dict.fromkeys((foreign, every))):
            found = self._found(quotation.without(own))
            if found and (found.is_unmarked or not found.editor_words):
                outcome: Outcome = "exact-but-brackets" if found.outcome == "exact" else found.outcome
                return replace(found, outcome=outcome, own_words=own)
        return None

    def _in_one_piece(self, quotation: Quotation) -> Iterator[Comparison]:
        for form in quotation.forms():
            for piece in form.endings():
                for woven in self._weaves():
                    yield from self._placed(piece, woven)

    def _weaves(self) -> tuple[Woven, ...]:
        return (self._whole, self._bare, self._unmarked) if self._brackets else (self._whole,)

    def _placed(self, piece: Piece, woven: Woven) -> Iterator[Comparison]:
        """Give the best place, the first of several."""
        best: Comparison | None = None
        for begin, end in islice(woven.places(Woven(piece.tokens)), _MOST_PLACES):
            found = self._place(piece, woven, begin, end)
            best = found if best is None or found.rank < best.rank else best
            if found.outcome == "exact":
                break
        if best:
            yield best

    def _place(self, piece: Piece, woven: Woven, begin: int, end: int) -> Comparison:
        start, stop = woven.row.starts[begin], woven.row.ends[end - 1]
        ours, brackets = self._as_woven(woven, start, stop)
        differences = piece.said
        if not is_exact(ours, piece.core):
            differences = (*name_differences(ours, piece.core), *differences)
        outcome: Outcome = "folded" if differences else "exact-but-brackets" if brackets else "exact"
        if woven is self._unmarked:
            start, stop = self._with_its_brackets(start, stop)
        is_unmarked = bool(brackets) and woven is not self._bare
        return Comparison(outcome, start, stop, piece.count, differences, brackets, is_unmarked)

    def _with_its_brackets(self, start: int, stop: int) -> tuple[int, int]:
        """Take in the brackets around words at the ends, where all that is in them is there."""
        near = self._brackets_in(start - 2, stop + 2)
        inside = [(first, last) for first, last in near if start <= first + 1 and last - 1 <= stop]
        return min([start, *(first for first, _ in inside)]), max([stop, *(last for _, last in inside)])

    def _brackets_in(self, start: int, stop: int) -> list[tuple[int, int]]:
        """Give the brackets of which some part stands in a stretch of the text."""
        first = bisect_right(self._brackets, start, key=lambda one: one[1])
        return self._brackets[first : bisect_left(self._brackets, stop, key=lambda one: one[0])]

    def _as_woven(self, woven: Woven, start: int, stop: int) -> tuple[str, tuple[str, ...]]:
        """Give a stretch of the text as it is woven, and the words in brackets in it that are left out or unmarked."""
        if woven is self._whole:
            around = (self.text[a:b] for a, b in self._brackets_in(start, stop) if a < start and stop < b)
            return self.text[start:stop], tuple(around)
        inside = self._brackets_in(start, stop)
        parts, position = [], start
        for first, last in inside:
            kept = self.text[max(first + 1, start) : min(last - 1, stop)] if woven is self._unmarked else ""
            before = self.text[position : max(first, start)]
            parts.append((before if kept else before.rstrip()) + kept)
            position = min(last, stop)
        parts.append(self.text[position:stop])
        return "".join(parts), tuple(self.text[first:last] for first, last in inside)

    def _abridged(self, quotation: Quotation) -> Iterator[Comparison]:
        """Give the pieces of a quotation in their order, as near to each other as they stand with something between."""
        for woven in self._weaves()[:2]:
            pieces = [Woven(piece.tokens) for piece in quotation.pieces]
            starts = (begin for begin, _ in woven.places(pieces[0]))
            tries = (_follow(woven, pieces, begin) for begin in islice(starts, max(1, _MOST_PLACES // len(pieces))))
            if places := min(filter(None, tries), key=_looseness, default=None):
                yield self._joined(quotation, woven, places)
                return

    def _joined(self, quotation: Quotation, woven: Woven, places: Sequence[tuple[int, int]]) -> Comparison:
        changes: list[Change] = []
        differences: dict[str, None] = {}
        editors: list[str] = []
        before = -1
        for piece, (begin, end) in zip(quotation.pieces, places, strict=True):
            placed = self._place(piece, woven, begin, end)
            differences |= dict.fromkeys(placed.differences)
            editors += placed.editor_words
            if before >= 0 and any(cut(left := self.text[before : placed.start])):
                changes.append(Change("omitted", left.strip(), declared=True))
            changes.append(Change("kept", self.text[placed.start : placed.end]))
            before = placed.end
        start = woven.row.starts[places[0][0]]
        said = tuple(differences)
        is_unmarked = bool(editors) and woven is not self._bare
        return Comparison("abridged", start, before, quotation.count, said, tuple(editors), is_unmarked, tuple(changes))

    def altered(self, quotation: Quotation) -> Comparison | None:
        """Lay the quotation beside the text word by word; of less than half of its words it is said not to be there."""
        ours = self._whole.row
        quoted, omissions = quotation.without_omissions()
        stretches = self._aligned(quoted)
        kept = sum(quoted[i].is_word for s in stretches for i in range(s.there, s.there + s.size))
        if kept == 0:
            return None
        changes = tuple(self._changes(quotation, quoted, omissions, stretches))
        start, stop = ours.starts[stretches[0].here], ours.ends[stretches[-1].here + stretches[-1].size - 1]
        own = tuple(one.words for one in changes if one.kind == "inserted" and one.declared)
        if kept * 2 < quotation.count - sum(token.is_word for words in own for token in cut(words)):
            return Comparison("not-found", start, stop, kept)
        return Comparison("altered", start, stop, kept, changes=changes, own_words=own)

    def _aligned(self, quoted: Sequence[Token]) -> list[Stretch]:
        """Give what is the same word by word; of few words, all that the passages have of them."""
        ours, theirs = self._whole.row, [token.folded for token in quoted]
        stretches = align(ours.folded, theirs)
        if not stretches:
            return stretches
        first, last = (ours.starts[one.here] for one in (stretches[0], stretches[-1]))
        begin, end = self.text.rfind(PASSAGE_BREAK, 0, first), self.text.find(PASSAGE_BREAK, last)
        starts = ours.starts
        window = bisect_left(starts, begin), bisect_left(starts, end) if end >= 0 else len(starts)
        return align_closely(ours.folded, theirs, window) or stretches

    def _changes(
        self, quotation: Quotation, quoted: Sequence[Token], omissions: frozenset[int], stretches: Sequence[Stretch]
    ) -> Iterator[Change]:
        here, there = stretches[0].here, 0
        for one in [*stretches, Stretch(-1, len(quoted), 0)]:
            if one.here > here:
                declared = any(there <= place <= one.there for place in omissions)
                yield Change("omitted", self._between(here, one.here), declared)
            if one.there > there:
                for words, declared in quotation.inserted(quoted[there : one.there]):
                    yield Change("inserted", words, declared)
            if one.size:
                yield Change("kept", self._between(one.here, one.here + one.size))
            here, there = one.here + one.size, one.there + one.size

    def _between(self, here: int, end: int) -> str:
        """Give the letters from one token to that before another."""
        return self.text[self._whole.row.starts[here] : self._whole.row.ends[end - 1]]


def _follow(woven: Woven, pieces: Sequence[Woven], begin: int) -> list[tuple[int, int]] | None:
    """Give where pieces follow one another soonest from a token on, each as near to the next as it stands."""
    places: list[tuple[int, int]] = []
    for piece in pieces:
        if (place := next(woven.places(piece, begin=begin), None)) is None:
            return None
        places.append(place)
        begin = place[1]
    for i in range(len(pieces) - 2, -1, -1):
        places[i] = woven.last_place(pieces[i], end=places[i + 1][0]) or places[i]
    return places


def _looseness(places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Give how many pieces touch, where an omission is marked, and among how many words all of them stand."""
    return sum(one[1] == other[0] for one, other in pairwise(places)), places[-1][1] - places[0][0]
