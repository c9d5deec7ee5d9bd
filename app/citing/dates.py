"""A document's date as CSL-JSON: what the reading says in EDTF, else the words as they were written."""

import re
from datetime import date
from typing import Any

from app.domain.dates import DateStatement
from app.domain.errors import Unusable

_POINT = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)")
#: Quarters and seasons of EDTF that CSL has words for: spring to winter.
_SEASONS = range(21, 25)
_OPEN = ("", "..")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def refuse_no_day(accessed: str | None) -> None:
    """Raise Unusable for a day of access that is none of the calendar, or is spelt in another way than YYYY-MM-DD."""
    if accessed is None:
        return
    try:
        is_day = _DAY.fullmatch(accessed) and date.fromisoformat(accessed)
    except ValueError:
        is_day = None
    if not is_day:
        raise Unusable("accessed", f"{accessed[:40]!r} is no day; write it as YYYY-MM-DD.")


def csl_date(statement: DateStatement | None) -> dict[str, Any] | None:
    """Give a date as CSL-JSON has it; None where the document states none.

    A day, month, year or season, an interval of two, and an approximate date are structured. What EDTF can say and
    CSL cannot (a decade, one of several days, an interval without a beginning) keeps its words.
    """
    if statement is None:
        return None
    return _structured(statement.edtf or "") or {"literal": statement.as_written}


def _structured(edtf: str) -> dict[str, Any] | None:
    beginning, slash, ending = edtf.partition("/")
    points = [_POINT.fullmatch(end) for end in (beginning, ending) if end not in _OPEN]
    if not points or not all(points) or beginning in _OPEN:
        return None
    parts = [_parts(point) for point in points if point]
    seasons = [part for part in parts if len(part) > 1 and part[1] in _SEASONS]
    if seasons and slash:
        return None
    date: dict[str, Any] = {"date-parts": [*parts, []] if slash and ending in _OPEN else parts}
    if seasons:
        date = {"date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    if any(point["mark"] for point in points if point):
        date["circa"] = True
    return date


def _parts(point: re.Match[str]) -> list[int]:
    return [int(number) for number in point.group("year", "month", "day") if number is not None]


def date_warnings(statement: DateStatement | None) -> list[str]:
    """Tell what a date in a style cannot say of itself: that a cataloguer supplied it, that it is one of two doubts."""
    issued = csl_date(statement)
    if statement is None or issued is None or "literal" in issued:
        return []
    told = []
    if statement.basis == "supplied":
        told.append(f"the date is supplied by the cataloguer, which the style does not say: {statement.as_written}")
    if "circa" in issued:
        told.append(f"the style has one form for an approximate date and a doubtful one: {statement.as_written}")
    return told
