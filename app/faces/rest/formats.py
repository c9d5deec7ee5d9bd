"""Every way to have a record: how to ask for it, and what it does not say."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.document import Document
from app.faces.kit.answers import answer
from app.faces.kit.declared import UNCHANGED, problems
from app.faces.rest.shapes import FormatsAnswer, FormatShape, LossAnswer, LossShape
from app.formats import formats
from app.formats.base import Context, Format
from app.services.example import example_document
from app.services.found import House

_JSON = "application/json"


class Routes:
    """The route of formats."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._body: bytes | None = None

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/formats",
            self.list_formats,
            operation_id="list_formats",
            summary="List the formats of a record",
            tags=["description"],
            response_model=FormatsAnswer,
            responses={**problems(), **UNCHANGED},
        )

    def list_formats(self, request: Request) -> Response:
        """Every format: its media type and suffix, and what it does not say of the record this software comes with.

        What a format does not say of any other record is at that record's address with `loss=1`.
        """
        if self._body is None:
            press = self._house.press
            example = example_document(press, self._house.seed)
            listed = [self._shape(fmt, example) for fmt in formats()]
            self._body = FormatsAnswer(example=example.id, formats=listed).model_dump_json().encode()
        return answer(request, self._body, media_type=_JSON)

    def _shape(self, fmt: Format, example: Document) -> FormatShape:
        addresses = self._house.press.addresses
        return FormatShape(
            name=fmt.name,
            title=fmt.title,
            media_type=fmt.media_type,
            accepts=list(fmt.accepts),
            suffix=fmt.suffix,
            stored=fmt.stored,
            schema_=addresses.path(fmt.schema_path) if fmt.schema_path else None,
            losses=_losses(fmt, example, self._house.press.context),
        )


def answer_losses(request: Request, fmt: Format, document: Document, context: Context) -> Response:
    """Answer with what a format does not say of a document."""
    body = LossAnswer(id=document.id, format=fmt.name, losses=_losses(fmt, document, context))
    return answer(request, body.model_dump_json().encode(), media_type=_JSON)


def _losses(fmt: Format, document: Document, context: Context) -> list[LossShape]:
    told = fmt.tell_losses(document, context)
    return [LossShape(member=loss.member, how=loss.how, why=loss.why) for loss in told]
