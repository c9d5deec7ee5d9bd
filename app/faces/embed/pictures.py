"""The picture that stands for a record where a link to it is shown (ogp.me)."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import Moved
from app.faces.embed.drawing import HEIGHT, WIDTH, draw, lines_of
from app.faces.kit.answers import answer
from app.faces.kit.declared import RECORD_PROBLEMS, RecordName
from app.faces.kit.problems import redirect
from app.services.found import House
from app.services.read import read_document

__all__ = ["HEIGHT", "WIDTH", "PngResponse", "Routes"]


class PngResponse(Response):
    """A picture."""

    media_type = "image/png"


class Routes:
    """The route of pictures."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/documents/{id:path}/card.png",
            self.read_picture,
            operation_id="read_picture",
            summary="A picture of a record's card",
            tags=["embedding"],
            response_class=PngResponse,
            responses=RECORD_PROBLEMS,
        )

    def read_picture(self, request: Request, name: RecordName) -> Response:
        """Title, date, archival references and citation, 1200 by 630, as far as the font has their letters."""
        try:
            with self._house.archive.reading() as repository:
                document = read_document(repository, self._house.press, name, rest="/card.png")
        except Moved as moved:
            there = Moved(moved.to, rest="/card.png")  # that of a merged record too: it has a picture of its own
            return redirect(request, self._house.press.addresses, there)
        return answer(request, draw(lines_of(document)), media_type=PngResponse.media_type)
