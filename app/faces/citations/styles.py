"""Citation styles and locales: sought by words, and each by its name."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from app.domain.errors import Unusable
from app.domain.query import Position
from app.domain.style import Kind, StyleEntry
from app.faces.citations.shapes import LocalesAnswer, StyleAnswer, StylesAnswer, StyleSummary
from app.faces.kit.answers import answer, leading_on
from app.faces.kit.cursor import seal, unseal
from app.faces.kit.declared import UNCHANGED, PageSize, problems
from app.services.found import House
from app.services.styles import Found

_JSON = "application/json"
#: The first part of a position here, and what keeps positions of other lists out.
_STYLES = "styles"
#: Names are shorter; what is longer is no name.
_LONGEST = 200


class Routes:
    """The routes of styles and locales."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._secret = f"{house.secret} {_STYLES}"

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        for path, endpoint, summary, shape, told in (
            ("/styles", self.list_styles, "Find citation styles", StylesAnswer, problems()),
            ("/styles/{style}", self.read_style, "Read what a style is", StyleAnswer, problems("not-found")),
            ("/locales", self.list_locales, "The locales of citations", LocalesAnswer, problems()),
        ):
            router.add_api_route(
                path,
                endpoint,
                operation_id=endpoint.__name__,
                summary=summary,
                tags=["citations"],
                response_model=shape,
                responses={**told, **UNCHANGED},
            )

    def list_styles(
        self,
        request: Request,
        q: Annotated[str, Query(max_length=_LONGEST, description="Words of its id, aliases or titles.")] = "",
        kind: Annotated[
            Kind | None,
            Query(alias="class", description="Where it cites: in notes, or in the text."),
        ] = None,
        prints: Annotated[
            str | None, Query(max_length=_LONGEST, description="A variable of CSL that it names, such as `archive`.")
        ] = None,
        limit: Annotated[PageSize, Query(description="How many at most.")] = 50,
        after: Annotated[
            str | None, Query(max_length=1000, description="Where to go on: from `next` of the page before.")
        ] = None,
    ) -> Response:
        """Styles that have all words asked for; the very name first, then such beginnings, the best known, others."""
        found = self._house.styles.search(q, kind, prints)
        asked = {"q": q or None, "class": kind, "prints": prints, "limit": limit}
        return self._answer_page(request, found, asked, self._start(found, after), limit)

    def _answer_page(
        self, request: Request, found: Found, asked: Mapping[str, object], start: int, limit: int
    ) -> Response:
        items = found[start : start + limit]
        following = self._next(items[-1], asked) if start + limit < len(found) else None
        shapes = [StyleSummary.model_validate(self._summary(entry)) for entry in items]
        body = StylesAnswer(items=shapes, total=len(found), limit=limit, next=following)
        return answer(
            request, body.model_dump_json(by_alias=True).encode(), media_type=_JSON, headers=leading_on(following)
        )

    def _start(self, found: Found, token: str | None) -> int:
        """Give the number of the first style of a page: the one after the last of the page before."""
        if token is None:
            return 0
        start = found.after(unseal(token, self._secret).document_id)
        if start is None:
            raise Unusable("after", "This position is not of this list; take it from `next` of the same question.")
        return start

    def read_style(
        self,
        request: Request,
        name: Annotated[
            str,
            Path(alias="style", max_length=_LONGEST, description="A style's id or alias.", examples=["chicago", "apa"]),
        ],
    ) -> Response:
        """A style by its id or an alias: what it is for, which variables it names, and under what it may be used."""
        entry = self._house.styles.find(name)
        members = entry.model_dump(include={"prints", "fields", "sha256", "authors", "rights"})
        body = StyleAnswer.model_validate({**self._summary(entry), **members})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type=_JSON)

    def list_locales(self, request: Request) -> Response:
        """The locales in which any style can be printed."""
        entries = [entry.model_dump() for entry in self._house.styles.locale_entries()]
        body = LocalesAnswer.model_validate({"locales": entries})
        return answer(request, body.model_dump_json(by_alias=True).encode(), media_type=_JSON)

    def _summary(self, entry: StyleEntry) -> dict[str, object]:
        members = entry.model_dump(include=set(StyleSummary.model_fields))
        return {**members, "url": self._house.press.addresses.path(f"/styles/{entry.id}")}

    def _next(self, last: StyleEntry, asked: Mapping[str, object]) -> str:
        token = seal(Position(sort_date=_STYLES, document_id=last.id), self._secret)
        query = urlencode({name: value for name, value in {**asked, "after": token}.items() if value is not None})
        return self._house.press.addresses.path(f"/styles?{query}")
