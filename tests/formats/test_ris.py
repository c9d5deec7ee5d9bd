"""RIS: one tag to a line, people in the tags that mean them, and no value that begins another."""

import subprocess
from typing import Any

import pytest
import rispy

from app.formats.ris import FORMAT
from tests.formats.references import APRF, AVPRF, FULL, HOSTILE, LONG, PAPER, losses, program, render


def read(members: dict[str, Any]) -> dict[str, Any]:
    (record,) = rispy.loads(render(FORMAT, members).decode())
    assert "unknown_tag" not in record
    return dict(record)


def test_every_line_is_a_tag_and_ends_as_the_specification_has_it() -> None:
    lines = render(FORMAT, {**FULL, "summary": f"{LONG}\nTY  - JOUR\r\nER  - \u2028x"}).decode().split("\r\n")
    assert lines[0] == "TY  - PCOMM"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " and line == "".join(line.splitlines()) for line in lines[:-1])
    assert sum(line.startswith(("TY", "ER")) for line in lines) == 2


def test_a_letter_has_a_sender_addressees_and_translators_and_nobody_is_another() -> None:
    record = read(FULL)
    assert record["authors"] == ["Filippov"]
    assert record["secondary_authors"] == ["Mao Zedong", "Zhou Enlai"]
    assert record["subsidiary_authors"] == ["Ann Field and Co.", "Yafeng Xia"]
    assert record["type_of_work"] == "Letter"


def test_what_is_no_letter_is_a_manuscript_without_recipients() -> None:
    record = read(PAPER)
    assert record["type_of_reference"] == "MANSCPT"
    assert record["authors"] == ["Filippov"]
    assert "secondary_authors" not in record
    assert record["notes"][-1].startswith("To Mao Zedong and Zhou Enlai; ")


def test_the_places_are_whole_in_one_tag_and_each_in_a_note() -> None:
    record = read(FULL)
    assert record["name_of_database"] == record["database_provider"] == "Programme on History and Policy"
    assert record["accession_number"] == f"{APRF}; {AVPRF}"
    assert record["notes"][:2] == [f"Original held at {APRF}", f"Original held at {AVPRF}"]
    assert read({**FULL, "locations": [APRF]})["accession_number"] == APRF


def test_the_rest_is_in_one_note_and_declared() -> None:
    assert read(FULL)["notes"][2] == (
        "Identified: Filippov: Joseph Stalin; Original language: Russian; Other date: June 14, 1951; "
        "Translation: Machine translation: text en; Rights in the translation: Ask first.; https://rights.example/ask; "
        "Relation: reply 110365 (of June 12); Identifier: record-number 7"
    )
    told = losses(FORMAT, FULL)
    assert {"locations", "texts.language", "texts.machine", "rights", "relations", "identifiers"} <= set(told)
    assert told["texts"] == "left out"


@pytest.mark.parametrize(
    ("words", "date", "year"),
    [
        ("June 13, 1951", "1951/06/13", "1951"),
        ("June 1951", "1951/06", "1951"),
        ("1951", "1951", "1951"),
        ("circa 1951", "circa 1951", None),
        ("June 13-15, 1951", "June 13-15, 1951", None),
    ],
)
def test_a_date_is_never_more_exact_than_it_was(words: str, date: str, year: str | None) -> None:
    members = {"title": "T", "date": {"as_written": words}}
    record = read(members)
    assert (record["date"], record.get("year")) == (date, year)
    assert ("date.edtf" in losses(FORMAT, members)) == (year is None)


def test_a_date_whose_slash_would_be_taken_for_a_days_is_in_a_note() -> None:
    record = read({"title": "T", "date": {"as_written": "winter 1951/52 or so"}, "rights": []})
    assert "date" not in record
    assert record["notes"] == ["Date: winter 1951/52 or so"]


def test_several_numbers_are_joined_and_declared() -> None:
    texts = [{"id": "en", "role": "translation", "passages": [{"id": "en.p1", "text": "TELEGRAM No. 3557"},
              {"id": "en.p2", "text": "Word."}, {"id": "en.p3", "text": "No. 302/sh"}]}]  # fmt: skip
    members = {"title": "Telegram", "texts": texts}
    assert read(members)["note"] == "No. 3557; No. 302/sh"
    assert losses(FORMAT, members)["numbers"] == "joined"


def test_hostile_words_are_read_back_as_they_were() -> None:
    people = [{"role": "sender", "as_written": HOSTILE}]
    record = read({**FULL, "title": HOSTILE, "summary": LONG, "locations": [HOSTILE], "participants": people})
    assert record["title"] == record["accession_number"] == HOSTILE
    assert record["authors"] == [HOSTILE]
    assert record["abstract"] == LONG


def test_a_line_break_is_a_space_and_declared() -> None:
    members = {"title": "One\nER  - \r\ntwo", "summary": "A\u2029b"}
    assert (read(members)["title"], read(members)["abstract"]) == ("One ER  -  two", "A b")
    assert {"title", "summary"} <= set(losses(FORMAT, members))
    assert not {"title", "summary"} & set(losses(FORMAT, FULL))


def test_bibutils_reads_a_letter_with_its_addressees() -> None:
    command = [program("ris2xml", "bibutils")]
    printed = subprocess.run(command, input=render(FORMAT, FULL), capture_output=True, check=True, timeout=60).stdout
    assert "<title>Letter on aid</title>" in printed.decode()
    assert printed.decode().count(">addressee<") == 2
    assert "<dateIssued>1951-06-13</dateIssued>" in printed.decode()
    assert f"<note>Original held at {AVPRF}</note>" in printed.decode()
