"""Records of many kinds, all invented, in every core style: the lines a historian has read."""

import json
from collections.abc import Iterator
from pathlib import Path

from app import resources
from app.domain.document import Document
from app.domain.errors import Unusable
from app.services.cite import Citer, Wanted
from app.services.styles import Styles
from tests.formats.letters import document_of, press_of

FOLDER = Path(__file__).parent
CITED = FOLDER / "cited.txt"
#: Styles beside the core ones, and languages, that the seed alone does not show.
_MORE = (("chicago", "fr-FR"), ("chicago", "ru-RU"), ("chicago", "de-DE"))


def documents() -> Iterator[Document]:
    """Give the records as they are understood."""
    for members in json.loads((FOLDER / "records.json").read_text(encoding="utf-8")):
        yield document_of(members)


def cite_all(cache: Path) -> str:
    """Give every record in every core style, one line each."""
    citer = Citer(Styles(cache, resources.load_style_names()), press_of().knowledge)
    asked = [(entry.id, None) for entry in citer.styles.core()] + list(_MORE)
    lines: list[str] = []
    for document in documents():
        lines += [f"## {document.id}", f"house: {citer.cite(document, Wanted()).text}"]
        for style, locale in asked:
            lines += _lines(citer, document, Wanted(style=style, locale=locale))
        lines += _correspondence(citer, document)
        lines.append("")
    return "\n".join(lines)


def _lines(citer: Citer, document: Document, wanted: Wanted) -> Iterator[str]:
    cited = citer.cite(document, wanted)
    named = f"{cited.style} {cited.locale}" if wanted.locale else cited.style
    yield f"{named} {cited.form}: {cited.text}"


def _correspondence(citer: Citer, document: Document) -> Iterator[str]:
    for style in ("chicago", "apa"):
        try:
            cited = citer.cite(document, Wanted(style=style, profile="correspondence"))
        except Unusable:
            return
        yield f"{cited.style} {cited.form}, correspondence: {cited.text}"
