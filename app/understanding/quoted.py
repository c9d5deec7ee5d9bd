"""Quoted words as whoever quotes writes them: with omissions marked, and letters and words of their own in brackets."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from app.understanding.wording import Token, cut, folded_words

#: An omission as a quotation marks it.
_ELLIPSIS = re.compile(r"\[\s?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s?\]|\(\s?(?:…|\.\s?\.\s?\.)\s?\)|…|\.\s?\.\s?\.(?:\s?\.)?")
#: Words that somebody put in brackets: the editor in a text, whoever quotes in a quotation.
BRACKETS = re.compile(r"\[[^\[\]]{1,2000}\]")
#: A letter that whoever quotes changed, and says so: "[t]he".
_BRACKETED_LETTER = re.compile(r"\[(\w{1,2})\](?=\w)")
_INSERTION = re.compile(rf"\s{{0,9}}(?!{_BRACKETED_LETTER.pattern})(?P<words>{BRACKETS.pattern})")
_FINAL = frozenset(".,;:!?")


class Quotation:
    """Quoted words, read once for all texts they are compared with.

    ``insertions`` stand in brackets: of an editor if the text has them so, else of whoever quotes.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self.tokens = tuple(cut(words))
        self.pieces = [piece for piece in map(Piece, _ELLIPSIS.split(words)) if piece.count]
        self.count = sum(piece.count for piece in self.pieces)
        self.insertions = tuple(found["words"] for found in _INSERTION.finditer(words) if folded_words(found["words"]))

    def forms(self) -> Iterator["Piece"]:
        """Give the words as they are; without omissions marked at their ends; with letters out of their brackets."""
        whole = Piece(self.words)
        yield whole
        if len(self.pieces) == 1 and self.pieces[0].words != self.words:
            yield self.pieces[0]
        if _BRACKETED_LETTER.search(self.words):
            yield Piece(_BRACKETED_LETTER.sub(r"\1", self.words), "letters in brackets")

    def without(self, insertions: Collection[str]) -> "Quotation":
        """Give the quotation without some words in brackets."""
        return Quotation(_INSERTION.sub(lambda found: "" if found["words"] in insertions else found[0], self.words))

    def without_omissions(self) -> tuple[list[Token], frozenset[int]]:
        """Give the words and marks, and before which of them an omission is marked."""
        marked = [found.span() for found in _ELLIPSIS.finditer(self.words)]
        quoted: list[Token] = []
        omissions: set[int] = set()
        for token, inside in with_spans(self.tokens, marked):
            if inside:
                omissions.add(len(quoted))
            else:
                quoted.append(token)
        return quoted, frozenset(omissions)

    def inserted(self, tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
        """Part words that only the quotation has into those in brackets, which say so (True), and others."""
        spans = [found.span("words") for found in _INSERTION.finditer(self.words)]
        first = 0
        flags = [inside for _, inside in with_spans(tokens, spans)]
        for place in range(1, len(tokens) + 1):
            if place == len(tokens) or flags[place] != flags[first]:
                words = self.words[tokens[first].start : tokens[place - 1].end]
                yield words, flags[first] and words[0] == "[" and words[-1] == "]"
                first = place


class Piece:
    """Words of a quotation in one piece; ``said`` is what was done to them."""

    def __init__(self, words: str, *said: str) -> None:
        self.words, self.said = words, said
        self.tokens = tuple(cut(words))
        self.count = sum(token.is_word for token in self.tokens)

    @property
    def core(self) -> str:
        """From the first word or mark to the last."""
        return self.words[self.tokens[0].start : self.tokens[-1].end]

    def endings(self) -> Iterator["Piece"]:
        """Give the piece, and without the mark at its end, which belongs to the sentence that quotes."""
        yield self
        if self.count and self.tokens[-1].folded in _FINAL:
            yield Piece(self.words[: self.tokens[-2].end], *self.said, "final punctuation")


def with_spans(tokens: Iterable[Token], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Token, bool]]:
    """Tell of each token whether it stands inside of one of these spans, which are in order."""
    place = 0
    for token in tokens:
        while place < len(spans) and spans[place][1] <= token.start:
            place += 1
        yield token, place < len(spans) and spans[place][0] <= token.start
