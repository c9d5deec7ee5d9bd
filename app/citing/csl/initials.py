"""Given names and their initials ("Name", initialize and initialize-with)."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 1000
_TAG = re.compile(r"(</?[a-z]+[^<>]*>)")
_GAP = re.compile(r"([\s\u00a0]+|[-\u2010])")
_PARTS = re.compile(r"[^.]+\.?|\.")


def initialize(given: str, mark: str, *, whole_names: bool, hyphen: bool) -> str:
    """A given name as initials, each followed by `mark`; without `whole_names` only what is an initial is rewritten.

    Words in small letters (particles) stay, a hyphen between two initials stays where `hyphen` says so, markup stays.
    What is longer than any name is left as it is.
    """
    return given if len(given) > _LONGEST else _initialize(given, mark, whole_names, hyphen)


@lru_cache(maxsize=8192)
def _initialize(given: str, mark: str, whole_names: bool, hyphen: bool) -> str:  # noqa: FBT001 - it remembers by place
    printed = _Initials(mark, whole_names=whole_names, hyphen=hyphen)
    gap = ""
    for chunk in _TAG.split(given):
        if _TAG.fullmatch(chunk):
            printed.add_markup(chunk)
            continue
        for token in _GAP.split(chunk):
            if not token.strip("-\u2010 \u00a0\t\n"):
                gap = token or gap
                continue
            for number, part in enumerate(_PARTS.findall(token)):
                printed.add(part, gap if number == 0 else "")
            gap = ""
    return printed.text.strip()


class _Initials:
    """Builds the initials from left to right."""

    def __init__(self, mark: str, *, whole_names: bool, hyphen: bool) -> None:
        self.text = ""
        self._mark = mark
        self._whole = whole_names
        self._hyphen = hyphen
        self._after_initial = False

    def add_markup(self, tag: str) -> None:
        """A tag stands where it stood, before the space that follows an initial where it closes."""
        if tag.startswith("</") and self.text.endswith(" "):
            self.text = f"{self.text.rstrip()}{tag} "
        else:
            self.text += tag

    def add(self, part: str, gap: str) -> None:
        """One word, one initial or one abbreviation, after the gap it stood after."""
        bare = part.rstrip(".")
        hyphenated = gap in ("-", "\u2010")
        if bare[:1].islower() and not part.endswith("."):
            if not hyphenated:
                self._word(part, gap)
            return
        stopped = part.endswith(".")
        if not self._whole and not stopped and not (len(bare) == 1 and bare.isupper()):
            self._word(part, gap)
            return
        self._initial(bare if stopped else _first_letter(bare), hyphenated=hyphenated)

    def _word(self, word: str, gap: str) -> None:
        joiner = gap if gap in ("-", "\u2010") else " " if self.text else ""
        self.text = self.text.rstrip() + joiner + word + " "
        self._after_initial = False

    def _initial(self, letters: str, *, hyphenated: bool) -> None:
        if hyphenated:
            self.text = self.text.rstrip() + ("-" if self._hyphen else "")
        elif self.text and not self._after_initial and not self.text.endswith((" ", ">")):
            self.text += " "
        self.text += letters + self._mark
        self._after_initial = True


def _first_letter(word: str) -> str:
    """The letter a word begins with; two where one sound is written with two capitals ("TSerendorjiin")."""
    if word[:2].isupper() and word[2:3].islower():
        return word[:2].capitalize()
    return word[:1].upper()
