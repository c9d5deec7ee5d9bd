"""Citation styles over HTTP: found, read, and named where a name is wrong."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services import stock
from app.settings import Settings
from tests.conftest import SEED, client_of, make_archive
from tests.faces.conftest import link_to, problem_of


async def test_styles_are_found_by_words(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get("/styles?q=chicago&limit=3")).json()
    assert [item["id"] for item in answer["items"]][:2] == ["chicago-notes-bibliography", "chicago-author-date"]
    assert "chicago" in answer["items"][0]["aliases"]
    assert answer["items"][0]["url"] == "/styles/chicago-notes-bibliography"
    assert answer["total"] > 50


async def test_all_pages_together_have_every_style_once(visitor: httpx.AsyncClient) -> None:
    address: str | None = "/styles?q=turabian&class=note&limit=2"
    found: list[str] = []
    answer: dict[str, Any] = {}
    while address:
        response = await visitor.get(address)
        answer = response.json()
        found += [item["id"] for item in answer["items"]]
        address = answer["next"]
        assert address is None or link_to(response, "next") == address
    assert len(found) == len(set(found)) == answer["total"] > 5
    assert found[0] == "turabian-notes-bibliography"


async def test_styles_are_found_by_what_they_are_and_print(visitor: httpx.AsyncClient) -> None:
    notes = (await visitor.get("/styles?class=note&prints=archive_location&limit=1")).json()
    every = (await visitor.get("/styles?limit=1")).json()
    assert 0 < notes["total"] < every["total"]
    assert notes["items"][0]["kind"] == "note"
    assert (await visitor.get("/styles?q=nothingofthekind")).json() == {
        "schema": 1, "items": [], "total": 0, "limit": 50, "next": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("class=footnote", "class"),
        ("prints=archivelocation", "prints"),
        ("limit=0", "limit"),
        ("after=x", "after"),
        ("style=apa", "style"),
        (f"q={'x' * 201}", "q"),
    ],
)
async def test_a_question_that_is_wrong_is_told_where(visitor: httpx.AsyncClient, query: str, parameter: str) -> None:
    problem = problem_of(await visitor.get(f"/styles?{query}"), 422)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


async def test_a_position_of_another_list_or_question_is_refused(visitor: httpx.AsyncClient) -> None:
    records = (await visitor.get("/documents?limit=1")).json()["next"].partition("after=")[2]
    styles = (await visitor.get("/styles?q=apa&limit=1")).json()["next"].partition("after=")[2]
    for token in (records, styles):
        problem_of(await visitor.get(f"/styles?q=turabian&after={token}"), 422)
    problem_of(await visitor.get(f"/documents?after={styles}"), 422)


async def test_a_style_is_read_by_its_alias_with_its_rights(visitor: httpx.AsyncClient) -> None:
    style = (await visitor.get("/styles/turabian")).json()
    assert style["id"] == "turabian-notes-bibliography"
    assert style["parent"] == "chicago-notes-bibliography-subsequent-author-title-17th-edition"
    assert style["rights"]["license"] == "http://creativecommons.org/licenses/by-sa/3.0/"
    assert "archive_location" in style["prints"]
    assert len(style["sha256"]) == 64


async def test_an_unknown_style_is_404_with_those_like_it_and_where_all_are(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get("/styles/chicgo"), 404)
    assert "'chicgo'" in problem["detail"]
    assert problem["near"][0] == "chicago-notes-bibliography"
    assert problem["available"][0]["title"].startswith("Chicago Manual of Style 18th edition")
    assert 1 < len(problem["available"]) <= 5
    assert problem["styles"] == "/styles"
    assert (await visitor.get(problem["available"][0]["href"])).status_code == 200


async def test_locales_have_their_names(visitor: httpx.AsyncClient) -> None:
    locales = {entry["tag"]: entry for entry in (await visitor.get("/locales")).json()["locales"]}
    assert len(locales) > 60
    assert locales["ru-RU"]["name"] == "Русский"
    assert locales["en-US"]["is_primary"]
    assert not locales["en-GB"]["is_primary"]


async def test_answers_can_be_kept(visitor: httpx.AsyncClient) -> None:
    for address in ("/styles?q=apa", "/styles/apa", "/locales"):
        first = await visitor.get(address)
        again = await visitor.get(address, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304


async def test_without_styles_everything_else_is_served_and_what_to_do_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock, "find_packages", lambda: None)
    settings = Settings(archive=tmp_path / "archive.db", cache=tmp_path / "nowhere")
    make_archive(settings, SEED)
    async with client_of(settings) as client:
        for address in ("/styles", "/styles/apa", "/locales"):
            response = await client.get(address)
            problem = problem_of(response, 503)
            assert problem["type"] == "/problems/styles-unavailable"
            assert "muniment styles build" in problem["detail"]
            assert response.headers["retry-after"] == "300"
        assert (await client.get("/documents/110364")).status_code == 200
        assert (await client.get("/documents/110364/citation")).status_code == 200
    assert not (tmp_path / "nowhere").exists()
