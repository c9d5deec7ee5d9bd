"""Passages as one block of Markdown that cannot be parted from their citation, their hash and their address."""

from app.domain.document import Document
from app.domain.identifiers import sha256
from app.domain.text import join_passages
from app.formats.base import Context
from app.formats.markdown.escaping import inline, link, paragraph
from app.formats.web.sentences import describe_text
from app.services.cite import cite_extract
from app.services.read import Extract


def permalink_of(document: Document, extract: Extract, context: Context, *, pinned: bool) -> str:
    """Give the address that leads back to these words: our page at the passage, or the revision they are pinned to."""
    if pinned:
        return f"{context.addresses.passage(document.id, extract.id)}?revision={document.revision.number}"
    return f"{context.addresses.permalink(document.id)}#{extract.passages[0].id}"


def quote_extract(document: Document, extract: Extract, context: Context, *, pinned: bool) -> bytes:
    """Write passages as a quotation (CommonMark), with what they are and how they are cited inside it."""
    address = permalink_of(document, extract, context, pinned=pinned)
    about = describe_text(extract.text, document, context)
    digest = sha256(join_passages(extract.passages))
    hashed = f"SHA-256 of the words: `{digest}`."
    blocks = [
        *(paragraph(passage.id, passage.text) for passage in extract.passages),
        f"— {inline(cite_extract(document, extract).text)}",
        f"{inline(about)} Revision {document.revision.number}. {hashed} {link(address, address)}",
    ]
    lines = "\n\n".join(blocks).split("\n")
    return ("\n".join(f"> {line}" if line else ">" for line in lines) + "\n").encode()
