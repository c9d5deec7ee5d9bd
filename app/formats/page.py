"""The seed's page layout: a clean page rebuilt from the record alone, byte for byte.

Clean means: a bullet before each label under Contents, paragraphs parted by one empty line, two empty lines at
the start and none at the end, every text but the first under its own label.
"""

from collections.abc import Iterator

from app.domain.document import Document
from app.domain.text import Facsimile
from app.formats.base import Context, Format, Loss, left_out


def render(document: Document, context: Context) -> bytes:  # noqa: ARG001 - every format has this shape
    """Write the page."""
    return ("\n\n" + "\n\n".join(_paragraphs(document))).encode()


def _paragraphs(document: Document) -> Iterator[str]:
    yield f"{document.date.as_written} {document.title}" if document.date else document.title
    thanks = next((c.as_written for c in document.credits if c.found_in == "credits"), None)
    sections = (
        ("Citation:", document.citation.as_published),
        ("Summary:", document.summary),
        ("Credits:", thanks),
        ("Original Language:", document.original_language),
    )
    for heading, words in sections:
        if words is not None:
            yield heading
            if words:
                yield words
    if document.contents:
        yield "Contents:"
        yield from (f"• {label}" for label in document.contents)
    for number, text in enumerate(document.worded_texts):
        if number:
            yield text.label or text.id
        yield from (passage.text for passage in text.passages)


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what the layout has no place for."""
    yield from left_out(document, _REASONS)
    if document.passages:
        yield Loss("texts.passages.id", "left out", "The layout has no place to point to.")
    if any(isinstance(text, Facsimile) for text in document.texts):
        yield Loss("texts", "left out", "The layout has words only, no pictures.")


_NO_PLACE = "The layout has no place for it."
_IN_CITATION = "It stands in the published citation, if the record has one."
_REASONS = {
    "kind": "It stands in the title, if anywhere.",
    "participants": "They stand in the title, if anywhere.",
    "numbers": "They stand in the words of the document only.",
    "locations": _IN_CITATION,
    "publisher": _IN_CITATION,
    "source_url": _IN_CITATION,
    "other_dates": _NO_PLACE,
    "rights": _NO_PLACE,
    "relations": _NO_PLACE,
    "identifiers": _NO_PLACE,
}

FORMAT = Format(
    name="page",
    title="The page layout the record was published in",
    media_type="text/plain; charset=utf-8",
    accepts=(),
    suffix="page.txt",
    audience="readers",
    render=render,
    losses=losses,
)
