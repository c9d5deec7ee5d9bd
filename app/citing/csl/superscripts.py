"""Letters that Unicode has raised already, and the plain letters they stand for (UTR 30, superscript folding)."""

from __future__ import annotations

import re
import unicodedata

# What looks raised and is a symbol of its own, not decomposed by Unicode, or one letter that stands for two.
_OWN = {"\u02e4": "\u0295", "\u02c0": "\u0294", "\u02c1": "\u0295", "\u06e5": "\u0648", "\u06e6": "\u064a"}


def _plain(letter: str) -> str:
    if letter in _OWN:
        return _OWN[letter]
    decomposition = unicodedata.decomposition(letter)
    if not decomposition.startswith("<super>"):
        return ""
    return "".join(chr(int(code, 16)) for code in decomposition.split()[1:])


_PLAIN = {letter: plain for code in range(0xAA, 0x3200) if (plain := _plain(letter := chr(code)))}
RAISED = re.compile("[" + "".join(_PLAIN) + "]")


def raise_letters(words: str, opening: str, closing: str) -> str:
    """Words with every raised letter written as a plain one between marks."""
    return RAISED.sub(lambda run: opening + _PLAIN[run[0]] + closing, words)
