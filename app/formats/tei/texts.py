"""The texts: one ``div`` per text, one element per passage, in the order and with the words of the record.

TEI has places for what opens and closes a letter: at the head and at the foot of a division. A text in which
another letter follows the first (a covering note after the signature) is written as several divisions.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from app.domain.document import Document
from app.domain.text import Facsimile, Passage, PassageKind, WordedText
from app.formats.base.xml import add_element
from app.formats.tei.values import pointer, xml_id

_Part = tuple[list[Passage], list[Passage], list[Passage]]

#: The elements of kinds that have one of their own; the others are told apart by a ``seg`` within.
_ELEMENTS: dict[PassageKind, str] = {"heading": "head", "salutation": "salute", "body": "p", "signature": "signed"}
#: What may stand at the foot of a division.
_CLOSING = ("signature", "number")
_BRACKETED = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*+\])++\]")


def add_texts(root: Element, document: Document) -> None:
    """Add the pictures that have an address, and all texts that have words."""
    for text in document.texts:
        if isinstance(text, Facsimile) and (address := pointer(text.address)):
            _add_pictures(root, text, address)
    body = add_element(add_element(root, "text", None, {"xml:space": "preserve"}), "body")
    for text in document.worded_texts:
        _add_text(body, text)
    if not document.worded_texts:
        add_element(body, "p")


def _add_pictures(root: Element, text: Facsimile, address: str) -> None:
    pictures = add_element(root, "facsimile", None, {"xml:id": xml_id(text.id), "xml:lang": text.language})
    graphic = add_element(pictures, "graphic", None, {"url": address, "n": text.address})
    if text.label:
        add_element(graphic, "desc", text.label)


def _add_text(body: Element, text: WordedText) -> None:
    source = f"#{xml_id(text.of)}" if text.of else None
    division = add_element(
        body,
        "div",
        None,
        {"type": text.role, "xml:id": xml_id(text.id), "xml:lang": text.language, "corresp": source},
    )
    if text.label:
        add_element(division, "head", text.label, {"type": "label"})
    parts = _parts(text.passages)
    for part in parts:
        place = division if len(parts) == 1 else add_element(division, "div", None, {"type": "part"})
        for passages, other in zip(part, ("opener", "p", "closer"), strict=True):
            for passage in passages:
                _add_passage(place, passage, other)


def _parts(passages: Iterable[Passage]) -> list[_Part]:
    """Divide passages into parts, each with what opens it, its body, and what closes it."""
    parts: list[_Part] = []
    reached = 0
    for passage in passages:
        place = _place(passage.kind, reached)
        if place < reached or not parts:
            parts.append(([], [], []))
        parts[-1][place].append(passage)
        reached = place
    return parts


def _place(kind: PassageKind, reached: int) -> int:
    """Say whether a passage opens a part (0), is its body (1) or closes it (2), after what has been reached."""
    if kind == "body":
        return 1
    return 2 if reached and kind in _CLOSING else 0


def _add_passage(place: Element, passage: Passage, other: str) -> None:
    element = add_element(place, _ELEMENTS.get(passage.kind, other), None, {"xml:id": xml_id(passage.id)})
    within = element if passage.kind in _ELEMENTS else add_element(element, "seg", None, {"type": passage.kind})
    element.tail = "\n"  # between passages, where white space is none of their words
    last: Element | None = None
    for words, is_note in _pieces(passage.text):
        if is_note:
            last = add_element(within, "note", words, {"type": "editorial", "place": "inline"})
        elif last is None:
            within.text = words
        else:
            last.tail = words


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give the words in order, and of each piece whether it stands in square brackets."""
    end = 0
    for found in _BRACKETED.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False
