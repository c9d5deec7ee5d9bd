"""Days of the two calendars: Gregorian, and Julian, which was Russia's until 1918."""

from datetime import date, timedelta

_MARCH = 3


def gregorian(year: int, month: int, day: int) -> date | None:
    """Give the day so named in the Gregorian calendar, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def julian(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of one of the Julian calendar, which leaps every fourth year without exception.

    It is behind by 11 days from 1 March 1700 (Julian), by 12 from 1800, by 13 from 1900: a day more for each
    century whose last year the Gregorian calendar does not leap.
    """
    if not gregorian(2000 + year % 4, month, day):
        return None
    century = (year - (month < _MARCH)) // 100
    return date(year, month, 1) + timedelta(days=day - 1 + century - century // 4 - 2)
