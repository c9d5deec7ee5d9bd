"""Markup inside variables: italics, small capitals, raised letters, words kept from recasing, and quotation marks.

The tags are those that CSL-JSON lets stand in fields ("Rich Text Markup within Fields"); whatever does not close again
stays as it was written. Quotation marks become quoted nodes, so that a writer can alternate double and single ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from app.citing.csl.tree import Format, Node, Piece, plain

_TAGS = {
    "<i>": Format(font_style="italic"),
    "<b>": Format(font_weight="bold"),
    "<sc>": Format(font_variant="small-caps"),
    "<sup>": Format(vertical_align="sup"),
    "<sub>": Format(vertical_align="sub"),
}
_CLOSING = {"</i>": "<i>", "</b>": "<b>", "</sc>": "<sc>", "</sup>": "<sup>", "</sub>": "<sub>", "</span>": "<span>"}
_QUOTES = {"\u201c": "\u201d", "\u2018": "\u2019", '"': '"', "'": "'"}
_TOKEN = re.compile(
    r"""</?(?:i|b|sc|sup|sub)>|</span>|<span\s+class=["']nocase["']\s*>|<span\s+style=["']font-variant:\s*small-caps;?["']\s*>"""
    r"""|["'\u201c\u201d\u2018\u2019]"""
)
_CLOSERS = frozenset(_QUOTES.values())
_NOT_BEFORE = ".,;:!?)]'\u2019"  # a straight mark behind one of these opens nothing
_DEEPEST = 32  # markup inside of markup: what is opened deeper is words
_KEPT = 1000
# Stands for "<" in words that hold no markup, and for nothing else (Unicode leaves it to private use).
_LESS_THAN = "\ue000"
_MARKED = re.compile(rf"""[<"'\u201c\u2018{_LESS_THAN}]""")


class _Frame:
    """What stands open while a string is read: how it was opened, what would close it, and the pieces since."""

    __slots__ = ("closer", "opener", "pieces")

    def __init__(self, opener: str, closer: str) -> None:
        self.opener = opener
        self.closer = closer
        self.pieces: list[Piece] = []


def read_markup(text: str) -> Piece:
    """A field's words as a piece of the tree; a string that holds no markup stays a string."""
    if not _MARKED.search(text):
        return text
    return _read_known(text) if len(text) <= _KEPT else _read(text)


def without_markup(words: str) -> str:
    """Words for a field that mean what they say: what looks like a tag in them is printed and not obeyed."""
    return words.replace("<", _LESS_THAN)


def as_written(words: str) -> str:
    """What `without_markup` was given."""
    return words.replace(_LESS_THAN, "<")


def _read(text: str) -> Piece:
    stack = [_Frame("", "")]
    place = 0
    for token in _TOKEN.finditer(text):
        if token.start() > place:
            stack[-1].pieces.append(as_written(text[place : token.start()]))
        place = token.end()
        _take(text, token, stack)
    stack[-1].pieces.append(as_written(text[place:]))
    while len(stack) > 1:
        _drop(stack)
    pieces = _merge(stack[0].pieces)
    return pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else Node(pieces, field=True)


# What is read of short fields is kept, for a record is printed many times. The trees are never changed.
_read_known = lru_cache(maxsize=8192)(_read)


def _take(text: str, token: re.Match[str], stack: list[_Frame]) -> None:
    """One tag or quotation mark: it closes what it can close, else opens what it can open, else it is words."""
    mark = token[0]
    closer = _CLOSING.get(mark) or (mark if _may_close(text, token, stack) else "")
    if mark in _CLOSING:
        _drop_quotes(closer, stack)
    if closer and stack[-1].closer == closer:
        _close(stack)
    elif closer and mark not in _CLOSING:
        while stack[-1].closer != mark:
            _drop(stack)
        _close(stack)
    elif not closer and len(stack) <= _DEEPEST and (opened := _opened(text, token, stack)):
        stack.append(_Frame(mark, opened))
    else:
        stack[-1].pieces.append(_literal(mark))


def _drop_quotes(closer: str, stack: list[_Frame]) -> None:
    """Quotation marks that were not closed inside of a tag are words, and keep no tag from closing."""
    opened = next((frame for frame in reversed(stack) if frame.closer not in _CLOSERS), None)
    while opened is not None and opened.closer == closer and stack[-1] is not opened:
        _drop(stack)


def _drop(stack: list[_Frame]) -> None:
    """What was opened last and never closed is words."""
    frame = stack.pop()
    stack[-1].pieces += [_literal(frame.opener), *frame.pieces]


def _opened(text: str, token: re.Match[str], stack: list[_Frame]) -> str:
    """What would close what a mark opens; empty where it opens nothing."""
    mark = token[0]
    if mark in _TAGS:
        return mark
    if mark.startswith("<span"):
        return "<span>"
    return _QUOTES[mark] if mark in _QUOTES and _may_open(text, token, stack) else ""


def _around(text: str, token: re.Match[str]) -> tuple[str, str]:
    """The letters before and after a mark, empty at the ends."""
    return text[max(0, token.start() - 1) : token.start()], text[token.end() : token.end() + 1]


def _may_open(text: str, token: re.Match[str], stack: list[_Frame]) -> bool:
    if token[0] in "\u201c\u2018":
        return True
    before, after = _around(text, token)
    nested = bool(stack[-1].opener) and before == stack[-1].opener and not stack[-1].pieces  # "'one quoted inside'"
    begins = nested or not (before.isalnum() or before in tuple(_NOT_BEFORE))
    return begins and bool(after) and not after.isspace()


def _may_close(text: str, token: re.Match[str], stack: list[_Frame]) -> bool:
    mark = token[0]
    if mark not in _CLOSERS or not any(frame.closer == mark for frame in stack):
        return False
    before, after = _around(text, token)
    return mark == "\u201d" or (not before.isspace() and not after.isalnum())


def _close(stack: list[_Frame]) -> None:
    frame = stack.pop()
    pieces = _merge(frame.pieces)
    opener = frame.opener
    if opener in _TAGS:
        node = Node(pieces, _TAGS[opener], markup=True)
    elif opener.startswith("<span"):
        nocase = "nocase" in opener
        node = Node(pieces, None if nocase else _TAGS["<sc>"], nocase=nocase, markup=True)
    else:
        node = Node(pieces, quoted="single" if opener == "\u2018" else "double")
    stack[-1].pieces.append(node)


def _literal(mark: str) -> str:
    return "\u2019" if mark == "'" else mark


def _merge(pieces: list[Piece]) -> list[Piece]:
    """Strings side by side become one, for what was written in one is no seam."""
    merged: list[Piece] = []
    for written, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not written:
            merged += run
        elif words := "".join([plain(piece) for piece in run]):
            merged.append(words)
    return merged or [""]
