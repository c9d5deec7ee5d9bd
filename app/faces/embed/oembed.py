"""oEmbed (oembed.com, 1.0): sites that are given a bare link to a record ask here what to show."""

import math
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from app.domain.document import Document
from app.faces.embed.pictures import HEIGHT as PICTURE_HEIGHT
from app.faces.embed.pictures import WIDTH as PICTURE_WIDTH
from app.faces.embed.shapes import OEmbedAnswer
from app.faces.embed.shown import shown_of
from app.faces.kit.answers import answer
from app.faces.kit.declared import UNCHANGED, only_digits, problems
from app.faces.kit.problems import FormatNotImplemented
from app.formats.web.sheets import Sheets
from app.formats.web.snippets import WIDTH, Shown, frame_behind_quotation
from app.services.addressed import Addressed, read_addressed
from app.services.cards import Card, follow_card
from app.services.found import House

XML = "text/xml"
_FORMATS = ("json", "xml")
#: For so many seconds a site may show what it was told, as long as our own caches may show what is stale.
_CACHE_AGE = 600
_PROVIDER = "Muniment"
#: Roughly how a card is set: the letters of a line by its width, and the lines of all but its words.
_LETTER, _LINE, _MARGIN, _OTHER_LINES = 8, 23, 40, 9
_HIGHEST = 800

Size = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(only_digits)]
Link = Annotated[
    str,
    Query(
        min_length=1,
        max_length=4000,
        description="An address of ours: a page, a record, a passage or a card; 404 for any other.",
        examples=["/document/110364"],
    ),
]
FormatName = Annotated[
    str,
    Query(
        alias="format",
        max_length=100,
        description="`json` or `xml`; 501 for any other.",
        json_schema_extra={"enum": [*_FORMATS]},
    ),
]


class XmlResponse(Response):
    """An answer in XML, under the media type that oEmbed gives it."""

    media_type = XML


class Routes:
    """The route of oEmbed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/oembed",
            self.read_oembed,
            operation_id="read_oembed",
            summary="What to show for a link to a record (oEmbed)",
            tags=["embedding"],
            response_model=OEmbedAnswer,
            responses={
                200: {"content": {XML: {"schema": {"type": "string"}}}},
                **problems("not-found", "withdrawn", "format-not-implemented"),
                **UNCHANGED,
            },
        )

    def read_oembed(
        self,
        request: Request,
        url: Link,
        maxwidth: Annotated[Size | None, Query(description="How wide the card may be, in pixels.")] = None,
        maxheight: Annotated[Size | None, Query(description="How high it may be.")] = None,
        format_name: FormatName = "json",
    ) -> Response:
        """The card of a record, or of passages of it, as a frame that needs no script.

        `url` may lead to a passage (`#en.p7`, `?passage=en.p7-en.p9`, `/passages/en.p7`), a revision (`?revision=1`),
        a format (`.json`), or be any name the record ever had. Parameters that are not known are passed over.
        """
        if format_name not in _FORMATS:
            there = [{"type": media_type} for media_type in ("application/json", XML)]
            raise FormatNotImplemented(there, f"There is no format {format_name[:40]!r}: it is json or xml.")
        asked = read_addressed(url, self._house.press.addresses, request.headers.get("host"))
        with self._house.archive.reading() as repository:
            card = follow_card(repository, self._house.press, asked.name, asked.passage, number=asked.revision)
        told = self._tell(card, asked, maxwidth, maxheight)
        if format_name == "json":
            body = told.model_dump_json(exclude_none=True).encode()
            return answer(request, body, media_type="application/json", vary="Accept, Host")
        body = self._sheets.print("oembed.xml", members=told.model_dump(exclude_none=True))
        return answer(request, body, media_type=f"{XML}; charset=utf-8", vary="Accept, Host")

    def _tell(self, card: Card, asked: Addressed, maxwidth: int | None, maxheight: int | None) -> OEmbedAnswer:
        addresses = self._house.press.addresses.under(asked.origin)
        shown = shown_of(card, self._house.press.context)
        width = min(WIDTH, maxwidth or WIDTH)
        height = min(estimate_height(card.document, shown, width), maxheight or _HIGHEST)
        # what is not pinned may change: the card is given the hash to tell so
        query = f"revision={asked.revision}" if asked.revision else f"sha256={card.sha256}"
        has_room = (maxwidth or PICTURE_WIDTH) >= PICTURE_WIDTH and (maxheight or PICTURE_HEIGHT) >= PICTURE_HEIGHT
        return OEmbedAnswer(
            title=card.title,
            provider_name=_PROVIDER,
            provider_url=addresses.path("/"),
            cache_age=_CACHE_AGE,
            html=str(frame_behind_quotation(addresses, shown, query=query, width=width, height=height)),
            width=width,
            height=height,
            thumbnail_url=addresses.picture(card.document.id) if has_room else None,
            thumbnail_width=PICTURE_WIDTH if has_room else None,
            thumbnail_height=PICTURE_HEIGHT if has_room else None,
        )


def estimate_height(document: Document, shown: Shown, width: int) -> int:
    """Give about how high a card is at a width: a frame that is too low scrolls, and one that is too high has room."""
    words = [*shown.words, document.title, shown.citation, *(place.as_written for place in document.locations)]
    letters = max(10, (width - _MARGIN) // _LETTER)
    lines = sum(1 + math.ceil(len(one) / letters) for one in words)
    return min(_HIGHEST, _MARGIN + _LINE * (_OTHER_LINES + lines))
