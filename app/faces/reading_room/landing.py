"""A record's landing page: the permalink, HTML unless something else is asked for."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from app.faces.kit.answers import PINNED, answer_rendition
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName, problems
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import choose_format
from app.faces.kit.problems import NotAcceptable
from app.faces.reading_room.room import Room
from app.formats import formats, split_suffix
from app.services.found import House
from app.services.read import find_head, read_rendition, render_revision

_PLACE = "/document/"


class Routes:
    """The route of landing pages."""

    def __init__(self, house: House) -> None:
        self._room = Room(house)

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        others: dict[str, object] = {fmt.media_type.partition(";")[0]: {} for fmt in formats()}
        router.add_api_route(
            "/document/{id:path}",
            self.read_page,
            operation_id="read_page",
            summary="Read a record as a page",
            tags=["pages"],
            response_class=HTMLResponse,
            responses={200: {"content": others}, **RECORD_PROBLEMS, **problems("not-acceptable")},
        )

    def read_page(self, request: Request, name: RecordName, revision: Pin = None) -> Response:
        """The landing page, and the address to print where the source of a record has none of its own.

        HTML by default; a suffix or the Accept header asks for another format, as at `/documents/{id}`.
        """
        return self._room.serve(request, lambda: self._answer(request, name, revision))

    def _answer(self, request: Request, name: str, revision: int | None) -> Response:
        house = self._room.house
        base = house.press.addresses.permalink(split_suffix(name)[0])
        with house.archive.reading() as repository:
            try:
                document_id, fmt = choose_format(name, read_field(request, "accept"), base, place=_PLACE)
            except NotAcceptable:
                find_head(repository, name)
                raise
            if revision is not None:
                pinned = render_revision(repository, house.press, document_id, fmt, revision)
                return answer_rendition(request, pinned, cache=PINNED)
            rest = name.removeprefix(document_id)
            return answer_rendition(request, read_rendition(repository, house.press, document_id, fmt, rest=rest))
