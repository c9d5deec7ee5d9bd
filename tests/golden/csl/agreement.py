"""How far the engine agrees with citeproc-js: the same records in the same styles, word for word."""

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.citing.csl.context import Cite
from app.citing.csl.locale import LocaleSource
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor
from app.citing.csl.style import parse_style
from app.citing.csl.writers import WRITERS
from app.services.gather import Packages

FOLDER = Path(__file__).parent
LANG = "en-US"
#: The notes in which each record is cited, with their numbers: the first, one that follows at once, and a later one.
NOTES: tuple[tuple[int, dict[str, str]], ...] = (
    (1, {}),
    (2, {"locator": "31", "label": "page"}),
    (5, {"locator": "45-47", "label": "folio"}),
)
#: What is printed of a record in a style, in this order.
FORMS = ("first", "ibid", "later", "bibliography")
_NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
#: citeproc-js keeps every style in memory: one process prints so many.
_AT_ONCE = 20
#: By style, then by record: the texts in the order of FORMS; None where the style has no bibliography.
Texts = Mapping[str, Mapping[str, Sequence[str | None]]]


@dataclass(frozen=True)
class Difference:
    """One text in which the two do not agree."""

    style: str
    record: str
    form: str
    theirs: str
    ours: str


def all_records() -> list[dict[str, Any]]:
    """Give the records that both print; the first twelve are those of the goldens."""
    records: list[dict[str, Any]] = json.loads((FOLDER / "records.json").read_text(encoding="utf-8"))
    return records


def ask_citeproc(
    styles: Sequence[str], records: Sequence[Mapping[str, Any]], packages: Packages, modules: Path
) -> Texts:
    """Let citeproc-js print records; ``modules`` is the folder in which ``npm install citeproc`` was run."""
    locales = {
        path.stem.removeprefix("locales-"): path.read_text(encoding="utf-8")
        for path in packages.locales.glob("locales-*.xml")
    }
    printed: dict[str, dict[str, list[str | None]]] = {}
    for start in range(0, len(styles), _AT_ONCE):
        xml = {
            name: (packages.styles / f"{name}.csl").read_text(encoding="utf-8")
            for name in styles[start : start + _AT_ONCE]
        }
        job = {"lang": LANG, "notes": NOTES, "records": records, "styles": xml, "locales": locales}
        printed |= _run_node(job, modules)
    return {
        style: {record: [_words(text) for text in texts] for record, texts in records.items()}
        for style, records in printed.items()
    }


def _run_node(job: Mapping[str, Any], modules: Path) -> dict[str, dict[str, list[str | None]]]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(job, file)
        file.flush()
        command = ["node", str(FOLDER / "citeproc.mjs"), file.name]
        answer = subprocess.run(command, cwd=modules, check=True, capture_output=True)
    printed: dict[str, dict[str, list[str | None]]] = json.loads(answer.stdout)
    return printed


def _words(text: str | None) -> str | None:
    """Give the words of HTML: without marks, with one space where there is any."""
    if text is None:
        return None
    bare = re.sub(r"<[^>]+>", "", re.sub(r"</?div[^>]*>", " ", text.replace(_NOTHING, "")))
    return " ".join(html.unescape(bare).split())


def print_ours(
    styles: Iterable[str], records: Sequence[Mapping[str, Any]], packages: Packages, source: LocaleSource
) -> Texts:
    """Print the same records in the same styles, and take the words as of citeproc-js."""
    printed = {}
    for name in styles:
        style = parse_style((packages.styles / f"{name}.csl").read_bytes())
        processor = Processor(style, style.default_locale or LANG, source)
        printed[name] = {str(record["id"]): _texts(processor, record) for record in records}
    return printed


def _texts(processor: Processor, record: Mapping[str, Any]) -> list[str | None]:
    session, write = processor.session([record]), WRITERS["html"].write
    citations = [
        Citation((Cite(record["id"], cite.get("locator", ""), cite.get("label", "page")),), number)
        for number, cite in NOTES
    ]
    pieces = session.citations(citations)
    texts: list[str | None] = [_words(write(piece, processor.locale)) for piece in pieces]
    if processor.bibliography is None:
        return [*texts, None]
    entries = session.bibliography().entries
    return [*texts, _words(" ".join(write(entry.piece, processor.locale) for entry in entries))]


def compare_texts(theirs: Texts, ours: Texts) -> tuple[int, list[Difference]]:
    """Count the texts, and give those that differ."""
    total, found = 0, []
    for style, records in theirs.items():
        for record, texts in records.items():
            for form, one, other in zip(FORMS, texts, ours[style][record], strict=True):
                total += one is not None
                if one != other:
                    found.append(Difference(style, record, form, one or "", other or ""))
    return total, found
