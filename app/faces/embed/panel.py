"""A page with what to put into one's own page, for any passages and any revision of a record."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from app.faces.embed.shown import shown_of
from app.faces.kit.answers import HTML, PAGE_HEADERS, answer
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName
from app.formats.web.sheets import Sheets
from app.formats.web.snippets import snippets
from app.services.cards import follow_card
from app.services.found import House


class Routes:
    """The route of the page."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/document/{id:path}/embed",
            self.read_embed_page,
            operation_id="read_embed_page",
            summary="What to put into a page of one's own",
            tags=["embedding"],
            response_class=HTMLResponse,
            responses=RECORD_PROBLEMS,
        )

    def read_embed_page(
        self,
        request: Request,
        name: RecordName,
        passage: Annotated[
            str, Query(max_length=200, description="`en.p7` or `en.p7-en.p9`; the record as a whole without it.")
        ] = "",
        revision: Pin = None,
    ) -> Response:
        """The four ways to show a record or its passages elsewhere, ready to be copied, pinned to their revision."""
        house = self._house
        # what is copied from here works elsewhere: a path alone would not
        addresses = house.press.addresses.under(f"{request.scope['scheme']}://{request.headers.get('host', '')}")
        with house.archive.reading() as repository:
            card = follow_card(repository, house.press, name, passage.strip() or None, number=revision)
        body = self._sheets.print(
            "embed.html",
            addresses=addresses,
            card=card,
            document=card.document,
            is_pinned=revision is not None,
            snippets=snippets(addresses, shown_of(card, house.press.context)),
        )
        return answer(request, body, media_type=HTML, vary="Accept, Host", headers=PAGE_HEADERS)
