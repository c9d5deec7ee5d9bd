"""The words dates are written in: tables, and what cuts a text into them. The grammar is in ``dates``.

Every word, numeral and sign has a kind of one letter:
D day, M month, Y year, F full day in numerals, I year and month in numerals, Q season, X decade, W weekday,
T time of day, A not earlier than, B not later than, a after, b before, H between, R from, C circa, P part of a month
or year, U undated, O Old Style, N New Style, L link ("of"), E article ("le 14 mai"), G "year" after a Russian year,
S slash; & and, | or; other signs stand for themselves.
"""

import re
from typing import NamedTuple

from app.domain.dates import UNDATED_WORDS

_MONTHS = (
    "january jan januar jänner janvier janv январь января янв",
    "february feb februar février févr fév февраль февраля февр фев",
    "march mar märz mrz mars март марта мар",
    "april apr avril avr апрель апреля апр",
    "may mai май мая",
    "june jun juni juin июнь июня июн",
    "july jul juli juillet juil июль июля июл",
    "august aug août август августа авг",
    "september sept sep septembre сентябрь сентября сент сен",
    "october oct oktober okt octobre октябрь октября окт",
    "november nov novembre ноябрь ноября нояб ноя",
    "december dec dezember dez décembre déc декабрь декабря дек",
)
_WEEKDAYS = (
    "monday mon montag lundi понедельник",
    "tuesday tues tue dienstag mardi вторник",
    "wednesday wed mittwoch mercredi среда",
    "thursday thurs thur thu donnerstag jeudi четверг",
    "friday fri freitag vendredi пятница",
    "saturday sat samstag sonnabend samedi суббота",
    "sunday sun sonntag dimanche воскресенье",
)
_SEASONS = (
    "spring frühling frühjahr printemps весна весной весны",
    "summer sommer été лето летом лета",
    "autumn fall herbst automne осень осенью осени",
    "winter hiver зима зимой зимы",
)
#: What EDTF has instead of a month for spring; the other seasons follow.
_SPRING = 21
#: What stands instead of a month in a decade.
DECADE = 0
_OTHERS = {
    "a": "after nach après после",
    "b": "before vor avant до",
    "H": "between zwischen entre между",
    "R": "from von с",
    "E": "the le den am on",
    "C": "circa ca c about around approximately approx около примерно приблизительно",
    "P": "early mid late начало середина конец",
    "&": "and и und et",
    "|": "or или oder ou",
    "-": "to through until bis по",
    "L": "of",
    "G": "г гг год года годы",
}
#: A word, casefolded and without its stop, to its kind and its number (months and weekdays from 1).
_WORDS: dict[str, tuple[str, int]] = {
    **{word: ("M", number) for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{word: ("Q", number) for number, words in enumerate(_SEASONS, _SPRING) for word in words.split()},
    **{word: ("W", number) for number, words in enumerate(_WEEKDAYS, 1) for word in words.split()},
    **{word: (kind, 0) for kind, words in _OTHERS.items() for word in words.split()},
}
#: Roman months, as the telegrams and chanceries of central Europe write them.
_ROMAN = dict(
    zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True)
)

#: Expressions of several words or with inner stops, by kind.
_PHRASES = {
    "A": r"not?\s+earlier\s+than|not\s+before|не\s+(?:ранее|раньше)",
    "B": r"not?\s+later\s+than|not\s+after|не\s+(?:позднее|позже)",
    "b": r"prior\s+to",
    "U": UNDATED_WORDS,
    "O": r"old\s+style|o\.\s?s\.?|(?:по\s+)?(?:ст\.|старо(?:го|му))\s?(?:ст\.?|стил[яю])",
    "N": r"new\s+style|n\.\s?s\.?|(?:по\s+)?(?:н\.|ново(?:го|му))\s?(?:ст\.?|стил[яю])",
    "P": r"(?:beginning|start|middle|end)\s+of|в\s+(?:начале|середине|конце)",
    "T": r"(?:at\s+)?(?:(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?!\s?[ap]\.?\s?m)"
    r"|(?:1[0-2]|0?[0-9])(?:[:.][0-5][0-9])?\s?[ap]\.?\s?m\.?|(?:12\s)?(?:noon|midnight))",
}

