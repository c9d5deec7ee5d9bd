"""Answers of this face for one real record, as the description shows them."""

import json
from typing import Any

from app.domain.document import Document
from app.faces.kit.citing import citation_answer
from app.faces.rest.parts import extract_answer, text_answer
from app.formats.base import Context
from app.formats.json import render, summarise
from app.services.cite import house_citation
from app.services.read import find_extract, find_text


def examples(document: Document, context: Context) -> dict[str, dict[str, Any]]:
    """Give an answer for each operation that reads the record."""
    text = document.worded_texts[0]
    extract = find_extract(document, text.passages[6].id)
    summary = json.loads(summarise(document, context))
    return {
        "read_document": json.loads(render(document, context)),
        "list_documents": {
            "schema": 1,
            "items": [summary],
            "limit": 50,
            "next": None,
            "missing": [],
            "absences": [],
            "damaged": [],
        },
        "read_citation": citation_answer(house_citation(document, document.citation.generated)).model_dump(),
        "read_passage": extract_answer(document, extract, context).model_dump(),
        "read_text": text_answer(document, find_text(document, text.id), context).model_dump(),
    }
