"""The record reader: our own JSON, one record, a list of them, or one a line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.readers.base import Draft, Found, Problem
from app.readers.record import READER
from app.readers.record.drafts import MAX_PROBLEMS
from app.understanding.knowledge import Knowledge


def find(data: bytes | str, file: str = "records.json") -> list[Found]:
    return list(READER.read(data.encode() if isinstance(data, str) else data, file, Knowledge()))


def flaw(data: bytes | str) -> Problem:
    """Give the one problem of the one record that could not be read."""
    [found] = find(data)
    assert found.draft is None
    [problem] = found.problems
    assert (problem.severity, problem.file) == ("error", "records.json")
    assert problem.suggestion
    return problem


def titles(found: list[Found]) -> list[str | None]:
    return [one.draft.title if one.draft else None for one in found]


def flawed(**members: object) -> Problem:
    return flaw(json.dumps({"title": "A letter", **members}))


def test_one_record_may_lack_its_ids() -> None:
    [found] = find('{"title": "A letter", "texts": [{"role": "translation", "passages": [{"text": "a\\nb"}]}]}')
    assert found.problems == ()
    assert found.draft is not None
    assert (found.draft.id, found.draft.texts[0].id, found.draft.texts[0].passages[0].id) == (None, None, None)
    assert found.draft.texts[0].passages[0].text == "a\nb"


def test_list_tells_records_by_their_ordinal() -> None:
    found = find('[{"title": "One"},\n {"titel": "Two"},\n 3]')
    assert titles(found) == ["One", None, None]
    assert [problem.reason[:9] for problem in found[1].problems] == ["Record 2:", "Record 2:"]
    assert found[2].problems[0].reason == "Record 3: A record is an object, not a number."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_tell_records_by_their_line(end: str) -> None:
    found = find(end.join(['{"title": "One"}', "", '{"title": }', '{"title": "Four"}', '{"title": "Five"} x']))
    assert titles(found) == ["One", None, "Four", None]
    assert [one.line for one in found] == [1, 3, 4, 5]
    assert [[problem.line for problem in one.problems] for one in found] == [[], [3], [], [5]]


def test_first_line_may_be_the_bad_one() -> None:
    assert titles(find('{"title": "One\n{"title": "Two"}')) == [None, "Two"]
    assert titles(find('not JSON\n{"title": "Two"}')) == [None, "Two"]


def test_line_of_bad_bytes_leaves_the_others() -> None:
    found = find(b'{"title": "One"}\n{"title": "\xe9"}\n{"title": "Three"}')
    assert titles(found) == ["One", None, "Three"]
    [problem] = found[1].problems
    assert (problem.code, problem.line) == ("not-utf-8", 2)


def test_byte_order_mark_is_left_out() -> None:
    assert titles(find('\ufeff{"title": "One"}')) == ["One"]


def test_json_error_names_its_line() -> None:
    problem = flaw('{\n "title": "One",\n "texts": [\n}')
    assert (problem.code, problem.line) == ("not-json", 4)


def test_text_after_the_record_is_an_error() -> None:
    assert flaw('{"title": "One"} and more').code == "not-json"


def test_bad_bytes_in_a_record_of_several_lines_name_the_line() -> None:
    problem = flaw(b'{\n "title":\r\n "\xff"}')
    assert (problem.code, problem.line) == ("not-utf-8", 3)
    assert "0xFF" in problem.reason


@pytest.mark.parametrize("data", [b"", b" \r\n ", b"\xef\xbb\xbf"])
def test_empty_file_is_an_error(data: bytes) -> None:
    assert flaw(data).code == "file-empty"


def test_empty_list_holds_nothing() -> None:
    assert find("[]") == []


@pytest.mark.parametrize("value", ["null", "3", '"title"', "[[]]", "NaN"])
def test_record_is_an_object(value: str) -> None:
    assert flaw(value).code == "type-wrong"


@pytest.mark.parametrize(
    ("members", "field", "near"),
    [
        ({"summry": "x"}, "summry", "summary"),
        ({"schema_": 1}, "schema_", "schema"),
        ({"date": {"as_written": "x", "edft": "1951"}}, "date.edft", "edtf"),
        ({"texts": [{"role": "facsimile", "lable": "x"}]}, "texts[0].lable", "label"),
        (
            {"texts": [{"role": "facsimile", "passages": [{"text": "x", "kinds": "body"}]}]},
            "texts[0].passages[0].kinds",
            "kind",
        ),
    ],
)
def test_unknown_member_is_named_with_the_nearest_known(members: dict[str, object], field: str, near: str) -> None:
    problem = flawed(**members)
    assert (problem.code, problem.field) == ("member-unknown", field)
    assert problem.suggestion == f"Did you mean '{near}'?"


def test_unknown_member_like_none_lists_the_known() -> None:
    assert "known here: as_written, edtf" in (flawed(date={"as_written": "x", "qqq": 1}).suggestion or "")


@pytest.mark.parametrize(
    ("members", "field", "code"),
    [
        ({"title": 5}, "title", "type-wrong"),
        ({"title": None}, "title", "type-wrong"),
        ({"title": ""}, "title", "words-refused"),
        ({"summary": "a\u0000"}, "summary", "words-refused"),
        ({"summary": "\ud800"}, "summary", "words-refused"),
        ({"summary": "x" * 1_000_001}, "summary", "words-refused"),
        ({"contents": "x"}, "contents", "type-wrong"),
        ({"contents": [None]}, "contents[0]", "type-wrong"),
        ({"date": "June 1951"}, "date", "type-wrong"),
        ({"date": {}}, "date.as_written", "member-missing"),
        ({"schema": 2}, "schema", "value-wrong"),
        ({"schema": True}, "schema", "value-wrong"),
        ({"id": "A B"}, "id", "value-wrong"),
        ({"texts": [{"role": "facsimile", "passages": [{"text": "x"}]}]}, "texts[0].passages", "value-wrong"),
        ({"texts": [{"role": "poem"}]}, "texts[0].role", "value-wrong"),
        ({"texts": [{"role": "translation", "machine": 1}]}, "texts[0].machine", "type-wrong"),
        ({"texts": [{"role": "facsimile", "passages": [{"text": 1}]}]}, "texts[0].passages[0].text", "type-wrong"),
        ({"a\u0007": 1}, "a\\x07", "member-unknown"),
        ({"\ud800": 1}, "\\ud800", "member-unknown"),
    ],
)
def test_member_that_is_refused_is_named(members: dict[str, object], field: str, code: str) -> None:
    problem = flawed(**members)
    assert (problem.field, problem.code, problem.line) == (field, code, 1)


def test_member_that_stands_twice_is_named() -> None:
    problem = flaw('{"title": "One", "texts": [{"role": "facsimile", "label": "a", "label": "b"}]}')
    assert (problem.code, problem.field) == ("member-repeated", "texts[0].label")


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "9" * 5000])
def test_number_that_no_record_holds_is_named(number: str) -> None:
    problem = flaw(f'{{"title": "One", "date": {{"as_written": {number}}}}}')
    assert (problem.code, problem.field) == ("number-wrong", "date.as_written")


@pytest.mark.parametrize(
    "data",
    ["[" * 100_000, '{"title": "One", "x": ' + "[" * 960 + "]" * 960 + "}"],
    ids=["unclosed", "closed"],
)
def test_deep_nesting_is_an_error(data: str) -> None:
    assert flaw(data).code in {"nesting-too-deep", "member-unknown"}


def test_answer_of_the_api_is_told_from_a_record() -> None:
    problem = flaw('{"id": "110364", "title": "One", "canonical_url": "x", "links": {}, "revision": {}}')
    assert problem.code == "api-answer"
    assert "`muniment show 110364`" in (problem.suggestion or "")
    assert "/documents/110364/revisions/{n}" in (problem.suggestion or "")


def test_endless_problems_are_cut_short() -> None:
    [found] = find(json.dumps({"title": "One"} | {f"m{n}": n for n in range(MAX_PROBLEMS + 20)}))
    assert found.problems[-1].code == "problems-unlisted"
    assert found.problems[-1].reason.startswith("20 more")


def test_records_are_recognised_by_name_or_content() -> None:
    assert all(READER.recognises(b"", file) for file in ("a.json", "a.JSONL", "a.ndjson"))
    assert all(READER.recognises(data, "a") for data in (b' {"a"', b"[\n {", b"[]", b"\xef\xbb\xbf{"))
    assert not READER.recognises(b"[1955] Letter\n\nCitation:", "a.txt")
    assert not READER.recognises(rb"{\rtf1 Citation:}", "a.rtf")


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"))
TEXTS = st.fixed_dictionaries(
    {"role": st.sampled_from(["translation", "transcription"])},
    optional={
        "id": st.from_regex(r"[a-z0-9][a-z0-9-]{0,31}", fullmatch=True),
        "label": WORDS,
        "language": st.sampled_from(["ru", "zh-Hant"]),
        "machine": st.booleans(),
        "translators": st.lists(WORDS, max_size=2),
        "passages": st.lists(st.fixed_dictionaries({"text": WORDS}, optional={"kind": st.just("body")})),
    },
)
RECORDS = st.fixed_dictionaries(
    {"title": WORDS.filter(bool)},
    optional={
        "schema": st.just(1),
        "id": st.from_regex(r"[a-z0-9][a-z0-9-]{1,63}", fullmatch=True),
        "date": st.fixed_dictionaries({"as_written": WORDS}, optional={"edtf": WORDS}),
        "participants": st.lists(st.fixed_dictionaries({"role": st.just("sender"), "as_written": WORDS})),
        "summary": WORDS,
        "contents": st.lists(WORDS, max_size=3),
        "locations": st.lists(WORDS, max_size=3),
        "identifiers": st.lists(st.fixed_dictionaries({"scheme": WORDS, "value": WORDS}), max_size=2),
        "texts": st.lists(TEXTS, max_size=3),
    },
)


@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_draft_is_read_as_it_was_written(records: list[dict[str, Any]]) -> None:
    drafts = [Draft.model_validate(record) for record in records]
    rows = [draft.model_dump_json(by_alias=True, exclude_none=True) for draft in drafts]
    assert [found.draft for found in find("\n".join(rows), "records.jsonl")] == drafts
    assert [found.draft for found in find(f"[{','.join(rows)}]")] == drafts
    assert [found.draft for found in find(json.dumps(json.loads(rows[0]), indent=1))] == drafts[:1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["title", "texts"]), inner),
)


@given(st.one_of(st.binary(), JSON.map(lambda value: json.dumps(value).encode()), st.text().map(str.encode)))
def test_reader_never_raises(data: bytes) -> None:
    for found in find(data):
        assert (found.draft is None) == bool(found.problems)
    READER.recognises(data, "records")


@pytest.mark.parametrize("address", ["not a url", "javascript:alert(1)", "ftp://e.org/1", "http://", "http:///x"])
def test_a_source_is_an_address_on_the_web(address: str) -> None:
    (found,) = find(json.dumps({"title": "One", "source_url": address}))
    assert found.draft is None
    assert [(problem.severity, problem.field) for problem in found.problems] == [("error", "source_url")]
