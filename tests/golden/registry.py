"""What the docs say of formats and faces, made from the formats and faces there are; ``make golden`` writes it."""

import importlib
from pathlib import Path

from app import resources
from app.domain.identifiers import Addresses
from app.faces import face_names
from app.formats import formats
from app.formats.base import Format
from app.services.example import example_document
from app.services.press import Press

ROOT = Path(__file__).parent.parent.parent
#: The page that lists the formats, and where in the README they stand beside the faces.
PAGE = ROOT / "docs" / "formats.md"
README = ROOT / "README.md"
_BEGIN, _END = "<!-- generated: formats and faces -->\n", "<!-- end generated -->"
_HEAD = """# Formats

Every way to have a record. `make golden` writes this page from the formats themselves; `GET /formats` answers the same.

A suffix behind a record's address asks for a format, and so does its media type in Accept where there is one. Formats
that are liked as much are given in this order: JSON (on `/document/{id}` the page to read), what is stored, the rest.
`?loss=1` tells what a format does not say of a record, in place of the record: `/documents/110364.csv?loss=1`.
`muniment export ID --to NAME` writes the same bytes, and tells the same beside them.
"""


def formats_page() -> str:
    """Give the page that lists the formats, and what each does not say of the seed."""
    lines = [
        _HEAD,
        "| name | what it is | suffix | media type | in Accept | several in one file |",
        "|---|---|---|---|---|---|",
        *map(_row, formats()),
        "",
        "## What each does not say of the seed record",
        "",
        "Members are those of [our JSON](formats/json.md). A format that is not named says all of it. Where each value",
        "was read (`basis`), and notices for editors, stand in JSON and on the page; `loss=1` says so of others.",
        "",
        "| format | member | | why |",
        "|---|---|---|---|",
        *_losses(),
    ]
    return "\n".join(lines) + "\n"


def _row(fmt: Format) -> str:
    asked = ", ".join(f"`{media_type}`" for media_type in fmt.accepts) or "by suffix only"
    several = "yes" if fmt.joined else "no"
    linked = f"[{fmt.name}](formats/{fmt.name}.md)"
    return f"| {linked} | {fmt.title} | `.{fmt.suffix}` | `{fmt.media_type}` | {asked} | {several} |"


def _losses() -> list[str]:
    press = Press(knowledge=resources.load_knowledge(), addresses=Addresses())
    seed = example_document(press, resources.seed())
    told = ((fmt.name, loss) for fmt in formats() for loss in fmt.losses(seed, press.context))
    return [f"| {name} | `{loss.member}` | {loss.how} | {loss.why} |" for name, loss in told]


def readme() -> str:
    """Give the README with its table of formats and faces as they are."""
    before, _, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    lines = [
        "| name | what it is | address | media type |",
        "|---|---|---|---|",
        *(f"| {f.name} | {f.title} | `/documents/{{id}}.{f.suffix}` | `{f.bare_type}` |" for f in formats()),
        "",
        "| face | |",
        "|---|---|",
        *(f"| {name} | {_about(name)} |" for name in face_names()),
    ]
    return before + _BEGIN + "\n".join(lines) + "\n" + _END + rest.partition(_END)[2]


def _about(face: str) -> str:
    """Give the first line of what a face says of itself."""
    return (importlib.import_module(f"app.faces.{face}").__doc__ or "").partition("\n")[0]
