"""`cs:choose`: the tests of `cs:if` and `cs:else-if` ("Choose")."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render, collect
from app.citing.csl.context import Context
from app.citing.csl.items import DATE_VARIABLES, NAME_VARIABLES, is_numeric
from app.citing.csl.locale import NAMESPACE
from app.citing.csl.numbers import number_of
from app.citing.csl.tree import Branch, Piece

Test = Callable[[Context], bool]


def compile_choose(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:choose`: the first branch whose tests are met."""
    branches: list[tuple[Test, list[Render]]] = []
    otherwise: list[Render] = []
    for child in element:
        tag = child.tag.removeprefix(NAMESPACE)
        if tag in ("if", "else-if"):
            branches.append((compile_tests(child), compiler.children(child)))
        elif tag == "else":
            otherwise = compiler.children(child)

    def render(ctx: Context) -> Piece | None:
        chosen = next((children for test, children in branches if test(ctx)), otherwise)
        pieces = collect(chosen, ctx)
        return Branch(pieces) if pieces else None

    return render


def compile_tests(element: Element) -> Test:
    """All tests of a branch under its `match`: all (by default), any, none. Of several types one must be the item's."""
    tests: list[Test] = []
    for name, values in element.attrib.items():
        if name in _ONE_OF:
            tests.append(_ONE_OF[name](frozenset(values.split())))
        elif make := _TESTS.get(name):
            tests += [make(value) for value in values.split()]
    match = element.get("match", "all")
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match == "any":
        return lambda ctx: any(test(ctx) for test in tests)
    if match == "none":
        return lambda ctx: not any(test(ctx) for test in tests)
    return lambda ctx: all(test(ctx) for test in tests)


def has_variable(ctx: Context, variable: str) -> bool:
    """Whether a variable has content, in the item, the cite or what the processor knows."""
    if variable in NAME_VARIABLES:
        return bool(ctx.ref.names(variable))
    if variable in DATE_VARIABLES:
        return ctx.ref.date(variable) is not None
    if variable == "year-suffix":
        return bool(ctx.disambiguation and ctx.disambiguation.year_suffix)
    return bool(number_of(ctx, variable))


def _variable(value: str) -> Test:
    return lambda ctx: has_variable(ctx, value)


def _numeric(value: str) -> Test:
    def test(ctx: Context) -> bool:
        words = number_of(ctx, value)
        return bool(words) and is_numeric(words)

    return test


def _uncertain(value: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.ref.date(value)
        return date is not None and date.circa

    return test


def _type(values: frozenset[str]) -> Test:
    return lambda ctx: ctx.ref.type in values


def _position(value: str) -> Test:
    return lambda ctx: value in ctx.cite.positions


def _locator(values: frozenset[str]) -> Test:
    return lambda ctx: bool(ctx.cite.locator) and ctx.cite.label in values


def _disambiguate(_: str) -> Test:
    def test(ctx: Context) -> bool:
        """The tests come true one after another, as many as are needed to tell cites apart."""
        ctx.conditions += 1
        return ctx.disambiguation is not None and ctx.disambiguation.condition >= ctx.conditions

    return test


_ONE_OF: dict[str, Callable[[frozenset[str]], Test]] = {"type": _type, "locator": _locator}
_TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "position": _position,
    "disambiguate": _disambiguate,
}
