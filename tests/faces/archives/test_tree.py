"""Archives browsed file by file."""

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, problem_of, write_records
from tests.formats.pages import parse_page

DELO = "/archives/ru-aprf/fond-45/opis-1/delo-339"
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_the_archives_are_those_in_which_a_record_lies(reader: httpx.AsyncClient) -> None:
    archives = (await reader.get("/archives")).json()["archives"]
    assert [(one["value"], one["records"], one["url"]) for one in archives] == [
        ("APRF", 5, "/archives/ru-aprf"),
        ("AQSh", 1, "/archives/al-aqsh"),
        ("AVPRF", 1, "/archives/ru-avprf"),
        ("GARF", 1, "/archives/ru-garf"),
        ("JACAR", 1, "/archives/jp-jacar"),
        ("NARA", 1, "/archives/us-nara"),
        ("RGASPI", 1, "/archives/ru-rgaspi"),
        ("TNA", 1, "/archives/uk-tna"),
    ]


async def test_a_fond_leads_down_to_its_files_in_the_order_in_which_people_count(reader: httpx.AsyncClient) -> None:
    unit = (await reader.get("/archives/ru-aprf/fond-45/opis-1")).json()
    assert [(one["level"], one["value"], one["records"]) for one in unit["children"]] == [
        ("delo", "34", 1),
        ("delo", "339", 4),
    ]
    assert [(step["level"], step["value"]) for step in unit["path"]] == [(None, "APRF"), ("fond", "45"), ("opis", "1")]
    assert (unit["records"], unit["items"]) == (5, [])
    for step in (*unit["path"], *unit["children"]):
        assert (await reader.get(step["url"])).json()["unit"] == step["unit"]


async def test_a_file_lists_its_records_by_leaf_whatever_script_their_references_are_in(
    reader: httpx.AsyncClient,
) -> None:
    unit = (await reader.get(DELO)).json()
    assert [(item["id"], item["leaves"]) for item in unit["items"]] == [
        ("r001", "29"),
        ("110364", "31-32"),
        ("r002", "35-36"),
        ("r005", None),
    ]
    assert [(gap["first"]["n"], gap["last"]["n"]) for gap in unit["gaps"]] == [("30", "30"), ("33", "34")]


async def test_a_record_says_where_else_it_lies(reader: httpx.AsyncClient) -> None:
    unit = (await reader.get(DELO)).json()
    (other,) = next(item for item in unit["items"] if item["id"] == "110364")["elsewhere"]
    assert other["as_written"] == "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
    assert other["url"] == "/archives/ru-avprf/fond-059a/opis-5a/papka-11/delo-5"
    (item,) = (await reader.get(other["url"])).json()["items"]
    assert item["id"] == "110364"
    assert item["elsewhere"][0]["url"] == DELO


async def test_a_successor_is_called_an_inference(reader: httpx.AsyncClient) -> None:
    (successor,) = (await reader.get(DELO)).json()["successors"]
    assert successor["unit"] == "ru-rgaspi/fond-558/opis-11/delo-339"
    assert successor["name"] == "RGASPI, fond 558, opis 11, delo 339"
    assert (successor["relation"], successor["records"]) == ("successor", 0)
    assert successor["evidence"]


async def test_a_value_is_spelled_as_a_reference_prints_it(reader: httpx.AsyncClient) -> None:
    (series,) = (await reader.get("/archives/uk-tna")).json()["children"]
    assert (series["value"], series["unit"]) == ("PREM 4", "uk-tna/series-prem-4")
    unit = (await reader.get("/archives/ru-garf/fond-r-9478/opis-1")).json()
    assert [step["value"] for step in unit["path"]] == ["GARF", "Р-9478", "1"]
    group = (await reader.get("/archives/us-nara/record_group-59")).json()
    assert [child["value"] for child in group["children"]] == ["Central Decimal File"]
    page = parse_page((await reader.get("/archives/ru-garf/fond-r-9478", headers=BROWSER)).content)
    assert page.one("h1").words == "Fond Р-9478"


