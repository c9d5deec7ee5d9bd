"""In which ways two spellings of the same words differ."""

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from app.understanding.letters import ACCENT, DASH, HYPHEN, LIGATURES, QUOTES, STROKES, UNSEEN

_MISREAD = re.compile(r"(?<![^\W_])([iI])[iIlL](?![^\W_])")
_BLACK = re.compile(r"\S+")


def _without(letters: str) -> Callable[[str], str]:
    found = re.compile(letters)
    return lambda text: found.sub("", text)


def _with_plain_forms(text: str) -> str:
    """Give letters their usual form; a space of any width stays what it is."""
    return _BLACK.sub(lambda word: unicodedata.normalize("NFKC", word[0]), text).translate(LIGATURES)


def _without_accents(text: str) -> str:
    bare = re.sub(f"[{ACCENT}]", "", unicodedata.normalize("NFD", text.translate(STROKES)))
    return unicodedata.normalize("NFC", bare)


#: What may differ, and what makes it the same; in this order.
_WAYS: dict[str, Callable[[str], str]] = {
    "unseen characters": _without(f"[{UNSEEN}]"),
    "look-alike letters": lambda text: _MISREAD.sub(r"\1\1", text),
    "quotation marks": _without(f"[{re.escape(QUOTES)}]"),
    "ligatures and forms of letters": _with_plain_forms,
    "diacritics": _without_accents,
    "case": str.casefold,
    "hyphenation": _without(HYPHEN),
    "dashes": lambda text: re.sub(DASH, "—", text),
    "spaces": lambda text: "".join(text.split()),
}
WAYS = frozenset(_WAYS)
#: What differs where these ways together do not make it the same.
OTHERWISE = "other ways of writing"

#: What makes more the same than its name says: named only where others do not do.
_BROAD = ("diacritics", "spaces", "dashes", "case")


def name_differences(one: str, other: str) -> tuple[str, ...]:
    """Name the ways in which two spellings of the same words differ: none that the others can do without."""
    needed = set(WAYS)
    if make_plain(one, needed) != make_plain(other, needed):
        return (OTHERWISE,)
    for way in (*_BROAD, *_WAYS):
        if make_plain(one, needed - {way}) == make_plain(other, needed - {way}):
            needed.discard(way)
    return tuple(way for way in _WAYS if way in needed)


def is_exact(one: str, other: str) -> bool:
    """Tell whether two texts have the same letters; where a line or a passage ends is no letter."""
    return make_plain(one, frozenset()) == make_plain(other, frozenset())


def make_plain(text: str, ways: AbstractSet[str]) -> str:
    """Give a text without what these ways of writing change in it, all in one line."""
    for way, make in _WAYS.items():
        text = make(text) if way in ways else text
    return re.sub(r"\s+", lambda found: " " if "\n" in found[0] else found[0], text).strip()
