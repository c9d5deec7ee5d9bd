"""Seeks citation styles by words, and those that a mistyped name may mean."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import overload

from app.domain.style import StyleEntry
from app.storage.styles import StyleFile

#: So much of a question is looked at.
_LONGEST = 100
#: So many styles, those with most letters in common, are compared with a mistyped name letter by letter.
_COMPARED = 60
_ALIKE = 0.5
_NO_WORD = re.compile(r"[\W_]+")


class Found(Sequence[StyleEntry]):
    """Styles that were found. Each is read from the file when it is looked at."""

    def __init__(self, file: StyleFile, places: Sequence[int]) -> None:
        self._file = file
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, key: int) -> StyleEntry: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[StyleEntry]: ...
    def __getitem__(self, key: int | slice) -> StyleEntry | Sequence[StyleEntry]:
        """Read one style, or those of a part."""
        if isinstance(key, slice):
            return [self._file.entry(place) for place in self._places[key]]
        return self._file.entry(self._places[key])

    def after(self, style_id: str) -> int | None:
        """Give the number of the style that follows one, None if that is not among these."""
        place = self._file.place(style_id)
        return self._places.index(place) + 1 if place in self._places else None


def searched(entry: StyleEntry) -> str:
    """Give the words by which a style is found: a line for its id, each alias and its titles, each after a space."""
    names = (entry.id, *entry.aliases, entry.title, entry.short_title or "")
    return "\n" + "".join(f" {fold(name)}\n" for name in dict.fromkeys(names) if name)


def fold(words: str) -> str:
    """Give words without case, marks and punctuation."""
    plain = unicodedata.normalize("NFKD", words[: 10 * _LONGEST]).casefold()
    return _NO_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def seek(file: StyleFile, question: str, fits: Callable[[int], bool]) -> Sequence[int]:
    """Give the places of the styles that have every word asked for: that very name, then such beginnings, then others.

    Among equals the core styles come first, then styles with XML of their own, then by id.
    """
    asked = fold(question[:_LONGEST])
    needles = [f" {word}" if word.isascii() else word for word in asked.split()]
    words = file.words
    found = [place for place in range(len(words)) if all(n in words[place] for n in needles) and fits(place)]
    meant = file.place(file.names.get(question.strip().lower(), question.strip().lower()))
    core = {style_id: number for number, style_id in enumerate(file.core)}
    line, start = f"\n {asked}\n", f"\n {asked}"

    def rank(place: int) -> tuple[int, int, str]:
        how = 0 if place == meant else 1 if line in words[place] else 2 if start in words[place] else 3
        style_id = file.ids[place]
        return (how if asked else 0, core.get(style_id, len(core)), style_id)

    return sorted(found, key=rank)


def nearest_styles(file: StyleFile, name: str, most: int) -> Sequence[int]:
    """Give the places of styles whose id, alias or title is most like a name, the likest first."""
    asked = fold(name[:_LONGEST])
    shared: Counter[int] = Counter()
    for piece in {asked[start : start + 3] for start in range(max(1, len(asked) - 2))} - {""}:
        shared.update(place for place, words in enumerate(file.words) if piece in words)
    core = {style_id: number for number, style_id in enumerate(file.core)}

    @cache
    def likeness(place: int) -> float:
        lines = file.words[place].split("\n")
        return max(SequenceMatcher(None, asked, line[1 : 1 + 2 * _LONGEST], autojunk=False).ratio() for line in lines)

    # of two styles that share as much, the one with fewer words is more likely meant
    likely = sorted(shared, key=lambda place: (-shared[place], len(file.words[place])))[:_COMPARED]
    likely += [p for style_id in core if (p := file.place(style_id)) is not None and p not in likely]
    alike = [place for place in likely if likeness(place) >= _ALIKE]
    return sorted(alike, key=lambda p: (-likeness(p), core.get(file.ids[p], len(core)), file.ids[p]))[:most]
