"""A record by its id: which representation is given, how caches may keep it, and where it links to."""

import gzip
from urllib.parse import urlsplit

import httpx
import pytest

from app.domain.identifiers import sha256_bytes
from tests.faces.conftest import link_to, links_of, problem_of

RECORD = "/documents/110364"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
#: Every address of the seed that answers 200, and whether it is pinned to what can never change.
ADDRESSES = {
    RECORD: False,
    f"{RECORD}.json": False,
    f"{RECORD}.page.txt": False,
    "/documents": False,
    f"{RECORD}/citation": False,
    f"{RECORD}/texts/en": False,
    f"{RECORD}/passages/en.p7": False,
    f"{RECORD}/revisions": False,
    "/schemas/document.json": False,
    "/problems/not-found": False,
    "/openapi.json": False,
    "/docs": False,
    "/docs/swagger-ui.css": False,
    f"{RECORD}/revisions/1": True,
    f"{RECORD}/citation?revision=1": True,
    f"{RECORD}/texts/en?revision=1": True,
    f"{RECORD}/passages/en.p7?revision=1": True,
}


@pytest.mark.parametrize(
    "accept", [None, "", "*/*", "application/json", "application/*", "text/html;q=0.9, */*", "garbage"]
)
async def test_a_record_is_json_for_whoever_does_not_insist_on_something_else(
    visitor: httpx.AsyncClient, accept: str | None
) -> None:
    response = await visitor.get(RECORD, headers={} if accept is None else {"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json()["id"] == "110364"


async def test_the_suffix_and_the_accept_header_give_the_same_bytes(visitor: httpx.AsyncClient) -> None:
    by_suffix = await visitor.get(f"{RECORD}.json", headers={"accept": "text/html"})
    by_accept = await visitor.get(RECORD, headers={"accept": "application/json"})
    assert by_suffix.content == by_accept.content
    assert by_suffix.headers["etag"] == by_accept.headers["etag"]


async def test_an_accept_header_may_come_on_several_lines(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(RECORD, headers=[("accept", "image/png"), ("accept", "application/json;q=0.1")])
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("accept", ["image/png", "application/x-none", "image/*", "text/html;q=0, image/png"])
async def test_what_does_not_exist_is_406_with_a_list_of_what_does(visitor: httpx.AsyncClient, accept: str) -> None:
    problem = problem_of(await visitor.get(RECORD, headers={"accept": accept}), 406)
    assert {"type": "application/json", "href": f"{RECORD}.json", "title": "The whole record as JSON"} in problem[
        "available"
    ]
    assert [choice["type"] for choice in problem["available"] if "href" not in choice] == ["text/x-bibliography"]
    for choice in (choice for choice in problem["available"] if "href" in choice):
        response = await visitor.get(choice["href"], headers={"accept": accept})
        assert response.status_code == 200
        assert response.headers["content-type"] == choice["type"]


async def test_a_name_that_is_no_records_is_404_whatever_is_accepted(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/documents/999999", headers={"accept": "image/png"}), 404)


async def test_another_name_of_a_record_redirects_whatever_is_accepted(visitor: httpx.AsyncClient) -> None:
    address = "/documents/http://digitalarchive.wilsoncenter.org/document/110364"
    assert (await visitor.get(address, headers={"accept": "image/png"})).status_code == 308


@pytest.mark.parametrize("suffix", [".xyz", ".JSON", ".json.json", ".", ".json/", "/json", ".page"])
async def test_an_unknown_suffix_is_404_and_names_the_record(visitor: httpx.AsyncClient, suffix: str) -> None:
    problem = problem_of(await visitor.get(f"{RECORD}{suffix}"), 404)
    assert "110364" in problem["near"]


async def test_a_final_slash_leads_to_the_record(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{RECORD}/")
    assert (response.status_code, response.headers["location"]) == (308, RECORD)


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "/livez", "/readyz", "/nowhere", "/documents?limit=0", "/document/110364"]
)
async def test_head_has_the_headers_of_get_and_no_body(visitor: httpx.AsyncClient, address: str) -> None:
    got, head = await visitor.get(address), await visitor.head(address)
    assert head.status_code == got.status_code
    assert head.headers == got.headers
    assert head.headers["content-length"] == str(len(got.content))
    assert head.content == b""


async def test_head_of_the_compressed_form_has_its_length(visitor: httpx.AsyncClient) -> None:
    got = await visitor.get(RECORD, headers={"accept-encoding": "gzip"})
    head = await visitor.head(RECORD, headers={"accept-encoding": "gzip"})
    assert head.headers == got.headers
    assert int(head.headers["content-length"]) < len(got.content)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_answer_has_a_strong_etag_and_says_what_it_varies_by(
    visitor: httpx.AsyncClient, address: str
) -> None:
    response = await visitor.get(address)
    assert response.status_code == 200
    assert response.headers["etag"] == f'"{sha256_bytes(response.content)[:32]}"'
    assert "Accept" in response.headers["vary"].split(", ")


@pytest.mark.parametrize("address", ADDRESSES)
async def test_what_the_client_has_is_not_sent_again(visitor: httpx.AsyncClient, address: str) -> None:
    first = await visitor.get(address)
    etag = first.headers["etag"]
    for header in (etag, f"W/{etag}", f'"other", {etag}', f'"a","b" , W/{etag}', "*", f' "x",{etag} '):
        again = await visitor.request("GET" if "a" in header else "HEAD", address, headers={"if-none-match": header})
        assert again.status_code == 304, header
        assert again.content == b""
        for name in ("etag", "cache-control", "vary", "access-control-allow-origin"):
            assert again.headers[name] == first.headers[name]
        assert "content-length" not in again.headers
        assert "content-type" not in again.headers


async def test_what_the_client_has_may_be_told_on_several_lines(visitor: httpx.AsyncClient) -> None:
    etag = (await visitor.get(RECORD)).headers["etag"]
    response = await visitor.get(RECORD, headers=[("if-none-match", '"other"'), ("if-none-match", etag)])
    assert response.status_code == 304


@pytest.mark.parametrize("header", ["", '"other"', "W/*", '"*"', 'w/"x"', "347c4a1364c367ec560ba44a2cf7ae59", '"'])
async def test_what_the_client_does_not_have_is_sent(visitor: httpx.AsyncClient, header: str) -> None:
    assert (await visitor.get(RECORD, headers={"if-none-match": header})).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".json", ".page.txt"])
async def test_the_compressed_form_has_an_etag_of_its_own_and_holds_the_same_bytes(
    visitor: httpx.AsyncClient, suffix: str
) -> None:
    plain = await visitor.get(f"{RECORD}{suffix}")
    async with visitor.stream("GET", f"{RECORD}{suffix}", headers={"accept-encoding": "br, gzip"}) as response:
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert "content-encoding" not in plain.headers
    assert response.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert response.headers["etag"] != plain.headers["etag"]
    assert response.headers["etag"].startswith('"')
    for each in (plain, response):
        assert each.headers["vary"] == "Accept, Accept-Encoding"


async def test_each_form_is_unchanged_only_for_whoever_has_that_form(visitor: httpx.AsyncClient) -> None:
    compressed = {"accept-encoding": "gzip"}
    ours, theirs = (await visitor.get(RECORD)), (await visitor.get(RECORD, headers=compressed))
    unchanged = await visitor.get(RECORD, headers={**compressed, "if-none-match": theirs.headers["etag"]})
    assert unchanged.status_code == 304
    assert unchanged.headers["etag"] == theirs.headers["etag"]
    assert "content-encoding" not in unchanged.headers
    assert unchanged.headers["vary"] == "Accept, Accept-Encoding"
    assert (await visitor.get(RECORD, headers={"if-none-match": theirs.headers["etag"]})).status_code == 200
    other = await visitor.get(RECORD, headers={**compressed, "if-none-match": ours.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "header",
    ["gzip;q=0", "gzip; q=0", "gzip ; q=0.000", "GZIP;Q=0", "gzip;q=0, br", "gzip;\tq=0", "br", "identity", ""],
)
async def test_whoever_refuses_the_compressed_form_is_not_sent_it(visitor: httpx.AsyncClient, header: str) -> None:
    response = await visitor.get(RECORD, headers={"accept-encoding": header})
    assert response.status_code == 200
    assert "content-encoding" not in response.headers


@pytest.mark.parametrize("header", ["gzip", "br, gzip", "gzip;q=0.001", "deflate, GZIP;q=1.0, *;q=0.5", "x-gzip"])
async def test_whoever_takes_the_compressed_form_is_sent_it(visitor: httpx.AsyncClient, header: str) -> None:
    response = await visitor.get(RECORD, headers={"accept-encoding": header})
    assert response.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("address", [address for address, is_pinned in ADDRESSES.items() if not is_pinned])
async def test_what_can_change_is_kept_for_a_short_time(visitor: httpx.AsyncClient, address: str) -> None:
    directives = (await visitor.get(address)).headers["cache-control"].split(", ")
    assert "public" in directives
    (age,) = [int(d.removeprefix("max-age=")) for d in directives if d.startswith("max-age=")]
    assert 0 < age <= 300
    assert any(d.startswith("stale-while-revalidate=") for d in directives)
    assert "immutable" not in directives


@pytest.mark.parametrize("address", [address for address, is_pinned in ADDRESSES.items() if is_pinned])
async def test_what_cannot_change_is_kept_for_long_but_at_most_a_day(visitor: httpx.AsyncClient, address: str) -> None:
    directives = (await visitor.get(address)).headers["cache-control"].split(", ")
    (age,) = [int(d.removeprefix("max-age=")) for d in directives if d.startswith("max-age=")]
    assert 3600 <= age <= 86400  # a withdrawal must reach every cache within a day
    assert "immutable" not in directives
    assert not any(d.startswith("stale-") for d in directives)


@pytest.mark.parametrize("address", [*ADDRESSES, "/livez", "/nowhere", "/documents?limit=0", "/document/110364"])
async def test_any_page_may_read_any_answer(visitor: httpx.AsyncClient, address: str) -> None:
    for headers in ({}, {"origin": "https://elsewhere.example"}, {"origin": "null"}):
        response = await visitor.get(address, headers=headers)
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["access-control-expose-headers"] == "*"
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("address", [RECORD, "/documents", f"{RECORD}/passages/en.p7", "/nowhere"])
async def test_a_preflight_allows_reading_and_nothing_else(visitor: httpx.AsyncClient, address: str) -> None:
    asked = {
        "origin": "https://elsewhere.example",
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match, x-anything",
    }
    response = await visitor.options(address, headers=asked)
    assert response.status_code == 204
    assert response.content == b""
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-headers"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert int(response.headers["access-control-max-age"]) > 0


@pytest.mark.parametrize("address", [*ADDRESSES, "/livez", "/nowhere", "/documents?limit=0", "/document/110364"])
async def test_no_answer_can_be_taken_for_a_page_with_scripts(visitor: httpx.AsyncClient, address: str) -> None:
    response = await visitor.get(address)
    assert response.headers["x-content-type-options"] == "nosniff"
    (policy,) = response.headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src" not in policy or address in ("/docs", "/document/110364")
    assert "'unsafe-inline'" not in policy or address == "/docs"  # Swagger UI sets styles inline


async def test_a_record_says_how_to_cite_it_and_where_its_history_and_its_other_forms_are(
    visitor: httpx.AsyncClient,
) -> None:
    response = await visitor.get(RECORD)
    assert link_to(response, "cite-as") == response.json()["canonical_url"]
    assert link_to(response, "version-history") == f"{RECORD}/revisions"
    alternates = {link.target: link.attributes["type"] for link in links_of(response) if link.rel == "alternate"}
    assert alternates[f"{RECORD}.json"] == "application/json"
    assert alternates[f"{RECORD}.page.txt"] == "text/plain"


@pytest.mark.parametrize("document_id", ["110364", "900001", "900777"])
async def test_every_address_of_ours_that_a_record_links_to_answers(
    visitor: httpx.AsyncClient, document_id: str
) -> None:
    response = await visitor.get(f"/documents/{document_id}")
    record = response.json()
    targets = {*record["links"].values(), record["url"], record["revision"]["url"]}
    targets |= {link.target for link in links_of(response) if link.rel != "type"}  # a type is a name of schema.org
    ours = {target for target in targets if not urlsplit(target).netloc}
    assert targets - ours == {record["canonical_url"]} - ours or document_id == "900777"
    assert len(ours) >= 6
    for target in ours:
        assert (await visitor.get(target)).status_code in (200, 308), target


async def test_each_form_linked_to_has_the_media_type_the_link_says(visitor: httpx.AsyncClient) -> None:
    alternates = [link for link in links_of(await visitor.get(RECORD)) if link.rel == "alternate"]
    for link in alternates:
        response = await visitor.get(link.target)
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == link.attributes["type"]


async def test_an_address_that_no_header_can_carry_is_encoded_in_the_link(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/documents/900777")
    assert link_to(response, "cite-as") == "https://example.org/document/900777?a=1&b=%3C2%3E"
    assert response.json()["canonical_url"] == "https://example.org/document/900777?a=1&b=<2>"


async def test_a_browser_gets_the_page_and_the_permalink_has_every_form_too(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get(RECORD, headers={"accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert (await visitor.get("/document/110364")).content == page.content
    for suffix in (".html", ".json", ".page.txt"):
        here, there = await visitor.get(f"{RECORD}{suffix}"), await visitor.get(f"/document/110364{suffix}")
        assert (here.status_code, here.content, here.headers) == (200, there.content, there.headers)
