"""The API's own JSON: the contract of the wire, versioned apart from nouns and tables.

Fields are only ever added (docs/api-stability.md); the schema is published at ``/schemas/document.json``.
"""

from app.domain.document import Document
from app.formats.base import Context, Format, one_after_another
from app.formats.json.mapping import document_shape, summary_shape


def render(document: Document, context: Context) -> bytes:
    """Write the whole document, its members in the order of the published schema."""
    return document_shape(document, context).model_dump_json().encode()


def summarise(document: Document, context: Context) -> bytes:
    """Write the few members a list of records shows."""
    return summary_shape(document, context).model_dump_json().encode()


FORMAT = Format(
    name="json",
    title="The whole record as JSON",
    media_type="application/json",
    accepts=("application/json",),
    suffix="json",
    stored=True,
    keeps_evidence=True,
    schema_path="/schemas/document.json",
    render=render,
    joined=one_after_another,  # JSON Lines: each record is one line
)
