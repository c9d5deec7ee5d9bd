"""For search engines: what may be read, and the address of every published record (sitemaps.org, 0.9)."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import WithJsonSchema
from starlette.responses import Response

from app.domain.errors import NotFound
from app.faces.discovery.media import XmlResponse
from app.faces.kit.answers import answer
from app.faces.kit.declared import UNCHANGED, problems
from app.formats.web.sheets import Sheets
from app.services.changes import list_published, list_spans
from app.services.found import House

#: As many pages as an index may name.
_MOST_PAGES = 50_000
#: Pages without end, made of what is asked: nothing there that a record's own page does not have.
_MADE = ("/parse", "/resolve", "/document/*/cite")

#: A number, but any words of such an address are taken: one that there never was is not found.
PageNumber = Annotated[str, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST_PAGES, "examples": [1]})]
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


class Routes:
    """The routes for search engines."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/sitemap.xml",
            self.read_sitemap,
            operation_id="read_sitemap",
            summary="The pages of the sitemap",
            responses={**problems(), **UNCHANGED},
            tags=["discovery"],
            response_class=XmlResponse,
        )
        router.add_api_route(
            "/sitemap-{page}.xml",
            self.read_sitemap_page,
            operation_id="read_sitemap_page",
            summary="Published records, for search engines",
            responses={**problems("not-found"), **UNCHANGED},
            tags=["discovery"],
            response_class=XmlResponse,
        )
        router.add_api_route("/robots.txt", self.read_robots, include_in_schema=False)

    def read_sitemap(self, request: Request) -> Response:
        """The index of the sitemap: one page for every 10,000 changes of the archive that a record still rests on."""
        with self._house.archive.reading() as repository:
            spans = list_spans(repository)[:_MOST_PAGES]
        return self._answer(request, "sitemap.xml", spans=spans)

    def read_sitemap_page(
        self, request: Request, page: Annotated[PageNumber, Path(description="From the index.")]
    ) -> Response:
        """The pages of at most 10,000 records, each with when its newest revision was made."""
        if not _NUMBER.fullmatch(page) or int(page) > _MOST_PAGES:
            raise NotFound("page of the sitemap", page[:100])
        with self._house.archive.reading() as repository:
            records = list_published(repository, int(page))
        return self._answer(request, "sitemap-page.xml", records=records)

    async def read_robots(self, request: Request) -> Response:
        """Say what robots may read: all but pages that are made of what is asked."""
        addresses = self._house.press.addresses
        lines = ["User-agent: *", *(f"Disallow: {addresses.base_path}{path}" for path in _MADE)]
        if "://" in addresses.public_url:  # robots take no path for the address of a sitemap
            lines.append(f"Sitemap: {addresses.path('/sitemap.xml')}")
        body = "".join(f"{line}\n" for line in lines).encode()
        return answer(request, body, media_type="text/plain; charset=utf-8")

    def _answer(self, request: Request, template: str, **members: object) -> Response:
        body = self._sheets.print(template, addresses=self._house.press.addresses, **members)
        return answer(request, body, media_type=XmlResponse.media_type)
