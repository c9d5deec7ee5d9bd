"""Parts of a record that are cited by themselves: a text, a passage."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from app.domain.document import Document
from app.domain.errors import Moved
from app.domain.identifiers import sha256
from app.domain.text import Facsimile, Text, join_passages
from app.faces.kit.answers import answer, cache_of
from app.faces.kit.citing import citation_answer
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName, problems
from app.faces.kit.extracts import permalink_of, quote_extract
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import MARKDOWN, MARKDOWN_SUFFIX, choose, wants_markdown
from app.faces.rest.shapes import ExtractAnswer, PassageShape, TextAnswer
from app.formats.base import Context
from app.formats.base.links import Link
from app.formats.json.mapping import revision_shape, text_shape
from app.formats.web.sentences import describe_text
from app.services.cite import cite_extract
from app.services.found import House
from app.services.read import Extract, find_text, read_document, read_extract

_JSON = "application/json"
_PLAIN = "text/plain"
_BOTH = {
    **RECORD_PROBLEMS,
    **problems("not-acceptable"),
    200: {"content": {media_type: {"schema": {"type": "string"}} for media_type in (_PLAIN, MARKDOWN)}},
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
            responses={**RECORD_PROBLEMS, 200: {"content": {MARKDOWN: {"schema": {"type": "string"}}}}},
        )

    def read_text(
        self,
        request: Request,
        name: RecordName,
        text_id: Annotated[str, Path(alias="text", max_length=100, examples=["en"])],
        revision: Pin = None,
    ) -> Response:
        """One text of a record, whole: as JSON with its passages, as plain text, or as a block of Markdown."""
        document = self._document(name, revision, f"/texts/{text_id}")
        text = find_text(document, text_id.removesuffix(MARKDOWN_SUFFIX))
        accept = MARKDOWN if text_id.endswith(MARKDOWN_SUFFIX) else read_field(request, "accept")
        media_type = choose(accept, _offers(text))
        context = self._house.press.context
        headers = {"content-language": text.language} if text.language else {}
        page = context.addresses.permalink(document.id)
        headers["link"] = str(Link("collection", page, "text/html"))
        if isinstance(text, Facsimile) or media_type == _JSON:
            body = text_answer(document, text, context).model_dump_json().encode()
        elif media_type == _PLAIN:
            body = text.words.encode()
        else:
            extract = Extract(text=text, passages=text.passages)
            body = quote_extract(document, extract, context, pinned=revision is not None)
        return answer(request, body, media_type=_labelled(media_type), cache=cache_of(revision), headers=headers)

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
        """A passage or a range: its words, their hash, and the citation that leads back to them.

        As JSON, or as one block of Markdown (`/documents/110364/passages/en.p7.md`, or Accept).
        """
        press, pinned = self._house.press, revision is not None
        document, extract = self._extract(name, passage, revision)
        if wants_markdown(request, _JSON):
            body, media_type = quote_extract(document, extract, press.context, pinned=pinned), MARKDOWN
        else:
            shape = extract_answer(document, extract, press.context, pinned=pinned)
            body, media_type = shape.model_dump_json().encode(), _JSON
        headers = {"content-language": extract.text.language} if extract.text.language else {}
        return answer(request, body, media_type=_labelled(media_type), cache=cache_of(revision), headers=headers)

    def _extract(self, name: str, passage: str, revision: int | None) -> tuple[Document, Extract]:
        """Give passages by their name, with or without a suffix; who is led to another name keeps the suffix."""
        bare = passage.removesuffix(MARKDOWN_SUFFIX)
        with self._house.archive.reading() as repository:
            try:
                return read_extract(repository, self._house.press, name, bare, number=revision)
            except Moved as moved:
                if moved.rest and bare != passage:
                    moved.rest += MARKDOWN_SUFFIX
                raise

    def _document(self, name: str, revision: int | None, rest: str) -> Document:
        with self._house.archive.reading() as repository:
            return read_document(repository, self._house.press, name, number=revision, rest=rest)


def _offers(text: Text) -> tuple[str, ...]:
    """Give what a text can be had as: a picture has no words, and a text without any cannot be quoted."""
    if isinstance(text, Facsimile):
        return (_JSON,)
    return (_JSON, _PLAIN, MARKDOWN) if text.passages else (_JSON, _PLAIN)


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
        title=document.title,
        role=extract.text.role,
        language=extract.text.language,
        about=describe_text(extract.text, document, context),
        text=words,
        sha256=sha256(words),
        passages=[PassageShape(**passage.model_dump()) for passage in extract.passages],
        citation=citation_answer(cite_extract(document, extract)),
        canonical_url=document.canonical_url,
        permalink=permalink_of(document, extract, context, pinned=pinned),
        revision=revision_shape(document, context),
    )


def _labelled(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type in (_PLAIN, MARKDOWN) else media_type
