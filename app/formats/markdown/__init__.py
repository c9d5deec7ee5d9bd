"""Markdown (CommonMark) with what the record states as YAML before it, for notes, Pandoc and language models.

Each passage is a paragraph that begins with its anchor, and a CommonMark parser shows exactly its words: whatever
would be markup has a backslash, a line break within a passage is a hard one, and space that Markdown would drop is
written as a character reference.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.citing.statements import text_languages
from app.domain.document import Document
from app.domain.text import Facsimile, Text
from app.formats.base import Context, Format, Loss, left_out
from app.formats.markdown.escaping import inline, paragraph

# What YAML and its readers refuse to see as it is (YAML 1.2, §5.1) or take for a line break.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def render(document: Document, context: Context) -> bytes:  # noqa: ARG001 - every format has this shape
    """Write the front matter, the title, and each text under its own heading."""
    blocks = [f"# {inline(document.title)}"]
    for text in document.texts:
        blocks.append(f"## {inline(text.label or text.id)}")
        if isinstance(text, Facsimile):
            blocks += [paragraph(text.id, text.address)] if text.address else []
        else:
            blocks += [paragraph(passage.id, passage.text) for passage in text.passages]
    front = ["---", *_yaml(_front_matter(document)), "---", ""]
    return ("\n".join(front) + "\n" + "\n\n".join(blocks) + "\n").encode()


def _front_matter(document: Document) -> dict[str, Any]:
    """Give what the record states, by names of our JSON; what is not stated is None."""
    date, citation = document.date, document.citation
    return {
        "id": document.id,
        "canonical_url": document.canonical_url,
        "title": document.title,
        "kind": document.kind and document.kind.model_dump(),
        # sites that are made of such files (Jekyll, Hugo) stop at a date that is none
        "date": date.earliest if date and date.earliest == date.edtf else None,
        "date_as_written": date and date.as_written,
        "date_edtf": date and date.edtf,
        "date_basis": date and date.basis,
        "other_dates": [_members(other, "as_written", "edtf", "basis") for other in document.other_dates],
        "participants": [person.model_dump() for person in document.participants],
        "numbers": [number.model_dump() for number in document.numbers],
        "locations": [place.as_written for place in document.locations],
        "citation": citation.generated,
        "citation_as_published": None if citation.agrees else citation.as_published,
        "publisher": document.publisher,
        "source_url": document.source_url,
        "summary": document.summary or None,
        **_words(document),
        "credits": [_members(credit, "as_written", "found_in", "basis") for credit in document.credits],
        "rights": [right.model_dump() for right in document.rights],
        "identifiers": [identifier.model_dump() for identifier in document.identifiers],
        "relations": [relation.model_dump() for relation in document.relations],
        "revision": _members(document.revision, "number", "at", "sha256"),
    }


def _words(document: Document) -> dict[str, Any]:
    """Give what is stated of the words: their languages, what they consist of, and who translated them."""
    tags = text_languages(document)
    return {
        "language": tags[0] if len(tags) == 1 else list(tags),
        "original_languages": [language.model_dump() for language in document.original_languages],
        "contents": list(document.contents),
        "texts": [_about(text) for text in document.texts],
        "translators": _translators(document),
    }


def _about(text: Text) -> dict[str, Any]:
    """Give what is said of a text."""
    return {name: value for name, value in text.model_dump(exclude={"passages"}).items() if value is not None}


def _translators(document: Document) -> list[str]:
    return [name for text in document.texts for name in getattr(text, "translators", None) or ()]


def _members(noun: object, *names: str) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in names}


def _yaml(members: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Write a mapping, a line for each value; every string in quotation marks, so that none is read as anything else.

    What is not stated is left out, and so is an empty list, but for that of a text's translators.
    """
    for name, value in members.items():
        if value is None or (value in ([], ()) and not indent):
            continue
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _yaml(value, f"{indent}  ")
        elif isinstance(value, list | tuple) and value:
            yield f"{indent}{name}:"
            yield from (line for item in value for line in _item(item, indent))
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _item(item: object, indent: str) -> Iterator[str]:
    if isinstance(item, dict):
        for number, line in enumerate(_yaml(item, f"{indent}  ")):
            yield line if number else f"{indent}- {line.lstrip()}"
    else:
        yield f"{indent}- {_scalar(item)}"


def _scalar(value: object) -> str:
    """Write a value as JSON, which is YAML but for characters that YAML does not take as they are."""
    written = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what is not in the front matter."""
    yield from left_out(document, {"notices": "Notices are for the editors of the archive."})
    if any(place.levels for place in document.locations):
        yield Loss("locations.levels", "left out", "Each reference is there as written, its parts are not told.")
    if document.passages:
        yield Loss("texts.passages.kind", "left out", "Every passage is a paragraph.")
        yield Loss("texts.passages.sha256", "left out", "The front matter has the hash of each whole text.")


FORMAT = Format(
    name="markdown",
    title="Markdown with YAML front matter",
    media_type="text/markdown; charset=utf-8",
    accepts=("text/markdown",),
    suffix="md",
    audience="readers",
    keeps_evidence=True,
    render=render,
    losses=losses,
)
