"""Letters of which more or less is known, and their pages."""

from typing import Any

from app import resources
from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.domain.record import Record
from app.domain.revision import Revision
from app.formats.web import FORMAT
from app.formats.web.page import Page, make_page
from app.services.press import Press
from tests.formats.pages import Parsed, parse_page

KNOWLEDGE = resources.load_knowledge()
SCAN = {"id": "scan", "role": "facsimile", "address": "https://scans.example/letter"}


def press_of(public_url: str = "") -> Press:
    """Give the press of an archive with this address."""
    return Press(knowledge=KNOWLEDGE, addresses=Addresses(public_url=public_url))


def document_of(members: dict[str, Any], *, press: Press | None = None, number: int = 1) -> Document:
    """Give a record as it is understood."""
    record = Record.model_validate({"id": "letter", "title": "Letter", **members})
    revision = Revision(number=number, at="2026-01-31T23:59:00Z", sha256=record.sha256())
    return (press or press_of()).understand(record, revision)


def page_of(number: int = 1, **members: object) -> Page:
    """Give what the page of a record says."""
    return make_page(document_of(members, number=number), press_of().context)


def print_page(members: dict[str, Any], public_url: str = "") -> Parsed:
    """Give the page of a record, parsed."""
    press = press_of(public_url)
    return parse_page(FORMAT.render(document_of(members, press=press), press.context))


def text_of(text_id: str, language: str | None, *words: str, **members: object) -> dict[str, Any]:
    """Give a text of these passages: a translation, unless its members say otherwise."""
    passages = [{"id": f"{text_id}.p{n}", "text": text} for n, text in enumerate(words, 1)]
    return {"id": text_id, "role": "translation", "language": language, "passages": passages, **members}


def translation(language: str | None = "en", **members: object) -> dict[str, Any]:
    """Give a translation of one passage."""
    return text_of("en", language, "Word", **members)


#: The same letter as it was written: with its words, and with none of them.
ORIGINAL = text_of("ru", "ru", "Слово", role="transcription")
EMPTY = text_of("ru", "ru", role="transcription")
