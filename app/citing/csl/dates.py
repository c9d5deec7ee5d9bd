"""`cs:date`: dates in a locale's form or a style's own ("Date", "Date-part", "Date Ranges", "AD and BC", "Seasons")."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render
from app.citing.csl.context import Context
from app.citing.csl.decoration import affixed, read_decoration, read_format
from app.citing.csl.items import Date
from app.citing.csl.locale import AFTER_DAY, NAMESPACE, Locale
from app.citing.csl.numbers import ordinal_suffix
from app.citing.csl.text import year_suffix
from app.citing.csl.textcase import recase
from app.citing.csl.tree import Node, Piece, join

_UNITS = {"year": 0, "month": 1, "day": 2}
_LAST_ANCIENT = 999  # years with fewer than four figures are printed with an era ("AD and BC")
_LAST_MONTH = 12  # a month after it is a season: 13 to 16, or 21 to 24 as in EDTF
_EDTF_SEASONS = 20
_NO_END = "0" * 9  # before every end: a range stands after the single date it begins with


class DatePart:
    """One `cs:date-part`: the unit, its form, its affixes and the delimiter of a range that differs in it."""

    __slots__ = (
        "after_day", "case", "form", "format", "localized", "name", "prefix", "range_delimiter", "strip", "suffix",
    )  # fmt: skip

    def __init__(self, attributes: dict[str, str], own: dict[str, str] | None = None) -> None:
        merged = {**attributes, **(own or {})}
        self.localized = own is not None
        self.name = merged.get("name", "")
        self.form = merged.get("form", "numeric" if self.name == "day" else "long")
        self.format = read_format(merged)
        self.prefix = merged.get("prefix", "")
        self.suffix = merged.get("suffix", "")
        self.case = merged.get("text-case", "")
        self.after_day = False
        self.strip = merged.get("strip-periods") == "true"
        self.range_delimiter = merged.get("range-delimiter", "\u2013")

    def render(self, ctx: Context, date: tuple[int, ...]) -> Piece | None:
        """The part of one date, without affixes; None where the date does not state it."""
        words = self._words(ctx.locale, date)
        if not words:
            return None
        if self.strip:
            words = words.replace(".", "")
        piece = recase(words, self.case, language=ctx.language) if self.case else words
        return Node([piece], self.format) if self.format else piece

    def _words(self, locale: Locale, date: tuple[int, ...]) -> str:
        unit = _UNITS.get(self.name, 3)
        if unit >= len(date):
            return ""
        if unit == 0:
            return _year(date[0], self.form, locale)
        if unit == 1:
            return _month(date[1], self.form, locale, after_day=self.after_day and len(date) > _UNITS["day"])
        return _day(date, self.form, locale)


def _year(year: int, form: str, locale: Locale) -> str:
    if year < 0:
        return f"{-year}{locale.term('bc')}"
    if form == "short":
        return f"{year % 100:02d}"
    return f"{year}{locale.term('ad')}" if year <= _LAST_ANCIENT else str(year)


def _month(month: int, form: str, locale: Locale, *, after_day: bool) -> str:
    if month > _EDTF_SEASONS:
        return locale.term(f"season-{month - _EDTF_SEASONS:02d}")
    if month > _LAST_MONTH:
        return locale.term(f"season-{(month - _LAST_MONTH - 1) % 4 + 1:02d}")
    if form in ("numeric", "numeric-leading-zeros"):
        return f"{month:02d}" if form == "numeric-leading-zeros" else str(month)
    return locale.term(f"month-{month:02d}", AFTER_DAY if after_day and form == "long" else form)


def _day(date: tuple[int, ...], form: str, locale: Locale) -> str:
    day = date[2]
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and not (day > 1 and locale.has_option("limit-day-ordinals-to-day-1")):
        return f"{day}{ordinal_suffix(day, locale.gender(f'month-{date[1]:02d}'), locale)}"
    return str(day)


def compile_date(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:date`."""
    variable = element.get("variable", "")
    parts, delimiter = read_parts(element, compiler.locale)
    decorate = read_decoration(element.attrib)
    suffix_after_year = variable == "issued" and compiler.options.get("implicit-year-suffix") == "true"

    def render(ctx: Context) -> Piece | None:
        ctx.called += 1
        if variable in ctx.hidden:
            ctx.filled += 1
            return (year_suffix(ctx) or None) if suffix_after_year else None
        if variable in ctx.suppressed:
            return None
        date = ctx.ref.date(variable)
        if date is None or (ctx.comparing and variable == "accessed"):
            return None
        if ctx.sorting:
            ctx.filled += 1
            return decorate(ctx, sortable(date, parts))
        piece = render_date(ctx, date, parts, delimiter, add_suffix=suffix_after_year and not ctx.year_suffixed)
        if piece is None:
            return None
        ctx.print(variable)
        return decorate(ctx, piece)

    return render


def sortable(date: Date, parts: list[DatePart]) -> str:
    """A date as a macro gives it to a sort key: figures of one length, of the parts that it prints ("Sorting")."""
    if not date.start:
        return date.literal
    named = {_UNITS.get(part.name, 0) for part in parts}
    figures = []
    for end in (date.start, date.end):
        if end is None:
            figures.append(_NO_END)
            continue
        year, month, day = (_at(without_season(end), unit) if unit in named else 0 for unit in range(3))
        figures.append(f"{year + 50000:05d}{month:02d}{day:02d}")
    return "".join(figures)


