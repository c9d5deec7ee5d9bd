"""Cards: a page small enough for a frame in somebody else's page, which may be any."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from app.domain.errors import Ambiguous, Moved, MunimentError, NotFound, Unusable, Withdrawn
from app.faces.embed.shown import say_places, say_rights, say_since, say_texts
from app.faces.kit.answers import HTML, MOVING, answer
from app.faces.kit.declared import RECORD_PROBLEMS, Pin, RecordName
from app.faces.kit.negotiation import wants_page
from app.faces.kit.problems import printable, problem_fields, redirect, report
from app.formats.web import sentences
from app.formats.web.page import names_of
from app.formats.web.sheets import Sheets
from app.formats.web.snippets import discovery
from app.services.cards import Card, read_card
from app.services.found import House

#: A card may be framed by anybody, and runs one script of ours, which tells the page around it how high it is.
CARD_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *",
    "referrer-policy": "no-referrer",
}
_TOLD = (NotFound, Withdrawn, Unusable, Ambiguous)

Passages = Annotated[
    str, Path(max_length=200, description="`en.p7`, or a range `en.p7-en.p9`.", examples=["en.p7-en.p9"])
]
Expected = Annotated[
    str | None,
    Query(
        alias="sha256",
        pattern="^[0-9a-f]{64}$",
        description="The hash that the words had when they were embedded; the card says if they are others now.",
    ),
]


class Routes:
    """The routes of cards."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/embed/{id}/{passage}",
            self.read_passage_card,
            operation_id="read_passage_card",
            summary="A card of passages, for a frame",
            tags=["embedding"],
            response_class=HTMLResponse,
            responses=RECORD_PROBLEMS,
        )
        router.add_api_route(
            "/embed/{id:path}",
            self.read_card,
            operation_id="read_card",
            summary="A card of a record, for a frame",
            tags=["embedding"],
            response_class=HTMLResponse,
            responses=RECORD_PROBLEMS,
        )

    def read_passage_card(
        self, request: Request, name: RecordName, passage: Passages, revision: Pin = None, expected: Expected = None
    ) -> Response:
        """The words of a passage or a run of them, with citation, hash, rights and whatever lets one check them."""
        return self._serve(request, name, passage, revision, expected)

    def read_card(
        self, request: Request, name: RecordName, revision: Pin = None, expected: Expected = None
    ) -> Response:
        """What a record is, where it is kept and how it is cited; with `revision`, and what was corrected since."""
        return self._serve(request, name, None, revision, expected)

    def _serve(
        self, request: Request, name: str, passage: str | None, revision: int | None, expected: str | None
    ) -> Response:
        house = self._house
        try:
            with house.archive.reading() as repository:
                card = read_card(repository, house.press, name, passage, number=revision, expected=expected)
        except Moved as moved:
            there = Moved(moved.to, rest=moved.rest, revision=moved.revision or revision)
            return redirect(request, house.press.addresses, there, place="/embed/")
        except _TOLD as error:
            return self._refuse(request, error)
        body = self._print(card, is_pinned=revision is not None)
        return answer(request, body, media_type=HTML, cache=MOVING, headers=CARD_HEADERS)

    def _print(self, card: Card, *, is_pinned: bool) -> bytes:
        document, context = card.document, self._house.press.context
        page = context.addresses.card(document.id, card.extract.id if card.extract else None)
        return self._sheets.print(
            "card.html",
            addresses=context.addresses,
            card=card,
            document=document,
            names=names_of(document),
            texts=say_texts(card, context),
            places=say_places(document),
            rights=tuple(say_rights(card)),
            provenance=sentences.say_provenance(document),
            summary_note=sentences.say_summary(document),
            since=say_since(card),
            is_pinned=is_pinned,
            discovery=discovery(context.addresses, page, document.revision.number if is_pinned else None),
        )

    def _refuse(self, request: Request, error: MunimentError) -> Response:
        """Say in the frame why there is no card; a client that does not name HTML gets the problem."""
        if not wants_page(request):
            raise error
        kind = report(request, error)
        body = self._sheets.print(
            "absent.html",
            addresses=self._house.press.addresses,
            kind=kind,
            detail=printable(str(error)),
            tombstone=error.tombstone if isinstance(error, Withdrawn) else None,
        )
        headers = {**problem_fields(kind), **CARD_HEADERS}
        return Response(body, status_code=kind.status.value, media_type=HTML, headers=headers)
