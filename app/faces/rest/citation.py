"""A record's citation: in any style, in the notation asked for; and in the styles that come first at once."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.citing import house as house_style
from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.faces.kit.answers import answer, cache_of
from app.faces.kit.citing import (
    MEDIA_TYPES,
    Accessed,
    CitationAnswer,
    Ensured,
    FormName,
    HoldingName,
    Leaf,
    LocaleTag,
    Locator,
    NotationName,
    ProfileName,
    StyleName,
    by_itself,
    citation_answer,
)
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName, problems
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import choose
from app.faces.rest.shapes import CitationsAnswer
from app.services.cite import ALL, Citer, Notation, Wanted
from app.services.found import House
from app.services.read import read_document
from app.services.trail import read_for_passages

_JSON = "application/json"
_TEXT = {"schema": {"type": "string"}}
_TOLD = {**RECORD_PROBLEMS, **problems("not-found", "withdrawn", "styles-unavailable")}


class Routes:
    """The routes of citations of one record."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._citer = Citer(house.styles, house.press.knowledge)

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        alone: dict[str, object] = {media.partition(";")[0]: _TEXT for media in MEDIA_TYPES.values()}
        router.add_api_route(
            "/documents/{id:path}/citation",
            self.read_citation,
            operation_id="read_citation",
            summary="Cite a record",
            tags=["citations"],
            response_model=CitationAnswer,
            responses={**_TOLD, **problems("not-acceptable"), 200: {"content": alone}},
        )
        router.add_api_route(
            "/documents/{id:path}/citations",
            self.read_citations,
            operation_id="read_citations",
            summary="Cite a record in the styles that come first",
            tags=["citations"],
            response_model=CitationsAnswer,
            responses=_TOLD,
        )

    def read_citation(  # noqa: PLR0913 - one for each thing that can be asked
        self,
        request: Request,
        name: RecordName,
        *,
        style: StyleName = house_style.STYLE,
        locale: LocaleTag = None,
        form: FormName = None,
        notation: NotationName = None,
        profile: ProfileName = "described",
        holding: HoldingName = ALL,
        locator: Locator = None,
        leaf: Leaf = None,
        accessed: Accessed = None,
        ensure: Ensured = None,
        revision: Pin = None,
    ) -> Response:
        """The record's citation in a style: as JSON, or by itself as text, HTML, Markdown, RTF or LaTeX."""
        document = self._document(name, revision, "/citation", locator)
        media_type, written = _choose(request, notation)
        wanted = Wanted(
            style=style,
            locale=locale,
            form=form,
            profile=profile,
            holding=holding,
            locator=locator,
            leaf=leaf,
            accessed=accessed,
            ensure=ensure,
            format=written,
        )
        return _answer(request, self._citer.cite(document, wanted), media_type, cache=cache_of(revision))

    def read_citations(
        self, request: Request, name: RecordName, locale: LocaleTag = None, revision: Pin = None
    ) -> Response:
        """The record cited as the house does and in the styles that come first; after a note the later, shorter one."""
        document = self._document(name, revision, "/citations")
        made = [citation_answer(formatted) for formatted in self._citer.cite_at_once(document, locale)]
        body = CitationsAnswer(document_id=document.id, revision=document.revision.number, citations=made)
        answered = body.model_dump_json(by_alias=True).encode()
        return answer(request, answered, media_type=_JSON, cache=cache_of(revision))

    def _document(self, name: str, revision: int | None, rest: str, locator: str | None = None) -> Document:
        read = read_document if locator is None else read_for_passages
        with self._house.archive.reading() as repository:
            return read(repository, self._house.press, name, number=revision, rest=rest)


def _answer(request: Request, formatted: FormattedCitation, media_type: str, *, cache: str) -> Response:
    """Answer with a citation in our JSON, or by itself."""
    body = citation_answer(formatted).model_dump_json() if media_type == _JSON else by_itself(formatted)
    headers = {"content-language": formatted.locale}
    return answer(request, body.encode(), media_type=media_type, cache=cache, headers=headers)


def _choose(request: Request, notation: Notation | None) -> tuple[str, Notation]:
    """Give the media type that is answered, and the notation of the citation in it.

    A notation that is asked for by name leaves its own media type and JSON; raise NotAcceptable for any other.
    """
    offers = MEDIA_TYPES if notation is None else {notation: MEDIA_TYPES[notation]}
    bare = {media.partition(";")[0]: written for written, media in offers.items()}
    chosen = choose(read_field(request, "accept"), (_JSON, *bare))
    written = bare.get(chosen, notation or "text")
    return MEDIA_TYPES[written] if chosen in bare else _JSON, written
