"""Quotations checked and words found, over HTTP: the page's examples, any name, and whatever somebody sends."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records
from tests.test_docs import read

PAGE = read("faces/quotations.md")
EXAMPLES = re.findall(r"<!-- test: GET (\S+) -->\n```json\n(.*?)\n```", PAGE, re.DOTALL)
WORDS = "We recognized that an armistice is now advantageous."


def shows(answer: Any, excerpt: Any) -> bool:  # noqa: ANN401 - any JSON
    """Tell whether an answer has all that an excerpt shows of it."""
    if isinstance(excerpt, dict):
        return all(name in answer and shows(answer[name], excerpt[name]) for name in excerpt)
    if isinstance(excerpt, list):
        return len(answer) == len(excerpt) and all(map(shows, answer, excerpt))
    return bool(answer == excerpt)


@pytest.mark.parametrize(("address", "excerpt"), EXAMPLES, ids=[address[:60] for address, _ in EXAMPLES])
async def test_every_example_of_the_page_is_what_is_answered(
    client: httpx.AsyncClient, address: str, excerpt: str
) -> None:
    response = await client.get(address)
    assert response.status_code == 200
    assert shows(response.json(), json.loads(excerpt)), response.text


def test_the_page_shows_each_outcome_on_the_seed() -> None:
    shown = {json.loads(excerpt).get("outcome") for _, excerpt in EXAMPLES} - {None}
    assert shown == {"exact", "exact-but-brackets", "folded", "abridged", "altered", "not-found"}


async def test_the_hash_is_that_of_the_passage_as_it_is_read(visitor: httpx.AsyncClient) -> None:
    place = (await visitor.get("/quotations", params={"quote": WORDS})).json()["place"]
    passage = (await visitor.get(f"/documents/{place['document_id']}/passages/{place['passages']}")).json()
    assert (place["sha256"], place["citation"]) == (passage["sha256"], passage["citation"]["text"])


@pytest.mark.parametrize(
    "name",
    [
        "110364",
        "/document/110364",
        "/document/110364#en.p5",
        "/documents/110364.bib",
        "/documents/110364/passages/en.p5",
        "http://digitalarchive.wilsoncenter.org/document/110364",
        "https://digitalarchive.wilsoncenter.org/document/110364?x=1",
        " 110364 ",
        "HERE/document/110364",
        "HERE/document/110364?revision=1#en.p5:~:text=an%20armistice",
        "HERE/embed/110364/en.p5",
        "HERE/document/110364/cite",
        "HERE/documents/110364/texts/en",
    ],
)
async def test_a_record_is_asked_by_any_name_or_address(visitor: httpx.AsyncClient, name: str) -> None:
    name = name.replace("HERE", str(visitor.base_url).rstrip("/"))
    for parameter in ("id", "url"):
        answer = (await visitor.get("/quotations", params={"quote": WORDS, parameter: name})).json()
        assert (answer["outcome"], answer["place"]["document_id"]) == ("exact", "110364")


async def test_an_address_elsewhere_is_a_name_like_any_other(visitor: httpx.AsyncClient) -> None:
    for name in ("http://elsewhere.example/document/110364", "ftp://[", "/archives/110364"):
        assert problem_of(await visitor.get("/quotations", params={"quote": WORDS, "url": name}), 404)


async def test_the_same_is_answered_by_post_and_again(visitor: httpx.AsyncClient) -> None:
    got = await visitor.get("/quotations", params={"quote": WORDS, "id": "110364"})
    posted = await visitor.post("/quotations", json={"quote": WORDS, "url": "/document/110364"})
    assert posted.content == got.content
    assert (posted.headers["cache-control"], got.headers["etag"]) == ("no-store", posted.headers["etag"])
    again = await visitor.get(
        "/quotations", params={"quote": WORDS, "id": "110364"}, headers={"if-none-match": got.headers["etag"]}
    )
    assert again.status_code == 304


async def test_what_cannot_be_asked_is_said(visitor: httpx.AsyncClient) -> None:
    for params, words in (
        ({"quote": WORDS, "id": "x", "url": "y"}, "not both"),
        ({"quote": "“”  "}, "no words"),
        ({"quote": "two words"}, "at least 3 words"),
        ({"quote": "w" * 1301}, "by POST"),
        ({"quote": "a\x00b c d"}, "U+0000"),
    ):
        problem = problem_of(await visitor.get("/quotations", params=params), 422)
        assert words in problem["detail"]
    assert problem_of(await visitor.get("/quotations", params={"quote": WORDS, "id": "nobody"}), 404)
    posted = await visitor.post("/quotations", json={"quote": "w" * 10_001})
    assert problem_of(posted, 422)


async def test_a_withdrawn_record_is_gone_and_a_merged_one_leads_on(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1), make_record(2), make_record(3))).has_errors
    withdraw_record(house, "r001")
    merge_record(house, "r002", "r003")
    asked = {"quote": "Words of record 1."}
    assert problem_of(await client.get("/quotations", params={**asked, "id": "r001"}), 410)
    assert (await client.get("/quotations", params=asked)).json()["place"]["document_id"] == "r003"
    merged = (await client.get("/quotations", params={"quote": "Words of record 3.", "id": "r002"})).json()
    assert (merged["outcome"], merged["place"]["document_id"]) == ("exact", "r003")
    assert (await client.get("/search", params={"q": '"record 1"'})).json()["items"] == []


HOSTILE = (
    '"', "*", '" OR "', "NEAR(a b)", "NEAR(armistice advantageous, 2)", "words : armistice", "title:x", "col:",
    "^armistice", "armistice*", "a AND b OR NOT c", "- -", "'; DROP TABLE wordings; --", "{title words} : x",
    "\u202e\u202d\u2066armistice is now", "\ufeff armistice is now", "x\ufffdy z w", "((((((", "\\", "%00 %s {}",
    "毛泽东", "\U0001f600 \U0001f600 \U0001f600", "a" * 1000, "a " * 400, "[" * 600, "… " * 300, "\u0301" * 500,
    "مرحبا بالعالم كله", "हिन्दी में लिखा", "\t\n\r",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_is_sent_is_answered(visitor: httpx.AsyncClient, words: str) -> None:
    for path, name in (("/quotations", "quote"), ("/search", "q")):
        response = await visitor.get(path, params={name: words})
        assert response.status_code in (200, 422), response.text
    inside = await visitor.get("/quotations", params={"quote": words, "id": "110364"})
    assert inside.status_code in (200, 422)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"/quotations?id=110364&quote={WORDS}", 3),  # the name, the record, that nothing is amiss with it
        (f"/quotations?quote={WORDS}", 2),  # those that share all of it, and what they say
        ("/quotations?quote=" + " ".join(map(str, range(250))), 34),  # each of some runs of its words by itself
        ("/search?q=armistice+pilots&limit=200", 2),  # the hits, and what they say
    ],
)
async def test_the_archive_is_asked_so_many_times_at_most(
    visitor: httpx.AsyncClient, selects: list[str], path: str, most: int
) -> None:
    assert (await visitor.get(path)).status_code == 200
    assert 0 < len(selects) <= most


async def test_a_million_letters_are_refused(visitor: httpx.AsyncClient) -> None:
    response = await visitor.post("/quotations", json={"quote": "words " * 170_000})
    assert response.status_code in (413, 422)
    lone = await visitor.post(
        "/quotations", content=b'{"quote": "a \\ud800 b c"}', headers={"content-type": "application/json"}
    )
    assert lone.status_code == 422


async def test_words_are_found_page_by_page(client: httpx.AsyncClient, house: House, tmp_path: Path) -> None:
    assert not take_in(house, write_records(tmp_path, *(make_record(n) for n in range(1, 6)))).has_errors
    found, path = [], "/search?q=RECORD&limit=2"
    while path:
        page = (await client.get(path)).json()
        found += [hit["id"] for hit in page["items"]]
        path = page["next"]
    assert sorted(found) == ["r001", "r002", "r003", "r004", "r005"]
    assert (await client.get("/search?q=record&after=x")).status_code == 422
