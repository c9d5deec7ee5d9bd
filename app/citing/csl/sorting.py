"""Sorting: the keys of `cs:sort`, and items in their order ("Sorting")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from app.citing.csl.attributes import read_count
from app.citing.csl.collation import Key, collation_key
from app.citing.csl.compiler import Compiler
from app.citing.csl.context import Context, EtAlOverride
from app.citing.csl.dates import without_season
from app.citing.csl.items import DATE_VARIABLES, NAME_VARIABLES, Date
from app.citing.csl.tree import plain

# What is compared: 0 for figures and 1 for words, the figures (of a range, those of its end too), the words.
Sortable: TypeAlias = tuple[int, tuple[int, ...], tuple[int, ...], Key]
Value = Callable[[Context], Sortable | None]
_NO_WORDS: Key = ("", "", "")
_LONGEST = 17  # what has more figures is sorted as words, as dates that macros print are


@dataclass(frozen=True, slots=True)
class SortKey:
    """One `cs:key`: the value an item has under it, and the direction."""

    value: Value
    descending: bool


def compile_key(element: Element, compiler: Compiler) -> SortKey:
    """The closure of one `cs:key`."""
    descending = element.get("sort") == "descending"
    override = _read_override(element)
    macro, variable = element.get("macro"), element.get("variable", "")
    if macro is not None:
        render = compiler.macro(macro)
        return SortKey(_of_macro(lambda ctx: plain(render(ctx)), override, compiler), descending)
    if variable in NAME_VARIABLES:
        names = _in_full(compiler).compile(_names_element(variable))
        return SortKey(_of_macro(lambda ctx: plain(names(ctx)), override, compiler), descending)
    if variable in DATE_VARIABLES:
        return SortKey(lambda ctx: date_key(ctx.ref.date(variable)), descending)
    if variable == "citation-number":
        return SortKey(lambda ctx: (0, (ctx.number,), (), _NO_WORDS), descending)
    text = compiler.compile(Element("text", {"variable": variable}))
    return SortKey(_of_macro(lambda ctx: plain(text(ctx)), override, compiler), descending)


def _in_full(compiler: Compiler) -> Compiler:
    """A compiler that keeps given names whole: a key that names a variable sorts by them."""
    whole = copy(compiler)
    whole.inherited = {name: value for name, value in compiler.inherited.items() if not name.startswith("initialize")}
    return whole


def _names_element(variable: str) -> Element:
    """The names of a variable called by a key itself: in full, family name first."""
    names = Element("names", {"variable": variable})
    names.append(Element("{http://purl.org/net/xbiblio/csl}name", {"form": "long", "name-as-sort-order": "all"}))
    return names


def _read_override(element: Element) -> EtAlOverride | None:
    minimum, first = (read_count(element.attrib, f"names-{name}") for name in ("min", "use-first"))
    last = element.get("names-use-last")
    if minimum is None and first is None and last is None:
        return None
    return EtAlOverride(minimum, first, last == "true" if last else None)


def _of_macro(words: Callable[[Context], str], override: EtAlOverride | None, compiler: Compiler) -> Value:
    language = compiler.locale.lang

    def value(ctx: Context) -> Sortable | None:
        ctx.sorting, ctx.et_al = True, override
        return _text_key(words(ctx), language)

    return value


def _text_key(words: str, language: str) -> Sortable | None:
    words = words.strip()
    if not words:
        return None
    if words.isdecimal() and len(words) <= _LONGEST:
        return 0, (int(words),), (), _NO_WORDS
    return 1, (), (), collation_key(words, language)


def date_key(date: Date | None) -> Sortable | None:
    """A date's place in time; missing parts count as nothing, an end after a beginning alone."""
    if date is None:
        return None
    if not date.start:
        return 1, (), (), (date.literal, "", "")
    return 0, _padded(date.start), _padded(date.end) if date.end is not None else (), _NO_WORDS


def _padded(parts: tuple[int, ...]) -> tuple[int, ...]:
    return (*without_season(parts), 0, 0)[:3]


def sort_items(ids: Sequence[str], keys: Sequence[SortKey], context: Callable[[str], Context]) -> list[str]:
    """Ids in the order of the keys; an item without a value under a key stands last under it, in either direction."""
    ordered = list(ids)
    for key in reversed(keys):
        values = {id_: value for id_ in ordered if (value := key.value(context(id_))) is not None}
        stated = sorted(values, key=values.__getitem__, reverse=key.descending)
        ordered = stated + [id_ for id_ in ordered if id_ not in values]
    return ordered
