"""The page to read: what it says of the record as a whole, for every state of knowledge."""

from dataclasses import replace
from typing import Any

import pytest

from app.formats.web import FORMAT
from app.formats.web.page import Page
from tests.formats.letters import document_of, page_of, press_of, print_page, translation
from tests.formats.pages import Parsed, parse_page

COPY = "Copy of a record published "
NOT_THEIRS = "not an official service of the publisher."
ADDRESS = "https://publisher.example/document/7"


@pytest.mark.parametrize(
    ("number", "members", "said"),
    [
        (1, {"publisher": "Prog", "source_url": ADDRESS},
         f"{COPY}by Prog at {ADDRESS}; imported 2026-01-31; {NOT_THEIRS}"),
        (3, {"publisher": "Prog", "source_url": ADDRESS},
         (f"{COPY}by Prog at {ADDRESS}; changed here since it was imported (revision 3 of 2026-01-31); {NOT_THEIRS}"
         " What changed.")),
        (1, {"source_url": ADDRESS}, f"{COPY}at {ADDRESS}; imported 2026-01-31; {NOT_THEIRS}"),
        (1, {"publisher": "Prog"}, f"{COPY}by Prog; imported 2026-01-31; {NOT_THEIRS}"),
        (1, {}, "A record of this archive; no other publisher of it is stated; revision 1 of 2026-01-31."),
        (2, {}, ("A record of this archive; no other publisher of it is stated; revision 2 of 2026-01-31."
         " What changed.")),
    ],
)  # fmt: skip
def test_the_page_says_first_whose_the_record_is(number: int, members: dict[str, Any], said: str) -> None:
    press = press_of()
    page = parse_page(FORMAT.render(document_of(members, press=press, number=number), press.context))
    assert page.one("p", class_="provenance").words == said
    assert page.one("main").words.strip().startswith(said)


