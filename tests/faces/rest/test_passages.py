"""A passage: its words cannot be parted from their hash, their citation and their revision."""

import hashlib
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import SEED, take_in
from tests.faces.conftest import make_record, problem_of, write_records

PASSAGES = "/documents/110364/passages"
WORDS = (
    "Third—about the delivery of arms for sixteen divisions. There will not be objections from our side.",
    "I won't write about the details, since your representatives will report to you about them.",
)


async def test_a_passage_gives_its_words_and_where_they_are_from(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{PASSAGES}/en.p7")
    extract = response.json()
    assert response.status_code == 200
    assert response.headers["content-language"] == "en"
    assert extract["document_id"] == "110364"
    assert (extract["id"], extract["text_id"], extract["role"]) == ("en.p7", "en", "translation")
    assert extract["text"] == WORDS[0]
    assert [passage["id"] for passage in extract["passages"]] == ["en.p7"]
    assert extract["canonical_url"] == "http://digitalarchive.wilsoncenter.org/document/110364"
    assert extract["permalink"] == "/document/110364#en.p7"
    assert extract["revision"]["number"] == 1
    assert extract["revision"]["url"] == "/documents/110364/revisions/1"


@pytest.mark.parametrize("passage", ["en.p7", "en.p1-en.p15", "en.p7-en.p9"])
async def test_the_hash_of_a_passage_is_that_of_the_words_served(visitor: httpx.AsyncClient, passage: str) -> None:
    extract = (await visitor.get(f"{PASSAGES}/{passage}")).json()
    assert extract["sha256"] == hashlib.sha256(extract["text"].encode()).hexdigest()
    for each in extract["passages"]:
        assert each["sha256"] == hashlib.sha256(each["text"].encode()).hexdigest()


async def test_a_passage_has_the_same_words_and_hash_as_in_the_record(visitor: httpx.AsyncClient) -> None:
    record = (await visitor.get("/documents/110364")).json()
    for passage in record["texts"][0]["passages"]:
        extract = (await visitor.get(f"{PASSAGES}/{passage['id']}")).json()
        assert extract["passages"] == [passage]
        assert (extract["text"], extract["sha256"]) == (passage["text"], passage["sha256"])


async def test_a_range_joins_its_passages_by_an_empty_line(visitor: httpx.AsyncClient) -> None:
    extract = (await visitor.get(f"{PASSAGES}/en.p7-en.p8")).json()
    assert extract["id"] == "en.p7-en.p8"
    assert extract["text"] == "\n\n".join(WORDS)
    assert extract["permalink"] == "/document/110364#en.p7"


async def test_a_range_from_a_passage_to_itself_is_that_passage(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{PASSAGES}/en.p7-en.p7")
    assert response.status_code == 308
    assert response.headers["location"] == f"{PASSAGES}/en.p7"


@pytest.mark.parametrize(
    ("passage", "ending"), [("en.p7", ", passage 7"), ("en.p7-en.p9", ", passages 7-9"), ("en.p15", ", passage 15")]
)
async def test_the_citation_is_the_house_line_with_the_passage(
    visitor: httpx.AsyncClient, passage: str, ending: str
) -> None:
    line = (await visitor.get("/documents/110364")).json()["citation"]["generated"]
    citation = (await visitor.get(f"{PASSAGES}/{passage}")).json()["citation"]
    assert citation["text"] == line + ending
    assert citation["html"].endswith(ending)
    assert citation["style"] == "house"


async def test_a_reversed_range_is_422_and_names_the_right_one(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get(f"{PASSAGES}/en.p9-en.p7"), 422)
    assert problem["errors"][0]["parameter"] == "passage"
    assert problem["errors"][0]["near"] == ["en.p7-en.p9"]
    assert (await visitor.get(f"{PASSAGES}/{problem['errors'][0]['near'][0]}")).status_code == 200


@pytest.mark.parametrize(("bare", "full"), [("p7", "en.p7"), ("p7-p9", "en.p7-en.p9")])
async def test_a_bare_passage_leads_to_its_full_form_while_there_is_one_text(
    visitor: httpx.AsyncClient, bare: str, full: str
) -> None:
    response = await visitor.get(f"{PASSAGES}/{bare}")
    assert response.status_code == 308
    assert response.headers["location"] == f"{PASSAGES}/{full}"
    assert (await visitor.get(response.headers["location"])).json()["id"] == full


async def test_a_bare_passage_keeps_the_revision_asked_for(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{PASSAGES}/p7?revision=1")
    assert response.headers["location"] == f"{PASSAGES}/en.p7?revision=1"


async def test_a_bare_passage_that_several_texts_have_is_422_and_names_them(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get("/documents/900001/passages/p1"), 422)
    assert problem["errors"][0]["near"] == ["en.p1", "ru.p1"]
    for choice in problem["errors"][0]["near"]:
        assert (await visitor.get(f"/documents/900001/passages/{choice}")).json()["id"] == choice


async def test_a_passage_of_the_second_text_has_its_language(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/documents/900001/passages/ru.p1")
    assert response.headers["content-language"] == "ru"
    assert response.json()["text"] == "ДОРОГОЙ ТОВАРИЩ"
    assert response.json()["role"] == "transcription"


@pytest.mark.parametrize(
    ("passage", "ending"),
    [
        ("en.p1", ", English Translation, passage 1"),
        ("ru.p1", ", Russian Transcription, passage 1"),
        ("ru.p1-ru.p2", ", Russian Transcription, passages 1-2"),
    ],
)
async def test_passages_of_two_texts_are_cited_apart(visitor: httpx.AsyncClient, passage: str, ending: str) -> None:
    line = (await visitor.get("/documents/900001")).json()["citation"]["generated"]
    citation = (await visitor.get(f"/documents/900001/passages/{passage}")).json()["citation"]
    assert citation["text"] == line + ending
    assert citation["html"].endswith(ending)


@pytest.mark.parametrize("label", ["A text", None])
async def test_texts_that_share_a_label_or_have_none_are_told_apart_by_id(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path, label: str | None
) -> None:
    texts = [
        {"id": text_id, "role": "translation", "label": label, "passages": [{"id": f"{text_id}.p1", "text": "Words."}]}
        for text_id in ("en", "de")
    ]
    assert not take_in(bare_house, write_records(tmp_path, make_record(1, texts=texts))).has_errors
    for text_id in ("en", "de"):
        extract = (await bare_client.get(f"/documents/r001/passages/{text_id}.p1")).json()
        assert extract["citation"]["text"].endswith(f" /document/r001, text {text_id}, passage 1")


@pytest.mark.parametrize("passage", ["en.p70", "en.p0", "en", "p", "p99", "fr.p1", "en.p7-en.p99", "en.p7-fr.p8", "7"])
async def test_an_unknown_passage_is_404_with_passages_near_it(visitor: httpx.AsyncClient, passage: str) -> None:
    problem = problem_of(await visitor.get(f"{PASSAGES}/{passage}"), 404)
    assert 1 <= len(problem["near"]) <= 3
    assert set(problem["near"]) <= {f"en.p{number}" for number in range(1, 16)}


async def test_the_nearest_passage_comes_first(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get(f"{PASSAGES}/en.p77"), 404)["near"][0] == "en.p7"


@pytest.mark.parametrize(
    "passage", ["%0A", "%00", "%22", "п7", "en.p²", "-", "en.p7--", "p7%3Fx", "%F0%9F%92%A9", "a" * 200]
)
async def test_no_name_of_a_passage_breaks_anything(visitor: httpx.AsyncClient, passage: str) -> None:
    problem_of(await visitor.get(f"{PASSAGES}/{passage}"), 404)


async def test_a_passage_name_nobody_can_have_is_422(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get(f"{PASSAGES}/{'a' * 201}"), 422)


async def test_a_range_without_an_end_is_no_passage(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get(f"{PASSAGES}/en.p7-"), 404)


async def test_a_bare_passage_never_leads_to_an_address_that_does_not_answer(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{PASSAGES}/p7-en.p9")
    assert response.status_code in (308, 404, 422)
    if response.status_code == 308:
        assert (await visitor.get(response.headers["location"])).status_code == 200


async def test_a_pinned_passage_stays_as_it_was(client: httpx.AsyncClient, house: House, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace("Third—about".encode(), "Thirdly—about".encode()))
    before = (await client.get(f"{PASSAGES}/en.p7?revision=1")).json()
    assert not take_in(house, page, reason="A word was wrong.", onto="110364").has_errors
    assert (await client.get(f"{PASSAGES}/en.p7?revision=1")).json() == before
    now = (await client.get(f"{PASSAGES}/en.p7")).json()
    assert now["text"].startswith("Thirdly")
    assert now["revision"]["number"] == now["citation"]["revision"] == 2
    assert before["revision"]["number"] == before["citation"]["revision"] == 1
    pinned = (await client.get(f"{PASSAGES}/en.p7?revision=2")).json()
    assert pinned == {**now, "permalink": "/documents/110364/passages/en.p7?revision=2"}


async def test_a_passage_that_was_taken_out_leads_to_the_revision_that_has_it(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    before = (await client.get(f"{PASSAGES}/en.p8?revision=1")).json()
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace(f"{before['text']}\n\n".encode(), b""))
    assert not take_in(house, page, reason="It is not in the original.", onto="110364").has_errors
    response = await client.get(f"{PASSAGES}/en.p8")
    assert (response.status_code, response.headers["location"]) == (308, f"{PASSAGES}/en.p8?revision=1")
    assert (await client.get(response.headers["location"])).json()["text"] == before["text"]
    assert not take_in(house, SEED, reason="It is.", onto="110364").has_errors
    assert (await client.get(f"{PASSAGES}/en.p8")).json()["text"] == before["text"]


async def test_a_passage_of_a_revision_that_does_not_exist_is_404(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get(f"{PASSAGES}/en.p7?revision=2"), 404)["near"] == ["1"]


async def test_a_passage_of_a_scan_is_404(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get("/documents/900777/passages/scan.p1"), 404)["near"] == []
