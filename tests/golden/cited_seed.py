"""What the API answers to whoever cites the seed, in the styles that come first: the expected JSON, read like prose."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app import resources
from app.citing.printing import forms_of
from app.domain.identifiers import Addresses
from app.faces.kit.citing import citation_answer
from app.services.cite import Citer, Wanted
from app.services.example import example_document
from app.services.press import Press
from app.services.styles import Styles

FOLDER = Path(__file__).parent / "citations"
#: Each form is asked for as it comes, in French, and as it comes with all that can be said of a place.
LOCALES = (None, "fr-FR")


def cited_seed(cache: Path) -> Iterator[tuple[str, bytes]]:
    """Give, for each of these styles, the name of its file and what is to stand there."""
    press = Press(knowledge=resources.load_knowledge(), addresses=Addresses())
    document = example_document(press, resources.seed())
    citer = Citer(Styles(cache, resources.load_style_names()), press.knowledge)

    def ask(wanted: Wanted) -> dict[str, Any]:
        return citation_answer(citer.cite(document, wanted)).model_dump()

    yield "house.json", _written([ask(Wanted()), ask(Wanted(holding="2", leaf="31", locator="en.p7"))])
    for entry in citer.styles.core():
        forms = forms_of(citer.styles.prepare(entry.id).processor)
        asked = [Wanted(style=entry.id, form=form, locale=locale) for locale in LOCALES for form in forms]
        placed = {"leaf": "31", "locator": "en.p7", "accessed": "2026-01-31", "ensure": "archive", "format": "markdown"}
        asked += [Wanted(style=entry.id, form=form, **placed) for form in forms]  # type: ignore[arg-type] # literals
        yield f"{entry.id}.json", _written([ask(wanted) for wanted in asked])


def _written(answers: list[dict[str, Any]]) -> bytes:
    return json.dumps(answers, ensure_ascii=False, indent=1).encode() + b"\n"
