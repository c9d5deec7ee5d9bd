"""`cs:label`: the term of a locator, a page or a number, in the plural where there are several ("Label")."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render
from app.citing.csl.context import Context
from app.citing.csl.decoration import read_decoration
from app.citing.csl.numbers import number_of
from app.citing.csl.tree import Piece

_COUNTED = ("number-of-pages", "number-of-volumes")
_LONGEST = 9  # a count of more figures is no count
_NUMBERS = re.compile(r"\d+")
_NUMBERS_OF_TWO = re.compile(r"\d\D+\d")
_ROMAN_RANGE = re.compile(r"[ivxlcdm]+\s*[-\u2013]\s*[ivxlcdm]+")
_LABELLED = re.compile(r"[^\W\d_]+(?:\.\s*|\s+)\d")  # a locator that brings its own label ("vol. 1, fol. 186")
_SEVERAL = re.compile(r"[^\W_]\s*[-\u2013\u2014]\s*[^\W_]|[,&]|\b(?:and|et|und|y|e|i|och|og|en)\b")


def compile_label(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:label` outside of names."""
    variable, form = element.get("variable", ""), element.get("form", "long")
    plural = element.get("plural", "contextual")
    locale = compiler.locale
    decorate = read_decoration(element.attrib, english=locale.is_english)

    def render(ctx: Context) -> Piece | None:
        words = number_of(ctx, variable)
        if not words and variable == "page" and ctx.cite.label == "page":
            words = ctx.cite.locator  # the label of pages that follow, whichever they are
        if not words or ctx.is_spent(variable) or (variable == "locator" and _LABELLED.match(words)):
            return None
        name = ctx.cite.label if variable == "locator" else variable
        many = plural == "always" or (plural == "contextual" and is_plural(variable, words))
        term = locale.term(name, form, plural=many)
        return decorate(ctx, term) if term else None

    return render


def is_plural(variable: str, words: str) -> bool:
    """Whether content is several: a range, a list; for a count of pages or volumes, more than one."""
    if variable in _COUNTED:
        number = _NUMBERS.search(words)
        return number is not None and (len(number[0]) > _LONGEST or int(number[0]) != 1)
    words = words.replace("\\-", "")
    if not _NUMBERS_OF_TWO.search(words) and not _ROMAN_RANGE.fullmatch(words.strip().lower()):
        return False
    head = re.split(r",\s*[^\W\d_]+\.?\s", words)[0]
    return bool(_SEVERAL.search(head))
