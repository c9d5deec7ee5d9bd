"""The page to read: the record for people, whole and without script."""

from app.domain.document import Document
from app.formats.base import Context, Format
from app.formats.web.page import make_page
from app.formats.web.sheets import Sheets

_SHEETS = Sheets(__name__)


def render(document: Document, context: Context) -> bytes:
    """Write the page."""
    return _SHEETS.print("document.html", addresses=context.addresses, page=make_page(document, context))


FORMAT = Format(
    name="web",
    title="The page to read",
    media_type="text/html; charset=utf-8",
    accepts=("text/html",),
    suffix="html",
    audience="readers",
    stored=True,
    keeps_evidence=True,
    render=render,
)
