"""The kinds of problem there are. A client tells them apart by name; a name is never given another meaning."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name in the address of ``type``, its status, and what to do about it.

    ``retry_after`` is in how many seconds the same request may do better, None where it will not.
    """

    name: str
    status: HTTPStatus
    title: str
    meaning: str
    retry_after: int | None = None


#: All kinds, by name.
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "not-found",
            HTTPStatus.NOT_FOUND,
            "Not found",
            "Nothing has this address. `near` lists names like it, if there are any.",
        ),
        Kind(
            "method-not-allowed",
            HTTPStatus.METHOD_NOT_ALLOWED,
            "Method not allowed",
            "This address does not take the method. The Allow header says which it takes: most are only read.",
        ),
        Kind(
            "not-acceptable",
            HTTPStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            "The record has none of the media types in the Accept header. `available` lists those it has.",
        ),
        Kind(
            "withdrawn",
            HTTPStatus.GONE,
            "Withdrawn",
            "The record was here and was withdrawn. `tombstone` says when and why, and may carry its last citation.",
        ),
        Kind(
            "invalid-parameter",
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Invalid parameter",
            "A parameter is unknown or has a value that cannot be used. `errors` names each, with what would do.",
        ),
        Kind(
            "bad-request",
            HTTPStatus.BAD_REQUEST,
            "Bad request",
            "The body is no JSON that can be read: it is not UTF-8, is nested too deeply, or has too long a number.",
        ),
        Kind(
            "foreign-origin",
            HTTPStatus.FORBIDDEN,
            "Foreign origin",
            "A page of another origin asked for this in somebody's browser. Programs may ask, and pages of this "
            "server; `public_url` says which these are.",
        ),
        Kind(
            "content-too-large",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Content too large",
            "The request brings more than a mebibyte along; /quotations and /mcp take 160 KiB. No question is longer.",
        ),
        Kind(
            "uri-too-long",
            HTTPStatus.REQUEST_URI_TOO_LONG,
            "Address too long",
            "Path and query have more than 8 KiB. Ask for fewer records at once.",
        ),
        Kind(
            "unsupported-media-type",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type",
            "The request brings a body that is compressed or no JSON. Send plain JSON, or ask by the address alone.",
        ),
        Kind(
            "header-fields-too-large",
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "Header fields too large",
            "The request has more than 100 header fields, or more than 32 KiB of them. Cookies are not needed here.",
        ),
        Kind(
            "format-not-implemented",
            HTTPStatus.NOT_IMPLEMENTED,
            "Format not implemented",
            "The answer is not written in the format asked for, which oEmbed answers so. `available` lists those that "
            "there are.",
        ),
        Kind(
            "not-installed",
            HTTPStatus.NOT_IMPLEMENTED,
            "Not installed",
            "This server was installed without what this needs. `detail` names what whoever runs it would install.",
        ),
        Kind(
            "unavailable",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Not available",
            "The bytes asked for are damaged in the store, or the store cannot be read. They are not served rather "
            "than served wrong.",
            retry_after=30,
        ),
        Kind(
            "styles-unavailable",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Citation styles not available",
            "This server has no file of citation styles, or it is not whole; all but these styles is served. `detail` "
            "says to whoever runs it what to do.",
            retry_after=300,
        ),
        Kind(
            "overloaded",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Overloaded",
            "As many requests are under way as this server takes at once. Ask again in a moment.",
            retry_after=1,
        ),
        Kind(
            "timed-out",
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Timed out",
            "The answer was not begun in the time a request may take, and was given up. Ask for less, or later.",
            retry_after=5,
        ),
        Kind(
            "internal",
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "Internal error",
            "A fault in this software. Nothing was changed. Please report it with the time and the address.",
        ),
    )
}
