"""BibTeX: what a footnote needs in the fields old styles print, and words that come back as they were."""

import json
import subprocess
from typing import Any

import bibtexparser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from pybtex.richtext import Text

from app.citing.entries import whole_value, words_value, write_entry
from app.formats.bibtex import FORMAT
from tests.formats.references import APRF, AVPRF, FULL, HOSTILE, LONG, losses, program, render

BARE: dict[str, Any] = {"title": "T", "rights": []}


def read(members: dict[str, Any]) -> Entry:
    entries = parse_string(render(FORMAT, members).decode(), "bibtex").entries
    assert list(entries) == ["letter"]
    return entries["letter"]


def read_by_pandoc(members: dict[str, Any]) -> dict[str, Any]:
    command = [program("pandoc", "pandoc"), "-f", "bibtex", "-t", "csljson"]
    printed = subprocess.run(command, input=render(FORMAT, members), capture_output=True, check=True, timeout=60)
    (item,) = json.loads(printed.stdout)
    return dict(item)


def test_only_the_sender_is_an_author_and_a_name_is_whole() -> None:
    entry = read(FULL)
    assert entry.type == "misc"
    assert {role: [str(person) for person in people] for role, people in entry.persons.items()} == {
        "author": ["{Filippov}"]
    }
    people = [{"role": "sender", "as_written": "Ministry of Trade and Aid, Beijing"}]
    (author,) = read({**FULL, "participants": people}).persons["author"]
    assert str(author) == "{Ministry of Trade and Aid, Beijing}"


def test_the_printed_note_has_what_no_field_has_the_day_among_it() -> None:
    assert read(FULL).fields["note"] == (
        f"Dated June 13, 1951. To Mao Zedong and Zhou Enlai. {APRF}; {AVPRF}. "
        "Translated by Ann Field and Co. and Yafeng Xia. Machine translation: text en"
    )
    told = losses(FORMAT, FULL)
    assert {"participants", "locations", "texts.translators", "texts.machine"} <= set(told)


def test_no_stop_follows_a_stop() -> None:
    people = [{"role": "addressee", "as_written": "R. and Co."}]
    members = {**BARE, "date": {"as_written": "13 июня 1951 г.", "edtf": "1951-06-13"}, "participants": people}
    assert read({**members, "locations": ["x cs."]}).fields["note"] == "Dated 13 июня 1951 г. To R. and Co. x cs"


def test_what_need_not_be_printed_is_in_the_other_note() -> None:
    assert read(FULL).fields["annote"] == (
        "Identified: Filippov: Joseph Stalin; Original language: Russian; Other date: June 14, 1951; "
        "Rights in the translation: Ask first.; https://rights.example/ask; Relation: reply 110365 (of June 12); "
        "Identifier: record-number 7"
    )
    assert {"rights", "relations", "identifiers", "original_languages", "other_dates"} <= set(losses(FORMAT, FULL))


def test_the_other_fields_are_the_ones_old_styles_and_reference_managers_know() -> None:
    fields = read(FULL).fields
    assert fields["title"] == "{Letter on aid}"
    assert fields["howpublished"] == "{Programme on History and Policy}"
    assert (fields["type"], fields["language"], fields["abstract"]) == (
        "Letter",
        "english, russian",
        "He asks for aid.",
    )
    assert fields["url"] == "/document/letter"
    # the styles that came with BibTeX print neither
    assert {name: losses(FORMAT, FULL)[name] for name in ("canonical_url", "kind")} == {
        "canonical_url": "left out",
        "kind": "left out",
    }


def test_styles_sort_and_label_what_has_no_sender_by_its_title() -> None:
    assert "key" not in read(FULL).fields
    assert read({"title": "Minutes and notes"}).fields["key"] == "Minutes and notes"


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("June 13, 1951", {"month": "June", "day": "13", "year": "1951", "note": "Dated June 13, 1951"}),
        ("June 1951", {"month": "June", "year": "1951"}),
        ("1951", {"year": "1951"}),
        ("circa 1951", {"year": "circa 1951"}),
        ("June 13-15, 1951", {"year": "June 13-15, 1951"}),
    ],
)
def test_a_date_is_never_more_exact_than_it_was(words: str, fields: dict[str, str]) -> None:
    members = {**BARE, "date": {"as_written": words}}
    stated = dict(read(members).fields)
    assert {name: stated[name] for name in stated if name not in ("key", "title", "url")} == fields
    assert ("date.edtf" in losses(FORMAT, members)) == (words == fields["year"] != "1951")


def test_what_is_not_stated_is_not_there() -> None:
    assert set(read(BARE).fields) == {"key", "title", "url"}
    assert set(losses(FORMAT, BARE)) == {"canonical_url"}


def test_hostile_words_end_no_value_and_every_parser_sees_the_same_fields() -> None:
    people = [{"role": "sender", "as_written": HOSTILE}, {"role": "addressee", "as_written": HOSTILE}]
    members = {**FULL, "title": HOSTILE, "summary": f"{HOSTILE}\n{LONG}", "participants": people, "publisher": HOSTILE}
    entry = read(members)
    (other,) = bibtexparser.loads(render(FORMAT, members).decode()).entries
    assert {name: value for name, value in other.items() if name not in ("ENTRYTYPE", "ID", "author")} == dict(
        entry.fields
    )
    assert other["author"] == str(entry.persons["author"][0])


@given(words=st.text(alphabet="ab \\{}$&#%_^~\"'`-<>|,?!=@()Ж", min_size=1, max_size=40))
def test_no_words_whatever_end_a_value(words: str) -> None:
    assume(words.strip())  # a record's title is never only white space
    body = write_entry("misc", "k", [("title", whole_value(words)), ("note", words_value(words)), ("year", "{1}")])
    entry = parse_string(body.decode(), "bibtex").entries["k"]
    (other,) = bibtexparser.loads(body.decode()).entries
    assert {name: other[name] for name in entry.fields} == dict(entry.fields)
    assert (len(other) - 2, entry.fields["year"]) == (len(entry.fields), "1")


def test_pybtex_gives_back_the_words_without_braces() -> None:
    title = "50% of 5 & #3_x ~ \\emph 'a' ''b'' -- --- ?` \"q\" Ж </script> @misc"
    assert str(Text.from_latex(read({"title": title}).fields["title"])) == title


@pytest.mark.parametrize("title", ['{\\b} & {{x}} $5 "q"', "50% -- --- #3_x ^ ~ \\y <b> | @misc{k, a}"])
def test_pandoc_gives_back_the_words_with_braces_that_pair(title: str) -> None:
    item = read_by_pandoc({**FULL, "title": title})
    assert item["title"] == title
    assert item["author"] == [{"literal": "Filippov"}]
    assert item["issued"] == {"date-parts": [[1951, 6, 13]]}


def test_white_space_is_one_space_and_declared() -> None:
    members = {"title": " One\n two\u2028three", "summary": "A  b"}
    fields = read(members).fields
    assert (fields["title"], fields["abstract"]) == ("{One two three}", "A b")
    assert {"title", "summary"} <= set(losses(FORMAT, members))
    assert not {"title", "summary"} & set(losses(FORMAT, FULL))
