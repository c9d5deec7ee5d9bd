"""What the pages of the room share: sheets, answers, and the way from a record's other names to its page."""

from collections.abc import Callable

from fastapi import Request
from starlette.responses import Response

from app.domain.errors import Moved, MunimentError
from app.faces.kit.answers import HTML, MOVING, PAGE_HEADERS, answer
from app.faces.kit.negotiation import MARKDOWN_SUFFIX, wants_page
from app.faces.kit.problems import problem_fields, redirect, report
from app.formats.web.sheets import Sheets
from app.services.found import House


class Room:
    """Prints pages of one archive."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._sheets = Sheets(__package__ or "")

    def show(self, request: Request, template: str, *, cache: str = MOVING, **members: object) -> Response:
        """Answer with a page made for this request."""
        body = self._sheets.print(template, addresses=self.house.press.addresses, **members)
        return answer(request, body, media_type=HTML, cache=cache, headers=PAGE_HEADERS)

    def refuse(self, request: Request, error: MunimentError, template: str, **members: object) -> Response:
        """Answer a browser with a page that says why something cannot be had; its status is that of the problem.

        Whoever does not name HTML gets the problem itself.
        """
        if not wants_page(request):
            raise error
        kind = report(request, error)
        body = self._sheets.print(template, addresses=self.house.press.addresses, **members)
        headers = {**PAGE_HEADERS, **problem_fields(kind)}
        return Response(body, status_code=kind.status.value, media_type=HTML, headers=headers)

    def serve(self, request: Request, make: Callable[[], Response]) -> Response:
        """Answer with what ``make`` gives; a record that has another name is led to among the pages."""
        try:
            return make()
        except Moved as error:
            if error.rest and str(request.scope["path"]).endswith(MARKDOWN_SUFFIX):
                error.rest = error.rest.removesuffix(MARKDOWN_SUFFIX) + MARKDOWN_SUFFIX
            return redirect(request, self.house.press.addresses, error, place="/document/")
