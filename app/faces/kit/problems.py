"""Errors as RFC 9457 problems, and the one table from the field's errors to HTTP's."""

import logging
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
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
#: How many wrong values are told, for the same reason.
MOST_TOLD = 10


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
    styles: str | None = Field(default=None, description="Where all citation styles are listed.")
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
    errors.StylesUnavailable: "styles-unavailable",
    errors.ArchiveError: "unavailable",
    errors.MunimentError: "internal",
}


class NotAcceptable(errors.MunimentError):
    """No representation fits the Accept header; ``members`` are what the problem says beside those there are."""

    def __init__(
        self,
        available: list[dict[str, str]],
        reason: str = "None of the media types asked for exists here.",
        **members: object,
    ) -> None:
        super().__init__(reason)
        self.available = available
        self.members = members


_TABLE[NotAcceptable] = "not-acceptable"


class FormatNotImplemented(NotAcceptable):
    """No answer is written in the format that a parameter asks for, in a protocol that answers this with 501."""


_TABLE[FormatNotImplemented] = "format-not-implemented"


def request_id(request: Request) -> str:
    """Give the id under which the journal tells of the request."""
    return str(request.scope.get("request_id", "-"))


def place_of(request: Request, addresses: Addresses) -> str:
    """Give the address asked for as one of ours, whether or not a proxy took our base path off."""
    path = quote(request.scope["path"], safe=_IN_PATHS)
    if f"{path}/".startswith(f"{addresses.base_path}/"):
        path = path.removeprefix(addresses.base_path)
    return addresses.path(path)


def members_of(error: Exception, addresses: Addresses) -> dict[str, object]:
    """Give what a problem says of an error beside its sentence."""
    if isinstance(error, errors.NotFound):
        return {"near": list(error.near), **_styles_like(error, addresses)}
    if isinstance(error, errors.Withdrawn):
        return {"tombstone": error.tombstone.model_dump(mode="json")}
    if isinstance(error, errors.Ambiguous):
        told = {"parameter": "passage", "detail": str(error), "near": list(error.choices)}
        return {"errors": [told]}
    if isinstance(error, errors.Unusable):
        return {"errors": [{"parameter": error.parameter, "detail": str(error), "near": list(error.choices)}]}
    if isinstance(error, NotAcceptable):
        return {"available": error.available, **error.members}
    return {}


def _styles_like(error: errors.NotFound, addresses: Addresses) -> dict[str, object]:
    """Give the styles that an unknown one may have been meant for, and where all are."""
    if not isinstance(error, errors.UnknownStyle):
        return {}
    like = [{"id": e.id, "title": e.title, "href": addresses.path(f"/styles/{e.id}")} for e in error.like]
    return {"available": like, "styles": addresses.path("/styles")}


def problem_response(request: Request, addresses: Addresses, kind: Kind, detail: str, **members: object) -> Response:
    """Make the answer."""
    body = {
        "type": kind_address(addresses, kind),
        "title": kind.title,
        "status": kind.status.value,
        "detail": printable(detail),
        "instance": place_of(request, addresses)[:_LONGEST_PLACE],
        **members,
    }
    return Response(
        canonical_json(body), status_code=kind.status.value, media_type=MEDIA_TYPE, headers=problem_fields(kind)
    )


def kind_address(addresses: Addresses, kind: Kind) -> str:
    """Give the address that explains a kind of problem, which is its ``type``."""
    return addresses.path(f"/problems/{kind.name}")


def problem_fields(kind: Kind) -> dict[str, str]:
    """Give the header fields of a problem, in whichever form it is answered.

    By its host an archive that was not told its own address tells whether an address is of here.
    """
    cache = "public, max-age=60" if kind.name in ("withdrawn", "not-found") else "no-store"
    fields = {"cache-control": cache, "vary": "Accept, Host"}
    return fields if kind.retry_after is None else {**fields, "retry-after": str(kind.retry_after)}


def redirect(request: Request, addresses: Addresses, error: Exception, *, place: str = "/documents/") -> Response:
    """Send the client to a record's present address: permanent, but asked again, for a record can move once more.

    The query goes along with the part of the record it asks something of.
    """
    if not isinstance(error, errors.Moved):  # the handler is registered for Moved alone
        raise error
    # else it may belong to an address pasted whole
    is_ours = bool(error.rest) or not {"loss", "sha256"}.isdisjoint(request.query_params)
    query = quote(request.scope["query_string"], safe=f"{_IN_PATHS}?%") if is_ours else ""
    location = location_of(addresses, error, place=place)
    query = f"revision={error.revision}" if error.revision else query
    location += f"?{query}" if query else ""
    headers = {"location": location, "cache-control": "public, max-age=60"}
    return Response(status_code=HTTPStatus.PERMANENT_REDIRECT, headers=headers)


def location_of(addresses: Addresses, error: errors.Moved, *, place: str = "/documents/") -> str:
    """Give the path to which a record's other name leads."""
    return f"{addresses.base_path}{place}{error.to}{quote(error.rest, safe=_IN_PATHS)}"


def printable(words: str) -> str:
    """Give words as an error may repeat them: what cannot be seen, or turns the line around, is spelt out."""
    return "".join(c if c.isprintable() or c == "\u00a0" else c.encode("unicode_escape").decode() for c in words)


def report(request: Request, error: Exception) -> Kind:
    """Give the kind of problem that an error of the field is; tell whoever runs the service if it is theirs to mend."""
    kind = KINDS[next(_TABLE[cls] for cls in type(error).__mro__ if cls in _TABLE)]
    if kind.name in ("unavailable", "styles-unavailable", "internal"):
        _log.error("%s %r: %s", request_id(request), request.scope["path"], error)
    return kind


def hint(near: list[str], known: list[str]) -> str:
    """Say which name was meant, or which there are."""
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known) or 'none'}"


def nearest(name: str, known: list[str]) -> list[str]:
    """Give the known names most like one, best first."""
    return get_close_matches(name[:80], known, n=3, cutoff=0.4)
