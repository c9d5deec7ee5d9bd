"""Units with more than a page holds: what lies in them comes whole, once, in order, and at one cost for each page."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from app.main import create_app
from app.services import archives
from app.settings import Settings
from tests.conftest import make_archive
from tests.faces.conftest import client_on, link_to, links_of, make_record, problem_of, write_records
from tests.formats.pages import parse_page

OPIS, DELO = "/archives/ru-aprf/fond-45/opis-1", "/archives/ru-aprf/fond-45/opis-1/delo-7"
BROWSER = {"accept": "text/html"}


def reference_of(number: int) -> str:
    """Put the records into eleven files, a file of leaves, and some right into the opis; leaves in no order of ids."""
    if number < 11:
        return f"APRF, f. 45, op. 1, d. {number}"
    if number < 16:
        return f"APRF, f. 45, op. 1, l. {40 - number}"
    return f"APRF, f. 45, op. 1, d. 7, l. {(number * 7) % 23 + 1}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paged")


@pytest.fixture(scope="module")
def paged_app(folder: Path) -> ASGIApp:
    settings = Settings(archive=folder / "archive.db", public_url="https://archive.example/kept")
    records = [make_record(number, reference=reference_of(number)) for number in range(1, 36)]
    make_archive(settings, write_records(folder, *records))
    return create_app(settings)


@pytest.fixture
async def reader(paged_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    async with client_on(paged_app) as client:
        yield client


def path_of(address: str) -> str:
    return address.removeprefix("https://archive.example/kept")


async def walk(reader: httpx.AsyncClient, path: str) -> list[httpx.Response]:
    """Give all pages from one on."""
    pages = []
    following: str | None = path
    while following:
        pages.append(await reader.get(path_of(following)))
        following = pages[-1].json()["next"]
    return pages


@pytest.mark.parametrize("limit", [1, 3, 10, 11, 15, 16, 200])
async def test_the_units_come_first_and_then_the_records_each_once_and_in_order(
    reader: httpx.AsyncClient, limit: int
) -> None:
    pages = [page.json() for page in await walk(reader, f"{OPIS}?limit={limit}")]
    sizes = [len(page["children"]) + len(page["items"]) for page in pages]
    assert sizes[:-1] == [limit] * (len(sizes) - 1)
    assert 0 < sizes[-1] <= limit
    assert [child["value"] for page in pages for child in page["children"]] == [str(n) for n in range(1, 11)]
    assert [child["records"] for page in pages for child in page["children"]] == [1] * 6 + [21] + [1] * 3
    assert [item["leaves"] for page in pages for item in page["items"]] == ["25", "26", "27", "28", "29"]
    assert {(page["limit"], page["records"], page["unit"]) for page in pages} == {(limit, 35, "ru-aprf/fond-45/opis-1")}


async def test_a_file_goes_on_by_leaf_and_says_on_every_page_what_is_missing_of_all(reader: httpx.AsyncClient) -> None:
    whole = (await reader.get(DELO)).json()
    pages = [page.json() for page in await walk(reader, f"{DELO}?limit=4")]
    assert len(pages) == 6
    assert [item for page in pages for item in page["items"]] == whole["items"]
    leaves = [item["leaves"] for item in whole["items"]]
    assert leaves[-1] is None
    assert leaves[:-1] == sorted(leaves[:-1], key=int)
    assert whole["gaps"]
    assert all(page["gaps"] == whole["gaps"] for page in pages)


async def test_the_next_page_is_linked_to_in_the_header_as_in_the_body(reader: httpx.AsyncClient) -> None:
    first, *_, last = await walk(reader, f"{DELO}?limit=4")
    assert link_to(first, "next") == first.json()["next"]
    assert first.json()["next"].startswith(f"https://archive.example/kept{DELO}?limit=4&after=")
    assert (last.json()["next"], links_of(last)) == (None, [])


async def test_a_page_leads_on_and_back_by_plain_links(reader: httpx.AsyncClient) -> None:
    path, titles, headings = f"{OPIS}?limit=6", [], []
    while path:
        page = parse_page((await reader.get(path, headers=BROWSER)).content)
        entries = (f"/kept{OPIS}/", "/kept/document/")
        titles += [a.words for a in page.all("a") if a.attributes["href"].startswith(entries)]
        headings.append(page.one("h1").words)
        beginning = [a.attributes["href"] for a in page.all("a") if a.words == "From the beginning"]
        assert beginning == ([f"/kept{OPIS}"] if len(headings) > 1 else [])
        following = [a.attributes["href"] for a in page.all("a") if a.attributes.get("rel") == "next"]
        assert following == [link.attributes["href"] for link in page.all("link") if link.attributes["rel"] == "next"]
        path = following[0].removeprefix("/kept") if following else ""
    assert titles == [*(f"delo {n}" for n in range(1, 11)), *(f"Letter {n}" for n in range(15, 10, -1))]
    assert headings == ["Opis 1", "Opis 1, continued", "Opis 1, continued"]


async def test_a_page_costs_the_same_however_far_on_it_is(reader: httpx.AsyncClient, selects: list[str]) -> None:
    costs = []
    path: str | None = f"{DELO}?limit=4"
    while path:
        selects.clear()
        path = (await reader.get(path_of(path))).json()["next"]
        costs.append(len(selects))
    assert costs == [9, 8, 8, 8, 8, 8]  # the first has looked for units below


async def test_the_place_to_go_on_from_is_found_by_index(
    reader: httpx.AsyncClient, folder: Path, selects: list[str]
) -> None:
    following = (await reader.get(f"{DELO}?limit=4")).json()["next"]
    selects.clear()
    await reader.get(path_of(following))
    (statement,) = [one for one in selects if "leaf_order" in one and ") > (" in one]
    with sqlite3.connect(folder / "archive.db") as connection:
        nothing = (None,) * statement.count("?")
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", nothing))
    connection.close()
    assert "USING INDEX ix_holdings_unit_leaf_order_document_id (unit=? AND (leaf_order,document_id)>(?,?))" in plan


async def test_of_a_file_with_very_many_places_it_is_not_said_what_is_missing(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_LEAVES", 20)
    assert (await reader.get(f"{DELO}?limit=4")).json()["gaps"] is None
    words = parse_page((await reader.get(f"{DELO}?limit=4", headers=BROWSER)).content).one("main").words
    assert "too many places" in words
    monkeypatch.setattr(archives, "MOST_LEAVES", 21)
    assert (await reader.get(f"{DELO}?limit=4")).json()["gaps"]


async def test_a_position_of_another_list_is_refused(reader: httpx.AsyncClient) -> None:
    token = (await reader.get(f"{DELO}?limit=4")).json()["next"].partition("after=")[2]
    records = (await reader.get("/documents?limit=1")).json()["next"].partition("after=")[2]
    assert (await reader.get(f"{DELO}/?after={token}")).status_code == 200
    for path in (f"{OPIS}?after={token}", f"{DELO}?after={records}", f"/documents?after={token}"):
        problem = problem_of(await reader.get(path), 422)
        assert [error["parameter"] for error in problem["errors"]] == ["after"]


@pytest.mark.parametrize("query", ["after=x", "after=", "after=%00", "after=" + "A" * 4001, "limit=0", "limit=201"])
async def test_what_is_no_position_and_no_number_is_refused(reader: httpx.AsyncClient, query: str) -> None:
    problem = problem_of(await reader.get(f"{DELO}?{query}"), 422)
    assert [error["parameter"] for error in problem["errors"]] == [query.partition("=")[0]]
    problem_of(await reader.get(f"{DELO}?after=x", headers=BROWSER | {"accept": "application/json"}), 422)


async def test_the_list_goes_on_where_the_record_that_ended_the_page_is_gone(tmp_path: Path) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=None)
    make_archive(settings, write_records(tmp_path, *(make_record(n, reference=f"APRF, f. {n}") for n in range(1, 5))))
    async with client_on(create_app(settings)) as client:
        following = (await client.get("/archives/ru-aprf?limit=2")).json()["next"]
    with sqlite3.connect(settings.archive) as connection:
        connection.execute("DELETE FROM units WHERE document_id = 'r002'")
    connection.close()
    async with client_on(create_app(settings)) as client:
        page = (await client.get(following)).json()
    assert [child["value"] for child in page["children"]] == ["3", "4"]


async def test_every_unit_has_an_address_that_leads_on_however_long_its_name_is(tmp_path: Path) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=None)
    names = ["5" + "й5" * 280 + str(n) for n in range(3)]
    references = [f"APRF, f. {name}, op. {n}" for name in names for n in range(2)]
    records = [make_record(n, reference=reference) for n, reference in enumerate(references, 1)]
    too_long = make_record(99, reference="APRF, f. " + "5" * 700)
    make_archive(settings, write_records(tmp_path, *records, too_long))
    async with client_on(create_app(settings)) as client:
        units = [child for page in await walk(client, "/archives/ru-aprf?limit=1") for child in page.json()["children"]]
        assert len(units) == 3
        for unit in units:
            pages = await walk(client, f"{unit['url']}?limit=1")
            assert [page.json()["children"][0]["value"] for page in pages] == ["0", "1"]
        assert (await client.get("/documents/r099")).json()["locations"][0]["repository"]["id"] == "ru-aprf"
