"""A text as one string of folded words, in which another is found whatever spaces and hyphens either has."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from app.understanding.wording import Row, Token

#: So many places are looked at before it is said that nothing stands at the border of a word.
_TRIES = 1000


class Woven:
    """Words and marks strung together. Two figures that stood apart stay apart, so that 45 339 is not 45339."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.row = Row(tokens)
        self._starts, self._ends = array("I"), array("I")
        parts: list[str] = []
        position, follows_figure = 0, False
        for folded in self.row.folded:
            if follows_figure and folded[0].isdigit():
                parts.append(" ")
                position += 1
            self._starts.append(position)
            parts.append(folded)
            position += len(folded)
            self._ends.append(position)
            follows_figure = folded[-1].isdigit()
        self.string = "".join(parts)

    def places(self, words: "Woven", *, begin: int = 0) -> Iterator[tuple[int, int]]:
        """Give where words stand, from a token on: the first token, and the one after the last."""
        at = self._position(begin)
        for _ in range(_TRIES):
            at = self.string.find(words.string, at)
            if at < 0 or not words.string:
                return
            if (found := self._whole(at, len(words.string))) is not None:
                yield found
            at += 1

    def last_place(self, words: "Woven", *, end: int) -> tuple[int, int] | None:
        """Give where words stand last before a token."""
        until = self._position(end)
        for _ in range(_TRIES):
            at = self.string.rfind(words.string, 0, until)
            if at < 0:
                return None
            if (found := self._whole(at, len(words.string))) is not None:
                return found
            until = at + len(words.string) - 1
        return None

    def _whole(self, at: int, length: int) -> tuple[int, int] | None:
        """Give the tokens of a stretch of the string, None where it begins or ends inside of one."""
        first, last = _find(self._starts, at), _find(self._ends, at + length)
        return None if first is None or last is None else (first, last + 1)

    def _position(self, place: int) -> int:
        """Give where the token before one ends."""
        return self._ends[place - 1] if place > 0 else 0


def _find(positions: "array[int]", position: int) -> int | None:
    place = bisect_left(positions, position)
    return place if place < len(positions) and positions[place] == position else None
