"""BibLaTeX: fields that biber knows, the whole date, and people in their own fields."""

import json
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from pybtex.database import Entry, parse_string

from app.formats.biblatex import FORMAT
from tests.formats.letters import text_of
from tests.formats.references import APRF, AVPRF, FULL, HOSTILE, LONG, losses, program, render


def read(members: dict[str, Any]) -> Entry:
    entries = parse_string(render(FORMAT, members).decode(), "bibtex").entries
    assert list(entries) == ["letter"]
    return entries["letter"]


def test_sender_and_translators_have_fields_and_the_addressee_is_printed_at_the_end() -> None:
    entry = read(FULL)
    assert entry.type == "misc"
    people = bibtexparser.loads(render(FORMAT, FULL).decode()).entries[0]
    assert (people["author"], people["translator"]) == ("{Filippov}", "{Ann Field and Co.} and {Yafeng Xia}")
    assert entry.fields["addendum"] == "To Mao Zedong and Zhou Enlai. Machine translation: text en"
    assert {"participants", "texts.machine"} <= set(losses(FORMAT, FULL))
    assert not {"texts.translators", "original_languages", "texts.language"} & set(losses(FORMAT, FULL))


def test_the_places_are_printed_and_kept_and_the_digital_archive_is_the_organization() -> None:
    fields = read(FULL).fields
    assert fields["note"] == fields["library"] == f"{APRF}; {AVPRF}"
    assert fields["organization"] == "{Programme on History and Policy}"
    assert fields["type"] == "Letter"


def test_languages_are_named_as_babel_names_them() -> None:
    fields = read(FULL).fields
    assert (fields["language"], fields["origlanguage"]) == ("english and russian", "russian")
    assert "langid" not in fields
    assert read({**FULL, "texts": FULL["texts"][:1]}).fields["langid"] == "english"


def test_a_language_biblatex_has_no_words_for_is_noted_and_not_printed() -> None:
    for language in ("Chinese", "Old Tongue", "Russian and Chinese"):
        members = {**FULL, "original_language": language}
        fields = read(members).fields
        assert "origlanguage" not in fields
        assert "Original language: " in fields["userb"]
        assert losses(FORMAT, members)["original_languages"] == "joined"
    members = {**FULL, "texts": [text_of("zh", "zh", "字")]}
    assert "language" not in read(members).fields
    assert losses(FORMAT, members)["texts.language"] == "left out"


def test_a_translator_is_not_put_in_the_place_of_a_sender_who_is_not_stated() -> None:
    assert "options" not in read(FULL).fields
    assert "options" not in read({"title": "T"}).fields
    people = [person for person in FULL["participants"] if person["role"] != "sender"]
    assert read({**FULL, "participants": people}).fields["options"] == "usetranslator=false"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("June 13, 1951", "1951-06-13"),
        ("June 1951", "1951-06"),
        ("circa 1951", "1951~"),
        ("June 13-15, 1951", "1951-06-13/1951-06-15"),
        ("1951?", "1951?"),
    ],
)
def test_a_date_is_as_exact_as_it_was(words: str, date: str) -> None:
    members = {"title": "T", "date": {"as_written": words}}
    fields = read(members).fields
    assert fields["date"] == date
    # standard styles print "1951" of "1951~"
    is_certain = not set("~?%") & set(date)
    assert fields.get("addendum") == (None if is_certain else f"Dated {words}")
    assert losses(FORMAT, members).get("date.edtf") == (None if is_certain else "joined")


@pytest.mark.parametrize("edtf", ["[1951-06-13,1951-06-14]", "1951-?06", "Y170000002", None])
def test_a_date_biblatex_cannot_say_stands_in_its_words(edtf: str | None) -> None:
    members = {"title": "T", "date": {"as_written": "some day", "edtf": edtf}}
    fields = read(members).fields
    assert "date" not in fields
    assert fields["addendum"] == "Dated some day"
    assert losses(FORMAT, members)["date.edtf"] == "left out"


def test_hostile_words_end_no_value_and_every_parser_sees_the_same_fields() -> None:
    people = [{"role": "sender", "as_written": HOSTILE}, {"role": "addressee", "as_written": HOSTILE}]
    members = {**FULL, "title": HOSTILE, "summary": LONG, "participants": people, "original_language": HOSTILE}
    (other,) = bibtexparser.loads(render(FORMAT, members).decode()).entries
    entry = read(members)
    plain = {name: value for name, value in other.items() if name not in ("ENTRYTYPE", "ID", "author")}
    assert plain == dict(entry.fields)
    assert plain["abstract"] == LONG


def biber_on(folder: Path, body: bytes) -> tuple[str, str]:
    """Give what biber writes of an entry and what it warns of."""
    (folder / "in.bib").write_bytes(body)
    command = [program("biber", "biber"), "--tool", "--validate-datamodel", "--output-encoding=UTF-8", "in.bib"]
    said = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120, text=True).stdout
    warned = "\n".join(line for line in said.splitlines() if line.startswith(("WARN", "ERROR")))
    return (folder / "in_bibertool.bib").read_text(encoding="utf-8"), warned


@pytest.mark.slow
def test_biber_knows_every_field_and_keeps_every_value(tmp_path: Path) -> None:
    members = {**FULL, "title": HOSTILE, "date": {"as_written": "June 13-15, 1951"}}
    body = render(FORMAT, members)
    written, warned = biber_on(tmp_path, body)
    # its data model of "misc" has neither, but every driver prints the one and knows the other
    assert {line.partition("Invalid field ")[2].partition(" ")[0] for line in warned.splitlines()} == {
        "'translator'",
        "'origlanguage'",
    }
    kept, ours = (bibtexparser.loads(text).entries[0] for text in (written, body.decode()))
    assert ours["organization"] == f"{{{kept['organization']}}}"  # it braces a list of one item no more
    assert kept | {"ENTRYTYPE": "misc", "organization": ours["organization"]} == ours


def test_pandoc_reads_people_date_and_places() -> None:
    command = [program("pandoc", "pandoc"), "-f", "biblatex", "-t", "csljson"]
    members = {**FULL, "date": {"as_written": "June 13-15, 1951"}}
    printed = subprocess.run(command, input=render(FORMAT, members), capture_output=True, check=True, timeout=60)
    (item,) = json.loads(printed.stdout)
    assert item["author"] == [{"literal": "Filippov"}]
    assert item["translator"] == [{"literal": "Ann Field and Co."}, {"literal": "Yafeng Xia"}]
    assert item["issued"] == {"date-parts": [[1951, 6, 13], [1951, 6, 15]]}
    assert item["publisher"] == "Programme on History and Policy"
    assert item["call-number"] == f"{APRF}; {AVPRF}"
