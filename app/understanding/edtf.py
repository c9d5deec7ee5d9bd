"""Dates in EDTF (ISO 8601-2:2019; Library of Congress, EDTF Specification): validity and bounding days."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple, cast

from app.domain.dates import DateReading, Weekday

_LONGEST = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: What makes the bounds of a date nominal: a qualifier, or a season, which is not the same months all over the world.
_LOOSE = re.compile(r"[?~%]|[0-9]{4}-2[1-4](?!-)")
_SEASONS = ("21", "22", "23", "24")

#: One date, qualified perhaps (level 1: after it; level 2: beside a component), X for unspecified digits.
_DATE = re.compile(
    r"[?~%]?(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9]{2}|XX)[?~%]?(?:-[?~%]?(?P<day>[0-9]{2}|XX)[?~%]?)?)?"
)

#: What the library cannot hold though its grammar takes it; it would print the text and then break:
#: a month with one digit unspecified (level 2), an unknown start with an open end, a qualified rounded year.
_BEYOND_LIBRARY = re.compile(r"[0-9]{4}[?~%]?-(?:[01]X|X[0-9])(?!-[0-9X])|^/\.\.|[?~%]-?[0-9]{4}S")


class _Span(NamedTuple):
    """The first and the last day of a date, None where it is open."""

    first: date | None
    last: date | None


_NOTHING = _Span(None, None)


def is_valid_edtf(text: str) -> bool:
    """Say whether the text is EDTF of level 0, 1 or 2, by the library ``edtf``, in up to 100 characters.

    Refused besides: spaces around it, which the library forgives, and rare forms it breaks on (``1984-1X``).
    """
    if len(text) > _LONGEST or text != text.strip() or _BEYOND_LIBRARY.search(text):
        return False
    from edtf import parse_edtf  # noqa: PLC0415 - building its grammar takes longer than most commands
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        return parse_edtf(text) is not None
    except (EDTFParseException, AttributeError, TypeError, ValueError, RecursionError):
        return False


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Give the earliest and the latest day, None where the date is open; (None, None) for unknown forms.

    Known are years, seasons (as the whole year), months and days, qualified or with X for unspecified digits,
    intervals ``a/b``, one-of sets ``[a,b..c]`` and all-of sets ``{a,b..c}``, each with open ends. Nothing bounds a
    backward interval or an impossible day.
    """
    span = _span(edtf) if len(edtf) <= _LONGEST else None
    first, last = span or _NOTHING
    return first.isoformat() if first else None, last.isoformat() if last else None


def read_edtf(edtf: str) -> DateReading:
    """Read valid EDTF an editor supplied: the same text, its bounds, and the weekday of a plain day.

    A valid form that ``bounds`` does not know, such as a quarter, is kept without bounds.
    """
    earliest, latest = bounds(edtf)
    certainty: Literal["hard", "nominal"] = "nominal" if _LOOSE.search(edtf) else "hard"
    return DateReading(
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        bounds=certainty if earliest or latest else None,
        weekday=_weekday(earliest) if earliest and _DAY.fullmatch(edtf) else None,
    )


def _weekday(day: str) -> Weekday:
    """Name the weekday; not by strftime, which speaks the language of the machine."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return cast("Weekday", names[date.fromisoformat(day).weekday()])


def _span(edtf: str) -> _Span | None:
    """Bound any form; None when it is not one of ours."""
    if edtf[:1] + edtf[-1:] in {"[]", "{}"}:
        return _hull([_range(element.strip(), "..") for element in edtf[1:-1].split(",")])
    return _range(edtf, "/") if "/" in edtf else _one(edtf)


def _hull(spans: list[_Span | None]) -> _Span | None:
    """Bound the members of a set together; one that cannot be read spoils the set, an open one opens it."""
    known = [span for span in spans if span]
    if len(known) < len(spans):
        return None
    firsts = [span.first for span in known if span.first]
    lasts = [span.last for span in known if span.last]
    return _Span(
        min(firsts) if len(firsts) == len(spans) else None,
        max(lasts) if len(lasts) == len(spans) else None,
    )


def _range(text: str, mark: str) -> _Span | None:
    """Bound a date, or two with the mark between them; an end is open where nothing or ``..`` stands."""
    start, found, end = text.partition(mark)
    if not found:
        return _one(text)
    low = _NOTHING if start in {"", ".."} else _one(start)
    high = _NOTHING if end in {"", ".."} else _one(end)
    if not low or not high or (low.first and high.last and low.first > high.last):
        return None
    return _Span(low.first, high.last)


def _one(text: str) -> _Span | None:
    """Bound a year, season, month or day: X stands for its least and its greatest digit."""
    if not (found := _DATE.fullmatch(text)):
        return None
    year, month, day = found.group("year", "month", "day")
    is_loose = month in {None, "XX"} or (month in _SEASONS and day is None)
    first_month, last_month = (1, 12) if is_loose else (int(month), int(month))
    last_year = int(year.replace("X", "9"))
    try:
        first = date(int(year.replace("X", "0")), first_month, 1 if day in {None, "XX"} else int(day))
        last_day = monthrange(last_year, last_month)[1] if day in {None, "XX"} else int(day)
        return _Span(first, date(last_year, last_month, last_day))
    except ValueError:
        return None  # a month 13, a February 30, a year 0000: no such day
