r"""A table of one row (RFC 4180), for spreadsheets and scripts: one column for each thing a record states.

Two rules let every cell be read back as it was. Several values of one column are parted by ``"; "``, with ``\`` before
each ``;`` and ``\`` of theirs. A cell that a spreadsheet would take for a formula, and one that begins with ``'``,
has one ``'`` before it.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from app.domain.agent import Participant
from app.domain.document import Document
from app.domain.text import PASSAGE_BREAK, Facsimile, Translation
from app.formats.base import Context, Format, Loss

#: A column's cell: one value, or several; None is not stated.
Cell = str | None | list[str | None]

# What makes a spreadsheet calculate, full-width forms included (OWASP, CSV injection); and the mark against it.
_FORMULA = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_SEPARATOR = "; "


def render(document: Document, context: Context) -> bytes:  # noqa: ARG001 - every format has this shape
    """Write the header and the row, each value in quotation marks."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerow([_defuse(_join(column(document))) for column in _COLUMNS.values()])
    return written.getvalue().encode()


def join(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Make one table of the rows of several, under one header."""
    for number, body in enumerate(bodies):
        yield body.partition(b"\r\n")[2] if number else body


def _join(cell: Cell) -> str:
    if isinstance(cell, list):
        return _SEPARATOR.join((value or "").replace("\\", "\\\\").replace(";", "\\;") for value in cell)
    return cell or ""


def _defuse(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _date(document: Document, member: str) -> str | None:
    return getattr(document.date, member) if document.date else None


def _people(role: str, member: str) -> Callable[[Document], Cell]:
    """Give a member of everybody who has a part in the document, in the order of the record."""

    def column(document: Document) -> Cell:
        people: list[Participant] = [person for person in document.participants if person.role == role]
        return [getattr(person, member) for person in people]

    return column


def _several(name: str, member: str) -> Callable[[Document], Cell]:
    """Give a member of each value of a list of the record."""
    return lambda document: [getattr(value, member) for value in getattr(document, name)]


def _translations(document: Document) -> list[Translation]:
    return [text for text in document.texts if isinstance(text, Translation)]


def _machines(document: Document) -> Cell:
    return [None if text.machine is None else str(text.machine).lower() for text in _translations(document)]


def _text(document: Document) -> Cell:
    return PASSAGE_BREAK.join(text.words for text in document.worded_texts)


_COLUMNS: dict[str, Callable[[Document], Cell]] = {
    "id": lambda document: document.id,
    "canonical_url": lambda document: document.canonical_url,
    "title": lambda document: document.title,
    "kind": lambda document: document.kind.as_written if document.kind else None,
    "kind_code": lambda document: document.kind.code if document.kind else None,
    "date": lambda document: _date(document, "as_written"),
    "date_edtf": lambda document: _date(document, "edtf"),
    "date_earliest": lambda document: _date(document, "earliest"),
    "date_latest": lambda document: _date(document, "latest"),
    "other_dates": _several("other_dates", "as_written"),
    "other_dates_edtf": _several("other_dates", "edtf"),
    "sender": _people("sender", "as_written"),
    "sender_name": _people("sender", "name"),
    "sender_identified_as": _people("sender", "identified_as"),
    "addressee": _people("addressee", "as_written"),
    "addressee_name": _people("addressee", "name"),
    "addressee_identified_as": _people("addressee", "identified_as"),
    "numbers": _several("numbers", "as_written"),
    "summary": lambda document: document.summary,
    "original_languages": _several("original_languages", "as_written"),
    "original_language_tags": _several("original_languages", "tag"),
    "locations": _several("locations", "as_written"),
    "publisher": lambda document: document.publisher,
    "source_url": lambda document: document.source_url,
    "citation": lambda document: document.citation.generated,
    "citation_as_published": lambda document: document.citation.as_published,
    "contents": lambda document: list(document.contents),
    "text_ids": _several("texts", "id"),
    "text_roles": _several("texts", "role"),
    "text_labels": _several("texts", "label"),
    "text_languages": _several("texts", "language"),
    "translators": lambda document: [name for text in _translations(document) for name in text.translators or ()],
    "translator_statements": lambda document: [text.translator_statement for text in _translations(document)],
    "machine": _machines,
    "facsimiles": lambda document: [text.address for text in document.texts if isinstance(text, Facsimile)],
    "credits": _several("credits", "as_written"),
    "rights_apply_to": _several("rights", "applies_to"),
    "rights_statements": _several("rights", "statement"),
    "rights_uris": _several("rights", "uri"),
    "identifier_schemes": _several("identifiers", "scheme"),
    "identifiers": _several("identifiers", "value"),
    "relation_types": _several("relations", "type"),
    "relations": _several("relations", "to"),
    "relation_notes": _several("relations", "note"),
    "revision": lambda document: str(document.revision.number),
    "revision_at": lambda document: document.revision.at,
    "sha256": lambda document: document.revision.sha256,
    "text": _text,
}


#: What a record may state several times, and a table has one cell for.
_LISTS = (
    "other_dates", "numbers", "original_languages", "locations", "contents", "texts", "credits", "rights",
    "identifiers", "relations",
)  # fmt: skip


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what has no column, and where several values share a cell."""
    yield from _joined(document)
    yield from _left_out(document)


def _joined(document: Document) -> Iterator[Loss]:
    several = [name for name in _LISTS if len(getattr(document, name)) > 1]
    roles = [person.role for person in document.participants]
    if len(set(roles)) < len(roles):
        several.append("participants")
    for name in several:
        yield Loss(name, "joined", "Several values stand in one cell, parted by a semicolon and a space.")
    if document.passages:
        yield Loss("texts.passages", "joined", "Passages, and texts, are parted by an empty line.")


def _left_out(document: Document) -> Iterator[Loss]:
    if document.passages:
        yield Loss("texts.passages.id", "left out", "A cell has no place to point to.")
    if document.numbers:
        yield Loss("numbers.passage", "left out", "In which passage a number stands has no column.")
    if any(place.levels for place in document.locations):
        yield Loss("locations.levels", "left out", "Each reference is there as written, its parts have no columns.")
    if any(text.translators == () for text in _translations(document)):
        yield Loss("texts.translators", "left out", "An empty cell cannot say that there is stated to be none.")
    if any(text.of for text in document.worded_texts):
        yield Loss("texts.of", "left out", "Which text another was translated from has no column.")


FORMAT = Format(
    name="csv",
    title="A row of a table",
    media_type="text/csv; charset=utf-8; header=present",
    accepts=("text/csv",),
    suffix="csv",
    render=render,
    losses=losses,
    joined=join,
)
