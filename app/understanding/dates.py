"""What the words of a date say: read whole or not at all, never guessed.

The words become tokens (``datewords``), the tokens a string of one letter each, and patterns over these letters
are the grammar: "June 13-14, 1951" is ``MD-D,Y``. What is understood is written as EDTF (ISO 8601-2:2019), and
``edtf`` bounds it: what it cannot bound, such as February 30 or a backward interval, is no date.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from app.domain.dates import DateReading
from app.understanding.calendars import gregorian, julian
from app.understanding.datewords import DECADE, FULL_DAY, SAME, UNSEEN, Token, tokens_of
from app.understanding.edtf import bounds as bounds_of
from app.understanding.edtf import read_edtf

_LONGEST = 200
_LEADING = 80
#: The first day of the Gregorian calendar in Soviet Russia (decree of 24 January 1918, Old Style).
_REFORM = (1918, 2, 14)
_MONTHS = 12
_CALENDAR_MONTHS = frozenset(range(1, _MONTHS + 1))
#: What is joined by a word before it is two dates.
_PAIR = 2
#: In a line of more words, the month may be the beginning of them: "1958 March on Washington".
_YEAR_FIRST = re.compile("Y,?M")
#: Words before two dates, and what must join these: "between 1951 and 1953", "from 1951 to 1953".
_JOINED_LIMITS = {"H": "&", "R": "-"}

_NOTHING = DateReading()
_VISIBLE = SAME | dict.fromkeys(map(ord, UNSEEN))
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_SPACE = re.compile(r"\s+(?=\S)")

#: Brackets that open, hold something and close, none within another.
_BRACKETS = re.compile(r"(?:[^\[\]]|\[[^\[\]]+\])*")
_SUPPLIED = re.compile(r"\[[^\]]*[DMYFIQX]")
#: An article, and what it may stand before.
_ARTICLE = re.compile("E(?=[DFWQXP])")
_STATEMENT = re.compile(
    r"(?P<undated>U,?)?(?P<weekday>W,?)?(?P<limit>[ABHRab])?(?P<circa>C)?"
    r"(?P<series>[DMYFIQXGLPS,&|-]*[DMYFIQXG])"
    r"(?P<uncertain>\?|\(\?\))?(?P<tail>(?:[,-]?T|,W|\(W\)|,?[ON]|\([ON]\))*)"
)
#: One date of a series, perhaps without the month or year that a neighbour lends it.
_DATE = re.compile(
    r"FG?|I|(?:P-?)?X|(?:P-?)?Q[,L]?YG?|Y,?(?:MD?|DM)G?|"
    r"DL?M(?:[,L]?YG?)?|MD(?:,?YG?)?|(?:P-?)?M(?:[,L]?YG?)?|(?:P-?)?YG?|D(?:,?YG?)?"
)
#: What stands between the dates of a series, slashes between: one dash or slash, or commas and a last "and" or "or".
_JOINERS = re.compile(r"[-S]|(?:,/)*,?[&|]")
#: A full day in numerals with slashes.
_SLASHED = re.compile(r"(?<![\w/])(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})/[0-9]{2}(?:[0-9]{2})?(?![\w/])")
#: EDTF's qualifiers, by what the words hold.
_MARKS = {"": "", "C": "~", "?": "?", "C?": "%"}

#: A year; a year and month; or a year, month and day.
_Point = tuple[int, ...]


class _Statement(NamedTuple):
    """What the words say: dates, how they are joined ("" when it is one), and what is said of them."""

    points: list[_Point]
    joining: str
    limit: str
    mark: str
    calendar: str
    weekdays: list[int]
    supplied: bool


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full day in a running text: its words, their place (``text[start:end]``), and what they say."""

    words: str
    start: int
    end: int
    reading: DateReading


def read_date(words: str, *, russian: bool = False) -> DateReading:
    """Say what the words of a date say; no ``edtf`` when they are undated, or unclear in any part.

    ``russian``: the document's original language is Russian. A day before 14 February 1918 may then be of
    either calendar, as may one in Russian words; unless the words state the calendar, both days are given.
    """
    if len(words) > _LONGEST:
        return _NOTHING
    seen = _seen(words).strip()
    return _understood(seen[:-1] if seen.endswith((".", ",")) else seen, russian=russian)


