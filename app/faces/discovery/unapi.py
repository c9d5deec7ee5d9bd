"""unAPI (unapi.info, version 1): a record in the formats that reference managers ask for by name."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.domain.errors import Unusable
from app.domain.rendition import Rendition
from app.faces.discovery.media import XmlResponse
from app.faces.kit.answers import MOVING, answer, answer_rendition
from app.faces.kit.declared import UNCHANGED, problems
from app.faces.kit.problems import NotAcceptable
from app.formats import formats
from app.formats.base import Format
from app.formats.web.sheets import Sheets
from app.services.found import House
from app.services.read import read_rendition
from app.services.trail import follow_name
from app.storage.repository import Repository

#: What Zotero calls our formats, the one that keeps most of a record first: it takes the first that it knows.
NAMES = {"rdf_zotero": "zotero-rdf", "mods": "mods", "ris": "ris", "bibtex": "bibtex"}
_LONGEST = 2000


def offered() -> dict[str, Format]:
    """Give the formats there are by the names they have here, best first."""
    ours = {fmt.name: fmt for fmt in formats()}
    return {name: ours[own] for name, own in NAMES.items() if own in ours}


class Routes:
    """The route of unAPI."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sheets = Sheets(__package__ or "")

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        content: dict[str, object] = {fmt.bare_type: {} for fmt in offered().values()}
        formats_of_one = {"description": "The formats of one record.", "content": {XmlResponse.media_type: {}}}
        router.add_api_route(
            "/unapi",
            self.read_unapi,
            operation_id="read_unapi",
            summary="A record for a reference manager (unAPI)",
            tags=["discovery"],
            response_class=XmlResponse,
            responses={
                200: {"content": content},
                300: formats_of_one,
                **problems("not-found", "withdrawn", "not-acceptable"),
                **UNCHANGED,
            },
        )

    def read_unapi(
        self,
        request: Request,
        name: Annotated[
            str | None, Query(alias="id", min_length=1, max_length=_LONGEST, description="A record's id.")
        ] = None,
        wanted: Annotated[
            str | None, Query(alias="format", max_length=100, description="The name of a format, as listed without it.")
        ] = None,
    ) -> Response:
        """Without `id`, the formats there are; with it, those of one record (300); with `format` too, the record."""
        if name is None:
            if wanted is not None:
                raise Unusable("id", "`format` says how a record is to be had; `id` must say which.")
            return answer(request, self._list(None), media_type=XmlResponse.media_type)
        with self._house.archive.reading() as repository:
            document_id = follow_name(repository, name)
            if wanted is not None:
                return answer_rendition(request, self._read(repository, document_id, wanted))
        fields = {"cache-control": MOVING}
        return Response(self._list(name), status_code=300, media_type=XmlResponse.media_type, headers=fields)

    def _read(self, repository: Repository, document_id: str, wanted: str) -> Rendition:
        fmt = offered().get(wanted)
        if fmt is None:
            available = [{"type": one.media_type, "name": other} for other, one in offered().items()]
            raise NotAcceptable(available, f"There is no format {wanted!r} here.")
        return read_rendition(repository, self._house.press, document_id, fmt)

    def _list(self, name: str | None) -> bytes:
        listed = [(other, fmt.bare_type) for other, fmt in offered().items()]
        return self._sheets.print("unapi.xml", id=name, formats=listed)
