"""`cs:number`: numbers in figures, as ordinals, in words and in Roman figures ("Number", "Ordinal Suffixes")."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render
from app.citing.csl.context import Context
from app.citing.csl.decoration import read_decoration
from app.citing.csl.items import is_numeric
from app.citing.csl.locale import Locale
from app.citing.csl.pages import read_page_range
from app.citing.csl.tree import Piece

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LAST_ROMAN = 3999
# Numbers that are not the item's: the cite's, and the processor's.
OWN_NUMBERS = frozenset(("locator", "citation-number", "first-reference-note-number"))
_LONGEST = 9  # a number of more figures is none that anyone counts
_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(?:([-\u2013\u2014])|([,&]))\s*")
_DASH = re.compile(r"(?:(?<!\s)\s+)?[-\u2013]\s*")


def compile_number(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:number`: content that is no number is printed as it stands."""
    variable, form = element.get("variable", ""), element.get("form", "numeric")
    decorate, locale = read_decoration(element.attrib), compiler.locale
    shorten = read_page_range(compiler.options.get("page-range-format", ""), locale)

    def render(ctx: Context) -> Piece | None:
        ctx.called += 1
        if variable in ctx.suppressed:
            return None
        words = number_of(ctx, variable)
        if not words:
            return None
        ctx.print(variable)
        if variable.startswith("page"):
            words = shorten(words)
        elif is_numeric(words):
            words = spell_numbers(words, form, locale, noun=variable)
        return decorate(ctx, words)

    return render


def number_of(ctx: Context, variable: str) -> str:
    """The words of a number variable, which may be the cite's own or the processor's."""
    if variable == "locator":
        return ctx.cite.locator.strip()
    if variable == "citation-number":
        ctx.numbered = True
        return str(ctx.number) if ctx.number else ""
    if variable == "first-reference-note-number":
        return str(ctx.cite.first_note) if ctx.cite.first_note else ""
    return ctx.ref.text(variable).strip()


def spell_numbers(words: str, form: str, locale: Locale, *, noun: str) -> str:
    """Every number of numeric content in the form asked; a hyphen between two becomes a dash, a comma keeps a space."""
    dash = locale.term("page-range-delimiter") or "\u2013"
    spelled, place = [], 0
    for mark in _SEPARATOR.finditer(words):
        spelled.append(spell_number(words[place : mark.start()], form, locale, noun=noun))
        place = mark.end()
        spelled.append(dash if mark[1] else ", " if mark[2] == "," else " & ")
    spelled.append(spell_number(words[place:], form, locale, noun=noun))
    return "".join(spelled)


def join_ranges(words: str, locale: Locale) -> str:
    """Numbers that are no pages: hyphens between them are ranges too, and printed as those of pages."""
    words = words.strip()
    if not is_numeric(words):
        return words
    dash = locale.term("page-range-delimiter") or "\u2013"
    return _DASH.sub(lambda _: dash, words)


def spell_number(word: str, form: str, locale: Locale, *, noun: str = "") -> str:
    """One number in the form asked; what is no plain number (2b, S12) stays as it is."""
    if form == "numeric" or not word.isdecimal() or len(word) > _LONGEST:
        return word
    number = int(word)
    if form == "roman":
        return to_roman(number) if number <= _LAST_ROMAN else word
    gender = locale.gender(noun)
    if form == "long-ordinal":
        found = long_ordinal(number, gender, locale)
        if found:
            return found
    return word + ordinal_suffix(number, gender, locale)


def to_roman(number: int) -> str:
    """A number below 4,000 in small Roman figures."""
    figures = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        figures += letters * count
    return figures


def long_ordinal(number: int, gender: str, locale: Locale) -> str:
    """The ordinal in words, which locales have from 1 to 10; empty for others."""
    name = f"long-ordinal-{number:02d}"
    if gender and (found := locale.gendered.get((name, "long", gender))):
        return found.single
    return locale.term(name) if (name, "long") in locale.terms else ""


def ordinal_suffix(number: int, gender: str, locale: Locale) -> str:
    """The ending that makes a number an ordinal: the narrowest that fits, in the noun's gender where there is one."""
    best: tuple[int, int] = (-1, -1)
    ending = ""
    for ordinal in locale.ordinals:
        rank = _fit(ordinal.number, ordinal.match, number)
        if rank < 0 or ordinal.gender_form not in ("", gender):
            continue
        if (rank, bool(ordinal.gender_form)) > best:
            best, ending = (rank, int(bool(ordinal.gender_form))), ordinal.ending
    return ending


def _fit(stated: int, match: str, number: int) -> int:
    """How narrowly an ordinal fits a number: 0 by default, 1 to 3 for one digit, two and all of them; -1 not at all."""
    if stated < 0:
        return 0
    if match == "whole-number":
        return 3 if stated == number else -1
    if match == "last-two-digits":
        return 2 if stated == number % 100 else -1
    return 1 if stated == number % 10 else -1
