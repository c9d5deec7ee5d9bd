"""The compiler: a style's elements become closures, each built once; a macro is called, not copied ("Macro")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Protocol
from xml.etree.ElementTree import Element

from app.citing.csl.context import Context
from app.citing.csl.decoration import read_decoration
from app.citing.csl.errors import StyleError
from app.citing.csl.locale import NAMESPACE, Locale
from app.citing.csl.tree import Branch, Node, Piece, join

Render = Callable[[Context], Piece | None]


class ElementCompiler(Protocol):
    """Makes the closure of one kind of element."""

    def __call__(self, element: Element, compiler: Compiler) -> Render:
        """The closure of one element."""
        ...


class Compiler:
    """Builds the closures of one part of a style (citation or bibliography) in one locale.

    `inherited` are the options for names that the part and the whole style set ("Inheritable Name Options").
    """

    def __init__(
        self,
        *,
        macros: Mapping[str, Element],
        locale: Locale,
        options: Mapping[str, str],
        inherited: Mapping[str, str],
        elements: Mapping[str, ElementCompiler],
    ) -> None:
        self.macros = macros
        self.locale = locale
        self.options = options
        self.inherited = inherited
        self._elements = elements
        self._compiled: dict[str, Render] = {}
        self.names_defaults: list[Element] = []

    def compile(self, element: Element) -> Render:
        """The closure of one rendering element."""
        make = self._elements.get(element.tag.removeprefix(NAMESPACE))
        if make is None:
            raise StyleError(f"the element {element.tag.removeprefix(NAMESPACE)!r} is no rendering element")
        return make(element, self)

    def children(self, element: Element) -> list[Render]:
        """The closures of an element's children."""
        return [self.compile(child) for child in element]

    def macro(self, name: str) -> Render:
        """The closure of a macro, called by whoever names it, and compiled when it is first called: most never are."""
        found = self._compiled.get(name)
        if found is None:
            found = self._compiled[name] = _deferred(lambda: self._compile_macro(name))
        return found

    def _compile_macro(self, name: str) -> Render:
        """Compiles a macro by itself: threads may do so at once, and each has a compiler of its own."""
        own = copy(self)
        own.names_defaults = []
        return sequence(own.children(self.macros[name]))


def _deferred(make: Callable[[], Render]) -> Render:
    made: Render | None = None

    def render(ctx: Context) -> Piece | None:
        nonlocal made
        if made is None:
            made = make()
        return made(ctx)

    return render


def sequence(children: list[Render], delimiter: str = "") -> Render:
    """Renders children one after another; None where none of them prints anything."""

    def render(ctx: Context) -> Piece | None:
        pieces = collect(children, ctx)
        return join(pieces, delimiter) if pieces else None

    return render


def collect(children: Iterable[Render], ctx: Context) -> list[Piece]:
    """What children print, a branch of `cs:choose` piece by piece: the delimiter around it stands inside it too."""
    pieces: list[Piece] = []
    for child in children:
        piece = child(ctx)
        if piece is None:
            continue
        if isinstance(piece, Branch):
            pieces += piece.pieces
        else:
            pieces.append(piece)
    return pieces


def compile_group(element: Element, compiler: Compiler) -> Render:
    """`cs:group`: its children with a delimiter; nothing where variables were called and all were empty ("Group")."""
    children = compiler.children(element)
    inner = silenced(sequence(children, element.get("delimiter", "")))
    decorate = read_decoration(element.attrib)

    def render(ctx: Context) -> Piece | None:
        piece = inner(ctx)
        return None if piece is None else decorate(ctx, piece)

    return render


def silenced(inner: Render) -> Render:
    """Prints nothing where variables were called and none had content; for what is around it, it is one variable."""

    def render(ctx: Context) -> Piece | None:
        called, filled, touched = ctx.called, ctx.filled, ctx.touched
        mark = len(touched) if touched else 0
        ctx.called = ctx.filled = 0
        piece = inner(ctx)
        silent = piece is None or (ctx.called > 0 and not ctx.filled)
        asked = ctx.called > 0 or piece is not None
        ctx.called, ctx.filled = called + asked, filled + (not silent)
        if silent:
            if touched:
                ctx.take_back(mark)
            return None
        return piece

    return render


def compile_macro_call(element: Element, compiler: Compiler) -> Render:
    """`cs:text` with a macro: silent where a group would be, else it counts as a variable that is filled ("Group")."""
    render = silenced(compiler.macro(element.get("macro", "")))
    decorate = read_decoration(element.attrib)

    def render_call(ctx: Context) -> Piece | None:
        piece = render(ctx)
        return None if piece is None else decorate(ctx, piece)

    return render_call


def compile_layout(element: Element, compiler: Compiler) -> Render:
    """The children of `cs:layout` for one item; its affixes and delimiter belong to the whole citation or entry."""
    return sequence(compiler.children(element))


def compile_blocks(element: Element, compiler: Compiler) -> Render:
    """A layout under `second-field-align`: the first field in the margin, the rest beside it ("Whitespace")."""
    children = compiler.children(element)

    def render(ctx: Context) -> Piece | None:
        pieces = collect(children, ctx)
        if not pieces:
            return None
        blocks: list[Piece] = [Node(pieces[:1], display="left-margin")]
        if pieces[1:]:
            blocks.append(Node(pieces[1:], display="right-inline"))
        return Node(blocks)

    return render
