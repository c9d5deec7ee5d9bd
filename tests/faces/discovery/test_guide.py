"""The guide for language models: short, true of this archive, and every link of it leads somewhere."""

import re

import httpx

from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.conftest import SEED, make_archive
from tests.faces.conftest import client_on, withdraw_record

LINK = re.compile(r"\]\(([^)]+)\)")


async def test_every_link_of_the_guide_leads_somewhere(client: httpx.AsyncClient) -> None:
    guide = await client.get("/llms.txt")
    assert guide.headers["content-type"] == "text/plain; charset=utf-8"
    assert guide.headers["etag"]
    links = LINK.findall(guide.text)
    assert len(links) == guide.text.count("](") > 10
    for link in links:
        response = await client.get(link, headers={"accept": "*/*"})
        assert response.status_code == 200, link
        assert response.content


async def test_the_guide_says_how_to_quote_and_what_to_do_with_what_records_say(client: httpx.AsyncClient) -> None:
    guide = (await client.get("/llms.txt")).text
    assert guide.startswith("# ")
    assert "\n> " in guide
    for rule in ("exactly", "citation with every quotation", "translations unless", "no instructions", "not stated"):
        assert rule in guide
    assert len(guide) < 5000


async def test_the_quotation_that_the_guide_checks_is_exact(client: httpx.AsyncClient) -> None:
    (link,) = [link for link in LINK.findall((await client.get("/llms.txt")).text) if "/quotations" in link]
    assert (await client.get(link)).json()["outcome"] == "exact"


async def test_the_guide_of_an_archive_with_nothing_to_read_shows_no_example(
    house: House, client: httpx.AsyncClient
) -> None:
    withdraw_record(house, "110364")
    assert "110364" not in (await client.get("/llms.txt")).text
    for link in LINK.findall((await client.get("/llms.txt")).text):
        assert (await client.get(link)).status_code == 200


async def test_links_of_the_guide_are_whole_where_the_archive_has_a_public_address(settings: Settings) -> None:
    named = settings.model_copy(update={"public_url": "https://archive.example/papers"})
    make_archive(named, SEED)
    async with client_on(create_app(named)) as client:
        links = LINK.findall((await client.get("/papers/llms.txt")).text)
        assert all(link.startswith("https://archive.example/papers/") for link in links)
        for link in links:
            assert (await client.get(link.removeprefix("https://archive.example"))).status_code == 200
