"""`cs:choose`: the tests of `cs:if` and `cs:else-if` ("Choose")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render, collect
from app.citing.csl.context import Context
from app.citing.csl.items import DATE_VARIABLES, NAME_VARIABLES, is_numeric
from app.citing.csl.locale import NAMESPACE
from app.citing.csl.numbers import OWN_NUMBERS, number_of
from app.citing.csl.tree import Branch, Piece

Test = Callable[[Context], bool]
Alternatives = Callable[[Context], Iterable[Render]]
_Made = TypeVar("_Made")


def compile_choose(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:choose`: the first branch whose tests are met."""
    nothing: list[Render] = []
    branches, otherwise = _compile_branches(element, compiler.children, nothing)

    def render(ctx: Context) -> Piece | None:
        chosen = otherwise
        for test, children in branches:
            if test(ctx):
                chosen = children
                break
        pieces = collect(chosen, ctx)
        return Branch(pieces) if pieces else None

    return render


def _compile_branches(
    element: Element, make: Callable[[Element], _Made], otherwise: _Made
) -> tuple[list[tuple[Test, _Made]], _Made]:
    """What is made of the branches, each with its tests, and of `cs:else`."""
    branches: list[tuple[Test, _Made]] = []
    for child in element:
        tag = child.tag.removeprefix(NAMESPACE)
        if tag in ("if", "else-if"):
            branches.append((compile_tests(child), make(child)))
        elif tag == "else":
            otherwise = make(child)
    return branches, otherwise


def compile_alternatives(element: Element, compiler: Compiler) -> Alternatives:
    """The elements of `cs:substitute`, of which the first that prints something is used ("Substitute").

    The elements of a branch of `cs:choose` are elements like those beside it ("Choose"): of them the first is used too.
    """
    if element.find(f"{NAMESPACE}choose") is None:
        renders = tuple(compiler.children(element))
        return lambda _: renders
    parts: list[tuple[Render | None, Alternatives]] = [
        (None, _compile_choice(child, compiler))
        if child.tag == f"{NAMESPACE}choose"
        else (compiler.compile(child), no_alternatives)
        for child in element
    ]

    def alternatives(ctx: Context) -> Iterator[Render]:
        for render, choice in parts:
            if render is None:
                yield from choice(ctx)
            else:
                yield render

    return alternatives


def _compile_choice(element: Element, compiler: Compiler) -> Alternatives:
    nothing: Alternatives = no_alternatives
    branches, otherwise = _compile_branches(element, lambda branch: compile_alternatives(branch, compiler), nothing)
    return lambda ctx: next((branch for test, branch in branches if test(ctx)), otherwise)(ctx)


def no_alternatives(_: Context) -> Iterable[Render]:
    """Nothing stands for names that are not stated."""
    return ()


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
    decisive = match in ("any", "none")  # one test that is met decides; where all must be, one that is not

    def is_taken(ctx: Context) -> bool:
        for test in tests:
            if test(ctx) is decisive:
                return match == "any"
        return match != "any"

    return is_taken


def _variable(value: str) -> Test:
    """Whether a variable has content, in the item, the cite or what the processor knows."""
    if value in NAME_VARIABLES:
        return lambda ctx: bool(ctx.ref.names(value))
    if value in DATE_VARIABLES:
        return lambda ctx: ctx.ref.date(value) is not None
    if value == "year-suffix":
        return lambda ctx: bool(ctx.disambiguation and ctx.disambiguation.year_suffix)
    if value in OWN_NUMBERS:
        return lambda ctx: bool(number_of(ctx, value))
    return lambda ctx: bool(ctx.ref.text(value).strip())


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
