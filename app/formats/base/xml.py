"""XML from elements: one way to make them, one way to write them."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring


def add_element(
    parent: Element, name: str, words: str | None = None, attributes: Mapping[str, str | None] | None = None
) -> Element:
    """Add an element with its prefix in its name (``dc:title``); an attribute that is None is left out."""
    stated = {key: value for key, value in (attributes or {}).items() if value is not None}
    element = SubElement(parent, name, stated)
    element.text = words
    return element


def to_bytes(element: Element) -> bytes:
    """Write an element as an XML document in UTF-8: the one way from elements to bytes, the same bytes every time.

    Its names carry their prefixes, and its root declares them as attributes (``xmlns:dc``).
    """
    # a parser reads a bare carriage return as a line feed (XML 1.0, §2.11); in markup there is none
    body = tostring(element, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
