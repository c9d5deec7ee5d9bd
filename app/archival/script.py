"""The letters of a reference: which script they are of, and the few that may be spelled in another one."""

import re
from collections.abc import Iterator

from app.archival.key import LATIN

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_NATIVE = {latin: native for native, latin in LATIN.items() if latin}
#: Letters of a shelfmark, before or after its figures ("Р-9478", "059а"). Words are never respelled in a value.
_MARK = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}(?=[- ]?\d)|(?<=\d)[^\W\d_]{1,2}(?![^\W_])")
#: A capital that may as well be a Roman number has no other spelling.
_ROMAN = re.compile(r"[IVX]+")


def is_latin(words: str) -> bool:
    """Tell whether all letters are Latin."""
    return all(map(_LATIN.match, _LETTER.findall(words)))


def is_mixed(words: str) -> bool:
    """Tell whether there are both Latin and other letters."""
    found = {bool(_LATIN.match(letter)) for letter in _LETTER.findall(words)}
    return len(found) > 1


def romanised(words: str) -> str:
    """Spell words in Latin letters; a letter that has no sure spelling stays."""
    return "".join(_cased(letter, LATIN.get(letter.lower(), letter.lower())) for letter in words)


def respell(value: str, *, latin: bool) -> Iterator[tuple[str, bool]]:
    """Give a shelfmark in stretches, the letters beside its figures in one script; True marks what was respelled."""
    here = 0
    for mark in _MARK.finditer(value):
        spelled = romanised(mark[0]) if latin else _nativised(mark[0])
        if spelled == mark[0]:
            continue
        yield value[here : mark.start()], False
        yield spelled, True
        here = mark.end()
    yield value[here:], False


def _nativised(mark: str) -> str:
    """Spell a mark in native letters, unless one of its letters could be something else."""
    if not is_latin(mark) or _ROMAN.fullmatch(mark):
        return mark
    if mark.lower() in _NATIVE:
        return _cased(mark, _NATIVE[mark.lower()])
    if all(letter.lower() in _NATIVE for letter in mark):
        return "".join(_cased(letter, _NATIVE[letter.lower()]) for letter in mark)
    return mark


def _cased(model: str, letter: str) -> str:
    return letter[:1].upper() + letter[1:] if model[:1].isupper() else letter
