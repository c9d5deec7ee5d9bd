"""Records found by words in their titles, summaries and texts."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.faces.kit.answers import answer
from app.faces.kit.declared import UNCHANGED, PageSize, problems
from app.faces.quotations.shapes import HitShape, SearchAnswer
from app.services.found import House
from app.services.search import MAX_QUESTION, Hit, search

_LIMIT = 20
Words = Annotated[
    str,
    Query(
        alias="q",
        description="Words that stand in one record; those between quotation marks in this order.",
        examples=["armistice advantageous"],
        json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION},
    ),
]
Limit = Annotated[PageSize, Query(description="How many hits at most.")]
After = Annotated[str | None, Query(max_length=20, description="Where the page begins; taken from `next`.")]


class Routes:
    """The route of words."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(
            "/search",
            self.search_words,
            operation_id="search_words",
            summary="Find records by words",
            tags=["quotations"],
            response_model=SearchAnswer,
            responses={**problems(), **UNCHANGED},
        )

    def search_words(self, request: Request, q: Words, limit: Limit = _LIMIT, after: After = None) -> Response:
        """Find records that have all these words in their title, summary or texts. The best first."""
        with self._house.archive.reading() as repository:
            found = search(repository, q, limit=limit, after=after)
        following = urlencode({"q": q, "limit": limit, "after": found.next or ""})
        body = SearchAnswer(
            q=q,
            items=[self._shape(hit) for hit in found.items],
            limit=limit,
            next=self._house.press.addresses.path(f"/search?{following}") if found.next else None,
        )
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type="application/json")

    def _shape(self, hit: Hit) -> HitShape:
        url = self._house.press.addresses.permalink(hit.id)
        return HitShape(
            id=hit.id,
            title=hit.title,
            text=hit.text,
            passage=hit.passage,
            excerpt=hit.excerpt,
            url=f"{url}#{hit.passage}" if hit.passage else url,
        )
