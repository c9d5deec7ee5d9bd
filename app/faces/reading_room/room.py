"""What the pages of the room share: sheets, answers, and what is said to a person of an address that has no page."""

from collections.abc import Callable

from fastapi import Request
from starlette.responses import Response

from app.domain.errors import Moved, MunimentError, NotFound, Withdrawn
from app.faces.kit.answers import MOVING, PAGE_POLICY, answer
from app.faces.kit.fields import read_field
from app.faces.kit.negotiation import choose
from app.faces.kit.problems import MEDIA_TYPE, NotAcceptable, problem_fields, redirect, report
from app.formats.web.sheets import Sheets
from app.services.found import House

HTML = "text/html; charset=utf-8"
_POLICY = {"content-security-policy": PAGE_POLICY.decode()}


class Room:
    """Prints pages of one archive."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._sheets = Sheets(__package__ or "")

    def show(self, request: Request, template: str, *, cache: str = MOVING, **members: object) -> Response:
        """Answer with a page made for this request."""
        body = self._print(template, **members)
        return answer(request, body, media_type=HTML, cache=cache, headers=_POLICY)

    def serve(self, request: Request, make: Callable[[], Response]) -> Response:
        """Answer with what ``make`` gives; where it finds no page, say so: in a page, if a page was asked for."""
        try:
            return make()
        except Moved as error:
            return redirect(request, self.house.press.addresses, error, place="/document/")
        except MunimentError as error:
            if not _wants_page(request):
                raise
            return self._explain(request, error)

    def _explain(self, request: Request, error: MunimentError) -> Response:
        kind = report(request, error)
        body = self._print(
            "problem.html",
            kind=kind,
            detail=str(error),
            near=error.near if isinstance(error, NotFound) and error.what == "record" else (),
            tombstone=error.tombstone if isinstance(error, Withdrawn) else None,
        )
        headers = {**_POLICY, **problem_fields(kind)}
        return Response(body, status_code=kind.status.value, media_type=HTML, headers=headers)

    def _print(self, template: str, **members: object) -> bytes:
        return self._sheets.print(template, addresses=self.house.press.addresses, **members)


def _wants_page(request: Request) -> bool:
    """Tell whether the client is a browser: it names HTML. One that takes anything gets what a program can read."""
    try:
        return choose(read_field(request, "accept"), (MEDIA_TYPE, "text/html")) == "text/html"
    except NotAcceptable:
        return False
