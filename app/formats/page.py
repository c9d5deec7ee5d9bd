"""The seed's page layout: a clean page rebuilt from the record alone, byte for byte.

Clean means: a bullet before each label under Contents, paragraphs parted by one empty line, two empty lines at
the start and none at the end, every text but the first under its own label.
"""

from collections.abc import Iterator

from app.domain.document import Document
from app.formats.base import Context, Format


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


FORMAT = Format(
    name="page",
    title="The page layout the record was published in",
    media_type="text/plain; charset=utf-8",
    accepts=(),
    suffix="page.txt",
    render=render,
)
