"""Styles: what the XML of a style says, read once and never changed ("File Types", "Style Structure")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from app.citing.csl.errors import StyleError
from app.citing.csl.locale import NAMESPACE, LocaleData, read_locale
from app.citing.csl.nameoptions import inherited_options
from app.citing.csl.soundness import check_soundness


@dataclass(frozen=True, slots=True)
class Part:
    """`cs:citation` or `cs:bibliography`: its options, layout and sort keys, and what it lends to names."""

    options: dict[str, str]
    layout: Element
    keys: tuple[Element, ...]
    inherited: dict[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """One independent style."""

    id: str
    title: str
    updated: str
    default_locale: str
    in_text: bool
    options: dict[str, str]
    macros: dict[str, Element]
    locales: tuple[LocaleData, ...]
    citation: Part
    bibliography: Part | None


def parse_style(xml: str | bytes) -> Style:
    """The style that the XML of an independent style says ("File Types", "Root Element - cs:style").

    StyleError says what is wrong with one that is no XML in UTF-8, brings a document type, has no citation or layout,
    or would take forever: a style is data, whoever wrote it.
    """
    root = _read_root(xml)
    citation, bibliography = root.find(f"{NAMESPACE}citation"), root.find(f"{NAMESPACE}bibliography")
    if citation is None:
        raise StyleError("the style has no cs:citation; is it a dependent one?")
    info, options = root.find(f"{NAMESPACE}info"), dict(root.attrib)
    style = Style(
        id=_text(info, "id"),
        title=_text(info, "title"),
        updated=_text(info, "updated"),
        default_locale=options.get("default-locale", ""),
        in_text=options.get("class") != "note",
        options=options,
        macros={macro.get("name", ""): macro for macro in root.iter(f"{NAMESPACE}macro")},
        locales=tuple(read_locale(element) for element in root.iter(f"{NAMESPACE}locale")),
        citation=_part(citation, options),
        bibliography=_part(bibliography, options) if bibliography is not None else None,
    )
    check_soundness((citation, *([] if bibliography is None else [bibliography])), style.macros)
    return style


def _read_root(xml: str | bytes) -> Element:
    """The root of a style. Entities are declared in a document type alone: without one, none can be expanded."""
    try:
        text = xml if isinstance(xml, str) else xml.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StyleError(f"the style is not written in UTF-8: {error}") from error
    if "<!DOCTYPE" in text:
        raise StyleError("the style brings a document type, which no style needs; take the <!DOCTYPE> out of it")
    try:
        root = fromstring(text)  # noqa: S314 - no document type, so no entities; words are decoded above
    except (ParseError, ValueError) as error:
        raise StyleError(f"the style is no well-formed XML: {error}") from error
    if root.tag != f"{NAMESPACE}style":
        raise StyleError(f"the root is {root.tag!r}, not cs:style")
    return root


def _text(info: Element | None, name: str) -> str:
    found = info.find(f"{NAMESPACE}{name}") if info is not None else None
    return (found.text or "").strip() if found is not None else ""


def _part(element: Element, style: dict[str, str]) -> Part:
    layout = element.find(f"{NAMESPACE}layout")
    if layout is None:
        raise StyleError(f"cs:{element.tag.removeprefix(NAMESPACE)} has no layout")
    sort = element.find(f"{NAMESPACE}sort")
    keys = tuple(sort.iter(f"{NAMESPACE}key")) if sort is not None else ()
    inherited = inherited_options(style, element.attrib)
    names_delimiter = element.get("names-delimiter", style.get("names-delimiter"))
    if names_delimiter is not None:
        inherited["names-delimiter"] = names_delimiter
    return Part(dict(element.attrib), layout, keys, inherited)


def read_parent(xml: str | bytes) -> tuple[str, str]:
    """(the id of the style a dependent style stands for, its default locale), both empty for an independent style."""
    root = _read_root(xml)
    for link in root.iter(f"{NAMESPACE}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", ""), root.get("default-locale", "")
    return "", ""


def elements_of(style: Style) -> Iterator[Element]:
    """Every element of a style's macros and layouts."""
    for root in (*style.macros.values(), style.citation.layout):
        yield from root.iter()
    if style.bibliography is not None:
        yield from style.bibliography.layout.iter()


def variables_of(style: Style) -> Iterator[str]:
    """Every variable that a style's elements name, as often as they do."""
    for element in elements_of(style):
        if element.tag != f"{NAMESPACE}if":
            yield from element.get("variable", "").split()
