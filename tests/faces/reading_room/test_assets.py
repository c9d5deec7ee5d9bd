"""The files that pages need: found, cached, small, and nothing beside them."""

import gzip

import httpx
import pytest

from tests.faces.conftest import problem_of

ASSETS = {
    "reading-room.css": "text/css; charset=utf-8",
    "reading-room.js": "text/javascript; charset=utf-8",
    "citing.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@pytest.mark.parametrize("name", ASSETS)
async def test_a_file_has_its_type_and_an_etag(visitor: httpx.AsyncClient, name: str) -> None:
    response = await visitor.get(f"/assets/{name}")
    assert response.status_code == 200
    assert response.headers["content-type"] == ASSETS[name]
    assert response.headers["x-content-type-options"] == "nosniff"
    known = await visitor.get(f"/assets/{name}", headers={"if-none-match": response.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert (await visitor.head(f"/assets/{name}")).headers == response.headers


@pytest.mark.parametrize("name", ASSETS)
async def test_a_file_asks_for_nothing_from_elsewhere(visitor: httpx.AsyncClient, name: str) -> None:
    words = (await visitor.get(f"/assets/{name}")).text.replace("http://www.w3.org/2000/svg", "")
    assert "//" not in words.replace("// ", "")
    assert "@import" not in words
    assert "url(" not in words


async def test_all_files_together_are_small(visitor: httpx.AsyncClient) -> None:
    bodies = [(await visitor.get(f"/assets/{name}")).content for name in ASSETS]
    assert sum(len(gzip.compress(body)) for body in bodies) < 10_000


@pytest.mark.parametrize("name", ["reading-room.cs", "..%2Fassets.py", "%2e%2e/room.py", "__init__.py", "icon.svg.gz"])
async def test_nothing_else_is_handed_out(visitor: httpx.AsyncClient, name: str) -> None:
    problem_of(await visitor.get(f"/assets/{name}"), 404)