def leading_date(line: str) -> str | None:
    """Give the longest beginning of a line that is the words of a date, with a space and more text after."""
    for space in reversed(list(_SPACE.finditer(line, 0, _LEADING))):
        words = line[: space.start()]
        seen = _seen(words)
        if _understood(seen, russian=False).edtf and not _YEAR_FIRST.fullmatch(_kinds(tokens_of(seen))):
            return words
    return None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Find the full days a running text names, in order; none in longer numbers such as "2421/61/53/TJN"."""
    visible = text.translate(_VISIBLE)
    places: Sequence[int] = range(len(text))
    if len(visible) < len(text):
        places = [place for place in places if text[place] not in UNSEEN]
    for found in FULL_DAY.finditer(visible):
        reading = read_date(found[0])
        if reading.edtf:
            start, end = places[found.start()], places[found.end() - 1] + 1
            yield FoundDate(text[start:end], start, end, reading)


def _seen(words: str) -> str:
    """Give the words as a reader sees them: without marks that print nothing, accents composed."""
    return unicodedata.normalize("NFC", words.translate(_VISIBLE))


def _understood(words: str, *, russian: bool) -> DateReading:
    """Read words that are trimmed and bounded in length."""
    statement = _statement(tokens_of(words))
    if not statement:
        return _NOTHING
    points = statement.points
    either = "NO" if russian or _CYRILLIC.search(words) else "N"
    calendars = [statement.calendar or (either if p < _REFORM[: len(p)] else "N") for p in points]
    options = [_options(point, calendar) for point, calendar in zip(points, calendars, strict=True)]
    if not all(options):
        return _NOTHING
    doubts = (*_doubts(statement, options), *(["day-month-order"] if _may_be_swapped(words) else []))
    reading = read_edtf(_edtf(statement, options))
    if not reading.bounds:
        return DateReading(doubts=doubts)
    # A month or year of the old calendar ends thirteen days after the one of the same name.
    loose = "NO" in calendars and any(len(point) < len(_REFORM) for point in points)
    bounds = "nominal" if loose else reading.bounds
    return reading.model_copy(update={"supplied": statement.supplied, "doubts": doubts, "bounds": bounds})


def _may_be_swapped(words: str) -> bool:
    """Tell whether a date with slashes would be another if its day stood first ("3/4/51", not "10/14/50")."""
    pairs = [(int(found["one"]), int(found["other"])) for found in _SLASHED.finditer(words)]
    return any(one != other and max(one, other) <= _MONTHS for one, other in pairs)


def _kinds(tokens: list[Token]) -> str:
    return "".join(token.kind for token in tokens)


def _statement(tokens: list[Token]) -> _Statement | None:
    """Part the words into dates and what is said of them; None when they do not make sense together."""
    if not _BRACKETS.fullmatch(_kinds(tokens)):
        return None
    supplied = bool(_SUPPLIED.search(_kinds(tokens)))
    tokens = _without_articles([token for token in tokens if token.kind not in {"[", "]"}])
    shape = _STATEMENT.fullmatch(_kinds(tokens))
    series = _series(tokens[slice(*shape.span("series"))]) if shape else None
    if not shape or not series or (shape["undated"] and not supplied):
        return None
    points, joining = series
    statement = _Statement(
        points=points,
        joining=joining,
        limit=shape["limit"] or "",
        mark=_MARKS[(shape["circa"] or "") + (shape["uncertain"] or "").strip("()")],
        calendar="".join(sorted({"N", "O"} & set(shape["tail"]))),
        weekdays=[token.numbers["W"] for token in tokens if token.kind == "W"],
        supplied=supplied,
    )
    return statement if _agrees(statement, timed="T" in shape["tail"]) else None


def _without_articles(tokens: list[Token]) -> list[Token]:
    """Leave out the articles that stand before a date."""
    articles = {found.start() for found in _ARTICLE.finditer(_kinds(tokens))}
    return [token for place, token in enumerate(tokens) if place not in articles]


def _agrees(statement: _Statement, *, timed: bool) -> bool:
    """Say whether what is said of the dates can be said of them: of one, of days, or of one day only."""
    one = not statement.joining
    days = all(len(point) == len("YMD") for point in statement.points)
    rough = {month for point in statement.points for month in point[1:2]} - _CALENDAR_MONTHS
    if statement.limit in _JOINED_LIMITS:
        return statement.joining == _JOINED_LIMITS[statement.limit] and len(statement.points) == _PAIR and not rough
    return (
        (days or not statement.calendar)
        and statement.calendar != "NO"
        and ((one and days) or not (timed or statement.weekdays))
        and ((one and not statement.mark) or not statement.limit)
        and (not rough or (one and not statement.limit and (not statement.mark or rough == {DECADE})))
        and (one or statement.mark in {"", "~"})
    )


def _series(tokens: list[Token]) -> tuple[list[_Point], str] | None:
    """Read dates of one precision and what joins them: "-", "&", "|", or "" for a single date."""
    kinds = _kinds(tokens)
    gaps = _DATE.split(kinds)
    joiners = gaps[1:-1]
    if gaps[0] or gaps[-1] or (joiners and not _JOINERS.fullmatch("/".join(joiners))):
        return None
    found = list(_DATE.finditer(kinds))
    parts = [
        dict(number for token in tokens[slice(*part.span())] for number in token.numbers.items()) for part in found
    ]
    _lend([part[0] for part in found], parts)
    points = [tuple(part[letter] for letter in "YMD" if letter in part) for part in parts]
    whole = all(set(part) == set("YMD"[: len(part)]) for part in parts)
    joining = "".join(joiners)[-1:]
    if not whole or len(set(map(len, points))) > 1 or (joining == "S" and not _is_night(points)):
        return None
    return points, "-" if joining == "S" else joining


def _is_night(points: list[_Point]) -> bool:
    """Tell whether two days follow one another: "13/14 June" is a night, "3/16 June" one day in two calendars."""
    days = [gregorian(*point) if len(point) == len("YMD") else None for point in points]
    first, second = days
    return first is not None and second == first + timedelta(days=1)


def _lend(shapes: list[str], parts: list[dict[str, int]]) -> None:
    """Give each part of a series what it leaves to a neighbour: the year of the next, the month of either.

    Month before day, the month is said first ("June 13 and 14, 1951"), else last ("13 and 14 June 1951").
    Numerals lend nothing: in "10-11/14/50" the reader could not tell day from month.
    """
    pairs = list(pairwise(range(len(parts))))
    for left, right in reversed(pairs):
        if shapes[right][0] in "FI":
            continue
        if "Y" in parts[right]:
            parts[left].setdefault("Y", parts[right]["Y"])
        if shapes[left] == "D" and shapes[right][0] == "D" and "M" in parts[right]:
            parts[left].setdefault("M", parts[right]["M"])
    for left, right in pairs if shapes[0].startswith("MD") else ():
        if shapes[right][0] == "D" and "M" in parts[left]:
            parts[right].setdefault("M", parts[left]["M"])


def _options(point: _Point, calendar: str) -> list[str]:
    """Give in EDTF the dates a point may be, of the calendar N, O, or NO for either; none when impossible."""
    if point[1:] == (DECADE,):
        return [f"{point[0] // 10}X"]
    if len(point) < len("YMD"):
        return ["-".join(f"{number:02}" for number in point)]
    days = [{"N": gregorian, "O": julian}[letter](*point) for letter in calendar]
    return [day.isoformat() for day in days if day]


def _doubts(statement: _Statement, options: list[list[str]]) -> Iterator[str]:
    """Name what a reader of the words should be told."""
    if any(len(days) > 1 for days in options):
        yield "calendar-not-stated"
    possible = {date.fromisoformat(day).isoweekday() for day in options[0]} if statement.weekdays else set()
    if not possible.issuperset(statement.weekdays):
        yield "weekday-differs"


def _edtf(statement: _Statement, options: list[list[str]]) -> str:
    """Write the statement in EDTF; nothing when days of unclear calendar make a span or a list."""
    if limit := _limited(statement.limit, options):
        return limit
    dates = [day + statement.mark for days in options for day in days]
    if len(dates) == 1:
        return dates[0]
    if statement.joining in {"", "|"}:
        return f"[{','.join(dates)}]"
    if len(dates) > len(options):
        return ""
    return "/".join(dates) if statement.joining == "-" else f"{{{','.join(dates)}}}"


def _limited(limit: str, options: list[list[str]]) -> str:
    """Write in EDTF a date of which only limits are stated; nothing where they are the date itself."""
    first, last = options[0][0], options[-1][-1]
    if limit == "a":  # "after 1951" is not in it
        return f"[{_day_beside(first, 1)}..]"
    if limit == "b":
        return f"[..{_day_beside(last, -1)}]"
    return {"A": f"[{first}..]", "B": f"[..{last}]", "H": f"[{first}..{last}]"}.get(limit, "")


def _day_beside(point: str, step: int) -> str:
    """Give the year, month or day next to one, after it or before it."""
    earliest, latest = bounds_of(point)
    edge = date.fromisoformat((latest if step > 0 else earliest) or point)
    return (edge + timedelta(days=step)).isoformat()[: len(point)]
