"""A record's citation as the house has it: as JSON, or by itself."""

from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, problem_of, write_records

CITATION = "/documents/110364/citation"


async def test_the_citation_is_the_line_the_record_gives(visitor: httpx.AsyncClient) -> None:
    record = (await visitor.get("/documents/110364")).json()
    citation = (await visitor.get(CITATION)).json()
    assert list(citation)[:8] == ["style", "form", "locale", "text", "html", "revision", "omitted", "warnings"]
    assert citation["text"] == record["citation"]["generated"] == record["citation"]["as_published"]
    assert len(citation["text"].encode()) == 331
    assert (citation["style"], citation["locale"], citation["revision"]) == ("house", "en-US", 1)
    assert citation["omitted"] == citation["warnings"] == []


async def test_plain_text_is_the_line_and_nothing_else(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(CITATION, headers={"accept": "text/plain"})
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == (await visitor.get(CITATION)).json()["text"]


async def test_the_style_may_be_named(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(f"{CITATION}?style=house")).content == (await visitor.get(CITATION)).content


@pytest.mark.parametrize("style", ["chicgo", "hous", "", "House", "💩", "%00", "../house"])
async def test_an_unknown_style_is_404_and_names_the_nearest(visitor: httpx.AsyncClient, style: str) -> None:
    problem = problem_of(await visitor.get(f"{CITATION}?style={style}"), 404)
    assert problem["styles"] == "/styles"
    assert ("house" in problem["near"]) is (style.lower() in ("hous", "house", "../house"))


async def cite(client: httpx.AsyncClient, house: House, folder: Path, **members: object) -> dict[str, Any]:
    """Import a record with these members, and give its citation."""
    report = take_in(house, write_records(folder, make_record(1, **members)))
    assert not report.has_errors, report.problems
    citation: dict[str, Any] = (await client.get("/documents/r001/citation")).json()
    return citation


async def test_the_html_says_what_the_text_says_with_its_address_as_a_link(visitor: httpx.AsyncClient) -> None:
    citation = (await visitor.get(CITATION)).json()
    address = "http://digitalarchive.wilsoncenter.org/document/110364"
    link = f'<a href="{address}">{address}</a>'
    assert citation["html"].endswith(link)
    assert unescape(citation["html"].replace(link, address)) == citation["text"]


async def test_nothing_in_a_title_is_taken_for_markup(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    title = '<script>alert(1)</script> & "quotes" </a>'
    citation = await cite(bare_client, bare_house, tmp_path, title=title)
    assert title in citation["text"]
    assert "<script" not in citation["html"]
    assert citation["html"].count("<") == 2  # <a …> and </a>
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in citation["html"]


async def test_nothing_in_an_address_ends_its_attribute(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    address = 'https://example.org/document/r001?"onclick="alert(1)&<x>'
    citation = await cite(bare_client, bare_house, tmp_path, source_url=address)
    assert 'href="https://example.org/document/r001?&quot;onclick=&quot;alert(1)&amp;&lt;x&gt;"' in citation["html"]


async def test_a_citation_of_an_older_revision_says_which(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    record = make_record(1, id="110364", title="Another title")
    assert not take_in(house, write_records(tmp_path, record), reason="A better title.", onto="110364").has_errors
    now, before = (await client.get(CITATION)).json(), (await client.get(f"{CITATION}?revision=1")).json()
    assert (now["revision"], before["revision"]) == (2, 1)
    assert "Another title" in now["text"]
    assert "Filippov (Stalin)" in before["text"]


@pytest.mark.parametrize(
    "query", ["revision=0", "revision=x", "revision=99999999999999999999", "revision=", "revision=-1"]
)
async def test_a_revision_that_is_no_number_of_one_is_422(visitor: httpx.AsyncClient, query: str) -> None:
    (error,) = problem_of(await visitor.get(f"{CITATION}?{query}"), 422)["errors"]
    assert error["parameter"] == "revision"
