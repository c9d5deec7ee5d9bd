"""Seams: where two pieces meet, marks that double one another fall together, and stops move inside of quotation marks.

A seam is between pieces only; what stands inside one variable is the author's. Sources: "Affixes", "Delimiter",
"Locale Options" (`punctuation-in-quote`), and the usage of typesetters, as the common test-suite records it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.citing.csl.locale import Locale
from app.citing.csl.tree import Format, Node, Parenthesis, Piece, is_blank

# What two marks become where they meet: the first stands, the second stands, or both do (what is not listed).
_TOGETHER = {
    "::": ":", ":.": ":", ":!": "!", ":?": "?",
    "..": ".",
    ";:": ";", ";.": ";", ";;": ";", ";!": "!", ";?": "?",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",", "  ": " ",
}  # fmt: skip
_MARKS = frozenset(":.;!?, ")
_INSIDE = frozenset(".,!?")
_SQUARE = str.maketrans("()", "[]")
#: The option under which round brackets inside of round ones become square: not one of the specification's.
SQUARE_INSIDE = "square-brackets-inside"
_LONGEST_SEAM = 16  # so many marks meet at most; a field of nothing but marks must not take for ever
_ENDING = frozenset(("right-inline", "block", "indent"))  # blocks after which nothing stands in a line


@dataclass(slots=True)
class Text:
    """Words to be written; `closing` when they are a closing quotation mark."""

    words: str
    closing: bool = False
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Formatting begins, or a block of an entry."""

    format: Format | None
    display: str = ""
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """What was opened last ends."""


Event = Text | Open | Close


def linearize(piece: Piece, locale: Locale) -> list[Event]:
    """A tree as a line of words and formatting, all seams mended."""
    line = _Line(locale)
    line.take(piece, -1)
    return line.events


class _Line:
    """Builds the line from left to right; what is written last may still change when the next words come."""

    def __init__(self, locale: Locale) -> None:
        self.events: list[Event] = []
        self._texts: list[Text] = []
        self._round = False
        self._square_inside = locale.has_option(SQUARE_INSIDE)
        self._joined: int | None = None  # where the field began that is being written
        self._inward = locale.has_option("punctuation-in-quote")
        self._quotes = (
            (locale.term("open-quote") or "\u201c", locale.term("close-quote") or "\u201d"),
            (locale.term("open-inner-quote") or "\u2018", locale.term("close-inner-quote") or "\u2019"),
        )

    def take(self, piece: Piece, level: int) -> None:
        """Adds a piece; `level` says which marks it stands in: the outer ones (0), the inner ones (1), none (-1)."""
        if isinstance(piece, str):
            self._write(piece)
            return
        if isinstance(piece, Parenthesis):
            self._parenthesis(piece, level)
            return
        opened = piece.format is not None or piece.display
        if opened and piece.display and is_blank(piece):
            return  # as of an entry whose names are left out because the one before has them ("Display")
        if opened:
            self.events.append(Open(piece.format, piece.display, piece.markup))
        joined, self._joined = self._joined, self._field_start(piece)
        if piece.quoted:
            self._quote(piece, level)
        else:
            for part in piece.pieces:
                self.take(part, level)
        self._joined = joined
        if opened:
            if piece.display in _ENDING and self._texts:
                self._texts[-1].words = self._texts[-1].words.rstrip(" ")
            self.events.append(Close())

    def _parenthesis(self, node: Parenthesis, level: int) -> None:
        """Round brackets inside of round brackets become square ones, and round again inside of these."""
        inner = self._round
        self._round = self._square_inside and not inner
        for place, part in enumerate(node.pieces):
            outer = inner and isinstance(part, str) and place in (0, len(node.pieces) - 1)
            self.take(part.translate(_SQUARE) if outer and isinstance(part, str) else part, level)
        self._round = inner

    def _field_start(self, node: Node) -> int | None:
        return len(self._texts) if node.field and self._joined is None else self._joined

    def _inside_field(self) -> bool:
        return self._joined is not None and len(self._texts) > self._joined

    def _quote(self, node: Node, level: int) -> None:
        inside = 1 - level if level >= 0 else int(node.quoted == "single")
        opening, closing = self._quotes[inside]
        self._add(Text(opening, opening=True))
        for part in node.pieces:
            self.take(part, inside)
        self._add(Text(closing, closing=True))

    def _add(self, text: Text) -> None:
        self.events.append(text)
        self._texts.append(text)

    def _write(self, words: str) -> None:
        if not self._texts and words.startswith(" ") and self._begins_block():
            self.events.insert(0, Text(" "))  # before the first block of an entry, which it does not indent
            words = words[1:]
        for _ in range(_LONGEST_SEAM):
            if not words or not self._texts or self._inside_field() or (rest := self._meet(words)) is None:
                break
            words = rest
        if words:
            self._add(Text(self._with_own_spaces(words)))

    def _begins_block(self) -> bool:
        return any(isinstance(event, Open) and event.display for event in self.events)

    @staticmethod
    def _with_own_spaces(words: str) -> str:
        """Guillemets that an author set apart from the words, with a narrow space that does not break."""
        if "\u00ab" not in words:
            return words
        return words.replace("\u00ab ", "\u00ab\u202f").replace(" \u00bb", "\u202f\u00bb")

    def _meet(self, words: str) -> str | None:
        """What is left of words after their first mark has met what stands before; None where nothing changes."""
        mark = words[0]
        if mark not in _MARKS:
            return None
        before = self._texts[-1]
        if before.closing:
            return self._meet_quote(mark, words)
        if before.opening:
            return None
        return self._fall_together(before, mark, words)

    def _fall_together(self, before: Text, mark: str, words: str) -> str | None:
        last = before.words[-1:]
        result = _TOGETHER.get(last + mark)
        if result is None:
            return None
        if result != last:
            before.words = before.words[:-1] + result
        after_quotation = len(self._texts) > 1 and self._texts[-2].closing
        if before.words == mark and self._inward and mark in _INSIDE and after_quotation:
            before.words = ""  # the mark took the place of one that stood after a quotation: it may move inside
            self._texts.pop()
            return words
        return words[1:]

    def _meet_quote(self, mark: str, words: str) -> str | None:
        inner = next((text for text in reversed(self._texts) if not text.closing), None)
        if inner is None or inner.opening or mark == " ":
            return None
        last = inner.words[-1:]
        result = _TOGETHER.get(last + mark)
        if result == last and last != " ":
            return words[1:]
        if not (self._inward and mark in _INSIDE):
            return None
        if result is not None:
            inner.words = inner.words[:-1] + result
        else:
            self._add_inside(mark, inner)
        return words[1:]

    def _add_inside(self, mark: str, inner: Text) -> None:
        """A mark before the quotation marks that close, behind what was set in italics inside of them."""
        closing = next(text for text in self._texts[self._place(inner) :] if text.closing)
        place = next(place for place in range(len(self.events) - 1, -1, -1) if self.events[place] is closing)
        if self.events[place - 1] is inner:
            inner.words += mark
            return
        text = Text(mark)
        self.events.insert(place, text)
        self._texts.insert(self._place(inner) + 1, text)

    def _place(self, text: Text) -> int:
        return next(place for place in range(len(self._texts) - 1, -1, -1) if self._texts[place] is text)
