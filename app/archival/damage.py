"""Guesses what a damaged reference said: letters of the wrong alphabet, an l for a 1, a code in small letters.

A guess, for looking only: what is found by it is never the place that was asked for (see ``services.resolve``).
"""

import re
from collections.abc import Mapping

#: Letters that look alike in both alphabets, Latin and Cyrillic.
_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxyi", "АВСЕНКМОРТХУасеорхуі"
_TO_LATIN, _TO_CYRILLIC = str.maketrans(_CYRILLIC, _LATIN), str.maketrans(_LATIN, _CYRILLIC)
_WORD = re.compile(r"[^\W\d_]+")
_ANY_LATIN, _ANY_CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-яёіІ]")
#: A figure that stands inside a word, as in "De1o" and "0pis".
_IN_WORD = re.compile(r"(?<=[^\W\d_])[01](?=[a-zа-я])|(?<!\w)0(?=[a-zа-я]{1,3}\b)")
_LETTERS = str.maketrans("01", "ol")
#: What is read as a number: figures and letters that look like them, or such a letter alone after a label's stop.
_NUMBER = re.compile(r"(?<!\w)(?=[lIOoОоS]*\d)[\dlIOoОоS]+(?=[a-zа-я]?(?!\w))|(?<=\. )l(?=\s*(?:[,.;]|$))")
_FIGURES = str.maketrans("lIOoОоS", "1100005")


def mend(words: str, codes: Mapping[str, str]) -> str:
    """Give a reference as it may have been; ``codes`` are those of archives, by their small letters."""
    plain = _IN_WORD.sub(lambda found: found[0].translate(_LETTERS), words)
    is_latin = len(_ANY_LATIN.findall(plain)) > len(_ANY_CYRILLIC.findall(plain))
    spelled = _WORD.sub(lambda found: _in_one_alphabet(found[0], is_latin=is_latin), plain)
    named = _WORD.sub(lambda found: codes.get(found[0].casefold(), found[0]), spelled)
    return _NUMBER.sub(lambda found: found[0].translate(_FIGURES), named)


def _in_one_alphabet(word: str, *, is_latin: bool) -> str:
    """Give a word in the letters of one alphabet, that of the rest where it could be either; as it is if of both."""
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    possible = [one for one, other in ((latin, _ANY_CYRILLIC), (cyrillic, _ANY_LATIN)) if not other.search(one)]
    return word if not possible else possible[0] if is_latin else possible[-1]
