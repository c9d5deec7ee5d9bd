"""The media types of answers that are no plain JSON, for the description and for what is sent."""

from starlette.responses import JSONResponse, Response


class XmlResponse(Response):
    """An answer in XML."""

    media_type = "application/xml"


class AtomResponse(Response):
    """A feed (RFC 4287)."""

    media_type = "application/atom+xml"


class LinksetResponse(JSONResponse):
    """A set of links (RFC 9264)."""

    media_type = "application/linkset+json"
