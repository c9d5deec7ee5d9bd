"""For search engines: every published record once, and nothing that is made of what is asked."""

from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import httpx
import pytest

from app.house import open_settings_house
from app.services import changes
from app.services.found import House
from app.settings import Settings
from tests.conftest import SEED, client_of, make_archive, take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


async def located(client: httpx.AsyncClient, address: str) -> list[str]:
    """Give the addresses a sitemap, or its index, names."""
    response = await client.get(address)
    assert response.headers["content-type"] == "application/xml"
    return [str(e.text) for e in ET.fromstring(response.content).iter(f"{MAP}loc")]  # noqa: S314 - our own answer


async def all_located(client: httpx.AsyncClient) -> list[str]:
    """Follow the index to every record."""
    return [record for page in await located(client, "/sitemap.xml") for record in await located(client, page)]


def fill(house: House, *numbers: int, **members: object) -> None:
    """Import records."""
    records = write_records(house.archive.path.parent, *(make_record(n, **members) for n in numbers))
    assert not take_in(house, records, reason="Better.").has_errors


async def test_every_published_record_is_there_once_and_no_other(client: httpx.AsyncClient, house: House) -> None:
    fill(house, 1, 2, 3, 4)
    fill(house, 1, title="Another title")
    withdraw_record(house, "r002")
    merge_record(house, "r003", "r004")
    assert sorted(await all_located(client)) == ["/document/110364", "/document/r001", "/document/r004"]


async def test_each_record_says_when_its_newest_revision_was_made(client: httpx.AsyncClient) -> None:
    revision = (await client.get("/documents/110364")).json()["revision"]
    page = ET.fromstring((await client.get("/sitemap-1.xml")).content)  # noqa: S314
    assert [e.text for e in page.iter(f"{MAP}lastmod")] == [revision["at"]]


async def test_pages_have_a_bound_and_none_is_empty(
    client: httpx.AsyncClient, house: House, selects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "SPAN", 5)
    fill(house, *range(1, 31))
    for number in range(4, 15):
        withdraw_record(house, f"r{number:03}")
    pages = await located(client, "/sitemap.xml")
    assert pages == [f"/sitemap-{n}.xml" for n in (1, 4, 5, 6, 7)]
    counts = []
    for page in pages:
        selects.clear()
        counts.append(len(await located(client, page)))
        assert len(selects) == 1, selects
    assert max(counts) <= 5
    assert sum(counts) == 20
    problem_of(await client.get("/sitemap-2.xml"), 404)


async def test_the_index_asks_the_archive_once(visitor: httpx.AsyncClient, selects: list[str]) -> None:
    await visitor.get("/sitemap.xml")
    assert len([statement for statement in selects if "WITH RECURSIVE" not in statement]) == 0


async def test_an_empty_archive_has_an_empty_index(bare_client: httpx.AsyncClient) -> None:
    assert await located(bare_client, "/sitemap.xml") == []


@pytest.mark.parametrize("page", ["0", "x", "news", "50001", "01", "1.0", "-1", "1" * 5000, "%D9%A1"])
async def test_what_is_no_page_is_not_found(visitor: httpx.AsyncClient, page: str) -> None:
    problem_of(await visitor.get(f"/sitemap-{page}.xml"), 404)


@pytest.mark.parametrize(
    ("public_url", "base", "said"),
    [("", "", False), ("/a", "/a", False), ("https://example.org", "", True), ("https://example.org/a", "/a", True)],
)
async def test_robots_may_read_records_and_are_told_of_the_sitemap_where_it_has_an_address(
    tmp_path: Path, public_url: str, base: str, *, said: bool
) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=public_url)
    make_archive(settings, SEED)
    house = open_settings_house(settings)
    house.archive.close()
    async with client_of(settings) as client:
        body = (await client.get("/robots.txt")).text
        sitemap = f"Sitemap: {public_url}/sitemap.xml\n"
        assert (sitemap in body) is said
        if said:
            assert await located(client, "/sitemap.xml") == [f"{public_url}/sitemap-1.xml"]
            assert await located(client, "/sitemap-1.xml") == [f"{public_url}/document/110364"]
    robots = RobotFileParser()
    robots.parse(body.splitlines())
    for path in ("/", "/document/110364", "/documents/110364.json", "/archives", "/sitemap.xml"):
        assert robots.can_fetch("anybody", f"https://example.org{base}{path}")
    assert not robots.can_fetch("anybody", f"https://example.org{base}/resolve?ref=x")
