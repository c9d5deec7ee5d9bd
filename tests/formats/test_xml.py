"""From elements to bytes: one way, the same every time, and every character comes back."""

from xml.etree.ElementTree import Element

from app.formats.base.xml import add_element, to_bytes
from tests.formats.described import HOSTILE, parse


def test_an_element_is_written_with_its_declaration_and_its_own_prefixes() -> None:
    root = Element("a:b", {"xmlns:a": "urn:a"})
    add_element(root, "a:c", "д<&", {"d": "1", "e": None})
    assert to_bytes(root).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<a:b xmlns:a="urn:a"><a:c d="1">д&lt;&amp;</a:c></a:b>\n'
    )


def test_every_character_comes_back_from_words_and_from_attributes() -> None:
    root = Element("a", {"b": HOSTILE})
    add_element(root, "c", HOSTILE)
    read = parse(to_bytes(root))
    assert (read.get("b"), read[0].text) == (HOSTILE, HOSTILE)
