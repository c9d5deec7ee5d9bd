"""TEI P5: a header with every place of the document described by itself, and the texts, passage by passage.

A passage's text nodes, put together, are the stored passage: nothing is corrected, supplied, or moved.
"""

from xml.etree.ElementTree import Element, indent

from app.domain.document import Document
from app.formats.base import Context, Format
from app.formats.base.xml import to_bytes
from app.formats.tei.header import add_header
from app.formats.tei.texts import add_texts

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def render(document: Document, context: Context) -> bytes:
    """Write the record as a TEI document."""
    root = Element("TEI", {"xmlns": NAMESPACE})
    indent(add_header(root, document, context))  # the header only: white space between words would be words
    add_texts(root, document)
    return to_bytes(root)


FORMAT = Format(
    name="tei",
    title="The text with its description, for editions (TEI P5)",
    media_type="application/tei+xml",
    accepts=("application/tei+xml",),
    suffix="tei.xml",
    render=render,
)
