"""Plain text: what the record is and how to cite it, and then its words, for whatever reads nothing else."""

from collections.abc import Iterator

from app.domain.dates import DateStatement
from app.domain.document import Document
from app.domain.text import Facsimile, Text, Translation
from app.formats.base import Context, Format, Loss, left_out, one_after_another

_PARTS = {"sender": "From", "addressee": "To"}


def render(document: Document, context: Context) -> bytes:  # noqa: ARG001 - every format has this shape
    """Write title, citation, what is stated of the document, and each text under its own line."""
    blocks = [document.title, document.citation.generated, "\n".join(_statements(document))]
    for text in document.texts:
        blocks.append("\n".join(_head(text)))
        if not isinstance(text, Facsimile):
            blocks += [passage.text for passage in text.passages]
    return ("\n\n".join(blocks) + "\n").encode()


def _statements(document: Document) -> Iterator[str]:
    """Give what is stated of the document, a line for each value."""
    if document.kind:
        yield f"Kind: {document.kind.as_written}"
    for date in (document.date, *document.other_dates):
        if date:
            yield f"Date: {_say_date(date)}"
    for person in document.participants:
        is_said = person.identified_as and person.identified_as != person.as_written
        yield f"{_PARTS[person.role]}: {person.as_written}" + (f" [{person.identified_as}]" if is_said else "")
    yield from (f"Held at: {place.as_written}" for place in document.locations)
    yield from (f"Original language: {language.as_written}" for language in document.original_languages)
    if document.summary:
        yield f"Summary: {document.summary}"
    yield from (f"Credits: {credit.as_written}" for credit in document.credits)
    for right in document.rights:
        yield f"Rights in the {right.applies_to}: " + " ".join(filter(None, (right.statement, right.uri)))
    yield f"Address: {document.canonical_url}"
    yield f"Revision: {document.revision.number} of {document.revision.at[:10]}, SHA-256 {document.revision.sha256}"


def _say_date(date: DateStatement) -> str:
    return f"{date.as_written} [{date.edtf}]" if date.edtf else date.as_written


def _head(text: Text) -> Iterator[str]:
    """Give the lines above a text: what it is called, and what it is."""
    yield text.label or text.id
    said = [f"language {text.language}" if text.language else None]
    if isinstance(text, Translation):
        said += [
            f"of {text.of}" if text.of else None,
            f"translated by {', '.join(text.translators)}" if text.translators else None,
            text.translator_statement,
            "machine translation" if text.machine else None,
        ]
    elif isinstance(text, Facsimile):
        said.append(text.address)
    yield f"[{'; '.join(filter(None, (f'{text.id}: {text.role}', *said)))}]"


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what is not in the text."""
    yield from left_out(document, _REASONS)
    if document.passages:
        yield Loss("texts.passages.id", "left out", "Plain text has no place to point to.")
    if any(place.levels for place in document.locations):
        yield Loss("locations.levels", "left out", "Each reference is there as written, its parts are not told.")


_REASONS = {
    "numbers": "They stand in the words of the document only.",
    "contents": "Each text that is there has its name above it.",
    "identifiers": "The record is named by its address.",
    "relations": "Plain text has no links.",
}

FORMAT = Format(
    name="text",
    title="Plain text: the citation and the words",
    media_type="text/plain; charset=utf-8",
    accepts=("text/plain",),
    suffix="txt",
    audience="readers",
    render=render,
    losses=losses,
    joined=one_after_another,
)
