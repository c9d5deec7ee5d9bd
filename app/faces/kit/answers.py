"""Answers that caches can keep: strong validators, 304, stored compression, and how long they last."""

from collections.abc import Iterable, Mapping

from fastapi import Request
from starlette.responses import Response

from app.domain.rendition import Handout, Rendition, etag_of
from app.faces.kit.fields import read_field, weigh
from app.formats.base.links import Link

#: What can change: fresh for a minute, and shown up to ten more while it is asked for again (RFC 5861).
MOVING = "public, max-age=60, stale-while-revalidate=600"
#: What cannot change but can be withdrawn: at most a day.
PINNED = "public, max-age=86400"
#: What is true only now.
NOW = "no-store"
#: What pages made for a request are labelled.
HTML = "text/html; charset=utf-8"
#: What an answer that is no page may do, should a browser show it: nothing.
DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'"
#: What a page of ours may do: use our own style, script and pictures, ask our own API, and be framed by nobody.
PAGE_POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    b"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
#: The fields of every page: what it may do, and that it tells nobody where a reader came from.
PAGE_FIELDS = ((b"content-security-policy", PAGE_POLICY), (b"referrer-policy", b"no-referrer"))
#: The same, for answers that are put together of words.
PAGE_HEADERS = {name.decode(): value.decode() for name, value in PAGE_FIELDS}
_DATA_FIELDS = ((b"content-security-policy", DATA_POLICY),)
# Made once: they are part of nearly every answer.
_CACHING = {cache: (b"cache-control", cache.encode()) for cache in (MOVING, PINNED, NOW)}
_VARY = (b"vary", b"Accept, Accept-Encoding")
_GZIPPED = (b"content-encoding", b"gzip")
# What 304 has of the fields (RFC 9110, §15.4.5).
_KEPT = ("etag", "cache-control", "vary")


def cache_of(revision: int | None) -> str:
    """Give how long an answer lasts that was made of one revision, or of whichever is the newest."""
    return MOVING if revision is None else PINNED


def leading_on(following: str | None) -> dict[str, str]:
    """Give the field that leads to the next page of a list (RFC 8288), nothing on the last one."""
    return {"link": str(Link("next", following))} if following else {}


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
    etag = etag_of(body)
    fields = {"etag": etag, "cache-control": cache, "vary": vary, **(headers or {})}
    return _conditional(request, body, etag, media_type, fields)


def answer_markdown(request: Request, blocks: Iterable[str], *, cache: str = MOVING) -> Response:
    """Answer with a page as Markdown, its blocks parted by empty lines."""
    body = ("\n\n".join(blocks) + "\n").encode()
    return answer(request, body, media_type="text/markdown; charset=utf-8", cache=cache)


def answer_rendition(request: Request, rendition: Rendition, *, cache: str = MOVING) -> Response:
    """Answer with a record's bytes in one format, compressed if the client takes that."""
    handout = rendition.handout(is_gzip=accepts_gzip(read_field(request, "accept-encoding")))
    is_known = matches(read_field(request, "if-none-match"), handout.etag)
    response = Response(status_code=304 if is_known else 200, content=b"" if is_known else handout.body)
    unchanged = unchanged_fields(handout.etag, cache=cache)
    response.raw_headers = unchanged if is_known else handout_fields(handout, cache=cache)
    return response


def handout_fields(handout: Handout, *, cache: str = MOVING) -> list[tuple[bytes, bytes]]:
    """Give the header fields that stored bytes are answered with."""
    fields = [
        (b"content-type", handout.media_type.encode()),
        (b"content-length", b"%d" % len(handout.body)),
        (b"etag", handout.etag.encode()),
        _CACHING[cache],
        _VARY,
        (b"link", handout.link.encode()),
    ]
    fields += PAGE_FIELDS if handout.media_type.startswith("text/html") else _DATA_FIELDS
    if handout.is_gzip:
        fields.append(_GZIPPED)
    return fields


def unchanged_fields(etag: str, *, cache: str = MOVING) -> list[tuple[bytes, bytes]]:
    """Give the header fields of 304: those that say what it is about, and how long it holds (RFC 9110, §15.4.5)."""
    return [(b"etag", etag.encode()), _CACHING[cache], _VARY]


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
        kept = {name: fields[name] for name in _KEPT if name in fields}
        return Response(status_code=304, headers=kept)
    return Response(body, media_type=media_type, headers=fields)
