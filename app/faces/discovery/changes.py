"""What became of records: as JSON for those who keep copies, and as a feed for those who follow them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from app.domain.change import Change
from app.faces.discovery.media import AtomResponse
from app.faces.discovery.shapes import ChangesAnswer, ChangeShape
from app.faces.kit.answers import MOVING, NOW, answer, leading_on
from app.faces.kit.declared import UNCHANGED, PageSize, only_digits, problems
from app.formats.web.sheets import Sheets
from app.services.changes import abouts_of, latest_changes, list_changes, mark_of_archive, titles_of
from app.services.found import House

#: So many changes stand in the feed; whoever must miss none asks for /changes.
_NEWEST = 50
#: Numbers that JSON keeps exactly in every language.
_MAX_SEQ = 2**53 - 1

Seq = Annotated[int, Field(ge=0, le=_MAX_SEQ), BeforeValidator(only_digits)]


class Routes:
    """The routes of changes."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/changes",
            self.list_changes,
            operation_id="list_changes",
            summary="What became of records",
            tags=["discovery"],
            response_model=ChangesAnswer,
            responses={**problems(), **UNCHANGED},
        )
        router.add_api_route(
            "/feed.atom",
            self.read_feed,
            operation_id="read_feed",
            summary="The latest changes as a feed (Atom)",
            tags=["discovery"],
            response_class=AtomResponse,
            responses={**problems(), **UNCHANGED},
        )

    def list_changes(
        self,
        request: Request,
        since: Annotated[Seq, Query(description="`last` of an earlier answer; 0 for all there ever was.")] = 0,
        limit: Annotated[PageSize, Query(description="How many at most.")] = 50,
    ) -> Response:
        """Records that are new, revised, withdrawn, merged or erased since a change, oldest first.

        Keep `last` and ask from there again, however much later: a change keeps its number for ever.
        """
        with self._house.archive.reading() as repository:
            found = list_changes(repository, since=since, limit=limit)
        addresses = self._house.press.addresses
        following = addresses.path(f"/changes?since={found.last}&limit={limit}") if found.has_more else None
        body = ChangesAnswer(
            changes=[self._shape(change) for change in found.items],
            last=found.last,
            limit=limit,
            next=following,
            damaged=list(found.damaged),
            head=found.head,
        )
        headers = leading_on(following)
        cache = NOW if found.damaged else MOVING
        written = body.model_dump_json(by_alias=True).encode()
        return answer(request, written, media_type="application/json", cache=cache, headers=headers)

    def read_feed(self, request: Request) -> Response:
        """The latest records that are new, revised, withdrawn, merged or erased, the last first."""
        with self._house.archive.reading() as repository:
            mark = mark_of_archive(repository)
            changes = latest_changes(repository, _NEWEST)
            told = {
                "titles": titles_of(repository, (change.id for change in changes)),
                "abouts": abouts_of(repository, (change.id for change in changes if change.what == "new")),
            }
        updated = max((change.at for change in changes), default="1970-01-01T00:00:00Z")
        addresses = self._house.press.addresses
        members = {"mark": mark, "updated": updated, "changes": changes, "addresses": addresses, **told}
        return answer(request, self._sheets.print("feed.xml", **members), media_type=AtomResponse.media_type)

    def _shape(self, change: Change) -> ChangeShape:
        url = self._house.press.addresses.permalink(change.id)
        return ChangeShape(url=url, **change.model_dump(exclude={"mark"}))
