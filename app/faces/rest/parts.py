"""Parts of a record that are cited by themselves: a text, a passage."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from app.domain.document import Document
from app.domain.identifiers import sha256
from app.domain.text import Facsimile, Text, join_passages
from app.faces.kit.answers import MOVING, PINNED, answer
from app.faces.kit.citing import citation_answer
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName, problems
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import choose
from app.faces.rest.shapes import ExtractAnswer, PassageShape, TextAnswer
from app.formats.base import Context
from app.formats.base.links import Link
from app.formats.json.mapping import revision_shape, text_shape
from app.services.cite import cite_extract
from app.services.found import House
from app.services.read import Extract, find_text, read_document, read_extract

_JSON = "application/json"
_PLAIN = "text/plain"
_BOTH = {
    **RECORD_PROBLEMS,
    **problems("not-acceptable"),
    200: {"content": {_PLAIN: {"schema": {"type": "string"}}}},
}


class Routes:
    """The routes of parts."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/documents/{id:path}/texts/{text}",
            self.read_text,
            operation_id="read_text",
            summary="Read one text",
            tags=["parts"],
            response_model=TextAnswer,
            responses=_BOTH,
        )
        router.add_api_route(
            "/documents/{id:path}/passages/{passage}",
            self.read_passage,
            operation_id="read_passage",
            summary="Read a passage with its citation",
            tags=["parts"],
            response_model=ExtractAnswer,
            responses=RECORD_PROBLEMS,
        )

    def read_text(
        self,
        request: Request,
        name: RecordName,
        text_id: Annotated[str, Path(alias="text", max_length=100, examples=["en"])],
        revision: Pin = None,
    ) -> Response:
        """One text of a record, whole: as JSON with its passages, or as plain text."""
        document = self._document(name, revision, f"/texts/{text_id}")
        text = find_text(document, text_id)
        offers = (_JSON,) if isinstance(text, Facsimile) else (_JSON, _PLAIN)
        media_type = choose(read_field(request, "accept"), offers)
        headers = {"content-language": text.language} if text.language else {}
        page = self._house.press.addresses.permalink(document.id)
        headers["link"] = str(Link("collection", page, "text/html"))
        if media_type == _PLAIN and not isinstance(text, Facsimile):
            body = text.words.encode()
        else:
            body = text_answer(document, text, self._house.press.context).model_dump_json().encode()
        return answer(request, body, media_type=_labelled(media_type), cache=_cache(revision), headers=headers)

    def read_passage(
        self,
        request: Request,
        name: RecordName,
        passage: Annotated[
            str,
            Path(max_length=200, description="`en.p7`, or a range `en.p7-en.p9`.", examples=["en.p7"]),
        ],
        revision: Pin = None,
    ) -> Response:
        """A passage or a range: its words, their hash, and the citation that leads back to them."""
        press = self._house.press
        with self._house.archive.reading() as repository:
            document, extract = read_extract(repository, press, name, passage, number=revision)
        shape = extract_answer(document, extract, press.context, pinned=revision is not None)
        body = shape.model_dump_json().encode()
        headers = {"content-language": extract.text.language} if extract.text.language else {}
        return answer(request, body, media_type=_JSON, cache=_cache(revision), headers=headers)

    def _document(self, name: str, revision: int | None, rest: str) -> Document:
        with self._house.archive.reading() as repository:
            return read_document(repository, self._house.press, name, number=revision, rest=rest)


def text_answer(document: Document, text: Text, context: Context) -> TextAnswer:
    """Put a text together with where it comes from."""
    return TextAnswer(
        document_id=document.id,
        text=text_shape(text),
        canonical_url=document.canonical_url,
        revision=revision_shape(document, context),
    )


def extract_answer(document: Document, extract: Extract, context: Context, *, pinned: bool = False) -> ExtractAnswer:
    """Put a passage together with its hash, its citation and its revision."""
    words = join_passages(extract.passages)
    return ExtractAnswer(
        document_id=document.id,
        id=extract.id,
        text_id=extract.text.id,
        role=extract.text.role,
        language=extract.text.language,
        text=words,
        sha256=sha256(words),
        passages=[PassageShape(**passage.model_dump()) for passage in extract.passages],
        citation=citation_answer(cite_extract(document, extract)),
        canonical_url=document.canonical_url,
        permalink=_permalink(document, extract, context, pinned=pinned),
        revision=revision_shape(document, context),
    )


def _permalink(document: Document, extract: Extract, context: Context, *, pinned: bool) -> str:
    """Give the address that leads back to these words: our page at the passage, or the revision they are pinned to."""
    if pinned:
        return f"{context.addresses.passage(document.id, extract.id)}?revision={document.revision.number}"
    return f"{context.addresses.permalink(document.id)}#{extract.passages[0].id}"


def _cache(revision: int | None) -> str:
    return MOVING if revision is None else PINNED


def _labelled(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type == _PLAIN else media_type
