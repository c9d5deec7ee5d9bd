"""What the seed record gives, in every form that is kept: the expected bytes."""

import json
from pathlib import Path

from app import resources
from app.domain.identifiers import Addresses, sha256_bytes
from app.domain.record import Record
from app.formats import formats
from app.readers import readers
from app.services.example import example_document
from app.services.press import Press
from app.services.settle import settle


def golden_files() -> dict[str, bytes]:
    """Give every golden file by name."""
    press = Press(knowledge=resources.load_knowledge(), addresses=Addresses())
    document = example_document(press, resources.seed())
    made = {f"110364.{fmt.suffix}": fmt.render(document, press.context) for fmt in formats()}
    made["110364.json"] = _indented(made["110364.json"])
    made["110364.record.json"] = seed_record().canonical()
    made["110364.citation.txt"] = document.citation.generated.encode()
    return made


def digest() -> str:
    """Give the SHA-256 of all the seed gives: what one version of the readings and formats prints."""
    return sha256_bytes(b"".join(body for _, body in sorted(golden_files().items())))


def printed_by(folder: Path) -> dict[str, str]:
    """Give what each version of the readings and formats printed, as a digest."""
    lines = (folder / "versions.txt").read_text(encoding="ascii").splitlines()
    return {line.partition(" ")[0]: line.partition(" ")[2] for line in lines}


def seed_record() -> Record:
    """Give the seed as supplied."""
    page = next(resources.seed().glob("*.txt"))
    reader = next(r for r in readers() if r.recognises(page.read_bytes(), page.name))
    draft = next(iter(reader.read(page.read_bytes(), page.name, resources.load_knowledge()))).draft
    assert draft
    return settle(draft, draft.id or "", ())


def _indented(body: bytes) -> bytes:
    return json.dumps(json.loads(body), ensure_ascii=False, indent=1).encode() + b"\n"
