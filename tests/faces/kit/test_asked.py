"""Bodies that are no question: whatever they hold, few errors are told of them."""

import json
from typing import Any

import httpx
import pytest
from pydantic import BaseModel, ValidationError

from app.faces.archives.shapes import ReferenceText
from app.faces.citations.listed import ListAsked
from app.faces.kit.problems import MOST_TOLD
from app.faces.quotations.shapes import QuotationAsked
from tests.faces.conftest import problem_of

UNKNOWN = {f"m{number}": 1 for number in range(5_000)}
BODIES: list[tuple[str, type[BaseModel], Any, int]] = [
    ("/citations", ListAsked, {"style": "mla", "notes": [{"cites": [1] * 2000}] * 2}, 1),
    ("/citations", ListAsked, {"style": "mla", "notes": [{"cites": [{}] * 2000}] * 100}, 1),
    ("/citations", ListAsked, {"style": "mla", "notes": [{"cites": [1] * 2000}]}, 1),
    ("/citations", ListAsked, {"style": "mla", "notes": [1] * 2000}, 1),
    ("/citations", ListAsked, {"style": "mla", "notes": [{"cites": [UNKNOWN] * 5}] * 2}, MOST_TOLD),
    ("/citations", ListAsked, {"style": "mla", "bibliography": [1] * 500}, 1),
    ("/citations", ListAsked, UNKNOWN, MOST_TOLD),
    ("/quotations", QuotationAsked, UNKNOWN, MOST_TOLD),
    ("/parse", ReferenceText, UNKNOWN, MOST_TOLD),
    ("/resolve", ReferenceText, UNKNOWN, MOST_TOLD),
]


@pytest.mark.parametrize(("address", "shape", "asked", "count"), BODIES)
async def test_of_many_things_that_are_wrong_few_are_looked_at(
    visitor: httpx.AsyncClient, address: str, shape: type[BaseModel], asked: dict[str, Any], count: int
) -> None:
    with pytest.raises(ValidationError) as caught:
        shape.model_validate_json(json.dumps(asked))
    assert caught.value.error_count() == count
    assert len(problem_of(await visitor.post(address, json=asked), 422)["errors"]) == count


@pytest.mark.parametrize(
    ("address", "asked", "parameter", "near"),
    [
        ("/citations", {"style": "mla", "bibliograpy": ["110364"]}, "bibliograpy", "bibliography"),
        ("/citations", {"style": "mla", "notes": [{"cites": [{"id": "x", "locater": "y"}]}]}, "locater", "locator"),
        ("/quotations", {"qoute": "words of a record"}, "qoute", "quote"),
        ("/parse", {"ref": "RGASPI, f. 558", "rf": 1}, "rf", "ref"),
        ("/resolve", {"ref": "RGASPI, f. 558", "rf": 1}, "rf", "ref"),
    ],
)
async def test_a_member_that_is_not_known_is_told_with_the_nearest(
    visitor: httpx.AsyncClient, address: str, asked: dict[str, Any], parameter: str, near: str
) -> None:
    (told,) = problem_of(await visitor.post(address, json=asked), 422)["errors"]
    assert told["parameter"].rpartition(".")[2] == parameter
    assert told["near"][0] == near
    assert told["detail"] == f"unknown member; did you mean '{near}'?"


@pytest.mark.parametrize("member", ["prefix", "suffix", "locator", "id"])
async def test_words_that_no_page_can_carry_are_refused(visitor: httpx.AsyncClient, member: str) -> None:
    cite = {"id": "110364", member: "a\x00b\x01"}
    (told,) = problem_of(await visitor.post("/citations", json={"style": "mla", "notes": [{"cites": [cite]}]}), 422)[
        "errors"
    ]
    assert told["parameter"] == f"notes.0.cites.0.{member}"
    assert told["detail"] == "holds the character U+0000, which no page or XML can carry"


@pytest.mark.parametrize("address", ["/quotations", "/citations", "/parse", "/resolve"])
@pytest.mark.parametrize(
    ("body", "status", "name", "words"),
    [
        (b'{"quote":"a"', 422, "invalid-parameter", "body: no JSON: Expecting ',' delimiter at character 12"),
        (b"[" * 100_000, 400, "bad-request", "no JSON that can be read"),
        (b'{"quote":' + b"9" * 100_000 + b"}", 400, "bad-request", "no JSON that can be read"),
        (b'{"quote":"\xff"}', 400, "bad-request", "no JSON that can be read"),
    ],
)
async def test_a_body_that_is_no_json_is_told_as_such(
    visitor: httpx.AsyncClient, address: str, body: bytes, status: int, name: str, words: str
) -> None:
    response = await visitor.post(address, content=body, headers={"content-type": "application/json"})
    problem = problem_of(response, status)
    assert problem["type"] == f"/problems/{name}"
    assert words in problem["detail"]


async def test_json_that_is_not_said_to_be_json_is_415(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.post("/quotations", content=b'{"quote":"words of a record"}'), 415)


@pytest.mark.parametrize("address", ["/changes?since=-1", "/oembed?url=/document/110364&maxwidth=abc"])
async def test_what_is_said_of_a_value_is_a_sentence_of_ours(visitor: httpx.AsyncClient, address: str) -> None:
    (told,) = problem_of(await visitor.get(address), 422)["errors"]
    assert told["detail"] == "write it in digits only"
