"""Damaged bytes, seen by a reader: said on a page, told to whoever runs the archive, and kept by no cache."""

import logging
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, problem_of, write_records
from tests.faces.reading_room.visitors import BROWSER, JSON, page_of
from tests.faces.rest.test_damage import ruin

PAGES = ("/document/110364", "/document/110364/revisions/1")
#: What of an answer's fields must not depend on whether a page or a problem was asked for.
ALIKE = ("cache-control", "vary", "retry-after")


@pytest.mark.parametrize("path", PAGES)
async def test_a_damaged_record_is_a_page_that_says_when_to_come_again(
    client: httpx.AsyncClient, house: House, path: str
) -> None:
    ruin(house, "renditions", "readings", "payloads")
    response = await client.get(path, headers=BROWSER)
    page = page_of(response, 503)
    assert page.one("h1").words
    assert "verify" in page.one("main").words
    assert int(response.headers["retry-after"]) > 0
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
async def test_whoever_runs_the_archive_is_told_whatever_form_was_asked_for(
    client: httpx.AsyncClient, house: House, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    ruin(house, "renditions", "readings", "payloads")
    for headers in (BROWSER, JSON):
        caplog.clear()
        with caplog.at_level(logging.ERROR):
            response = await client.get(path, headers=headers)
        assert response.status_code == 503
        (line,) = [r.getMessage() for r in caplog.records if r.name == "app.faces.kit.problems"]
        assert response.headers["x-request-id"] in line
        assert repr(path) in line


async def test_what_is_merely_not_here_is_no_line_of_the_log(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        page_of(await client.get("/document/110365", headers=BROWSER), 404)
    assert [record for record in caplog.records if record.name == "app.faces.kit.problems"] == []


@pytest.mark.parametrize("path", ["/document/110365", *PAGES])
async def test_caches_keep_the_page_as_long_as_the_problem(client: httpx.AsyncClient, house: House, path: str) -> None:
    ruin(house, "renditions", "readings", "payloads")
    page, problem = await client.get(path, headers=BROWSER), await client.get(path, headers=JSON)
    page_of(page, problem.status_code)
    problem_of(problem, page.status_code)
    assert [page.headers.get(name) for name in ALIKE] == [problem.headers.get(name) for name in ALIKE]


async def test_a_first_page_that_misses_a_damaged_record_is_kept_by_no_cache(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert "max-age" in (await client.get("/", headers=BROWSER)).headers["cache-control"]
    ruin(house, "renditions", "payloads")
    assert not take_in(house, write_records(tmp_path, make_record(1))).has_errors
    response = await client.get("/", headers=BROWSER)
    page = page_of(response)
    assert response.headers["cache-control"] == "no-store"
    assert "110364, which is damaged in the store" in page.one("main").words
    assert "Letter 1" in page.one("main").words