async def test_leaves_are_called_what_they_are(reader: httpx.AsyncClient) -> None:
    words = parse_page((await reader.get(DELO, headers=BROWSER)).content).one("main").words
    assert "leaf 29" in words
    page = await reader.get("/archives/jp-jacar/reference_code-b-02030123400", headers=BROWSER)
    assert "images 1-3" in parse_page(page.content).one("main").words


async def test_a_slash_in_a_value_is_no_step(reader: httpx.AsyncClient) -> None:
    series = (await reader.get("/archives/uk-tna/series-prem-4")).json()
    (piece,) = series["children"]
    assert (piece["value"], piece["url"]) == ("27/1", "/archives/uk-tna/series-prem-4/piece-27~2F1")
    assert [item["id"] for item in (await reader.get(piece["url"])).json()["items"]] == ["r004"]


@pytest.mark.parametrize(
    "path", ["/archives/ru-aprf/fond-46", "/archives/nobody", "/archives/ru-aprf/x", "/archives/ru-rgani/fond-89"]
)
async def test_a_unit_of_which_nothing_is_cited_is_not_here(reader: httpx.AsyncClient, path: str) -> None:
    problem_of(await reader.get(path), 404)


async def test_each_unit_is_a_page_whose_links_lead_on(reader: httpx.AsyncClient) -> None:
    seen, waiting = set(), ["/archives"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = await reader.get(path, headers=BROWSER)
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        page = parse_page(response.content)
        assert page.one("h1").words
        waiting += [a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("/archives")]
    assert DELO in seen
    assert len(seen) > 12


async def test_the_page_of_a_file_shows_records_gaps_and_what_is_inferred(reader: httpx.AsyncClient) -> None:
    words = parse_page((await reader.get(DELO, headers=BROWSER)).content).one("main").words
    assert "leaves 31-32" in words
    assert "Nothing is published here of: 30, 33–34." in words
    assert "an inference" in words


async def saved(reader: httpx.AsyncClient, path: str) -> list[str]:
    """Give the records that a page offers to reference managers, which it leads to where they have them from."""
    page = parse_page((await reader.get(path, headers=BROWSER)).content)
    ids = [element.attributes["title"] for element in page.all("abbr", class_="unapi-id")]
    servers = [element.attributes["href"] for element in page.all("link", rel="unapi-server")]
    assert servers == (["/unapi"] if ids else [])
    return ids


async def test_the_page_of_a_file_offers_each_of_its_records_to_reference_managers(reader: httpx.AsyncClient) -> None:
    ids = await saved(reader, DELO)
    assert ids == ["r001", "110364", "r002", "r005"]
    for document_id in ids:
        assert (await reader.get(f"/unapi?id={document_id}&format=rdf_zotero")).status_code == 200
    page = await saved(reader, f"{DELO}?limit=3")
    assert page == ids[:3]


async def test_a_unit_without_records_of_its_own_offers_none(reader: httpx.AsyncClient) -> None:
    for path in ("/archives", "/archives/ru-aprf/fond-45"):
        assert await saved(reader, path) == []


async def test_a_record_that_lies_in_a_file_twice_is_offered_once(client: httpx.AsyncClient, house: House) -> None:
    twice = make_record(1, locations=["APRF, f. 45, op. 1, d. 339, l. 3", "APRF, f. 45, op. 1, d. 339, ll. 50-51"])
    assert not take_in(house, write_records(house.archive.path.parent, twice)).has_errors
    listed = [item["id"] for item in (await client.get(DELO)).json()["items"]]
    assert listed == ["r001", "110364", "r001"]
    assert await saved(client, DELO) == ["r001", "110364"]


async def test_a_page_costs_the_same_queries_however_many_records_there_are(
    reader: httpx.AsyncClient, selects: list[str]
) -> None:
    counts = []
    for path in (DELO, "/archives/ru-avprf/fond-059a/opis-5a/papka-11/delo-5"):
        selects.clear()
        await reader.get(path)
        counts.append(len(selects))
    assert counts[0] == counts[1] + 1  # the one more counts the records of an inferred unit
