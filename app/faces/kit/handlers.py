"""What answers an error: a problem for programs, and the same in a page for whoever reads in a browser."""

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.domain import errors
from app.domain.identifiers import Addresses
from app.faces.kit.answers import HTML, PAGE_HEADERS
from app.faces.kit.kinds import KINDS
from app.faces.kit.negotiation import wants_page
from app.faces.kit.problems import (
    MOST_TOLD,
    NotAcceptable,
    members_of,
    place_of,
    printable,
    problem_fields,
    problem_response,
    redirect,
    report,
    request_id,
)
from app.formats.web.sheets import Sheets

_log = logging.getLogger(__name__)

_BY_STATUS = {kind.status.value: kind.name for kind in reversed(KINDS.values())}


def install(app: FastAPI, addresses: Addresses) -> None:
    """Let every error of the application be answered as a problem, or in a page if a page was asked for."""
    handlers = _Handlers(addresses)
    app.add_exception_handler(errors.Moved, handlers.on_moved)
    app.add_exception_handler(errors.MunimentError, handlers.on_known)
    app.add_exception_handler(RequestValidationError, handlers.on_invalid)
    app.add_exception_handler(HTTPException, handlers.on_http)
    app.add_exception_handler(Exception, handlers.on_unexpected)


class _Handlers:
    """What answers each class of error."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._sheets = Sheets(__package__ or "")

    async def on_known(self, request: Request, error: Exception) -> Response:
        """Answer an error of the field; who asks for a form that there is not is told of those that there are."""
        name, members = report(request, error).name, members_of(error, self._addresses)
        if isinstance(error, NotAcceptable):
            return problem_response(request, self._addresses, KINDS[name], str(error), **members)
        return self._answer(request, name, str(error), error, **members)

    async def on_moved(self, request: Request, error: Exception) -> Response:
        """Lead on to the record's present name."""
        return redirect(request, self._addresses, error)

    async def on_invalid(self, request: Request, error: Exception) -> Response:
        """Name every parameter that is wrong."""
        found = error.errors() if isinstance(error, RequestValidationError) else []
        told = [_told(error) for error in found[:MOST_TOLD]]
        detail = "; ".join(f"{t['parameter']}: {t['detail']}" for t in told)
        return self._answer(request, "invalid-parameter", detail, errors=told)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """Answer what the router itself refuses."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        name = _BY_STATUS.get(status, "bad-request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "internal")
        response = self._answer(request, name, _detail(request, self._addresses, name))
        if isinstance(error, HTTPException) and error.headers:
            response.headers.update(error.headers)
        return response

    async def on_unexpected(self, request: Request, error: Exception) -> Response:
        """Say that the fault is ours, and no more; the log has the rest."""
        _log.error("%s %r", request_id(request), request.scope["path"], exc_info=error)
        detail = "Something went wrong here; nothing was changed."
        return problem_response(request, self._addresses, KINDS["internal"], detail)

    def _answer(
        self, request: Request, name: str, detail: str, error: Exception | None = None, **members: object
    ) -> Response:
        kind = KINDS[name]
        if not wants_page(request):
            return problem_response(request, self._addresses, kind, detail, **members)
        page = self._sheets.print(
            "problem.html",
            addresses=self._addresses,
            kind=kind,
            detail=printable(detail),
            near=error.near if isinstance(error, errors.NotFound) and error.what == "record" else (),
            tombstone=error.tombstone if isinstance(error, errors.Withdrawn) else None,
        )
        headers = {**PAGE_HEADERS, **problem_fields(kind)}
        return Response(page, status_code=kind.status.value, media_type=HTML, headers=headers)


def _told(error: Mapping[str, Any]) -> dict[str, object]:
    """Say what is wrong with one parameter, or with the body as a whole."""
    if error.get("type") == "json_invalid":
        said = f"no JSON: {error['ctx']['error']} at character {error['loc'][-1]}"
        return {"parameter": "body", "detail": printable(said), "near": []}
    return {
        "parameter": printable(_place(error["loc"])),
        "detail": printable(str(error["msg"]).removeprefix("Value error, ")),
        "near": list(error.get("near", ())) or _allowed(error),
    }


def _place(place: Sequence[str | int]) -> str:
    """Name what is wrong: a parameter, or where in a body it stands."""
    return ".".join(map(str, place[1:])) if place[0] == "body" and len(place) > 1 else str(place[-1])


def _allowed(error: Mapping[str, Any]) -> list[str]:
    """Give the values that a parameter with only a few may have, and the names that an unknown one is near to."""
    if error.get("type") != "literal_error":
        return list(error.get("ctx", {}).get("near", ()))
    return re.findall(r"'([^']*)'", error["ctx"]["expected"])


def _detail(request: Request, addresses: Addresses, name: str) -> str:
    if name == "method-not-allowed":
        return f"{request.method} is not allowed here; the Allow header says what is."
    if name == "not-found":
        description = addresses.path("/openapi.json")
        return f"Nothing is at {place_of(request, addresses)[:200]}. The API's description is at {description}."
    return KINDS[name].meaning
