"""The files of cards, and the script that other pages load: at an address that moves on, and at one that never does."""

from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.domain.identifiers import sha256_bytes
from app.faces.kit.answers import answer
from app.services.found import House

_SCRIPT = "text/javascript; charset=utf-8"
_STYLE = "text/css; charset=utf-8"
#: What is at the address of its own hash can never change.
_FOR_EVER = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12


class Routes:
    """The routes of files."""

    def __init__(self, house: House) -> None:
        del house  # they are the same for every archive

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route("/embed.js", self.read_script, include_in_schema=False)
        router.add_api_route("/embed-{version}.js", self.read_version, include_in_schema=False)
        router.add_api_route("/card.js", self.read_card_script, include_in_schema=False)
        router.add_api_route("/card.css", self.read_card_style, include_in_schema=False)

    async def read_script(self, request: Request) -> Response:
        """Give the newest version of the script that other pages load."""
        return answer(request, newest(), media_type=_SCRIPT)

    async def read_version(self, request: Request, version: Annotated[str, Path(max_length=100)]) -> Response:
        """Give one version of it, which any page may have pinned by its hash."""
        if version not in versions():
            raise NotFound("version of embed.js", version[:80], near=list(versions()))
        return answer(request, versions()[version], media_type=_SCRIPT, cache=_FOR_EVER)

    async def read_card_script(self, request: Request) -> Response:
        """Give the script of cards."""
        return answer(request, _asset("card.js"), media_type=_SCRIPT)

    async def read_card_style(self, request: Request) -> Response:
        """Give the style of cards."""
        return answer(request, _asset("card.css"), media_type=_STYLE)


@cache
def versions() -> dict[str, bytes]:
    """Give every version there ever was by the beginning of its hash, the newest last: a published one stays."""
    folder = files(__package__).joinpath("assets", "embed")
    found = [entry.read_bytes() for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)]
    return {sha256_bytes(body)[:_HASH_LENGTH]: body for body in found}


def newest() -> bytes:
    """Give the newest version."""
    return list(versions().values())[-1]


@cache
def _asset(name: str) -> bytes:
    return files(__package__).joinpath("assets", name).read_bytes()
