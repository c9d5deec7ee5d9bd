"""Errors as RFC 9457 problems, and the one table from the field's errors to HTTP's."""

import logging
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.domain import errors
from app.domain.identifiers import Addresses
from app.domain.record import canonical_json
from app.faces.kit.kinds import KINDS, Kind

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)

# What may stand unencoded in a path (RFC 3986, §3.3).
_IN_PATHS = "/:@!$&'()*+,;=~"
# An address of ours is far shorter; an error is not to be much longer than what it answers.
_LONGEST_PLACE = 4000


class ParameterProblem(BaseModel):
    """One parameter that is wrong."""

    parameter: str
    detail: str
    near: list[str] = Field(default_factory=list, description="Names or values that would do.")


class Problem(BaseModel):
    """An error (RFC 9457). `type` is an address that explains it; members beside these are there where they help."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["/problems/not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no record '110365' in this archive."])
    instance: str = Field(examples=["/documents/110365"])
    errors: list[ParameterProblem] | None = None
    near: list[str] | None = Field(default=None, description="Names like the one asked for.")
    available: list[dict[str, str]] | None = Field(default=None, description="What can be had instead.")
    tombstone: dict[str, Any] | None = Field(
        default=None, description="What is left of a withdrawn record; a full one has its last citation."
    )


#: The field's errors, and the kind of problem each is; the nearest class in an error's line counts.
_TABLE: dict[type[Exception], str] = {
    errors.NotFound: "not-found",
    errors.Withdrawn: "withdrawn",
    errors.Ambiguous: "invalid-parameter",
    errors.Unusable: "invalid-parameter",
    errors.Damaged: "unavailable",
    errors.ArchiveError: "unavailable",
    errors.MunimentError: "internal",
}
_BY_STATUS = {kind.status.value: kind.name for kind in reversed(KINDS.values())}


class NotAcceptable(errors.MunimentError):
    """No representation fits the Accept header."""

    def __init__(self, available: list[dict[str, str]]) -> None:
        super().__init__("None of the media types asked for exists here.")
        self.available = available


_TABLE[NotAcceptable] = "not-acceptable"


def install(app: FastAPI, addresses: Addresses) -> None:
    """Let every error of the application be answered as a problem."""
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

    def _answer(self, request: Request, name: str, detail: str, **members: object) -> Response:
        return problem_response(request, self._addresses, KINDS[name], detail, **members)

    async def on_known(self, request: Request, error: Exception) -> Response:
        """Answer an error of the field."""
        return self._answer(request, report(request, error).name, str(error), **_members(error))

    async def on_moved(self, request: Request, error: Exception) -> Response:
        """Lead on to the record's present name."""
        return redirect(request, self._addresses, error)

    async def on_invalid(self, request: Request, error: Exception) -> Response:
        """Name every parameter that is wrong."""
        found = error.errors() if isinstance(error, RequestValidationError) else []
        told = [
            {
                "parameter": printable(str(e["loc"][-1])),
                "detail": printable(str(e["msg"])),
                "near": list(e.get("near", ())),
            }
            for e in found
        ]
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
        _log.error("%s %r", _id(request), request.scope["path"], exc_info=error)
        return self._answer(request, "internal", "Something went wrong here; nothing was changed.")


def _id(request: Request) -> str:
    """Give the id under which the journal tells of the request."""
    return str(request.scope.get("request_id", "-"))


def _detail(request: Request, addresses: Addresses, name: str) -> str:
    if name == "method-not-allowed":
        return f"{request.method} is not allowed here; this API is read with GET and HEAD."
    if name == "not-found":
        description = addresses.path("/openapi.json")
        return f"Nothing is at {_place(request, addresses)[:200]}. The API's description is at {description}."
    return KINDS[name].meaning


def _place(request: Request, addresses: Addresses) -> str:
    """Give the address asked for as one of ours, whether or not a proxy took our base path off."""
    path = quote(request.scope["path"], safe=_IN_PATHS)
    if f"{path}/".startswith(f"{addresses.base_path}/"):
        path = path.removeprefix(addresses.base_path)
    return addresses.path(path)


def _members(error: Exception) -> dict[str, object]:
    if isinstance(error, errors.NotFound):
        return {"near": list(error.near)}
    if isinstance(error, errors.Withdrawn):
        return {"tombstone": error.tombstone.model_dump(mode="json")}
    if isinstance(error, errors.Ambiguous):
        told = {"parameter": "passage", "detail": str(error), "near": list(error.choices)}
        return {"errors": [told]}
    if isinstance(error, errors.Unusable):
        return {"errors": [{"parameter": error.parameter, "detail": str(error), "near": list(error.choices)}]}
    if isinstance(error, NotAcceptable):
        return {"available": error.available}
    return {}


def problem_response(request: Request, addresses: Addresses, kind: Kind, detail: str, **members: object) -> Response:
    """Make the answer."""
    body = {
        "type": addresses.path(f"/problems/{kind.name}"),
        "title": kind.title,
        "status": kind.status.value,
        "detail": printable(detail),
        "instance": _place(request, addresses)[:_LONGEST_PLACE],
        **members,
    }
    return Response(
        canonical_json(body), status_code=kind.status.value, media_type=MEDIA_TYPE, headers=problem_fields(kind)
    )


def problem_fields(kind: Kind) -> dict[str, str]:
    """Give the header fields of a problem, in whichever form it is answered."""
    cache = "public, max-age=60" if kind.name in ("withdrawn", "not-found") else "no-store"
    fields = {"cache-control": cache, "vary": "Accept"}
    return fields if kind.retry_after is None else {**fields, "retry-after": str(kind.retry_after)}


def redirect(request: Request, addresses: Addresses, error: Exception, *, place: str = "/documents/") -> Response:
    """Send the client to a record's present address: permanent, but asked again, for a record can move once more.

    The query goes along with the part of the record it asks something of.
    """
    if not isinstance(error, errors.Moved):  # the handler is registered for Moved alone
        raise error
    query = quote(request.scope["query_string"], safe=f"{_IN_PATHS}?%") if error.rest else ""
    location = f"{addresses.base_path}{place}{error.to}{quote(error.rest, safe=_IN_PATHS)}"
    query = f"revision={error.revision}" if error.revision else query
    location += f"?{query}" if query else ""
    headers = {"location": location, "cache-control": "public, max-age=60"}
    return Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers=headers)


def printable(words: str) -> str:
    """Give words as an error may repeat them: what cannot be seen, or turns the line around, is spelt out."""
    return "".join(c if c.isprintable() or c == "\u00a0" else c.encode("unicode_escape").decode() for c in words)


def report(request: Request, error: Exception) -> Kind:
    """Give the kind of problem that an error of the field is; tell whoever runs the service if it is theirs to mend."""
    kind = KINDS[next(_TABLE[cls] for cls in type(error).__mro__ if cls in _TABLE)]
    if kind.name in ("unavailable", "internal"):
        _log.error("%s %r: %s", _id(request), request.scope["path"], error)
    return kind


def nearest(name: str, known: list[str]) -> list[str]:
    """Give the known names most like one, best first."""
    return get_close_matches(name[:80], known, n=3, cutoff=0.4)
