"""The first page: what this archive is, all its records page by page, and the API in one example that is true."""

from pathlib import Path

import httpx
import pytest

from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import client_on, make_record, withdraw_record, write_records
from tests.faces.reading_room.visitors import links_to, page_of, read
from tests.formats.pages import Parsed


def entries(page: Parsed, section: str = "records") -> list[str]:
    """Give the records of a list of the page, as their addresses."""
    start = page.elements.index(page.one("section", aria_labelledby=section))
    after = (n for n, e in enumerate(page.elements) if n > start and e.name == "section")
    within = page.elements[start : next(after, len(page.elements))]
    return [e.attributes["href"] for e in within if e.name == "a" and "dir" in e.attributes]


def fill(house: House, count: int) -> None:
    """Import so many records without a date."""
    records = write_records(house.archive.path.parent, *(make_record(n) for n in range(count)))
    assert not take_in(house, records).has_errors


async def test_it_lists_the_records_by_date_and_says_what_each_is(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, "/")
    assert page.one("h1").words == "Archival records to read, cite and embed"
    assert entries(page) == ["/document/900001", "/document/110364", "/document/900777"]
    assert "June 13, 1951 · 110364" in page.one("main").words
    assert "no date stated · 900777" in page.one("main").words
    assert not page.all("section", aria_labelledby="recent")  # a list this short shows the latest anyway


async def test_a_longer_list_begins_with_the_latest_and_is_followed_to_its_end(
    client: httpx.AsyncClient, house: House
) -> None:
    fill(house, 120)
    page = await read(client, "/")
    assert entries(page, "recent") == [f"/document/r{n:03}" for n in (119, 118, 117, 116, 115)]
    found, pages = entries(page), 1
    while further := links_to(page, "Further records"):
        page = await read(client, further[0].partition("#")[0])
        assert page.one("h1").words == "Records, continued"
        assert links_to(page, "From the beginning") == ["/"]
        assert not page.all("section", aria_labelledby="recent")
        found += entries(page)
        pages += 1
    assert pages == 3
    assert found == ["/document/110364", *(f"/document/r{n:03}" for n in range(120))]


async def test_a_record_that_was_revised_is_among_the_latest(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    fill(house, 20)
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace(b"For Roshchin.", b"For N. V. Roshchin."))
    assert take_in(house, page, reason="a fuller name").revised
    assert entries(await read(client, "/"), "recent")[0] == "/document/110364"


async def test_withdrawn_records_are_not_listed(client: httpx.AsyncClient, house: House) -> None:
    fill(house, 10)
    withdraw_record(house, "r009")
    page = await read(client, "/")
    assert "/document/r009" not in page.addresses
    assert len(entries(page, "recent")) == 5


@pytest.mark.parametrize("after", ["x", "", "%00", "AAAA", "a" * 1000, "%F0%9F%98%80", "eyJhIjoxfQ"])
async def test_a_forged_position_is_said_to_be_one(visitor: httpx.AsyncClient, after: str) -> None:
    response = await visitor.get(f"/?after={after}", headers={"accept": "text/html"})
    page = page_of(response, 422)
    assert page.one("h1").words == "Invalid parameter"
    assert "This is no position this archive gave" in page.one("main").words
    problem = await visitor.get(f"/?after={after}")
    assert problem.status_code == 422
    assert problem.headers["content-type"] == "application/problem+json"


async def test_an_archive_without_records_says_so(bare_client: httpx.AsyncClient) -> None:
    page = await read(bare_client, "/")
    assert "There is no record here yet." in page.one("main").words
    assert page.all("pre") == []


async def test_the_example_is_what_the_api_answers(visitor: httpx.AsyncClient) -> None:
    shown = (await read(visitor, "/")).one("pre").words
    request, _, answer = shown.partition("\n\n")
    method, path, _ = request.partition("\n")[0].split(" ")
    field, _, value = request.partition("\n")[2].partition(": ")
    response = await visitor.request(method, path, headers={field: value})
    assert response.text.strip() == answer.strip()


@pytest.mark.parametrize(
    ("public_url", "shown"),
    [
        ("https://example.org", "$ curl -H 'Accept: text/plain' https://example.org/documents/110364/citation"),
        ("https://example.org/a", "$ curl -H 'Accept: text/plain' https://example.org/a/documents/110364/citation"),
        ("/a", "GET /a/documents/110364/citation HTTP/1.1\nAccept: text/plain"),
    ],
)
async def test_the_example_and_all_links_are_those_of_the_published_address(
    tmp_path: Path, public_url: str, shown: str
) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=public_url)
    make_archive(settings, SEED)
    base = public_url.removeprefix("https://example.org")
    async with client_on(create_app(settings)) as client:
        page = await read(client, "/")
    assert page.one("pre").words.startswith(shown)
    assert entries(page) == [f"{base}/document/110364"]
    assert not [a for a in page.addresses if not a.startswith(("#", f"{base}/"))]


@pytest.mark.parametrize(
    ("contact", "href", "words"),
    [
        ("mailto:archive@example.org", "mailto:archive@example.org", "archive@example.org"),
        ("https://example.org/contact", "https://example.org/contact", "https://example.org/contact"),
    ],
)
async def test_it_says_how_whoever_runs_it_is_reached(tmp_path: Path, contact: str, href: str, words: str) -> None:
    settings = Settings(archive=tmp_path / "archive.db", contact=contact)
    make_archive(settings)
    async with client_on(create_app(settings)) as client:
        page = await read(client, "/")
    assert links_to(page, words) == [href]


async def test_without_a_contact_it_says_that_none_is_given(visitor: httpx.AsyncClient) -> None:
    assert "has not said how to be reached" in (await read(visitor, "/")).one("main").words
