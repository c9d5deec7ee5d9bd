"""The files that pages need: one style sheet, three scripts, one icon."""

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.faces.kit.answers import MOVING, answer
from app.services.found import House

_ASSETS = {
    "reading-room.css": "text/css; charset=utf-8",
    "reading-room.js": "text/javascript; charset=utf-8",
    "citing.js": "text/javascript; charset=utf-8",
    "quoting.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Routes:
    """The route of files."""

    def __init__(self, house: House) -> None:
        del house  # they are the same for every archive

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route("/assets/{name}", self.read_asset, include_in_schema=False)

    async def read_asset(self, request: Request, name: Annotated[str, Path(max_length=100)]) -> Response:
        """Give a file."""
        if name not in _ASSETS:
            raise NotFound("file", name[:80], near=list(_ASSETS))
        return answer(request, _asset(name), media_type=_ASSETS[name], cache=MOVING)


@cache
def _asset(name: str) -> bytes:
    return files(__package__).joinpath("assets", name).read_bytes()
