"""Soundness: a style that calls what is not there, multiplies its macros or nests without end is refused at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from app.citing.csl.errors import StyleError
from app.citing.csl.locale import NAMESPACE

# What the styles of the public collection need is far below: at most 71 deep and 1,835 elements in one rendering.
_DEEPEST = 100
_HEAVIEST = 20_000
_ELEMENTS = frozenset((
    "citation", "bibliography", "layout", "sort", "key", "macro", "text", "number", "label", "date", "date-part",
    "names", "name", "name-part", "et-al", "substitute", "institution", "institution-part", "group",
    "choose", "if", "else-if", "else",
))  # fmt: skip
_PRINTED = frozenset(("variable", "term", "value"))


def check_soundness(parts: Iterable[Element], macros: Mapping[str, Element]) -> None:
    """StyleError where one rendering of a part could visit too many elements, or elements nested too deeply."""
    scale = _Scale(macros)
    for part in parts:
        scale.weigh(part, 0)


class _Scale:
    """Counts the elements that one rendering may visit, every macro as often as it is called."""

    def __init__(self, macros: Mapping[str, Element]) -> None:
        self._macros = macros
        self._known: dict[str, tuple[int, int]] = {}
        self._open: set[str] = set()

    def weigh(self, element: Element, level: int) -> tuple[int, int]:
        """(elements visited, levels below); of the branches of a choice, one is taken."""
        if level > _DEEPEST:
            raise StyleError(f"its elements and macros are nested more than {_DEEPEST} deep")
        if (tag := element.tag.removeprefix(NAMESPACE)) not in _ELEMENTS:
            raise StyleError(f"the element {tag!r} is no rendering element")
        below = [self.weigh(child, level + 1) for child in element]
        if (name := element.get("macro")) is not None:
            below.append(self._macro(name, level + 1))
        elif tag == "text" and not _PRINTED.intersection(element.attrib):
            raise StyleError("cs:text needs one of macro, variable, term and value")
        weights = [weight for weight, _ in below]
        heaviest = max(weights, default=0) if element.tag.endswith("}choose") else sum(weights)
        deepest = max((depth for _, depth in below), default=0)
        if heaviest > _HEAVIEST or level + deepest > _DEEPEST:
            raise StyleError(f"its macros call one another too often or too deeply: {heaviest} elements in one entry")
        return heaviest + 1, deepest + 1

    def _macro(self, name: str, level: int) -> tuple[int, int]:
        if name not in self._macros:
            raise StyleError(f"the macro {name!r} is called and not defined")
        if name in self._open:
            raise StyleError(f"the macro {name!r} calls itself")
        if name not in self._known:
            self._open.add(name)
            self._known[name] = self.weigh(self._macros[name], level)
            self._open.remove(name)
        return self._known[name]
