"""Reads pages as a browser's parser would, and knows what a page of ours may consist of."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "hr", "img", "input"}
#: Every element a page of ours has, with the attributes it may have beside those of any element.
ELEMENTS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "name", "property", "content"}, "title": set(),
    "link": {"rel", "href", "type", "title"}, "script": {"src", "defer", "type"}, "body": set(), "header": set(),
    "nav": set(), "main": set(), "footer": set(), "article": set(),
    "div": {"translate", "data-kind", "data-html", "data-quoting", "data-page", "data-revision", "data-pinned"},
    "section": set(), "h1": set(), "h2": set(), "p": {"lang"}, "a": {"href", "data-number", "type", "rel"},
    "dl": set(), "dt": set(), "dd": set(), "bdi": {"lang"}, "span": set(), "time": {"datetime"}, "ol": {"reversed"},
    "ul": set(), "li": {"value"}, "aside": {"tabindex"}, "details": set(), "summary": set(), "b": set(),
    "abbr": {"title"}, "code": set(), "pre": {"data-copy"}, "ins": set(), "del": set(), "h3": set(),
    "form": {"action", "method", "data-citation", "data-styles"}, "fieldset": set(), "legend": set(), "button": set(),
    "label": {"for"}, "select": {"name"}, "option": {"value", "selected", "lang"},
    "input": {"type", "name", "value", "checked", "maxlength", "autocomplete", "aria-describedby", "placeholder"},
    "i": set(), "em": set(), "sup": set(), "sub": set(), "noscript": set(),
}  # fmt: skip
_ANY = {"class", "id", "dir", "aria-label", "aria-labelledby", "aria-hidden"}


@dataclass
class Element:
    """An element: its name, its attributes, and all words in it."""

    name: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class _Parser(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    within: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), (tag, names)
        assert set(names) <= ELEMENTS[tag] | _ANY, (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self.within.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.within, tag
        assert self.within.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.within:
            element.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a page of ours has no comment: {data}")


@dataclass(frozen=True)
class Parsed:
    """A page, parsed: it has no element and no attribute that a page of ours may not have, and all are closed."""

    elements: tuple[Element, ...]

    def all(self, name: str, /, **attributes: str) -> list[Element]:
        """Give the elements of a name with these attributes; ``class_`` and ``data_kind`` are written so."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [e for e in self.elements if e.name == name and wanted.items() <= e.attributes.items()]

    def one(self, name: str, /, **attributes: str) -> Element:
        """Give the one element of a name with these attributes."""
        (found,) = self.all(name, **attributes)
        return found

    @property
    def addresses(self) -> list[str]:
        """Everything the page leads to or fetches."""
        return [e.attributes[name] for e in self.elements for name in ("href", "src") if name in e.attributes]


def parse_page(body: bytes | str) -> Parsed:
    """Parse a page; fail if there is anything in it that we do not write."""
    parser = _Parser()
    parser.feed(body if isinstance(body, str) else body.decode())
    parser.close()
    assert parser.within == []
    return Parsed(tuple(parser.elements))
