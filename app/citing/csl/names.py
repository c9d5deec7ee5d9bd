"""`cs:names`: lists of names, their labels, "et al.", and what stands for names that are not stated ("Names")."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from app.citing.csl.compiler import Compiler, Render
from app.citing.csl.conditions import Alternatives, compile_alternatives, no_alternatives
from app.citing.csl.context import Context, NamesPrinted
from app.citing.csl.decoration import Decorate, read_decoration
from app.citing.csl.items import Name
from app.citing.csl.locale import NAMESPACE, Locale
from app.citing.csl.nameoptions import read_name_style
from app.citing.csl.personal import render_name
from app.citing.csl.tree import Node, Piece, join, plain

_SPACED = re.compile("[-0-9a-zA-Z\u00c0-\u05d4\u05d6-\u06ff\u0e01-\u0e5b\u1e00-\u1fff.]")


def needs_space(letter: str) -> bool:
    """Whether a term whose letter this is stands apart from names: not in scripts without spaces, nor a Hebrew waw."""
    return letter == "&" or bool(_SPACED.match(letter))


class NamesElement:
    """One `cs:names`: the variables, the style of the names, the label before or after them, and the substitutes."""

    def __init__(self, element: Element, compiler: Compiler) -> None:
        children = {child.tag.removeprefix(NAMESPACE): child for child in element}
        if compiler.names_defaults and not children:
            lent = compiler.names_defaults[-1]
            children = {child.tag.removeprefix(NAMESPACE): child for child in lent}
            children.pop("substitute", None)
            source = lent
        else:
            source = element
        self.variables = element.get("variable", "").split()
        self.style = read_name_style(children.get("name"), compiler.inherited, compiler.options)
        self.delimiter = element.get("delimiter", compiler.inherited.get("names-delimiter", ""))
        stated = {**(source.attrib if source is not element else {}), **element.attrib}
        self.decorate = read_decoration({key: value for key, value in stated.items() if key != "delimiter"})
        self.locale = compiler.locale
        self._read_et_al(children.get("et-al"), compiler.locale)
        self._read_label(children, source)
        self.substitutes: Alternatives = no_alternatives
        if "substitute" in children:
            compiler.names_defaults.append(element)
            self.substitutes = compile_alternatives(children["substitute"], compiler)
            compiler.names_defaults.pop()

    def _read_et_al(self, element: Element | None, locale: Locale) -> None:
        attributes = element.attrib if element is not None else {}
        self.et_al = locale.term(attributes.get("term", "et-al"))
        self.decorate_et_al = read_decoration(attributes)

    def _read_label(self, children: dict[str, Element], source: Element) -> None:
        label = children.get("label")
        self.label = label
        self.label_first = False
        if label is None:
            return
        order = [child.tag.removeprefix(NAMESPACE) for child in source]
        self.label_first = "name" in order and order.index("label") < order.index("name")
        self.label_form = label.get("form", "long")
        self.label_plural = label.get("plural", "contextual")
        self.decorate_label: Decorate = read_decoration(label.attrib, english=self.locale.is_english)

    def render(self, ctx: Context) -> Piece | None:
        """The names of all variables that have any; else the first substitute that prints something."""
        ctx.called += 1
        if self.style.form == "count":
            return self._count(ctx)
        found = [(variable, names) for variable in self.variables if (names := self._names(ctx, variable))]
        if not found:
            return self._substitute(ctx)
        if "names" in ctx.hidden and ctx.first_names is None:
            ctx.filled += 1
            ctx.first_names = NamesPrinted("", (), 0, [])
            return None
        for variable, _ in found:
            ctx.print(variable)
        joint = self._joint_role(found)
        lists = found[:1] if joint else found
        pieces = [
            piece
            for variable, names in lists
            if (piece := self._render_list(ctx, variable, names, joint or variable)) is not None
        ]
        if not pieces:
            return None
        return self.decorate(ctx, join(pieces, self.delimiter))

    def _names(self, ctx: Context, variable: str) -> tuple[Name, ...]:
        return () if variable in ctx.suppressed else ctx.ref.names(variable)

    def _joint_role(self, found: list[tuple[str, tuple[Name, ...]]]) -> str:
        """The term of editors who are the translators too, where the locale has one: they are named once."""
        if sorted(variable for variable, _ in found) != ["editor", "translator"] or found[0][1] != found[1][1]:
            return ""
        return "editortranslator" if self.locale.term("editortranslator") else ""

    def _count(self, ctx: Context) -> Piece | None:
        number = 0
        for variable in self.variables:
            names = self._names(ctx, variable)
            number += min(len(names), self._limit(ctx, len(names))[0])
        if not number:
            return self._substitute(ctx)
        ctx.filled += 1
        return self.decorate(ctx, str(number))

    def _substitute(self, ctx: Context) -> Piece | None:
        unnamed = ctx.first_names is None
        for substitute in self.substitutes(ctx):
            touched, ctx.touched = ctx.touched, []
            piece = substitute(ctx)
            blank = piece is None or not plain(piece)
            if blank and ctx.touched:
                ctx.take_back(0)
            ctx.touched = touched
            if piece is None and unnamed and ctx.first_names is not None:
                return None  # these are the names that are left out here
            if piece is not None and not blank:
                ctx.filled += 1
                if ctx.first_names is None:
                    if "names" in ctx.hidden:
                        ctx.first_names = NamesPrinted("", (), 0, [])
                        return None
                    holder = Node([piece])
                    ctx.first_names = NamesPrinted("", (), 0, [holder], holder)
                    return holder
                return piece
        return None

    def _limit(self, ctx: Context, total: int) -> tuple[int, bool]:
        """(how many names are printed, whether the last follows an ellipsis) of a list of `total`."""
        style = self.style
        subsequent = "subsequent" in ctx.cite.positions
        minimum = style.et_al_subsequent_min if subsequent else style.et_al_min
        first = style.et_al_subsequent_first if subsequent else style.et_al_first
        last = style.et_al_last
        if (key := ctx.et_al) is not None:
            minimum = minimum if key.minimum is None else key.minimum
            first = first if key.first is None else key.first
            last = last if key.last is None else key.last
        marks = ctx.disambiguation
        if marks is not None and first is not None and marks.shown > first:
            first = marks.shown
        if not minimum or first is None or total < minimum or first >= total:
            return total, False
        return first, last and first < total - 1

    def _render_list(self, ctx: Context, variable: str, names: tuple[Name, ...], role: str) -> Piece | None:
        shown, ellipsis = self._limit(ctx, len(names))
        if not shown:
            return None
        pieces = [self._render_one(ctx, variable, names, place) for place in range(shown)]
        initials = self.style.initialize and self.style.initialize_with is not None
        printed = NamesPrinted(variable, names, shown, pieces, initials=initials)
        holder = Node([self._join(ctx, pieces, names, shown, ellipsis=ellipsis)])
        printed.whole = holder
        ctx.names_seen.append(printed)
        if ctx.first_names is None:
            ctx.first_names = printed
        return self._with_label(ctx, holder, role, plural=len(names) > 1)

    def _render_one(self, ctx: Context, variable: str, names: tuple[Name, ...], place: int) -> Piece:
        level = 0
        if ctx.disambiguation is not None and ctx.disambiguation.levels:
            level = ctx.disambiguation.levels.get((variable, place), 0)
        inverted = self._is_inverted(ctx, place)
        return Node([render_name(ctx, names[place], self.style, inverted=inverted, level=level)])

    def _is_inverted(self, ctx: Context, place: int) -> bool:
        order = self.style.as_sort_order
        return ctx.sorting or order == "all" or (order == "first" and place == 0)

    def _join(self, ctx: Context, pieces: list[Piece], names: tuple[Name, ...], shown: int, *, ellipsis: bool) -> Piece:
        style = self.style
        if shown < len(names):
            if ellipsis:
                last = self._render_one(ctx, "", names, len(names) - 1)
                return Node([join(pieces, style.delimiter), style.delimiter, "\u2026 ", last])
            return self._with_et_al(ctx, pieces, names)
        if len(pieces) <= 1 or not style.conjunction or ctx.sorting:
            return join(pieces, style.delimiter) if pieces else Node([])
        return self._with_and(ctx, pieces, names)

    def _with_et_al(self, ctx: Context, pieces: list[Piece], names: tuple[Name, ...]) -> Piece:
        if not pieces:
            return Node([])
        if ctx.sorting or not self.et_al.strip():
            return join(pieces, self.style.delimiter)
        comma = self._precedes(ctx, self.style.precedes_et_al, names, len(pieces), several=len(pieces) > 1)
        gap = self.style.delimiter if comma else " " if needs_space(self.et_al[0]) else ""
        return Node([join(pieces, self.style.delimiter), gap, self.decorate_et_al(ctx, self.et_al)])

    def _with_and(self, ctx: Context, pieces: list[Piece], names: tuple[Name, ...]) -> Piece:
        style = self.style
        word = "&" if style.conjunction == "symbol" else self.locale.term("and")
        comma = self._precedes(ctx, style.precedes_last, names, len(pieces) - 1, several=len(pieces[:-1]) > 1)
        before = " " if needs_space(word[:1]) else ""
        gap = style.delimiter if comma else before
        after = " " if needs_space(word[-1:]) else ""
        return Node(
            [join(pieces[:-1], style.delimiter), gap if gap.endswith(" ") else gap + before, word, after, pieces[-1]]
        )

    def _precedes(self, ctx: Context, rule: str, names: tuple[Name, ...], place: int, *, several: bool) -> bool:
        """Whether the delimiter stands before the last name or "et al.", which `place` names stand before."""
        if rule == "after-inverted-name":
            return self._is_inverted(ctx, place - 1) and not names[place - 1].literal
        return rule == "always" or (rule == "contextual" and several)

    def _with_label(self, ctx: Context, names: Piece, role: str, *, plural: bool) -> Piece:
        if self.label is None or ctx.sorting:
            return names
        many = self.label_plural == "always" or (self.label_plural == "contextual" and plural)
        term = self.locale.term(role, self.label_form, plural=many)
        if not term:
            return names
        label = self.decorate_label(ctx, term)
        return Node([label, names] if self.label_first else [names, label])


def compile_names(element: Element, compiler: Compiler) -> Render:
    """The closure of `cs:names`."""
    return NamesElement(element, compiler).render
