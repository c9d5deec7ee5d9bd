"""One text of a record, whole: as JSON with its passages, or as plain text."""

import hashlib
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import SEED, take_in
from tests.faces.conftest import problem_of

TEXT = "/documents/110364/texts/en"


async def test_a_text_is_json_unless_plain_text_is_asked_for(visitor: httpx.AsyncClient) -> None:
    for accept in ({}, {"accept": "*/*"}, {"accept": "application/json"}):
        response = await visitor.get(TEXT, headers=accept)
        assert response.headers["content-type"] == "application/json"
        assert response.json()["document_id"] == "110364"


async def test_a_text_is_the_one_in_the_record(visitor: httpx.AsyncClient) -> None:
    record = (await visitor.get("/documents/110364")).json()
    answer = (await visitor.get(TEXT)).json()
    assert answer["text"] == record["texts"][0]
    assert answer["canonical_url"] == record["canonical_url"]
    assert answer["revision"] == record["revision"]


@pytest.mark.parametrize("address", [TEXT, "/documents/900001/texts/en", "/documents/900001/texts/ru"])
async def test_plain_text_is_the_passages_joined_by_empty_lines(visitor: httpx.AsyncClient, address: str) -> None:
    text = (await visitor.get(address)).json()["text"]
    response = await visitor.get(address, headers={"accept": "text/plain"})
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "\n\n".join(passage["text"] for passage in text["passages"])
    assert hashlib.sha256(response.content).hexdigest() == text["sha256"]


@pytest.mark.parametrize(("document_id", "text_id"), [("110364", "en"), ("900001", "en"), ("900001", "ru")])
async def test_the_language_of_a_text_is_said(visitor: httpx.AsyncClient, document_id: str, text_id: str) -> None:
    for accept in ("application/json", "text/plain"):
        response = await visitor.get(f"/documents/{document_id}/texts/{text_id}", headers={"accept": accept})
        assert response.headers["content-language"] == text_id


async def test_a_scan_has_no_language_and_no_plain_text(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/documents/900777/texts/scan")
    assert response.json()["text"]["address"] == "https://example.org/scan.pdf"
    assert "content-language" not in response.headers
    plain = await visitor.get("/documents/900777/texts/scan", headers={"accept": "text/plain"})
    assert problem_of(plain, 406)["available"] == [{"type": "application/json"}]


async def test_a_text_in_another_form_is_406_with_a_list_of_its_forms(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get(TEXT, headers={"accept": "text/html"}), 406)
    assert [choice["type"] for choice in problem["available"]] == ["application/json", "text/plain", "text/markdown"]


async def test_an_unknown_text_is_404_and_the_record_s_texts_are_named(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get("/documents/900001/texts/fr"), 404)["near"] == ["en", "ru"]
    assert problem_of(await visitor.get("/documents/110364/texts/EN"), 404)["near"] == ["en"]


async def test_a_pinned_text_stays_as_it_was(client: httpx.AsyncClient, house: House, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace(b"For Roshchin.", b"For Comrade Roshchin."))
    plain = {"accept": "text/plain"}
    before = await client.get(f"{TEXT}?revision=1", headers=plain)
    assert not take_in(house, page, reason="A word was missing.", onto="110364").has_errors
    after = await client.get(f"{TEXT}?revision=1", headers=plain)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    assert "For Comrade Roshchin." in (await client.get(TEXT, headers=plain)).text
    assert (await client.get(TEXT)).json()["revision"]["number"] == 2