def without_season(date: tuple[int, ...]) -> tuple[int, ...]:
    """A date as it is sorted: seasons are not the same months all over the world ("Sorting Variables")."""
    return date[:1] if len(date) > 1 and date[1] > _LAST_MONTH else date


def read_parts(element: Element, locale: Locale) -> tuple[list[DatePart], str]:
    """The parts of a date in the order they are printed, and what stands between them."""
    own = {part.get("name", ""): part.attrib for part in element.iter(NAMESPACE + "date-part")}
    form = element.get("form")
    if not form:
        return _in_order([DatePart(part) for part in own.values()]), element.get("delimiter", "")
    wanted = element.get("date-parts", "year-month-day").split("-")
    localized = locale.dates.get(form)
    if localized is None:
        return [], ""
    parts = []
    for part in localized.iter(NAMESPACE + "date-part"):
        name = part.get("name", "")
        if name in wanted:
            mine = {key: value for key, value in own.get(name, {}).items() if key not in ("prefix", "suffix", "name")}
            parts.append(DatePart(part.attrib, mine))
    return _in_order(parts), localized.get("delimiter", "")


def _in_order(parts: list[DatePart]) -> list[DatePart]:
    """Tells every part whether a day is printed before it."""
    for before, part in pairwise(parts):
        part.after_day = before.after_day or before.name == "day"
    return parts


def render_date(ctx: Context, date: Date, parts: list[DatePart], delimiter: str, *, add_suffix: bool) -> Piece | None:
    """A date or a range of two, or the words of a literal."""
    if date.literal:
        return _render_literal(ctx, date.literal, parts, add_suffix=add_suffix)
    ending = (lambda: year_suffix(ctx)) if add_suffix else None
    if date.end is None or date.end == date.start:
        return _assemble(ctx, parts, date.start, delimiter, ending)
    return _render_range(ctx, date, parts, delimiter, ending)


def _render_literal(ctx: Context, words: str, parts: list[DatePart], *, add_suffix: bool) -> Piece | None:
    """A literal stands where the year would, and nowhere else: between its affixes, but for those of a locale's date.

    (As in citeproc-js; the specification has no word of literal dates.)
    """
    year = next((part for part in parts if part.name == "year"), None)
    if year is None:
        return None
    ctx.years.append(words)
    suffix = year_suffix(ctx) if add_suffix else ""
    piece = Node([words, suffix]) if suffix else words
    return piece if year.localized else affixed(year.prefix, piece, year.suffix)


Ending = Callable[[], str] | None


def _assemble(
    ctx: Context, parts: list[DatePart], date: tuple[int, ...], delimiter: str, ending: Ending, *, trim: str = ""
) -> Piece | None:
    """The parts of one date with their affixes; `trim` leaves off the outermost one, where a range's dash stands."""
    rendered = [(part, piece) for part in parts if (piece := part.render(ctx, date)) is not None]
    pieces: list[Piece] = []
    for place, (part, piece) in enumerate(rendered):
        words = piece
        if part.name == "year":
            ctx.years.append(str(date[0]))
            if ending and (letter := ending()):
                words = Node([words, letter])
        prefix = "" if trim == "start" and place == 0 else part.prefix
        suffix = "" if trim == "end" and place == len(rendered) - 1 else part.suffix
        pieces.append(affixed(prefix, words, suffix))
    return join(pieces, delimiter) if pieces else None


def _render_range(ctx: Context, date: Date, parts: list[DatePart], delimiter: str, ending: Ending) -> Piece | None:
    """A range: what differs is printed twice with a dash between, what both share once."""
    start, end = date.start, date.end or ()
    if not end:
        whole = _assemble(ctx, parts, start, delimiter, ending)
        return None if whole is None else Node([whole, _delimiter(parts, 0)])
    unit = next((place for place in range(3) if _at(start, place) != _at(end, place)), 2)
    twice = [part for part in parts if _UNITS.get(part.name, 0) >= unit]
    if not twice:
        return _assemble(ctx, parts, start, delimiter, ending)
    first, last = parts.index(twice[0]), parts.index(twice[-1])
    block = parts[first : last + 1]
    pieces = [
        _assemble(ctx, parts[:first], start, delimiter, ending),
        _dashed(ctx, block, date, delimiter, _delimiter(parts, unit), ending),
        _assemble(ctx, parts[last + 1 :], start, delimiter, ending),
    ]
    printed = [piece for piece in pieces if piece is not None]
    return join(printed, delimiter) if printed else None


def _dashed(ctx: Context, block: list[DatePart], date: Date, delimiter: str, dash: str, ending: Ending) -> Piece | None:
    first = _assemble(ctx, block, date.start, delimiter, None, trim="end")
    second = _assemble(ctx, block, date.end or (), delimiter, ending, trim="start")
    if first is None or second is None:
        return first or second
    return Node([first, dash, second])


def _at(date: tuple[int, ...], place: int) -> int:
    return date[place] if place < len(date) else 0


def _delimiter(parts: list[DatePart], unit: int) -> str:
    return next((part.range_delimiter for part in parts if _UNITS.get(part.name) == unit), "\u2013")
