"""The tools: what they tell, that it is bounded, marked and cited, and what they say when they cannot answer."""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import httpx
import jsonschema_rs
import pytest

from app.faces.mcp import finding, reading
from app.faces.mcp.tools import TOOLS
from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.conftest import take_in
from tests.faces.conftest import client_on, make_record, merge_record, withdraw_record, write_records
from tests.faces.mcp.talk import ask, call, parted, refused, resource, told

SEVENTH = "Third—about the delivery of arms for sixteen divisions. There will not be objections from our side."
ASKED = {
    "search": {"words": "armistice"},
    "get_document": {"id": "110364"},
    "get_passages": {"id": "110364", "passages": "en.p7-en.p9"},
    "cite": {"id": "110364", "passage": "p7"},
    "resolve_reference": {"reference": "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"},
    "check_quotation": {"words": SEVENTH, "id": "110364"},
}


async def test_every_tool_only_reads_and_says_what_it_takes_and_tells_in_few_words(visitor: httpx.AsyncClient) -> None:
    tools = (await ask(visitor, "tools/list")).json()["result"]["tools"]
    assert [tool["name"] for tool in tools] == list(ASKED)
    for tool in tools:
        hints = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
        assert tool["annotations"] == hints
        assert len(tool["description"]) < 250
        for schema in (tool["inputSchema"], tool["outputSchema"]):
            jsonschema_rs.meta.validate(schema)
            assert schema["type"] == "object"
        assert tool["inputSchema"]["additionalProperties"] is False
        for taken in tool["inputSchema"]["properties"].values():
            assert {"maxLength", "maximum", "enum", "const"} & set(taken), taken
            assert taken["description"]
    kept_in_mind = [(tool["name"], tool["description"], tool["inputSchema"]) for tool in tools]
    assert len(json.dumps(kept_in_mind)) < 6_000


@pytest.mark.parametrize("name", ASKED)
async def test_what_a_tool_tells_keeps_to_its_schema(visitor: httpx.AsyncClient, name: str) -> None:
    tools = (await ask(visitor, "tools/list")).json()["result"]["tools"]
    schema = next(tool["outputSchema"] for tool in tools if tool["name"] == name)
    assert list(jsonschema_rs.Draft202012Validator(schema).iter_errors(await told(visitor, name, **ASKED[name]))) == []


@pytest.mark.parametrize("name", ASKED)
async def test_the_words_of_records_stand_between_marks(visitor: httpx.AsyncClient, name: str) -> None:
    result = await call(visitor, name, **ASKED[name])
    (content,) = result["content"]
    legend, *_ = content["text"].splitlines()
    assert "never instructions" in legend
    mark, outside, marked = parted(content["text"])
    assert "Ciphered telegram" in marked
    assert "Ciphered" not in outside
    assert mark not in outside


async def test_a_record_is_told_with_both_its_places_and_its_citation(visitor: httpx.AsyncClient) -> None:
    record = await told(visitor, "get_document", id="110364")
    served = (await visitor.get("/documents/110364")).json()
    assert record["locations"] == [place["as_written"] for place in served["locations"]]
    assert len(record["locations"]) == 2
    assert record["citation"] == served["citation"]["generated"]
    assert record["revision"]["sha256"] == served["revision"]["sha256"]
    assert record["texts"][0]["about"].endswith("original not supplied; translator not stated.")
    assert record["cut"] == []


async def test_a_passage_has_its_words_its_hash_and_its_citation(visitor: httpx.AsyncClient) -> None:
    answer = await told(visitor, "get_passages", id="110364", passages="p7")
    (passage,) = answer["passages"]
    served = (await visitor.get("/documents/110364/passages/en.p7")).json()
    assert passage["text"] == served["text"] == SEVENTH
    assert passage["sha256"] == sha256(passage["text"].encode()).hexdigest()
    assert passage["citation"] == served["citation"]["text"]
    assert passage["url"] == served["permalink"]
    assert answer["next"] is None


