"""Sets of links (RFC 9264): those of a record, whole (signposting.org, level 2), and those to this API (RFC 9727)."""

from collections.abc import Iterable
from functools import cached_property

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.document import Document
from app.domain.record import canonical_json
from app.faces.discovery.media import LinksetResponse
from app.faces.discovery.shapes import LinksetAnswer
from app.faces.kit.answers import answer
from app.faces.kit.declared import RECORD_PROBLEMS, RecordName
from app.formats.base import Context
from app.formats.base.links import Link, iri_to_uri, signposts
from app.services.found import House
from app.services.read import read_document

_CATALOG = "/.well-known/api-catalog"
_CATALOG_TYPE = f'{LinksetResponse.media_type}; profile="https://www.rfc-editor.org/info/rfc9727"'


class Routes:
    """The routes of sets of links."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/documents/{id:path}/linkset",
            self.read_linkset,
            operation_id="read_linkset",
            summary="All typed links of a record",
            tags=["discovery"],
            response_model=LinksetAnswer,
            response_class=LinksetResponse,
            responses=RECORD_PROBLEMS,
        )
        router.add_api_route(_CATALOG, self.read_catalog, include_in_schema=False)

    def read_linkset(self, request: Request, name: RecordName) -> Response:
        """What the record's Link field says, without its bounds: how to cite it, what describes it, what it holds."""
        press = self._house.press
        with self._house.archive.reading() as repository:
            document = read_document(repository, press, name, rest="/linkset")
        return answer(
            request, canonical_json(linkset_of(document, press.context)), media_type=LinksetResponse.media_type
        )

    async def read_catalog(self, request: Request) -> Response:
        """Say where this API is described."""
        here = self._house.press.addresses.path(_CATALOG)
        headers = {"link": str(Link("api-catalog", here))}
        return answer(request, self._catalog, media_type=_CATALOG_TYPE, headers=headers)

    @cached_property
    def _catalog(self) -> bytes:
        address = self._house.press.addresses.path
        described = (
            Link("service-desc", address("/openapi.json"), "application/json"),
            Link("service-doc", address("/docs"), "text/html"),
            Link("status", address("/readyz"), "application/json"),
        )
        sets = [_set(address(_CATALOG), [Link("item", address("/"))]), _set(address("/"), described)]
        return canonical_json({"linkset": sets})


def linkset_of(document: Document, context: Context) -> dict[str, object]:
    """Give all links of a record, from its page and back to it."""
    page = context.addresses.permalink(document.id)
    posts = list(signposts(document, context))
    history = Link("version-history", context.links(document.id)["revisions"], "application/json")
    back = {"describedby": "describes", "item": "collection"}
    return {
        "linkset": [
            _set(page, [Link("cite-as", iri_to_uri(document.canonical_url)), *posts, history]),
            *(_set(post.href, [Link(back[post.rel], page, "text/html")]) for post in posts if post.rel in back),
        ]
    }


def _set(anchor: str, links: Iterable[Link]) -> dict[str, object]:
    """Give the links from one place, by their relation."""
    targets: dict[str, list[dict[str, str]]] = {}
    for link in links:
        target = {"href": link.href, **({"type": link.media_type} if link.media_type else {})}
        targets.setdefault(link.rel, []).append(target)
    return {"anchor": anchor, **targets}
