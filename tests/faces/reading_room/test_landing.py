"""The permalink: a page unless something else is asked for, under every name the record ever had."""

import httpx
import pytest

from app.formats import formats
from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import link_to, make_record, merge_record, problem_of, withdraw_record, write_records
from tests.faces.reading_room.visitors import ANYTHING, BROWSER, CHROME, JSON, links_to, page_of

PERMALINK = "/document/110364"
SOURCE = "digitalarchive.wilsoncenter.org/document/110364"
#: Parameters that others add to links, and that mean nothing here.
GROWN = ["utm_source=x", "fbclid=y", "utm_source=x&utm_source=y", "=", "%00", "a" * 2000, "a&b;c"]


@pytest.mark.parametrize("headers", [{}, ANYTHING, BROWSER, {"accept": "text/html"}, {"accept": "text/*"}])
async def test_the_permalink_is_a_page_for_a_browser_and_for_who_takes_anything(
    visitor: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    page = page_of(await visitor.get(PERMALINK, headers=headers))
    assert page.one("h1").words.startswith("Ciphered telegram, Filippov (Stalin)")


async def test_a_browser_gets_the_same_page_at_the_address_of_the_api(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get(PERMALINK, headers=BROWSER)
    other = await visitor.get("/documents/110364", headers=BROWSER)
    assert (page.content, page.headers["etag"]) == (other.content, other.headers["etag"])
    assert (await visitor.get("/documents/110364", headers=ANYTHING)).headers["content-type"] == "application/json"


@pytest.mark.parametrize("suffix", ["", *(f".{fmt.suffix}" for fmt in formats())])
async def test_the_permalink_has_every_format_of_the_record(visitor: httpx.AsyncClient, suffix: str) -> None:
    headers = {} if suffix else JSON
    here = await visitor.get(f"{PERMALINK}{suffix}", headers=headers)
    there = await visitor.get(f"/documents/110364{suffix}", headers=headers)
    assert (here.content, dict(here.headers)) == (there.content, dict(there.headers))


async def test_page_and_record_lead_to_each_other(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get(PERMALINK))
    assert "/documents/110364" in page.addresses
    assert "/documents/110364/citation" in page.addresses
    assert {"/documents/110364.json", "/documents/110364.page.txt"} <= set(page.addresses)
    assert (await visitor.get("/documents/110364")).json()["links"]["html"] == PERMALINK
    assert link_to(await visitor.get(PERMALINK), "cite-as") == f"http://{SOURCE}"


@pytest.mark.parametrize("document_id", ["110364", "900001"])
async def test_the_page_cites_every_passage_as_the_api_does(visitor: httpx.AsyncClient, document_id: str) -> None:
    page = page_of(await visitor.get(f"/document/{document_id}"))
    passages = [element.attributes["id"] for element in page.all("div", class_="passage")]
    shown = [element.words for element in page.all("div", class_="copyable")]
    answers = [await visitor.get(f"/documents/{document_id}/passages/{passage}") for passage in passages]
    assert shown == [answer.json()["citation"]["text"] for answer in answers]
    assert len(set(shown)) == len(passages) > 1


async def test_every_link_of_the_page_that_is_ours_leads_somewhere(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get(PERMALINK))
    ids = {element.attributes.get("id") for element in page.elements}
    assert len(set(page.addresses)) > 20
    for address in set(page.addresses):
        path, _, fragment = address.partition("#")
        if path.startswith("/") and path != "/docs":
            assert (await visitor.get(path)).status_code == 200, address
        if not path:
            assert fragment in ids


@pytest.mark.parametrize("query", GROWN)
@pytest.mark.parametrize(
    "path", [PERMALINK, f"{PERMALINK}/revisions", f"{PERMALINK}/revisions/1", f"{PERMALINK}/cite", "/"]
)
async def test_a_page_answers_whatever_has_grown_on_its_address(
    visitor: httpx.AsyncClient, path: str, query: str
) -> None:
    plain, grown = await visitor.get(path), await visitor.get(f"{path}?{query}")
    assert grown.status_code == 200
    assert grown.content == plain.content


@pytest.mark.parametrize("headers", [BROWSER, ANYTHING, JSON])
@pytest.mark.parametrize(
    "name", [f"http://{SOURCE}", f"https://{SOURCE}", SOURCE, f"http://{SOURCE}/", f"http://{SOURCE}.pdf"]
)
async def test_every_other_name_leads_to_the_permalink(
    visitor: httpx.AsyncClient, name: str, headers: dict[str, str]
) -> None:
    response = await visitor.get(f"/document/{name}", headers=headers)
    assert (response.status_code, response.headers["location"]) == (308, PERMALINK)


async def test_the_pages_of_history_are_found_by_every_name_too(visitor: httpx.AsyncClient) -> None:
    for rest in ("/revisions", "/revisions/1", "/cite?style=apa"):
        response = await visitor.get(f"/document/http://{SOURCE}{rest}", headers=BROWSER)
        assert (response.status_code, response.headers["location"]) == (308, f"{PERMALINK}{rest}")


async def test_a_merged_record_leads_to_the_page_of_the_one_that_took_its_place(
    client: httpx.AsyncClient, house: House
) -> None:
    assert not take_in(house, write_records(house.archive.path.parent, make_record(1, id="twin"))).has_errors
    merge_record(house, "twin", "110364")
    response = await client.get("/document/twin", headers=BROWSER)
    assert (response.status_code, response.headers["location"]) == (308, PERMALINK)


@pytest.mark.parametrize("path", ["/document/11036", "/document/11036/revisions", "/document/110364/revisions/7"])
async def test_what_is_not_here_is_a_page_for_a_browser_and_a_problem_for_a_program(
    visitor: httpx.AsyncClient, path: str
) -> None:
    response = await visitor.get(path, headers=BROWSER)
    page = page_of(response, 404)
    assert page.one("h1").words == "Not found"
    assert links_to(page, "All records of this archive") == ["/"]
    assert response.headers["vary"] == "Accept, Host"
    for headers in ({}, ANYTHING, JSON):
        problem_of(await visitor.get(path, headers=headers), 404)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/docments/110364", 404),
        ("/document/110364/historyy", 404),
        ("/document", 404),
        ("/documents/11036", 404),
        ("/documents/110364/passages/en.p99", 404),
        ("/documents?limit=0", 422),
        ("/documents/110364/citation?style=x", 404),
        ("/documents/110364/citation?form=x", 422),
        ("/document/110364/revisions/0", 422),
    ],
)
async def test_a_mistyped_address_is_a_page_for_a_browser_and_a_problem_for_a_program(
    visitor: httpx.AsyncClient, path: str, status: int
) -> None:
    response = await visitor.get(path, headers=CHROME)
    page = page_of(response, status)
    assert page.one("h1").words == ("Not found" if status == 404 else "Invalid parameter")
    assert response.headers["vary"] == "Accept, Host"
    for headers in ({}, ANYTHING, JSON):
        problem = problem_of(await visitor.get(path, headers=headers), status)
        assert problem["detail"] in page.one("main").words


