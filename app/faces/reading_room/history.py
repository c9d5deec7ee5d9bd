"""A record's history for people: its revisions, and what each changed."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, Response

from app.faces.kit.answers import answer_markdown
from app.faces.kit.declared import RECORD_PROBLEMS, RecordName, RevisionNumber
from app.faces.kit.negotiation import MARKDOWN, wants_markdown
from app.faces.reading_room.room import Room
from app.faces.reading_room.written import write_changes, write_history
from app.services.compare import compare_with_former
from app.services.found import House
from app.services.press import load_record, revision_of
from app.services.read import list_revisions

_HTML = "text/html"


class Routes:
    """The routes of history."""

    def __init__(self, house: House) -> None:
        self._room = Room(house)

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        for path, endpoint, summary in (
            ("/document/{id:path}/revisions", self.read_history, "Read a record's history as a page"),
            ("/document/{id:path}/revisions/{number}", self.read_changes, "Read what a revision changed"),
        ):
            router.add_api_route(f"{path}.md", endpoint, include_in_schema=False)
            router.add_api_route(
                path,
                endpoint,
                operation_id=endpoint.__name__,
                summary=summary,
                tags=["pages"],
                response_class=HTMLResponse,
                responses={**RECORD_PROBLEMS, 200: {"content": {MARKDOWN: {}}}},
            )

    def read_history(self, request: Request, name: RecordName) -> Response:
        """All revisions, the newest first: when, by whom, why, and the hash of each."""
        return self._room.serve(request, lambda: self._show_history(request, name))

    def read_changes(
        self,
        request: Request,
        name: RecordName,
        number: Annotated[RevisionNumber, Path(description="1 for the first.", examples=[1])],
    ) -> Response:
        """What a revision changed in the one before, place by place and word by word."""
        return self._room.serve(request, lambda: self._show_changes(request, name, number))

    def _show_history(self, request: Request, name: str) -> Response:
        with self._room.house.archive.reading() as repository:
            entries = list_revisions(repository, name, rest="/revisions")
            record = load_record(repository, entries[-1])
        revisions = [revision_of(entry) for entry in reversed(entries)]
        if wants_markdown(request, _HTML):
            addresses = self._room.house.press.addresses
            return answer_markdown(request, write_history(addresses, record.id, record.title, revisions))
        return self._room.show(
            request,
            "history.html",
            document_id=record.id,
            title=record.title,
            revisions=revisions,
        )

    def _show_changes(self, request: Request, name: str, number: int) -> Response:
        with self._room.house.archive.reading() as repository:
            record, revision, changes = compare_with_former(repository, name, number)
        if wants_markdown(request, _HTML):
            addresses = self._room.house.press.addresses
            return answer_markdown(request, write_changes(addresses, record.id, record.title, revision, changes))
        return self._room.show(
            request,
            "changes.html",
            document_id=record.id,
            title=record.title,
            revision=revision,
            changes=changes,
        )
