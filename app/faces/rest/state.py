"""Whether the service lives, and whether it can read its archive."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import __version__
from app.domain.errors import Damaged
from app.faces.kit.answers import NOW, answer
from app.faces.kit.declared import UNCHANGED, problems
from app.faces.kit.threads import STATE
from app.faces.rest.shapes import LifeAnswer, LogHead, ReadinessAnswer
from app.services.found import House
from app.services.reindex import READING_VERSION


class Routes:
    """The routes of state."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/livez",
            self.live,
            operation_id="livez",
            summary="Does the process answer?",
            tags=["state"],
            response_model=LifeAnswer,
            responses={**problems(), **UNCHANGED},
        )
        router.add_api_route(
            "/readyz",
            STATE.answered(self.be_ready),
            operation_id="readyz",
            summary="Can the archive be read?",
            tags=["state"],
            response_model=ReadinessAnswer,
            responses={**problems(), **UNCHANGED},
        )

    async def live(self, request: Request) -> Response:
        """Answer without asking the archive."""
        body = LifeAnswer(version=__version__).model_dump_json().encode()
        return answer(request, body, media_type="application/json", cache=NOW)

    def be_ready(self, request: Request) -> Response:
        """Read the head of the audit log, and give it."""
        with self._house.archive.reading() as repository:
            last = repository.last_entry()
            version = repository.property(READING_VERSION)
        if last is None:
            raise Damaged("The audit log")
        state = ReadinessAnswer(
            version=__version__,
            reading_version=version or "",
            read_only=self._house.archive.is_read_only,
            log=LogHead(entries=last.seq, head=last.hash),
            warnings=list(self._house.warnings),
        )
        return answer(request, state.model_dump_json().encode(), media_type="application/json", cache=NOW)
