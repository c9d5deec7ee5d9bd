"""Records of which everything is said, or in words that no writer of XML likes, and how other software reads XML."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring

from app import resources
from app.domain.document import Document
from app.services.example import example_document
from tests.formats.letters import document_of, press_of, text_of

CONTEXT = press_of().context
#: Quotes, braces, markup, marks of direction, a formula, every kind of line break, and white space at both ends.
HOSTILE = (
    " =1+1 \"q\" 'q' {b} 100% & <script>x</script> ]]> <!-- &amp; \u202eبا\u202c \r\n\r \t\u0085\u2028 \U0001f5c4 "
)

#: Everything that a record may say of a document.
FULL: dict[str, Any] = {
    "title": "Memorandum, Zhou to Roshchin & others",
    "kind": {"as_written": "Memorandum", "code": "memorandum"},
    "date": {"as_written": "about June 1951", "edtf": "1951-06~"},
    "other_dates": [{"as_written": "received 14 June", "edtf": "1951-06-14"}, {"as_written": "in summer"}],
    "participants": [
        {"role": "sender", "as_written": "Zhou"},
        {"role": "addressee", "as_written": "R.", "identified_as": "Roshchin"},
        {"role": "addressee", "as_written": "CC CPSU"},
    ],
    "summary": "What it is about.",
    "publisher": "A Digital Archive",
    "source_url": "https://example.org/document/7?a=1&b={2}",
    "locations": ["APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "a chest in the attic"],
    "credits": "Thanks to everybody.",
    "original_language": "Chinese",
    "identifiers": [{"scheme": "doi", "value": "10.1000/7"}],
    "rights": [
        {"applies_to": "translation", "statement": "All rights reserved.", "uri": "https://example.org/rights"},
        {"applies_to": "original", "statement": "Public domain."},
    ],
    "relations": [{"type": "reply-to", "to": "110364", "note": "says so itself"}],
    "texts": [
        text_of("en", "en", "Word", translators=["Anna B. Cee", "Dee"], machine=False, label="English"),
        text_of("fr", "fr", "Mot", machine=True, label="Français"),
    ],
}


def seed() -> Document:
    """Give the seed."""
    return example_document(press_of(), resources.seed())


def full(**members: object) -> Document:
    """Give the record of which everything is said, with some members otherwise."""
    return document_of({**FULL, **members})


def hostile(**members: object) -> Document:
    """Give a record whose every word is hostile, but for some members."""
    person = {"as_written": HOSTILE, "identified_as": f"I{HOSTILE}"}
    return document_of(
        {
            "title": HOSTILE,
            "kind": {"as_written": HOSTILE},
            "date": {"as_written": HOSTILE},
            "participants": [{"role": "sender", **person}, {"role": "addressee", **person}],
            "summary": HOSTILE * 5000,
            "publisher": HOSTILE,
            "source_url": f"https://example.org/{HOSTILE}",
            "locations": [HOSTILE, f"APRF, Fond 45, {HOSTILE}"],
            "original_language": HOSTILE,
            "identifiers": [{"scheme": HOSTILE, "value": HOSTILE}],
            "rights": [{"applies_to": HOSTILE, "statement": HOSTILE, "uri": HOSTILE}],
            "relations": [{"type": HOSTILE, "to": HOSTILE, "note": HOSTILE}],
            "texts": [text_of("en", "en", "Word", translators=[HOSTILE])],
            **members,
        }
    )


def bare() -> Document:
    """Give a record of which nothing is said but its title."""
    return document_of({"title": "A title"})


def parse(body: bytes) -> Element:
    """Read XML with expat."""
    return fromstring(body)  # noqa: S314 - our own bytes


def words(root: Element, path: str, namespaces: dict[str, str]) -> list[str]:
    """Give the words of the elements on a path."""
    return [element.text or "" for element in root.findall(path, namespaces)]
