"""Collation: the order in which people of a language look words up ("Sorting"; after UTS 10, Unicode Collation)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Key = tuple[str, str, str]

# Letters that a language counts as its own, and the letter that each stands after. What is not listed sorts as the
# letter under its accent. (CLDR root and the tailorings of these languages.)
_AFTER = {
    "sv": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "fi": {"å": "z1", "ä": "z2", "æ": "z2", "ö": "z3", "ø": "z3"},
    "da": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nb": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "nn": {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"},
    "is": {
        "á": "a1",
        "ð": "d1",
        "é": "e1",
        "í": "i1",
        "ó": "o1",
        "ú": "u1",
        "ý": "y1",
        "þ": "z1",
        "æ": "z2",
        "ö": "z3",
        "å": "z4",
    },
    "es": {"ñ": "n1"},
    "gl": {"ñ": "n1"},
    "et": {"š": "s1", "z": "s2", "ž": "s3", "õ": "w1", "ä": "w2", "ö": "w3", "ü": "w4"},
    "pl": {"ą": "a1", "ć": "c1", "ę": "e1", "ł": "l1", "ń": "n1", "ó": "o1", "ś": "s1", "ź": "z1", "ż": "z2"},
    "cs": {"č": "c1", "ř": "r1", "š": "s1", "ž": "z1"},
    "sk": {"ä": "a1", "č": "c1", "ô": "o1", "š": "s1", "ž": "z1"},
    "sl": {"č": "c1", "š": "s1", "ž": "z1"},
    "hr": {"č": "c1", "ć": "c2", "đ": "d1", "š": "s1", "ž": "z1"},
    "hu": {"ö": "o1", "ő": "o1", "ü": "u1", "ű": "u1"},
    "ro": {"ă": "a1", "â": "a2", "î": "i1", "ș": "s1", "ş": "s1", "ț": "t1", "ţ": "t1"},
    "lt": {"č": "c1", "š": "s1", "ž": "z1", "y": "i1"},
    "lv": {"č": "c1", "ģ": "g1", "ķ": "k1", "ļ": "l1", "ņ": "n1", "š": "s1", "ž": "z1"},
    "tr": {"ç": "c1", "ğ": "g1", "ı": "h1", "ö": "o1", "ş": "s1", "ü": "u1"},
    "uk": {"ґ": "г1", "є": "е1", "і": "и1", "ї": "и2", "й": "и3"},
}
_ROOT = {
    "й": "и1",
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "œ": "oe",
    "ı": "i",
    "ь": "ь",
    "ё": "е",
}
_KEPT = 1000  # keys of longer words are made anew
_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u02bf\u02be"


def collation_key(text: str, language: str) -> Key:
    """A key that sorts words as a language does: letters first, then accents, then small letters before capitals.

    Spaces come before figures, figures before letters; other marks do not count, nor does an apostrophe (O'Brien).
    """
    return _known_key(text, language) if len(text) <= _KEPT else _key(text, language)


def _key(text: str, language: str) -> Key:
    letters = _AFTER.get(language[:2], {})
    bare = unicodedata.normalize("NFC", text).lstrip(_APOSTROPHES)
    primary = "".join([_primary(letter, letters) for letter in bare.lower()])
    accents = "".join([letter for letter in unicodedata.normalize("NFD", bare) if unicodedata.combining(letter)])
    return primary, accents, bare.swapcase()


_known_key = lru_cache(maxsize=16384)(_key)


def _primary(letter: str, tailored: dict[str, str]) -> str:
    found = tailored.get(letter) or _ROOT.get(letter)
    if found:
        return "".join(["\x30" + part if part.isalpha() else part for part in found])
    if letter.isalpha():
        return "\x30" + unicodedata.normalize("NFKD", letter)[0]
    if letter.isdigit():
        return "\x20" + letter
    return "\x01" if letter.isspace() or letter in "-\u2010\u2013" else ""
