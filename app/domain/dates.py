"""Dates as strings: the words, what they are understood to say (EDTF, ISO 8601-2), and the days that bound them.

A date is never a timestamp: it has no time zone, so no conversion can move it to the day before.
"""

import re
from typing import Annotated, Literal

from pydantic import StringConstraints

from app.domain.noun import Basis, Noun, Words

#: A day ``YYYY-MM-DD`` of the proleptic Gregorian calendar.
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

#: Words that say of a document that it has no date: a regular expression, in any case.
UNDATED_WORDS = (
    r"undated|no\s+date|n\.\s?d\.?|ohne\s+datum|o\.\s?d\.?|undatiert|sans\s+date|s\.\s?d\.?|"
    r"без\s+даты|б\.\s?д\.?|无日期|日期不详"
)
_UNDATED = re.compile(rf"\s*[\[(]?(?:{UNDATED_WORDS})[\])]?\.?\s*", re.IGNORECASE)


class DateReading(Noun):
    """What words are understood to say of a date; all members are None when they say nothing.

    ``earliest`` and ``latest`` bound the date, None where that side is open. ``bounds`` is ``hard`` when the date
    cannot lie outside them and ``nominal`` when the words are approximate ("circa 1951"). ``doubts`` are the codes
    of notices the words deserve, such as ``calendar-not-stated``.
    """

    edtf: Words | None = None
    earliest: Day | None = None
    latest: Day | None = None
    bounds: Literal["hard", "nominal"] | None = None
    weekday: Weekday | None = None
    supplied: bool = False
    doubts: tuple[str, ...] = ()


class DateStatement(Noun):
    """A date of a document: its words, and beside them what they are understood to say."""

    as_written: Words
    edtf: Words | None = None
    earliest: Day | None = None
    latest: Day | None = None
    bounds: Literal["hard", "nominal"] | None = None
    weekday: Weekday | None = None
    basis: Basis

    @property
    def is_undated(self) -> bool:
        """Whether the words say that there is no date, and nobody has decided on one."""
        return self.edtf is None and _UNDATED.fullmatch(self.as_written) is not None
