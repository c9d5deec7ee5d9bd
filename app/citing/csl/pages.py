"""Page ranges: the dash between two pages, and how much of the second is printed ("Page Ranges", Appendix V)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from app.citing.csl.locale import Locale

_LONGEST = 12  # a page number of more figures is none
_HUNDRED, _TEN = 100, 10
# "chicago-15" prints the whole of a page number of four figures where three of them change.
_FOUR, _THREE = 4, 3
_DASHES = re.compile(r"(?:(?<!\s)\s+)?(?<!\\)[-\u2013\u2014]+\s*(?=\S)")
_LIST = re.compile(r"(?:(?<!\s)\s+)?([,&])\s*")
_RANGE = re.compile(
    r"(?<![^\W_])([^\W\d_]*|\d+[^\W\d_]+|[^\W_]*?[^\W\d_])(\d+)\s*[-\u2013\u2014]+\s*([^\W\d_]*|\d+[^\W\d_]+)(\d+)(?![^\W_])"
)
_ROMAN = re.compile(r"(?<![^\W_])([ivxlcdm]+)\s*[-\u2013\u2014]\s*([ivxlcdm]+)(?![^\W_])", re.IGNORECASE)


def read_page_range(form: str, locale: Locale) -> Callable[[str], str]:
    """How a style prints pages: a function from the pages as stated to the pages as printed."""
    dash = locale.term("page-range-delimiter") or "\u2013"
    if not form:
        return partial(_with_dash, dash=dash)
    return partial(_shorten_all, form=form, dash=dash)


def _with_dash(pages: str, *, dash: str) -> str:
    if "-" not in pages and "\u2013" not in pages:
        return pages.strip()
    return _DASHES.sub(lambda _: dash, pages.strip()).replace("\\-", "-")


def _shorten_all(pages: str, *, form: str, dash: str) -> str:
    def shorten(found: re.Match[str]) -> str:
        first_prefix, first, last_prefix, last = found.groups()
        if first_prefix != last_prefix or max(len(first), len(last)) > _LONGEST:
            return f"{first_prefix}{first}-{last_prefix}{last}"
        last = _complete(first, last)
        if int(first) > int(last):
            return f"{first_prefix}{first}-{last_prefix}{found[4]}"
        kept = _keep(first, last, form)
        prefix = last_prefix if form == "expanded" and kept == last else ""
        return f"{first_prefix}{first}{dash}{prefix}{kept}"

    changed = _ROMAN.sub(lambda found: f"{found[1]}{dash}{found[2]}", pages.strip())
    return _LIST.sub(_around, _RANGE.sub(shorten, changed)).replace("\\-", "-")


def _around(mark: re.Match[str]) -> str:
    return ", " if mark[1] == "," else " & "


def _complete(first: str, last: str) -> str:
    """The last page in full: 321-28 ends on 328."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _keep(first: str, last: str, form: str) -> str:
    """As many digits of the last page as a form prints."""
    if len(first) != len(last) or form == "expanded":
        return last
    if form == "minimal":
        return _changed(first, last, 1)
    if form == "minimal-two":
        return _changed(first, last, 2)
    number = int(first)
    if number < _HUNDRED or number % _HUNDRED == 0:
        return last
    kept = _changed(first, last, 1 if number % _HUNDRED < _TEN else 2)
    return last if form != "chicago-16" and len(last) == _FOUR and len(kept) >= _THREE else kept


def _changed(first: str, last: str, least: int) -> str:
    place = 0
    while place < len(last) - least and first[place] == last[place]:
        place += 1
    return last[place:]
