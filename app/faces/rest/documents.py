"""Records: the list of them, and each by its id."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.domain.errors import Damaged, UnknownStyle, Unusable
from app.faces.kit.absences import explain
from app.faces.kit.answers import MOVING, NOW, answer, answer_rendition, leading_on
from app.faces.kit.cursor import seal, unseal
from app.faces.kit.declared import MAX_PAGE, RECORD_PROBLEMS, UNCHANGED, PageSize, RecordName, problems
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import (
    BIBLIOGRAPHY,
    Range,
    choose_bibliography,
    choose_format,
    offers_of,
)
from app.faces.kit.problems import NotAcceptable
from app.faces.rest.formats import answer_losses
from app.faces.rest.shapes import DocumentShape, ListShape, LossAnswer
from app.formats import formats, split_suffix
from app.formats.base import Format
from app.services.cite import Citer
from app.services.find import Page, list_records, several_records
from app.services.found import House
from app.services.read import find_head, read_document, read_rendition
from app.storage.repository import Repository

_PLACE = "/documents/"
_VARY = "Accept, Accept-Encoding"


class Routes:
    """The routes of records."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._citer = Citer(house.styles, house.press.knowledge)

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/documents",
            self.list_documents,
            operation_id="list_documents",
            summary="List records",
            tags=["records"],
            response_model=ListShape,
            responses={**problems(), **UNCHANGED},
        )
        others: dict[str, object] = {fmt.bare_type: {} for fmt in formats()}
        others[BIBLIOGRAPHY] = {"schema": {"type": "string"}}
        router.add_api_route(
            "/documents/{id:path}",
            self.read_document,
            operation_id="read_document",
            summary="Read a record and its citation",
            tags=["records"],
            response_model=DocumentShape | LossAnswer,
            responses={200: {"content": others}, **RECORD_PROBLEMS, **problems("not-acceptable")},
        )

    def list_documents(
        self,
        request: Request,
        limit: Annotated[PageSize, Query(description="How many at most.")] = 50,
        after: Annotated[
            str | None, Query(max_length=1000, description="Where to go on: from `next` of the page before.")
        ] = None,
        ids: Annotated[
            list[str] | None,
            Query(alias="id", max_length=MAX_PAGE, description="Give just these records; may be repeated."),
        ] = None,
    ) -> Response:
        """Records by date and then id, those without a date last, as summaries; or those asked for by id."""
        if ids and after:
            raise Unusable("after", "`after` goes through the whole list; it cannot stand beside `id`.")
        position = unseal(after, self._house.secret) if after is not None else None
        with self._house.archive.reading() as repository:
            if ids:
                page = several_records(repository, self._house.press, ids)
            else:
                page = list_records(repository, self._house.press, after=position, limit=limit)
        return self._answer_page(request, page, limit)

    def _answer_page(self, request: Request, page: Page, limit: int) -> Response:
        addresses = self._house.press.addresses
        following = None
        if page.following:
            token = seal(page.following, self._house.secret)
            following = addresses.path(f"/documents?limit={limit}&after={token}")
        frame = ListShape(
            items=[],
            limit=limit,
            next=following,
            missing=list(page.missing),
            absences=[explain(request, addresses, i, reason) for i, reason in page.missing.items()],
            damaged=list(page.damaged),
        ).model_dump_json()
        # the items are stored JSON: joined as they are, not parsed and written again
        body = frame.encode().replace(b'"items":[]', b'"items":[' + b",".join(page.items) + b"]", 1)
        is_damaged = page.damaged or any(isinstance(reason, Damaged) for reason in page.missing.values())
        cache = NOW if is_damaged else MOVING
        return answer(request, body, media_type="application/json", cache=cache, headers=leading_on(following))

    def read_document(
        self,
        request: Request,
        name: RecordName,
        loss: Annotated[
            Literal["1"] | None, Query(description="Say what the format meant does not say of the record, as JSON.")
        ] = None,
    ) -> Response:
        """Read a record: the document, its texts, its archival locations and its citation.

        JSON by default. A suffix (`/documents/110364.json`) or the Accept header asks for another format, and
        `Accept: text/x-bibliography; style=apa; locale=fr-FR` for the citation by itself. With
        `loss=1` the answer is what that format leaves out or joins, in place of the record.
        """
        house, accept = self._house, read_field(request, "accept")
        if not loss and (asked := choose_bibliography(name, accept, place=_PLACE)):
            return self._cite(request, name, asked)
        with house.archive.reading() as repository:
            document_id, fmt = self._choose(repository, name, accept)
            rest = name.removeprefix(document_id)
            if loss:
                document = read_document(repository, house.press, document_id, rest=rest)
                return answer_losses(request, fmt, document, house.press.context)
            rendition = read_rendition(repository, house.press, document_id, fmt, rest=rest)
        return answer_rendition(request, rendition)

    def _choose(self, repository: Repository, name: str, accept: str | None) -> tuple[str, Format]:
        """Give the record's name and the format meant; a name that is no record's has no formats to choose from."""
        base = self._house.press.addresses.record(split_suffix(name)[0])
        try:
            return choose_format(name, accept, base, place=_PLACE)
        except NotAcceptable:
            find_head(repository, name)
            raise

    def _cite(self, request: Request, name: str, asked: Range) -> Response:
        """Answer with the citation by itself, in the style and locale that its media type was asked for with."""
        with self._house.archive.reading() as repository:
            document = read_document(repository, self._house.press, name)
        try:
            formatted = self._citer.cite_listed(document, asked.parameters.get("style"), asked.parameters.get("locale"))
        except (UnknownStyle, Unusable) as error:
            raise self._no_citation(document.id, error) from error
        headers = {"content-language": formatted.locale}
        media_type = f"{BIBLIOGRAPHY}; charset=utf-8"
        return answer(request, formatted.text.encode(), media_type=media_type, vary=_VARY, headers=headers)

    def _no_citation(self, document_id: str, error: UnknownStyle | Unusable) -> NotAcceptable:
        """Tell of the styles or locales that would do, each as a media type, and of all other types."""
        addresses = self._house.press.addresses
        others = offers_of(addresses.record(document_id), place=_PLACE)
        if isinstance(error, UnknownStyle):
            like = [{"type": f"{BIBLIOGRAPHY}; style={e.id}", "id": e.id, "title": e.title} for e in error.like]
            return NotAcceptable([*like, *others], str(error), near=list(error.near), styles=addresses.path("/styles"))
        like = [{"type": f"{BIBLIOGRAPHY}; locale={tag}"} for tag in error.choices]
        return NotAcceptable([*like, *others], str(error), near=list(error.choices))
