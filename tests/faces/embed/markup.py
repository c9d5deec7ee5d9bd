"""Reads markup as a browser would: which elements it has, with their attributes, and which words."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """The elements of some markup by name, with their attributes, and its words."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data

    @property
    def names(self) -> list[str]:
        """The names of its elements, in their order."""
        return [name for name, _ in self.elements]

    def one(self, name: str) -> dict[str, str]:
        """Give the attributes of the one element of a name."""
        (found,) = self.every(name)
        return found

    def every(self, name: str) -> list[dict[str, str]]:
        """Give the attributes of each element of a name."""
        return [attributes for other, attributes in self.elements if other == name]
