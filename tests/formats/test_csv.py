"""A row of a table: read back by Python's own reader and the two rules of the docs, every cell is what it was."""

import csv
import re
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import Document
from app.formats.csv import FORMAT
from tests.formats.letters import document_of, press_of, text_of

csv.field_size_limit(10_000_000)
#: Columns in which one value may stand beside others.
LISTS = {
    "other_dates", "other_dates_edtf", "sender", "sender_name", "sender_identified_as", "addressee", "addressee_name",
    "addressee_identified_as", "numbers", "original_languages", "original_language_tags", "locations", "contents",
    "text_ids", "text_roles", "text_labels", "text_languages", "translators", "translator_statements", "machine",
    "facsimiles", "credits", "rights_apply_to", "rights_statements", "rights_uris", "identifier_schemes",
    "identifiers", "relation_types", "relations", "relation_notes",
}  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r;\\'\"=+-@, "), max_size=30)


def print_row(document: Document) -> bytes:
    """Write a record."""
    return FORMAT.render(document, press_of().context)


def read_rows(body: bytes) -> list[dict[str, Any]]:
    """Read a table as its page in the docs says."""
    rows = list(csv.DictReader(StringIO(body.decode(), newline=""), strict=True))
    return [{name: part(plain(cell)) if name in LISTS else plain(cell) for name, cell in row.items()} for row in rows]


def plain(cell: str) -> str:
    """Take the mark of a cell away that no spreadsheet may calculate."""
    return cell.removeprefix("'")


def part(cell: str) -> list[str]:
    """Part the values of a cell."""
    values = re.split(r"(?<!\\)((?:\\\\)*); ", cell)
    joined = [value + slashes for value, slashes in zip(values[::2], [*values[1::2], ""], strict=True)]
    return [re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for value in joined] if cell else []


def test_a_record_is_a_header_and_a_row_with_crlf_after_each() -> None:
    body = print_row(document_of({}))
    assert body.count(b"\r\n") == 2
    assert body.endswith(b'"\r\n')
    header, row = csv.reader(StringIO(body.decode(), newline=""))
    assert len(header) == len(row)
    assert set(header) >= LISTS


def test_what_is_stated_is_read_back() -> None:
    members = {
        "title": "=HYPERLINK(1)",
        "summary": 'Two\r\nlines, "quoted"; and more',
        "date": {"as_written": "circa 1951"},
        "participants": [
            {"role": "sender", "as_written": "A; B", "identified_as": "C\\"},
            {"role": "sender", "as_written": "+D"},
            {"role": "addressee", "as_written": "E"},
        ],
        "locations": ["APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "-AVPRF; Fond 059a"],
        "rights": [{"applies_to": "translation", "statement": "All, reserved", "uri": "https://e.org/r"}],
        "texts": [text_of("en", "en", "One.", "@Two.", machine=True, translators=["N. N."])],
    }
    (row,) = read_rows(print_row(document_of(members)))
    assert row["title"] == "=HYPERLINK(1)"
    assert row["summary"] == members["summary"]
    assert (row["sender"], row["sender_identified_as"]) == (["A; B", "+D"], ["C\\", ""])
    assert row["addressee"] == ["E"]
    assert row["locations"] == members["locations"]
    assert (row["date"], row["date_edtf"]) == ("circa 1951", "1951~")
    assert (row["rights_statements"], row["rights_uris"]) == (["All, reserved"], ["https://e.org/r"])
    assert (row["machine"], row["translators"], row["text"]) == (["true"], ["N. N."], "One.\n\n@Two.")


@pytest.mark.parametrize("start", [*"=+-@\t\r\n＝＋－＠'", "''", "=1+1"])
def test_no_cell_begins_as_a_formula_does_and_none_loses_its_beginning(start: str) -> None:
    body = print_row(document_of({"title": f"{start}x", "summary": start, "locations": [f"{start}, Fond 1"]}))
    cells = [cell for row in csv.reader(StringIO(body.decode(), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    (row,) = read_rows(body)
    assert (row["title"], row["summary"]) == (f"{start}x", start)
    assert row["locations"][0].startswith(start)


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4), WORDS)
def test_whatever_is_listed_is_parted_again(labels: list[str], words: str) -> None:
    document = document_of({"contents": labels, "summary": words or None, "texts": [text_of("en", None, words)]})
    (row,) = read_rows(print_row(document))
    assert row["contents"] == labels
    assert row["summary"] == words == row["text"]


def test_several_records_make_one_table() -> None:
    bodies = [print_row(document_of({"title": f"Letter\r\n{number}"})) for number in (1, 2, 3)]
    assert FORMAT.joined
    rows = read_rows(b"".join(FORMAT.joined(bodies)))
    assert [row["title"] for row in rows] == ["Letter\r\n1", "Letter\r\n2", "Letter\r\n3"]


def test_a_title_of_a_megabyte_of_words_stays_one_row() -> None:
    document = document_of({"summary": '"=,;\r\n' * 160_000})
    (row,) = read_rows(print_row(document))
    assert row["summary"] == document.summary


def test_what_shares_a_cell_or_has_none_is_declared() -> None:
    plain_letter = document_of({"locations": ["APRF, Fond 45, Opis 1, Delo 339"]})
    assert {
        (loss.member, loss.how)
        for loss in FORMAT.tell_losses(document_of({"locations": ["One", "Two"]}), press_of().context)
    } >= {("locations", "joined")}
    assert ("locations", "joined") not in {
        (loss.member, loss.how) for loss in FORMAT.tell_losses(plain_letter, press_of().context)
    }
    assert "locations.levels" in {loss.member for loss in FORMAT.tell_losses(plain_letter, press_of().context)}
    none = document_of({"texts": [text_of("en", "en", "Word", translators=[])]})
    assert "texts.translators" in {loss.member for loss in FORMAT.tell_losses(none, press_of().context)}
