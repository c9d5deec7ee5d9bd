"""CSL-JSON: data for other programs, each word in the variable that means it."""

import gzip
import importlib.util
import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from app import resources
from app.formats.csl import FORMAT, join
from app.services.example import example_document
from tests.browser import records
from tests.conftest import skip
from tests.formats.letters import document_of, press_of
from tests.formats.references import APRF, AVPRF, FULL, HOSTILE, LONG, PAPER, losses, program, render

#: The schema of CSL-JSON itself (schemas/README.md says from where).
SCHEMA = json.loads(gzip.decompress((Path(__file__).parent / "schemas" / "csl-data.json.gz").read_bytes()))
#: Dates whose words the schema could refuse, were they not made what it has.
DATES = ["June 13-15, 1951", "circa 1951", "after 1951", "1951?", "no day of ours", "1951/06"]
#: The variables of the schema that an item of ours may have.
VARIABLES = {
    "id", "type", "title", "author", "recipient", "translator", "issued", "genre", "archive", "archive_location", "URL",
    "language", "abstract", "note",
}  # fmt: skip


def item_of(members: dict[str, Any]) -> dict[str, Any]:
    (item,) = json.loads(render(FORMAT, members))
    assert set(item) <= VARIABLES
    return dict(item)


def faults(body: bytes) -> list[str]:
    """Give what the schema has against a list of items."""
    return [error.message for error in jsonschema_rs.Draft7Validator(SCHEMA).iter_errors(json.loads(body))]


def test_the_schema_is_that_of_csl_1_0_2_and_refuses_what_it_does_not_know() -> None:
    assert SCHEMA["$id"] == "https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json"
    assert "event-title" in SCHEMA["items"]["properties"]  # which 1.0.1 had not
    assert faults(b'[{"id": "1", "type": "document"}]') == []
    for wrong in ({"id": "1"}, {"id": "1", "type": "letter"}, {"id": "1", "type": "document", "place": "x"}):
        assert faults(json.dumps([wrong]).encode())


def test_the_seed_is_valid_against_the_schema_of_csl() -> None:
    seed = example_document(press_of(), resources.seed())
    assert faults(FORMAT.render(seed, press_of().context)) == []


@pytest.mark.parametrize(
    "members",
    [FULL, PAPER, {}, records.HOSTILE, records.SCRIPTS, records.TURNED,
     {**FULL, "title": HOSTILE, "locations": [HOSTILE], "summary": LONG},
     *({**FULL, "date": {"as_written": words}} for words in DATES)],
)  # fmt: skip
def test_whatever_a_record_says_is_valid_against_the_schema_of_csl(members: dict[str, Any]) -> None:
    assert faults(FORMAT.render(document_of(members), press_of().context)) == []


def test_a_list_of_several_records_is_valid_against_the_schema_of_csl() -> None:
    assert faults(b"".join(join([render(FORMAT, FULL), render(FORMAT, PAPER)]))) == []


def test_a_letter_is_a_communication_of_its_sender_to_its_addressees() -> None:
    item = item_of(FULL)
    assert item["type"] == "personal_communication"
    assert item["author"] == [{"literal": "Filippov"}]
    assert item["recipient"] == [{"literal": "Mao Zedong"}, {"literal": "Zhou Enlai"}]
    assert item["translator"] == [{"literal": "Ann Field and Co."}, {"literal": "Yafeng Xia"}]
    assert item["genre"] == "Letter"
    assert item["issued"] == {"date-parts": [[1951, 6, 13]]}


def test_what_is_no_letter_has_no_recipient_for_zotero_would_make_an_author_of_it() -> None:
    item = item_of(PAPER)
    assert item["type"] == "document"
    assert item["author"] == [{"literal": "Filippov"}]
    assert "recipient" not in item
    assert item["note"].startswith("To Mao Zedong and Zhou Enlai\n")