_DAY = "[0-9]{1,2}"
_YEAR = "(?:[0-9]{4}|[0-9]{2})"
_ROMAN_MONTH = f"(?a:{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
#: Full days in numerals: the order of their parts, and how they look. "ON/9/9/XI/62" is a telegram's number.
_DAYS = {
    "iso": ("YMD", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "telegram": ("DMY", f"[a-z]{{1,4}}/[0-9]{{1,5}}/{_DAY}/{_ROMAN_MONTH}/{_YEAR}"),
    "roman": (
        "DMY",
        "|".join(f"{_DAY}{mark}{_ROMAN_MONTH}{mark}{_YEAR}" for mark in (r"\.", "/", "-"))
        + "|"
        + "|".join(f"{_DAY}{mark}{_ROMAN_MONTH}{mark}[0-9]{{4}}" for mark in (r"\.\s", r"\s")),
    ),
    "dotted": ("DMY", rf"{_DAY}\.{_DAY}\.{_YEAR}|{_DAY}\.\s{_DAY}\.\s[0-9]{{4}}"),
    "eastern": ("YMD", r"[0-9]{4}\s?[年년]\s?[0-9]{1,2}\s?[月월]\s?[0-9]{1,2}\s?[日号號일]"),
    "slashed": ("MDY", f"{_DAY}/{_DAY}/{_YEAR}"),
}
#: Numerals that say less than a day.
_COARSE = {
    "eastern_month": ("YM", r"[0-9]{4}\s?[年년]\s?(?:1[0-2]|0?[1-9])\s?[月월](?!\s?[0-9])"),
    "eastern_year": ("Y", r"[0-9]{4}\s?[年년](?!\s?[0-9])"),
    # The years 1900 to 1909 have the name of the century.
    "decade": ("X", r"[0-9]{2}[1-9]0(?:['’]?s|er(?:\s+jahren?)?|-[ех](?:\s+(?:гг|год(?:ы|ов|ах)))?\.?)(?!\w)"),
    "month": ("YM", "[0-9]{4}-(?:0[1-9]|1[0-2])(?!-)"),
    "year": ("Y", "[0-9]{4}"),
    "day": ("D", rf"{_DAY}(?![0-9])(?:st|nd|rd|th|er|-?го|\.(?=\s?[^\W\d_]))?"),
}


def _group(name: str, pattern: str, end: str) -> str:
    return rf"(?P<{name}>{pattern}){end}"


#: One word, numeral or sign, with the spaces around it; the name of its group says what it is.
_TOKEN = re.compile(
    r"\s*(?:"
    + "|".join(
        [
            *(_group(kind, pattern, r"(?!\w)") for kind, pattern in _PHRASES.items()),
            *(_group(name, pattern, "(?![0-9])") for name, (_, pattern) in (_DAYS | _COARSE).items()),
            r"(?P<word>[^\W\d_]+)(?!\w)\.?",
            r"(?P<sign>[-–—,&?()\[\]/])",
        ]
    )
    + r")\s*",
    re.IGNORECASE,
)

_WORD = "(?:[^\\W\\d_][\u0300-\u036f]?){3,10}"  # any word: whether it is a month, the table says
_CALENDAR = f"(?:{_PHRASES['O']}|{_PHRASES['N']})"
#: What looks like a full day in running text and is no part of a longer number; ``read_date`` must confirm it.
#: A calendar stated after it belongs to it, since without it the words would name another day.
FULL_DAY = re.compile(
    r"(?<!\w)(?<!\w[-–./])(?:"
    + "|".join(f"(?:{pattern})" for _, pattern in _DAYS.values())
    + rf"|{_DAY}(?:st|nd|rd|th|er|\.)?\s{{1,3}}(?:of\s)?{_WORD}\.?,?\s{{1,3}}[0-9]{{4}}"
    + rf"|{_WORD}\.?\s{{1,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}[0-9]{{4}})"
    + r"(?![0-9])(?![-–/:]\w|\.[0-9])(?:\s?(?:года|год|г)(?!\w)\.?)?(?!\w)"
    + rf"(?:,?\s?(?:\({_CALENDAR}\)|{_CALENDAR}(?!\w)))?",
    re.IGNORECASE,
)

#: Characters that print nothing: soft hyphen, zero-width spaces, joiners and direction marks, byte-order mark.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
#: Characters that print as another and mean the same: the full-width forms of ASCII, other hyphens and minus.
SAME = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x2010, 0x2011, 0x2012, 0x2212), ord("-")
)

_YEARS = range(1000, 2101)
_ORDERS = {name: order for name, (order, _) in (_DAYS | _COARSE).items()}
_SIGNS = {"–": "-", "—": "-", "/": "S"}
_KINDS = {"YMD": "F", "DMY": "F", "MDY": "F", "YM": "I", "Y": "Y", "D": "D"}


class Token(NamedTuple):
    """A word, numeral or sign: its kind, and its numbers by the letters Y, M, D and W."""

    kind: str
    numbers: dict[str, int]


def tokens_of(words: str) -> list[Token]:
    """Cut the words into tokens; none at all when there is a word that no table knows."""
    tokens: list[Token] = []
    place = 0
    while place < len(words):
        found = _TOKEN.match(words, place)
        token = _token(found) if found else None
        if not found or not token:
            return []
        tokens.append(token)
        place = found.end()
    return tokens


def _token(found: re.Match[str]) -> Token | None:
    """Look up the kind of a word or sign, and the numbers of a numeral or name."""
    name = found.lastgroup or ""
    text = found[name]
    if name in _ORDERS:
        return _numeral(text, _ORDERS[name])
    if name == "word":
        kind, number = _WORDS.get(text.casefold(), ("", 0))
        return Token(kind, {"M" if kind == "Q" else kind: number} if number else {}) if kind else None
    if name == "sign":
        return Token(_SIGNS.get(text, text), {})
    return Token(name, {})


def _numeral(text: str, order: str) -> Token | None:
    """Take a numeral apart; a year of two digits is of the twentieth century."""
    if order == "X":
        decade = {"Y": int(text[:4]), "M": DECADE}
        return Token(order, decade) if decade["Y"] in _YEARS else None
    parts = re.findall(r"[0-9]+|[ivx]+", text.casefold())[-len(order) :]
    numbers = {letter: _ROMAN.get(part) or int(part) for letter, part in zip(order, parts, strict=True)}
    if "Y" in numbers and len(parts[order.index("Y")]) == len("51"):
        numbers["Y"] += 1900
    return Token(_KINDS[order], numbers) if numbers.get("Y", 1900) in _YEARS else None
