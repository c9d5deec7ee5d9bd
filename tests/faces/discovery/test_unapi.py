"""unAPI: what Zotero asks of it, and what is said to whoever asks for what there is not."""

from xml.etree import ElementTree as ET

import httpx
import pytest

from app.faces.discovery.unapi import NAMES, offered
from app.formats import formats
from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records
from tests.faces.reading_room.visitors import read

SOURCE = "http://digitalarchive.wilsoncenter.org/document/110364"


def listed(response: httpx.Response) -> list[str]:
    """Give the names of the formats that are listed."""
    assert response.headers["content-type"] == "application/xml"
    root = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert root.tag == "formats"
    assert all(element.attrib["type"] for element in root)
    return [element.attrib["name"] for element in root]


def test_the_richest_format_comes_first_and_every_name_is_one_that_zotero_knows() -> None:
    assert list(NAMES) == ["rdf_zotero", "mods", "ris", "bibtex"]
    assert next(iter(offered())) == "rdf_zotero"
    assert set(offered()) == {name for name, own in NAMES.items() if own in {fmt.name for fmt in formats()}}


async def test_zotero_finds_the_formats_and_then_the_record(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, "/document/110364")
    server = page.one("link", rel="unapi-server").attributes["href"]
    document_id = page.one("abbr", class_="unapi-id").attributes["title"]
    first = listed(await visitor.get(server))[0]
    record = await visitor.get(f"{server}?id={document_id}&format={first}")
    same = await visitor.get(f"/documents/110364.{offered()[first].suffix}")
    assert (record.status_code, record.content) == (200, same.content)
    assert record.headers["content-type"] == "application/rdf+xml"
    assert "Mao Zedong" in record.text


async def test_the_formats_of_one_record_are_several_choices(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/unapi?id=110364")
    assert response.status_code == 300
    assert listed(response) == list(offered())
    assert ET.fromstring(response.content).attrib == {"id": "110364"}  # noqa: S314


@pytest.mark.parametrize("name", list(offered()))
async def test_every_format_that_is_listed_is_served(visitor: httpx.AsyncClient, name: str) -> None:
    response = await visitor.get("/unapi", params={"id": "110364", "format": name})
    assert response.status_code == 200
    assert response.headers["content-type"] == offered()[name].media_type


async def test_a_record_under_another_name_is_the_same_record(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/unapi", params={"id": SOURCE})).status_code == 300
    one = await visitor.get("/unapi", params={"id": SOURCE, "format": "rdf_zotero"})
    assert one.content == (await visitor.get("/unapi?id=110364&format=rdf_zotero")).content


async def test_of_a_merged_record_the_one_that_took_its_place_is_given(client: httpx.AsyncClient, house: House) -> None:
    records = write_records(house.archive.path.parent, make_record(1, id="twin"), make_record(2, id="other"))
    assert not take_in(house, records).has_errors
    merge_record(house, "twin", "other")
    merge_record(house, "other", "110364")
    one = await client.get("/unapi?id=twin&format=rdf_zotero")
    assert (one.status_code, one.content) == (200, (await client.get("/unapi?id=110364&format=rdf_zotero")).content)


async def test_what_there_is_not_is_a_problem(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get("/unapi?id=110365"), 404)["near"][0] == "110364"
    problem_of(await visitor.get("/unapi?id=110365&format=rdf_zotero"), 404)
    problem_of(await visitor.get("/unapi?id=110365&format=marc"), 404)
    unknown = problem_of(await visitor.get("/unapi?id=110364&format=marc"), 406)
    assert [one["name"] for one in unknown["available"]] == list(offered())
    assert problem_of(await visitor.get("/unapi?format=ris"), 422)["errors"][0]["parameter"] == "id"


@pytest.mark.parametrize("query", ["", "&format=rdf_zotero"])
async def test_a_withdrawn_record_is_gone(client: httpx.AsyncClient, house: House, query: str) -> None:
    withdraw_record(house, "110364")
    assert problem_of(await client.get(f"/unapi?id=110364{query}"), 410)["tombstone"]["id"] == "110364"


async def test_a_hostile_id_is_words(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/unapi", params={"id": '"><format name="x'}), 404)


async def test_a_list_offers_each_of_its_records_once(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, "/")
    assert [e.attributes["title"] for e in page.all("abbr", class_="unapi-id")] == ["900001", "110364", "900777"]
    assert page.one("link", rel="unapi-server").attributes["href"] == "/unapi"