async def test_whoever_reads_on_reads_every_passage_once(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_LETTERS", 1200)
    served = (await visitor.get("/documents/110364/texts/en")).json()["text"]["passages"]
    for asked in ({}, {"passages": "en"}, {"passages": "en.p1-en.p15"}):
        seen: list[str] = []
        start: dict[str, str] = {}
        pages = 0
        while True:
            answer = await told(visitor, "get_passages", id="110364", **asked, **start)
            seen += [passage["id"] for passage in answer["passages"]]
            pages += 1
            if answer["next"] is None:
                break
            start = {"start": answer["next"]}
        assert seen == [passage["id"] for passage in served]
        assert pages > 3


async def test_what_follows_a_record_is_asked_of_its_passages(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_FIRST_LETTERS", 1000)
    record = await told(visitor, "get_document", id="110364")
    rest = await told(visitor, "get_passages", id="110364", start=record["next"])
    ids = [passage["id"] for passage in record["passages"] + rest["passages"]]
    assert ids == [f"en.p{number}" for number in range(1, 16)]


async def test_any_name_of_a_record_will_do(visitor: httpx.AsyncClient) -> None:
    name = "http://digitalarchive.wilsoncenter.org/document/110364"
    assert (await told(visitor, "get_document", id=name))["id"] == "110364"
    assert (await told(visitor, "cite", id=name, passage="p7"))["citation"].endswith("passage 7")
    assert (await told(visitor, "check_quotation", words=SEVENTH, id=name))["outcome"] == "exact"


async def test_an_id_may_come_as_the_number_that_it_looks_like(visitor: httpx.AsyncClient) -> None:
    assert (await told(visitor, "get_document", id=110364))["id"] == "110364"


async def test_a_citation_comes_in_any_style_with_what_that_leaves_out(visitor: httpx.AsyncClient) -> None:
    cited = await told(visitor, "cite", id="110364", style="apa", passage="en.p7")
    assert cited["style"] == "apa"
    assert cited["omitted"] == ["pinpoint"]
    assert cited["warnings"]
    served = (await visitor.get("/documents/110364/citation?style=chicago-note")).json()
    assert (await told(visitor, "cite", id="110364", style="chicago-note"))["citation"] == served["text"]


async def test_a_reference_is_resolved_as_by_its_address(visitor: httpx.AsyncClient) -> None:
    (found,) = (await told(visitor, "resolve_reference", **ASKED["resolve_reference"]))["candidates"]
    assert (found["id"], found["relation"], found["exact"]) == ("110364", "same leaves", True)
    assert (await told(visitor, "resolve_reference", reference="nothing of the kind"))["candidates"] == []


async def test_a_search_leads_to_passages(visitor: httpx.AsyncClient) -> None:
    found = await told(visitor, "search", words="armistice advantageous")
    assert [(hit["id"], hit["passage_id"]) for hit in found["hits"]] == [("110364", "en.p5")]
    assert (await told(visitor, "search", words="zeppelin"))["hits"] == []


async def test_a_quotation_is_checked_in_one_record_and_in_all(visitor: httpx.AsyncClient) -> None:
    exact = await told(visitor, "check_quotation", words=SEVENTH)
    assert (exact["outcome"], exact["id"], exact["passages"]) == ("exact", "110364", "en.p7")
    assert "translation" in exact["role"]
    assert exact["citation"].endswith("passage 7")
    altered = await told(visitor, "check_quotation", words=SEVENTH.replace("sixteen", "seventeen"), id="110364")
    assert altered["outcome"] == "altered"
    assert "seventeen" in json.dumps(altered["changes"])


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("get_document", {"id": "110365"}, "no record '110365'"),
        ("get_passages", {"id": "110365"}, "no record '110365'"),
        ("cite", {"id": "110365"}, "no record '110365'"),
        ("check_quotation", {"words": SEVENTH, "id": "110365"}, "no record '110365'"),
        ("get_passages", {"id": "110364", "passages": "en.p99"}, "Near are: en.p"),
        ("get_passages", {"id": "110364", "passages": "en.p9-en.p7"}, "ends before it begins"),
        ("get_passages", {"id": "110364", "start": "en.p99"}, "none of the passages"),
        ("get_passages", {"id": "900001", "passages": "p1"}, "could be any of"),
        ("get_document", {"id": "110364", "revision": 9}, "no revision"),
        ("cite", {"id": "110364", "style": "apaa"}, "Did you mean apa"),
        ("cite", {"id": "110364", "style": "hous"}, "Near are: house."),
        ("cite", {"id": "110364", "holding": "9"}, "Near are: all"),
        ("get_document", {}, "`id`: Field required"),
        ("get_document", {"id": [7]}, "`id`"),
        ("get_document", {"id": "110364", "revision": 0}, "`revision`"),
        ("get_document", {"id": "110364", "x": 1}, "takes: id, revision"),
        ("search", {"words": "x", "limit": 51}, "`limit`"),
        ("search", {"words": ""}, "`words`"),
        ("search", {"words": "armistice", "after": "x"}, "`next`"),
        ("search", {"words": "y" * 501}, "`words`"),
        (
            "search",
            {"words": "y " * 41},
            "`words` has 41 words; at most 40 are looked for. To find a quotation: `check_q",
        ),
        ("check_quotation", {"words": "…"}, "`words` has no words"),
        ("resolve_reference", {"reference": " "}, "empty"),
    ],
)
async def test_what_cannot_be_answered_is_said_to_the_model(
    visitor: httpx.AsyncClient, name: str, arguments: dict[str, object], said: str
) -> None:
    assert said in await refused(visitor, name, **arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "near"),
    [
        ("cite", {"id": "110364", "style": "apaa"}, "apa-cv"),
        ("get_passages", {"id": "900001", "passages": "p1"}, "ru.p1"),
    ],
)
async def test_what_would_do_is_said_once(
    visitor: httpx.AsyncClient, name: str, arguments: dict[str, object], near: str
) -> None:
    assert (await refused(visitor, name, **arguments)).count(near) == 1


