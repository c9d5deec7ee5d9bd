"""The first page: what this archive is, its records, and the API in one example."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from app.faces.kit.answers import MOVING, NOW, answer_markdown
from app.faces.kit.cursor import seal, unseal
from app.faces.kit.declared import UNCHANGED, problems
from app.faces.kit.negotiation import MARKDOWN, wants_markdown
from app.faces.reading_room.room import Room
from app.faces.reading_room.written import write_home
from app.services.find import Page, latest_records, list_records
from app.services.found import House

_LATEST = 5
_RECORDS = 50
_HTML = "text/html"


class Routes:
    """The route of the first page."""

    def __init__(self, house: House) -> None:
        self._room = Room(house)

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/",
            self.read_home,
            operation_id="read_home",
            summary="What this archive is, and its records",
            tags=["pages"],
            response_class=HTMLResponse,
            responses={200: {"content": {MARKDOWN: {}}}, **problems(), **UNCHANGED},
        )
        router.add_api_route("/index.md", self.read_home, include_in_schema=False)

    def read_home(
        self,
        request: Request,
        after: Annotated[str | None, Query(max_length=1000, description="Where the list goes on.")] = None,
    ) -> Response:
        """The first page of the archive for people; the list goes on by links."""
        return self._room.serve(request, lambda: self._show(request, after))

    def _show(self, request: Request, after: str | None) -> Response:
        house = self._room.house
        position = unseal(after, house.secret) if after is not None else None
        with house.archive.reading() as repository:
            page = list_records(repository, house.press, after=position, limit=_RECORDS)
            latest = latest_records(repository, house.press, _LATEST) if position is None else Page((), None)
        items, recent = _summaries(page), _summaries(latest)
        cache = NOW if page.damaged else MOVING
        following = seal(page.following, house.secret) if page.following else None
        if wants_markdown(request, _HTML):
            return answer_markdown(request, write_home(house.press.addresses, items, following), cache=cache)
        return self._room.show(
            request,
            "home.html",
            cache=cache,
            position=position,
            items=items,
            recent=recent if len(items) > _LATEST else [],  # a short list shows them anyway
            damaged=page.damaged,
            following=following,
            example=next(iter(recent or items), None),
            contact=house.contact,
        )


def _summaries(page: Page) -> list[dict[str, Any]]:
    return [json.loads(item) for item in page.items]
