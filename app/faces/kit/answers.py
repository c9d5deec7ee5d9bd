"""Answers that caches can keep: strong validators, 304, stored compression, and how long they last."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from app.domain.identifiers import sha256_bytes
from app.domain.rendition import Rendition
from app.faces.kit.fields import read_field, weigh

#: What can change: fresh for a minute, and shown up to ten more while it is asked for again (RFC 5861).
MOVING = "public, max-age=60, stale-while-revalidate=600"
#: What cannot change but can be withdrawn: at most a day.
PINNED = "public, max-age=86400"
#: What is true only now.
NOW = "no-store"


def answer(
    request: Request,
    body: bytes,
    *,
    media_type: str,
    cache: str = MOVING,
    vary: str = "Accept",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with bytes made for this request."""
    etag = f'"{sha256_bytes(body)[:32]}"'
    fields = {"etag": etag, "cache-control": cache, "vary": vary, **(headers or {})}
    return _conditional(request, body, etag, media_type, fields)


def answer_rendition(request: Request, rendition: Rendition, *, cache: str = MOVING) -> Response:
    """Answer with a record's stored bytes, in the compressed form if the client takes it."""
    compressed = accepts_gzip(read_field(request, "accept-encoding"))
    etag = f'{rendition.etag[:-1]}-gzip"' if compressed else rendition.etag
    fields = {
        "etag": etag,
        "cache-control": cache,
        "vary": "Accept, Accept-Encoding",
        "link": rendition.link,
    }
    if compressed:
        fields["content-encoding"] = "gzip"
    body = rendition.gzip if compressed else rendition.body
    return _conditional(request, body, etag, rendition.media_type, fields)


def accepts_gzip(header: str | None) -> bool:
    """Tell whether an Accept-Encoding header takes gzip (RFC 9110, §12.5.3)."""
    for part in (header or "").split(","):
        coding, *parameters = part.split(";")
        if coding.strip().lower() in ("gzip", "x-gzip"):
            return weigh(parameters) > 0
    return False


def matches(header: str | None, etag: str) -> bool:
    """Tell whether an If-None-Match header names the validator; weak comparison (RFC 9110, §13.1.2)."""
    if header is None:
        return False
    if header.strip() == "*":
        return True
    return etag in {candidate.strip().removeprefix("W/") for candidate in header.split(",")}


def _conditional(request: Request, body: bytes, etag: str, media_type: str, fields: dict[str, str]) -> Response:
    if matches(read_field(request, "if-none-match"), etag):
        fields.pop("content-encoding", None)
        return Response(status_code=304, headers=fields)
    return Response(body, media_type=media_type, headers=fields)