def facts(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Give the facts of a page, each value with its note."""
    return {fact.name: [(value.words, value.note) for value in fact.values] for fact in page.facts}


def test_every_fact_says_on_what_it_rests() -> None:
    told = facts(
        page_of(
            title="Telegram, Filippov (Stalin) to Mao Zedong",
            date={"as_written": "June 13, 1951"},
            other_dates=[{"as_written": "about 1951", "edtf": "1951~"}],
            original_language="Russian",
            reference="APRF, Fond 45. Thanks to A. Reader.",
            source_url="https://publisher.example/document/7",
            relations=[{"type": "reply", "to": "7", "note": "a draft"}],
            texts=[translation() | {"passages": [{"id": "en.p4", "text": "No. 302/sh", "kind": "number"}]}],
        )
    )
    assert told["Date"] == [("June 13, 1951", "from the catalogue; by our reckoning a Wednesday")]
    assert told["Other dates"] == [("about 1951", "decided by an editor; understood as 1951~")]
    assert told["From"] == [("Filippov (Stalin)", "named Filippov; identified as Stalin; from the title")]
    assert told["To"] == [("Mao Zedong", "from the title")]
    assert told["Numbers"] == [("No. 302/sh", "passage 4")]
    assert told["Original language"] == [("Russian", "from the catalogue")]
    assert told["Related"] == [("7", "reply; a draft")]
    assert ("7", "record number") in told["Identifiers"]
    assert not [value for value, _ in told["Identifiers"] if value.startswith("http")]


def test_an_editor_s_decision_is_told_from_a_reading() -> None:
    told = facts(
        page_of(
            kind={"as_written": "Note"},
            date={"as_written": "[1951]"},
            participants=[{"role": "sender", "as_written": "F.", "name": "Filippov", "identified_as": "Stalin"}],
        )
    )
    assert told == {
        "Date": [("[1951]", "supplied by the cataloguer")],
        "From": [("F.", "named Filippov; identified as Stalin; decided by an editor")],
        "Kind": [("Note", "decided by an editor")],
    }


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ({"as_written": "June 13, 1951"}, "from the catalogue; by our reckoning a Wednesday"),
        ({"as_written": "June 1951"}, "from the catalogue"),
        ({"as_written": "1951-1953"}, "from the catalogue; understood as 1951/1953"),
        ({"as_written": "sometime"}, "from the catalogue"),
        ({"as_written": "[1951]"}, "supplied by the cataloguer"),
        ({"as_written": "sometime", "edtf": "1951-06-13"}, "decided by an editor; by our reckoning a Wednesday"),
    ],
)
def test_a_date_says_where_it_stands_and_then_how_it_is_understood(date: dict[str, str], said: str) -> None:
    assert facts(page_of(date=date))["Date"] == [(date["as_written"], said)]
    assert facts(page_of(other_dates=[date]))["Other dates"] == [(date["as_written"], said)]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"as_written": "F.", "name": "Filippov", "identified_as": "Stalin"},
         ("F.", "named Filippov; identified as Stalin; decided by an editor")),
        ({"as_written": "F.", "name": "Filippov"}, ("F.", "named Filippov; decided by an editor")),
        ({"as_written": "F.", "identified_as": "Stalin"}, ("F.", "identified as Stalin; decided by an editor")),
        ({"as_written": "F."}, ("F.", "decided by an editor")),
    ],
)  # fmt: skip
def test_a_person_s_words_stand_before_the_name_and_who_that_is(person: dict[str, str], told: tuple[str, str]) -> None:
    people = [{"role": "sender", **person}, {"role": "addressee", **person}]
    page = page_of(title="A title", participants=people)
    assert facts(page) == {"From": [told], "To": [told]}


def test_only_a_day_is_marked_up_as_a_time() -> None:
    for edtf, marked in (("1951-06-13", True), ("1951", True), ("1951~", False), ("1951/1953", False)):
        page = print_page({"date": {"as_written": "then", "edtf": edtf}})
        assert [e.attributes["datetime"] for e in page.all("time")] == ([edtf] if marked else [])


def test_of_a_record_of_which_nothing_is_known_nothing_is_said() -> None:
    page = page_of(title="A title")
    assert (page.facts, page.places, page.columns) == ((), (), ())
    words = print_page({}).one("main").words
    assert "No text of the document is supplied here." in words
    assert "None" not in words
    assert "unknown" not in words


def test_places_say_which_archive_is_meant_and_how_far_they_were_read() -> None:
    page = page_of(locations=["APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "A box under the stairs"])
    assert [(place.words, place.note) for place in page.places] == [
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "Archive of the President of the Russian Federation, Moscow"),
        ("A box under the stairs", "not read; printed as written"),
    ]


def unit_links(page: Parsed) -> list[tuple[str, str]]:
    return [(a.words, a.attributes["href"]) for a in page.all("a") if "/archives/" in a.attributes["href"]]


def test_a_reference_leads_to_what_else_lies_in_the_same_file() -> None:
    references = [
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32",
        "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32",
        "TNA, PREM 4/27/1",
    ]
    assert unit_links(print_page({"locations": references}, "https://archive.example/kept")) == [
        ("See what else lies in delo 339", "/kept/archives/ru-aprf/fond-45/opis-1/delo-339"),
        ("See what else lies in delo 5", "/kept/archives/ru-avprf/fond-059a/opis-5a/papka-11/delo-5"),
        ("See what else lies in piece 27/1", "/kept/archives/uk-tna/series-prem-4/piece-27~2F1"),
    ]


@pytest.mark.parametrize("reference", ["A box under the stairs", "APRF", f"APRF, f. {'5' * 700}"])
def test_a_reference_whose_unit_is_not_known_leads_nowhere(reference: str) -> None:
    assert unit_links(print_page({"locations": [reference]})) == []


def test_a_pinned_page_leads_to_no_file_for_the_record_may_lie_in_another_by_now() -> None:
    press = press_of()
    document = document_of({"locations": ["APRF, Fond 45, Opis 1, Delo 339"]}, press=press)
    assert unit_links(parse_page(FORMAT.render(document, press.context)))
    assert not unit_links(parse_page(FORMAT.render(document, replace(press.context, is_pinned=True))))


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        (
            [{"applies_to": "text", "statement": "All rights are ours."}],
            "text: All rights are ours. decided by an editor",
        ),
        ([{"applies_to": "scan", "uri": "https://r.example/1"}], "scan: https://r.example/1 decided by an editor"),
        ([{"applies_to": "text"}], "text: nothing is stated decided by an editor"),
        (
            [{"applies_to": "the PDF", "statement": "Ours.", "uri": "https://r.example/1"}],
            "the PDF: Ours. https://r.example/1 decided by an editor",
        ),
        ([], "No rights are stated."),
    ],
)
def test_rights_are_told_by_layer(rights: list[dict[str, Any]], said: str) -> None:
    page = print_page({"rights": rights})
    assert said in [element.words for element in page.all("li")]


def test_the_address_of_a_statement_of_rights_is_a_link_beside_its_words() -> None:
    address = "https://r.example/1"
    page = print_page({"rights": [{"applies_to": "the PDF", "statement": "Ours.", "uri": address}]})
    assert page.one("a", href=address).words == address


def test_rights_nobody_has_stated_are_said_to_be_so() -> None:
    said = [f"{right.uri} ({right.note})" for right in page_of(texts=[translation()]).rights]
    assert said == ["http://rightsstatements.org/vocab/CNE/1.0/ (not evaluated, for nobody has stated them)"]


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        ('"Letter" /document/letter', "character for character the same line as the one published."),
        ("A letter.", "Published with it was:"),
        (None, "no published citation is stated."),
    ],
)
def test_the_citation_stands_beside_the_one_its_publisher_printed(citation: str | None, said: str) -> None:
    page = print_page({"citation": citation})
    assert said in page.one("main").words
    printed = [e.words for e in page.all("p", class_="citation copyable")]
    assert printed == ['"Letter" /document/letter', *(["A letter."] if citation == "A letter." else [])]


def test_what_the_contents_list_and_nobody_supplied_is_said() -> None:
    told = facts(page_of(contents=["English", "Scan of Original"], texts=[translation() | {"label": "English"}]))
    assert told["Listed, not supplied"] == [("Scan of Original", "from the catalogue")]
    assert facts(page_of(contents=["English", "Scan"]))["Listed, not supplied"] == [
        ("English", "from the catalogue"), ("Scan", "from the catalogue"),
    ]  # fmt: skip


def test_where_all_that_the_contents_list_is_here_nothing_is_said_to_be_missing() -> None:
    assert "Listed, not supplied" not in facts(page_of(contents=["English"], texts=[translation(label="English")]))


def test_notices_are_for_editors_and_folded_away() -> None:
    page = print_page({"title": "Kim II Sung", "date": {"as_written": "sometime"}})
    document = document_of({"title": "Kim II Sung", "date": {"as_written": "sometime"}})
    notices = page.all("details")[-1]
    assert f"For editors: {len(document.notices)} point" in page.all("summary")[-1].words
    assert all(notice.reason in notices.words for notice in document.notices)
    assert "open" not in notices.attributes
