"""Forgets what the eye cannot tell apart, for finding only: what folds alike is worth looking at, and is not the same.

What is the same unit is for :mod:`app.archival.key` to say. Folded text is never stored as text, and never shown.
"""

import re
import unicodedata
from functools import lru_cache

#: Cyrillic letters that look like Latin ones, if only as capitals (В, К, М, Н, Т): "5/О" is typed either way. They
#: go the same way in every text, so that Cyrillic words still find each other. Ё is found as Е, as it is often printed.
_LOOK_ALIKE = str.maketrans("авеёкмнорстухіјѕ", "abeekmhopctyxijs")
#: Quotation marks and apostrophes to the straight ones. Dashes are told by their Unicode category.
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼ′`", "'") | dict.fromkeys("“”„‟«»", '"'))
#: The mark of a cipher after its number: "302/Ш" is printed "302/sh", and, as Ш looks like it, "72/III".
#: Only right after a number and a slash, so that "World War III" and "III/10" stay; a Russian date, "13/III", goes
#: along, which matters only where somebody looks for "13/Ш".
_CIPHER = re.compile(r"(?<=\d)\s?/\s?(?:ш|sh|iii)(?!\w)")
#: The syllable Il with a capital i in the place of its l, as a word.
_MISREAD = re.compile(r"(?<!\w)ii(?!\w)")
_NOT_BETWEEN_FIGURES = re.compile(r"(?<!\d) | (?!\d)")


def fold(text: str, names: tuple[str, ...]) -> str:
    """Give text as it is compared when something is looked for; folding twice changes nothing more.

    "Kim II Sung" becomes "kim il sung" if ``names`` has "Kim Il Sung"; no other II is touched, so that
    "World War II", "John Paul II" and "HA II/10" stay what they are.
    """
    plain = " ".join(_letters(text).split())
    plain = _CIPHER.sub("/sh", plain)
    if misread := _spellings(names):
        plain = misread.sub(lambda found: _MISREAD.sub("il", found[0]), plain)
    return unicodedata.normalize("NFKC", plain)


def loose(text: str, names: tuple[str, ...]) -> str:
    """Give only the letters and figures of a whole citation or title, to find it in whatever state somebody has it.

    Two figures that stood apart stay apart, so that 45/1/339 is not 451/339. ``names`` are those of :func:`fold`.
    """
    folded = fold(text, names)
    words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded).split()
    return _NOT_BETWEEN_FIGURES.sub("", " ".join(words)) or folded


def _letters(text: str) -> str:
    """Fold width, case, dashes, quotation marks and look-alike letters; leave out what cannot be seen."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    plain = "".join("-" if unicodedata.category(letter) == "Pd" else letter for letter in small.replace("−", "-"))
    return plain.translate(_LOOK_ALIKE).translate(_QUOTES)


@lru_cache(maxsize=8)
def _spellings(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Match the names that have the syllable Il, spelled with an l or with an i; longer names first."""
    words = sorted({tuple(re.split(r"[ -]", fold(name, ()))) for name in names}, key=lambda one: (-len(one), one))
    patterns = [
        "[ -]".join("i[il]" if word == "il" else re.escape(word) for word in name) for name in words if "il" in name
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None
