"""The seed record, read from its page: what the API's description shows as an example."""

from pathlib import Path

from app.domain.document import Document
from app.domain.revision import Revision
from app.readers import readers
from app.services.press import Press
from app.services.settle import settle


def example_document(press: Press, folder: Path) -> Document:
    """Read the seed's page as an import would, without an archive."""
    page = next(path for path in sorted(folder.glob("*.txt")))
    body = page.read_bytes()
    reader = next(reader for reader in readers() if reader.recognises(body, page.name))
    draft = next(found.draft for found in reader.read(body, page.name, press.knowledge) if found.draft)
    record = settle(draft, draft.id or page.stem, ())
    revision = Revision(number=1, at="2026-01-31T12:00:00Z", sha256=record.sha256())
    return press.understand(record, revision)