async def test_a_request_that_is_no_reading_is_refused_in_a_page_too(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post(PERMALINK, headers=CHROME)
    page_of(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


async def test_the_page_of_what_is_not_here_names_records_like_it(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get("/document/11036", headers=BROWSER), 404)
    assert links_to(page, "110364") == ["/document/110364"]


async def test_a_revision_that_is_not_here_is_not_taken_for_a_record(visitor: httpx.AsyncClient) -> None:
    page = page_of(await visitor.get("/document/110364/revisions/7", headers=BROWSER), 404)
    assert not [address for address in page.addresses if address.startswith("/document/")]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202eturned", "'\"><img src=x>", "a%09b", "x" * 1900])
async def test_a_hostile_name_is_words_on_the_page_that_says_it_is_not_here(
    visitor: httpx.AsyncClient, name: str
) -> None:
    page_of(await visitor.get(f"/document/{name}", headers=BROWSER), 404)


async def test_a_withdrawn_record_is_a_page_with_its_tombstone(client: httpx.AsyncClient, house: House) -> None:
    withdraw_record(house, "110364")
    response = await client.get(PERMALINK, headers=BROWSER)
    page = page_of(response, 410)
    words = page.one("main").words
    assert page.one("h1").words == "Withdrawn"
    assert "The donor asked for it." in words
    assert "It was: Ciphered telegram, Filippov (Stalin) to Mao Zedong" in words
    assert page.one("p", class_="citation copyable").words.endswith(f"http://{SOURCE}")
    assert "DEAR" not in words
    for headers in ({}, ANYTHING, JSON):
        assert problem_of(await client.get(PERMALINK, headers=headers), 410)["tombstone"]["id"] == "110364"


@pytest.mark.parametrize("rest", ["", "/revisions", "/revisions/1"])
async def test_a_minimal_tombstone_s_page_keeps_neither_title_nor_citation(
    client: httpx.AsyncClient, house: House, rest: str
) -> None:
    withdraw_record(house, "110364", minimal=True)
    response = await client.get(f"{PERMALINK}{rest}", headers=BROWSER)
    page = page_of(response, 410)
    assert "Mao" not in response.text
    assert page.all("p", class_="citation copyable") == []


async def test_a_form_that_does_not_exist_is_406_for_all_and_those_that_do_are_named(
    visitor: httpx.AsyncClient,
) -> None:
    available = problem_of(await visitor.get(PERMALINK, headers={"accept": "image/png"}), 406)["available"]
    assert {form["href"] for form in available} == {f"{PERMALINK}.{fmt.suffix}" for fmt in formats()}
    problem_of(await visitor.get("/document/11036", headers={"accept": "image/png"}), 404)


async def test_the_page_has_an_etag_and_head_says_what_get_does(visitor: httpx.AsyncClient) -> None:
    for path in (PERMALINK, f"{PERMALINK}/revisions", f"{PERMALINK}/revisions/1", f"{PERMALINK}/cite?style=apa", "/"):
        response = await visitor.get(path, headers=BROWSER)
        known = await visitor.get(path, headers=BROWSER | {"if-none-match": response.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        head = await visitor.head(path, headers=BROWSER)
        assert (head.status_code, head.content, head.headers) == (200, b"", response.headers)


async def test_a_revision_can_be_read_as_a_page_that_stays(visitor: httpx.AsyncClient) -> None:
    newest = await visitor.get("/document/110364")
    pinned = await visitor.get("/document/110364?revision=1")
    assert pinned.status_code == 200
    assert "This page is pinned to revision 1" in pinned.text
    assert "pinned" not in newest.text
    assert pinned.headers["cache-control"] == "public, max-age=86400"
    again = await visitor.get("/document/110364?revision=1", headers={"if-none-match": pinned.headers["etag"]})
    assert again.status_code == 304
    assert (await visitor.get("/document/110364?revision=99")).status_code == 404