def test_a_letter_without_a_stated_sender_is_a_document() -> None:
    item = item_of({**FULL, "participants": FULL["participants"][1:]})
    assert (item["type"], item.get("author"), item.get("recipient")) == ("document", None, None)


def test_the_archive_is_the_digital_one_and_the_places_are_whole() -> None:
    item = item_of(FULL)
    assert item["archive"] == "Programme on History and Policy"
    assert item["archive_location"] == f"{APRF}; {AVPRF}"
    assert losses(FORMAT, FULL)["locations"] == "joined"


def test_what_has_no_variable_stands_in_the_note_and_is_declared() -> None:
    assert item_of(FULL)["note"].split("\n") == [
        "Texts in: en, ru",
        "Identified: Filippov: Joseph Stalin",
        "Original language: Russian",
        "Other date: June 14, 1951",
        "Translation: Machine translation: text en",
        "Rights in the translation: Ask first.; https://rights.example/ask",
        "Relation: reply 110365 (of June 12)",
        "Identifier: record-number 7",
    ]
    told = losses(FORMAT, FULL)
    assert {"original_languages", "other_dates", "texts.machine", "rights", "relations", "identifiers"} <= set(told)


@pytest.mark.parametrize(
    ("words", "issued", "told"),
    [
        ("1951", {"date-parts": [[1951]]}, None),
        ("circa 1951", {"date-parts": [[1951]], "circa": True}, None),
        ("June 13-15, 1951", {"date-parts": [[1951, 6, 13], [1951, 6, 15]]}, None),
        ("after 1951", {"literal": "after 1951"}, "left out"),
        ("no day of ours", {"literal": "no day of ours"}, "left out"),
        ("1951?", {"date-parts": [[1951]], "circa": True}, "joined"),
    ],
)
def test_a_date_is_never_more_exact_than_it_was(words: str, issued: dict[str, Any], told: str | None) -> None:
    members = {"title": "T", "date": {"as_written": words}}
    assert item_of(members)["issued"] == issued
    assert losses(FORMAT, members).get("date.edtf") == told


def test_words_that_look_like_markup_are_left_as_they_are() -> None:
    title = f"{HOSTILE} <i>\nx\t</i>"
    item = item_of({**FULL, "title": title, "summary": LONG, "locations": [HOSTILE]})
    assert (item["title"], item["abstract"], item["archive_location"]) == (title, LONG, HOSTILE)


def test_no_line_of_a_note_can_be_taken_for_a_variable() -> None:
    note = item_of({**FULL, "credits": "Thanks\ntitle: another"})["note"]
    assert "\ntitle:" not in note
    assert "Credits: Thanks title: another" in note


def test_several_records_are_one_list() -> None:
    joined = b"".join(join([render(FORMAT, FULL), render(FORMAT, PAPER)]))
    assert [item["type"] for item in json.loads(joined)] == ["personal_communication", "document"]
    assert json.loads(b"".join(join([]))) == []


def test_citeproc_py_reads_every_variable() -> None:
    if importlib.util.find_spec("citeproc") is None:
        skip("citeproc-py is not installed; pip install 'muniment[styles]'")
    reader = importlib.import_module("citeproc.source.json").CiteProcJSON
    (read,) = reader([item_of({**FULL, "title": "A 5% aid"})]).values()
    assert str(read.title) == "A 5% aid"
    assert str(read.archive_location) == f"{APRF}; {AVPRF}"
    assert (read.issued.year, read.issued.month, read.issued.day) == (1951, 6, 13)


def test_pandoc_gives_back_every_variable() -> None:
    item = item_of({**FULL, "title": "5% & {x} of Ж"})
    command = [program("pandoc", "pandoc"), "-f", "csljson", "-t", "csljson"]
    printed = subprocess.run(command, input=json.dumps([item]).encode(), capture_output=True, check=True, timeout=60)
    assert json.loads(printed.stdout) == [item]
