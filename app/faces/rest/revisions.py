"""A record's history: every revision, and each one's bytes as they were hashed."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from app.domain.record import Record
from app.faces.kit.answers import PINNED, answer
from app.faces.kit.declared import RECORD_PROBLEMS, RecordName, RevisionNumber
from app.faces.rest.shapes import HistoryAnswer, RevisionEntry
from app.formats.base.links import Link
from app.services.found import House
from app.services.press import load_payload, revision_of
from app.services.read import find_revision, list_revisions


class Routes:
    """The routes of revisions."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/documents/{id:path}/revisions",
            self.list_revisions,
            operation_id="list_revisions",
            summary="List a record's revisions",
            tags=["history"],
            response_model=HistoryAnswer,
            responses=RECORD_PROBLEMS,
        )
        router.add_api_route(
            "/documents/{id:path}/revisions/{number}",
            self.read_revision,
            operation_id="read_revision",
            summary="Read one revision as supplied",
            tags=["history"],
            response_model=Record,
            responses=RECORD_PROBLEMS,
        )

    def list_revisions(self, request: Request, name: RecordName) -> Response:
        """All revisions, oldest first: when, by whom, why, and the hash of each."""
        with self._house.archive.reading() as repository:
            entries = list_revisions(repository, name, rest="/revisions")
        document_id = entries[0].document_id or name
        addresses = self._house.press.addresses
        history = [
            RevisionEntry(**revision.model_dump(), url=addresses.revision(document_id, revision.number))
            for revision in map(revision_of, entries)
        ]
        body = HistoryAnswer(document_id=document_id, revisions=history).model_dump_json().encode()
        return answer(request, body, media_type="application/json")

    def read_revision(
        self,
        request: Request,
        name: RecordName,
        number: Annotated[RevisionNumber, Path(description="1 for the first.", examples=[1])],
    ) -> Response:
        """The record itself, as supplied: canonical JSON whose SHA-256 is the revision's. It never changes.

        The same bytes can be imported again, here or into another archive.
        """
        with self._house.archive.reading() as repository:
            entry = find_revision(repository, name, number, rest=f"/revisions/{number}")
            body = load_payload(repository, entry)
            newest = list_revisions(repository, name)[-1].revision
        here = self._house.press.addresses.revision(entry.document_id or name, number).removesuffix(str(number))
        links = [Link("latest-version", f"{here}{newest}"), Link("version-history", here[:-1])]
        if number > 1:
            links.append(Link("predecessor-version", f"{here}{number - 1}"))
        if newest and number < newest:
            links.append(Link("successor-version", f"{here}{number + 1}"))
        headers = {"link": ", ".join(map(str, links))}
        return answer(request, body, media_type="application/json", cache=PINNED, headers=headers)
