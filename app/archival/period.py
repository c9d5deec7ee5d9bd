"""The numbers of a reference that are in no part of it, and the years among them, which may tell two files apart."""

import re
from collections import Counter

from app.archival.patterns import DATE
from app.domain.location import ArchivalLocation

_NUMBER = re.compile(r"\d+")
_YEARS = re.compile(r"(?P<first>1[4-9]\d\d|20\d\d)(?:[-–](?P<last>\d\d(?:\d\d)?))?")
#: What may stand before years that stand by themselves.
_BEFORE = frozenset(" ,;(")


def unread_numbers(location: ArchivalLocation) -> Counter[str]:
    """Give the printed numbers that are in no part, such as the years of a file."""
    archive = location.repository.as_written if location.repository else ""
    leaves = location.leaves.as_written if location.leaves else ""
    known = [archive, leaves, location.note or "", *(f"{one.label} {one.value}" for one in location.levels)]
    return Counter(_NUMBER.findall(location.as_written)) - Counter(_NUMBER.findall(" ".join(known)))


def printed_years(location: ArchivalLocation) -> str | None:
    """Give the years that stand by themselves in a reference, in full: "1950-54" is 1950-1954. None without any.

    A day or a month is the date of a document, and no name of a file.
    """
    unread = unread_numbers(location) if _YEARS.search(location.as_written) else Counter[str]()
    for date in DATE.finditer(location.as_written) if unread else ():
        years = _YEARS.fullmatch(date[0])
        is_alone = date.start() and location.as_written[date.start() - 1] in _BEFORE
        if years and is_alone and Counter(_NUMBER.findall(date[0])) <= unread:
            first, last = years.group("first", "last")
            return f"{first}-{first[: 4 - len(last)]}{last}" if last else str(first)
    return None
