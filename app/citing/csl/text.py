"""`cs:text`: a variable, a term or fixed words ("Text")."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render, compile_macro_call
from app.citing.csl.context import Context
from app.citing.csl.decoration import read_decoration
from app.citing.csl.errors import StyleError
from app.citing.csl.markup import read_markup
from app.citing.csl.numbers import join_ranges
from app.citing.csl.pages import read_page_range
from app.citing.csl.tree import Piece
from app.citing.csl.trigraph import make_trigraph

Value = Callable[[Context], str]


def compile_text(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:text`."""
    attributes = element.attrib
    if "macro" in attributes:
        return compile_macro_call(element, compiler)
    if "variable" in attributes:
        return compile_variable(element, compiler)
    if "term" in attributes:
        return _compile_term(element, compiler)
    if "value" in attributes:
        return _compile_value(element)
    raise StyleError("cs:text needs one of macro, variable, term and value")


def _compile_value(element: Element) -> Render:
    piece, decorate = read_markup(element.get("value", "")), read_decoration(element.attrib)
    if piece == "":
        return lambda _: None

    def render(ctx: Context) -> Piece:
        ctx.started = True
        return decorate(ctx, piece)

    return render


def _compile_term(element: Element, compiler: Compiler) -> Render:
    name = element.get("term", "")
    words = compiler.locale.term(name, element.get("form", "long"), plural=element.get("plural") == "true")
    decorate = read_decoration(element.attrib, english=compiler.locale.is_english)
    if not words:
        return lambda _: None
    return lambda ctx: decorate(ctx, begin(ctx, words))


def begin(ctx: Context, words: str) -> str:
    """A term that begins a note or an entry begins with a capital."""
    if ctx.started:
        return words
    ctx.started = True
    return words[:1].upper() + words[1:]


def compile_variable(element: Element, compiler: Compiler) -> Render:
    """`cs:text` with a variable: its words, with the markup that stands in them."""
    variable = element.get("variable", "")
    value = _value_of(variable, element.get("form", "long"), compiler)
    attributes = dict(element.attrib)
    if variable in ("DOI", "URL"):
        attributes.pop("strip-periods", None)  # an address without its stops leads nowhere
    decorate = read_decoration(attributes)
    asked = variable != "year-suffix"  # a letter that is not needed leaves the group around it alone

    def render(ctx: Context) -> Piece | None:
        ctx.called += asked
        if variable in ctx.suppressed:
            return None
        words = value(ctx)
        if not words:
            return None
        ctx.called += not asked
        ctx.print(variable)
        return decorate(ctx, read_markup(words))

    return render


def _value_of(variable: str, form: str, compiler: Compiler) -> Value:
    """How the words of a variable are found: most stand in the item, some are the processor's own."""
    if variable in ("title", "container-title") and form == "short":
        return lambda ctx: ctx.ref.text(f"{variable}-short") or ctx.ref.text(variable)
    if variable in ("page", "locator"):
        return _paged(variable, compiler)
    if variable in _COUNTED:
        return lambda ctx: join_ranges(ctx.ref.text(variable), compiler.locale)
    return _OWN.get(variable) or (lambda ctx: ctx.ref.text(variable))


def _paged(variable: str, compiler: Compiler) -> Value:
    shorten = read_page_range(compiler.options.get("page-range-format", ""), compiler.locale)
    if variable == "page":
        return lambda ctx: shorten(ctx.ref.text("page"))
    return lambda ctx: (
        shorten(ctx.cite.locator) if ctx.cite.label == "page" else join_ranges(ctx.cite.locator, compiler.locale)
    )


# Numbers that are counted: a hyphen between two is a range. (A report's number may be written with one.)
_COUNTED = frozenset((
    "chapter-number", "collection-number", "edition", "issue", "number-of-pages", "number-of-volumes",
    "part-number", "volume",
))  # fmt: skip


def year_suffix(ctx: Context) -> str:
    """The letter that tells works of one year apart; it is printed once in a cite."""
    marks = ctx.disambiguation
    if marks is None or not marks.year_suffix:
        return ctx.ref.text("year-suffix")
    ctx.year_suffixed = True
    return letters(marks.year_suffix)


def letters(number: int) -> str:
    """A to z, then aa, ab and so on, for the numbers from 1."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _page_first(ctx: Context) -> str:
    stated = ctx.ref.text("page-first")
    if stated:
        return stated
    page = ctx.ref.text("page")
    for place, letter in enumerate(page):
        if letter in "-\u2013\u2014&,":
            return page[:place].strip()
    return page.strip()


def _number(ctx: Context) -> str:
    ctx.numbered = True
    return str(ctx.number) if ctx.number else ""


_OWN: dict[str, Value] = {
    "citation-number": _number,
    "year-suffix": year_suffix,
    "first-reference-note-number": lambda ctx: str(ctx.cite.first_note) if ctx.cite.first_note else "",
    "page-first": _page_first,
    "citation-label": lambda ctx: (ctx.ref.text("citation-label") or make_trigraph(ctx.ref)) + year_suffix(ctx),
}