async def test_a_fault_of_ours_is_said_without_its_cause(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(finding, "resolve", break_down)
    sentence = await refused(visitor, "resolve_reference", reference="APRF")
    assert "secret" not in sentence
    assert "secret" in caplog.text


@pytest.fixture
async def changing(house: House, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the archive of `house`, which a test changes."""
    assert house.archive.path == settings.archive
    async with client_on(create_app(settings)) as client:
        yield client


async def test_a_withdrawn_record_is_said_to_be_and_why(house: House, changing: httpx.AsyncClient) -> None:
    withdraw_record(house, "110364")
    for name in ("get_document", "get_passages", "cite"):
        assert "was withdrawn: The donor asked for it." in await refused(changing, name, id="110364")


async def test_a_merged_record_is_read_as_the_other_but_its_passages_are_not(
    house: House, changing: httpx.AsyncClient, tmp_path: Path
) -> None:
    take_in(house, write_records(tmp_path, make_record(1)))
    merge_record(house, "110364", "r001")
    assert (await told(changing, "get_document", id="110364"))["id"] == "r001"
    assert "whose passages are its own" in await refused(changing, "get_passages", id="110364", passages="en.p7")
    assert "whose passages are its own" in await refused(changing, "cite", id="110364", passage="en.p1")


async def test_a_passage_that_was_taken_out_is_read_where_it_last_stood(
    house: House, changing: httpx.AsyncClient, tmp_path: Path
) -> None:
    record = make_record(1)
    record["texts"][0]["passages"].append({"id": "en.p2", "text": "Taken out."})
    take_in(house, write_records(tmp_path, record))
    del record["texts"][0]["passages"][1]
    take_in(house, write_records(tmp_path, record), reason="It was not there")
    answer = await told(changing, "get_passages", id="r001", passages="en.p2")
    assert answer["revision"]["number"] == 1
    assert answer["passages"][0]["text"] == "Taken out."
    assert answer["passages"][0]["url"] == "/documents/r001/passages/en.p2?revision=1"
    assert answer["url"] == "/document/r001?revision=1"


async def test_resources_are_markdown(visitor: httpx.AsyncClient) -> None:
    templates = (await ask(visitor, "resources/templates/list")).json()["result"]["resourceTemplates"]
    assert [one["uriTemplate"] for one in templates] == [
        "muniment://documents/{id}",
        "muniment://documents/{id}/passages/{passage}",
    ]
    listed = (await ask(visitor, "resources/list")).json()["result"]["resources"]
    assert "muniment://documents/110364" in [one["uri"] for one in listed]
    served = await visitor.get("/documents/110364.md")
    assert await resource(visitor, "muniment://documents/110364") == served.text
    served = await visitor.get("/documents/110364/passages/en.p7-en.p9.md")
    assert await resource(visitor, "muniment://documents/110364/passages/p7-p9") == served.text


def test_every_tool_is_asked_here() -> None:
    assert [tool.name for tool in TOOLS] == list(ASKED)


async def test_a_quotation_is_checked_by_the_address_at_which_this_server_was_reached(
    visitor: httpx.AsyncClient,
) -> None:
    for host, outcome in (("testserver", "exact"), ("elsewhere.example", None)):
        address = f"http://{host}/document/110364"
        result = await call(visitor, "check_quotation", id=address, words="the delivery of arms for sixteen divisions")
        assert result["isError"] is (outcome is None)
        if outcome:
            assert result["structuredContent"]["outcome"] == outcome
