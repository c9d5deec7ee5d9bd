"""Rules: everything a style in a locale lays down, read and compiled once and never changed ("Style Structure")."""

from __future__ import annotations

from dataclasses import dataclass

from app.citing.csl.attributes import read_count
from app.citing.csl.collapsing import Collapse, read_collapse
from app.citing.csl.compiler import Compiler, Render, compile_blocks, compile_group, compile_layout
from app.citing.csl.conditions import compile_choose
from app.citing.csl.dates import compile_date
from app.citing.csl.disambiguation import Methods, read_methods
from app.citing.csl.labels import compile_label
from app.citing.csl.locale import NAMESPACE, Locale, LocaleSource, join_locales
from app.citing.csl.names import compile_names
from app.citing.csl.numbers import compile_number
from app.citing.csl.positions import NEAR_NOTE_DISTANCE
from app.citing.csl.punctuation import SQUARE_INSIDE
from app.citing.csl.sorting import SortKey, compile_key
from app.citing.csl.style import Part, Style, elements_of
from app.citing.csl.text import compile_text

_ELEMENTS = {
    "text": compile_text, "number": compile_number, "label": compile_label, "date": compile_date,
    "names": compile_names, "group": compile_group, "choose": compile_choose,
}  # fmt: skip
_MOST_TESTS = 8  # more tests of `disambiguate` than these tell nothing more apart


@dataclass(frozen=True, slots=True)
class Layout:
    """One part of a style, compiled: what it prints of an item, its sort keys, and what stands around and between."""

    render: Render
    keys: tuple[SortKey, ...]
    part: Part
    prefix: str
    suffix: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a style in a locale lays down. Threads share it."""

    style: Style
    locale: Locale
    citation: Layout
    bibliography: Layout | None
    methods: Methods
    collapse: Collapse
    near_note: int


def compile_rules(style: Style, lang: str, source: LocaleSource) -> Rules:
    """The rules of a style in a language; StyleError where the style calls what it does not define."""
    locale = join_locales(lang, style.locales, source)
    if not style.in_text:
        locale.options[SQUARE_INSIDE] = "true"  # a citation in the text stands in round brackets as a whole
    citation = _compile(style, style.citation, locale, in_bibliography=False)
    bibliography = style.bibliography
    near = read_count({**style.options, **style.citation.options}, "near-note-distance")
    return Rules(
        style,
        locale,
        citation,
        None if bibliography is None else _compile(style, bibliography, locale, in_bibliography=True),
        read_methods(style.citation.options, conditions=_count_tests(style)),
        read_collapse(style.citation.options, citation.delimiter),
        NEAR_NOTE_DISTANCE if near is None else near,
    )


def _compile(style: Style, part: Part, locale: Locale, *, in_bibliography: bool) -> Layout:
    options = {**style.options, **part.options, "implicit-year-suffix": "false" if _prints_letter(style) else "true"}
    compiler = Compiler(
        macros=style.macros, locale=locale, options=options, inherited=part.inherited, elements=_ELEMENTS
    )
    aligned = in_bibliography and part.options.get("second-field-align")
    layout = part.layout
    return Layout(
        (compile_blocks if aligned else compile_layout)(layout, compiler),
        tuple(compile_key(key, compiler) for key in part.keys),
        part,
        layout.get("prefix", ""),
        layout.get("suffix", ""),
        layout.get("delimiter", ""),
    )


def _count_tests(style: Style) -> int:
    """How many tests of `disambiguate` a style makes of a cite."""
    roots = [*style.macros.values(), style.citation.layout]
    return min(_MOST_TESTS, sum("disambiguate" in element.attrib for root in roots for element in root.iter()))


def _prints_letter(style: Style) -> bool:
    """Whether a style prints the letter after a year itself."""
    return any(
        element.get("variable") == "year-suffix" and element.tag == f"{NAMESPACE}text" for element in elements_of(style)
    )
