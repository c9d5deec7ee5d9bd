"""Dates given as a string ("raw"): ISO 8601, and the ways people write days, months, seasons and years in English."""

from __future__ import annotations

import re

Parts = tuple[int, ...]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
_CENTURY, _LAST_MONTH, _LAST_DAY = 100, 12, 31
_EDTF_SEASONS = range(21, 25)
_LONGEST = 100  # what is longer is prose
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>-?\d{1,4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?(?:t.*)?",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})(?:/(?P<day>\d{1,2}))?",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME},?\s+(?P<year>\d{{3,4}})",
        rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{3,4}})",
        rf"{_NAME},?\s+(?P<year>\d{{3,4}})",
        rf"(?P<year>\d{{3,4}}),?\s+{_NAME}(?:\s+(?P<day>\d{{1,2}}))?",
    )
)
_CIRCA = re.compile(r"^(?:c\.|ca\.?|circa|about)\s+|\s*[~?%]$")
_BETWEEN = re.compile(r"\s*(?:/|\u2013|\u2014|--|\s-\s)\s*")


def parse_raw(words: str) -> tuple[Parts, Parts | None, bool] | None:
    """(beginning, end or None, whether it is uncertain) of a date in words; None where they are no date."""
    if len(words) > _LONGEST:
        return None
    text = words.strip().lower()
    bare = _CIRCA.sub("", text)
    whole = _one(bare)
    if whole is not None:
        return whole, None, bare != text
    ends = _BETWEEN.split(bare)
    if len(ends) != len(("beginning", "end")) or not ends[0]:
        return None
    first, last = (_CIRCA.sub("", end) for end in ends)
    end = _one(last) if last not in ("", "..") else ()
    start = _one(first) or (_lent(first, end) if end else None)
    if start is None or end is None:
        return None
    if len(start) == len(end) == 1 and 0 < end[0] < _CENTURY <= start[0]:  # "1951–52"
        end = (start[0] - start[0] % _CENTURY + end[0],)
    return start, end, bare != text or [first, last] != ends


def _one(text: str) -> Parts | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and (parts := _parts(found.groupdict())) is not None:
            return parts
    return None


def _parts(found: dict[str, str | None]) -> Parts | None:
    year, day = int(found["year"] or 0), found.get("day")
    if (name := found.get("name")) is not None:
        month = _SEASONS.get(name) or next(
            (place for place, short in enumerate(_MONTHS, 1) if name.startswith(short)), 0
        )
        if not month:
            return None
    else:
        month = int(found.get("month") or 0)
        if month > _LAST_MONTH and month not in _EDTF_SEASONS:
            return None
    if not month:
        return (year,)
    return (year, month, int(day)) if day and 0 < int(day) <= _LAST_DAY else None if day else (year, month)


def _lent(first: str, end: Parts) -> Parts | None:
    """A beginning without a year of its own, which its end lends it ("June 13 - July 2, 1951")."""
    return _one(f"{first}, {end[0]}") if re.match(r"[a-z]", first) else None
