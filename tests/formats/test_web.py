"""The page to read: every sentence that is ours, for every state of knowledge."""

from typing import Any

import pytest

from app.formats.web import FORMAT
from app.formats.web.page import Page, make_page
from tests.formats.letters import ORIGINAL, SCAN, document_of, press_of, print_page, translation
from tests.formats.pages import parse_page


def page_of(number: int = 1, **members: object) -> Page:
    """Give what the page of a record says."""
    return make_page(document_of(members, number=number), press_of().context)


def status_of(text: dict[str, Any], *others: dict[str, Any], original_language: str | None = "Russian") -> str:
    """Give the line above a text, which stands with others in a record."""
    return page_of(texts=[text, *others], original_language=original_language).columns[0].status


@pytest.mark.parametrize(
    ("language", "original_language", "begins"),
    [
        ("en", "Russian", "English translation of an original in Russian; "),
        ("zh-Hant", "Russian", "Chinese translation of an original in Russian; "),
        ("en", "Russian and Chinese", "English translation of an original in Russian and Chinese; "),
        ("en", "some tongue", "English translation of an original in some tongue; "),
        ("en", None, "English translation of an original whose language is not stated; "),
        ("tlh", "Russian", "Translation, language “tlh”, of an original in Russian; "),
        (None, "Russian", "Translation, language not stated, of an original in Russian; "),
        (None, None, "Translation, language not stated, of an original whose language is not stated; "),
    ],
)
def test_a_translation_says_from_which_language_into_which(
    language: str | None, original_language: str | None, begins: str
) -> None:
    assert status_of(translation(language), original_language=original_language).startswith(begins)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "; original not supplied; "),
        ([SCAN], "; original not supplied, but for pictures; "),
        ([ORIGINAL | {"passages": []}], "; original not supplied; "),
        ([ORIGINAL | {"language": None}], "; original supplied; "),
        ([ORIGINAL | {"language": "de"}], "; a transcription is supplied; "),
        ([ORIGINAL], "; original supplied; "),
        ([SCAN, ORIGINAL], "; original supplied; "),
        ([{"id": "de", "role": "translation", "language": "de"}], "; original not supplied; "),
    ],
)
def test_a_translation_says_whether_its_original_is_here(others: list[dict[str, Any]], said: str) -> None:
    assert said in status_of(translation(), *others)


@pytest.mark.parametrize(
    ("members", "ends"),
    [
        ({}, "; translator not stated."),
        ({"translators": []}, "; stated to have no translator."),
        ({"translators": ["A. Writer"]}, "; translated by A. Writer."),
        ({"translators": ["A. Writer", "B. Reader"]}, "; translated by A. Writer and B. Reader."),
        ({"translator_statement": "From the Russian."}, "; of the translation it is said: “From the Russian.”"),
        ({"translator_statement": "By A. W"}, "; of the translation it is said: “By A. W”."),
        (
            {"translator_statement": "By A. W.", "translators": ["A. Writer"]},
            "; translated by A. Writer, as read from “By A. W.”",
        ),
        ({"translators": ["A. B."]}, "; translated by A. B."),
        ({"machine": True}, "; translator not stated; made by a machine."),
        ({"machine": True, "translators": []}, "; stated to have no translator; made by a machine."),
        ({"machine": False}, "; translator not stated."),
    ],
)
def test_a_translation_says_who_translated_it_and_never_guesses(members: dict[str, Any], ends: str) -> None:
    assert status_of(translation(**members)).endswith(ends)


@pytest.mark.parametrize(
    ("text", "said", "heading"),
    [
        (ORIGINAL, "Russian transcription.", "Russian transcription"),
        (ORIGINAL | {"language": None}, "Transcription; language not stated.", "Transcription"),
        (ORIGINAL | {"language": "tlh"}, "Transcription; language “tlh”.", "Transcription"),
        (ORIGINAL | {"label": "Original"}, "Russian transcription.", "Original"),
        (SCAN, "Pictures of the document; their words are not supplied.", "Facsimile"),
    ],
)
def test_a_text_of_the_document_itself_says_what_it_is(text: dict[str, Any], said: str, heading: str) -> None:
    (column,) = page_of(texts=[text]).columns
    assert (column.status, column.heading) == (said, heading)


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


def test_a_passage_has_its_number_its_link_and_its_citation() -> None:
    press = press_of("https://example.org/a")
    document = document_of({"texts": [translation() | {"passages": [{"id": "en.p7", "text": "Word"}]}]}, press=press)
    (column,) = make_page(document, press.context).columns
    (line,) = column.lines
    assert (line.id, line.number, line.words) == ("en.p7", "7", "Word")
    assert line.permalink == "https://example.org/a/document/letter#en.p7"
    assert line.locator == ", passage 7"
    aside = print_page({"texts": [translation() | {"passages": [{"id": "en.p7", "text": "Word"}]}]}).one("aside")
    assert '"Letter" /document/letter, passage 7' in aside.words


def test_passages_of_several_texts_are_cited_apart() -> None:
    texts = [translation() | {"label": "English"}, ORIGINAL | {"passages": [{"id": "ru.p1", "text": "Слово"}]}]
    columns = page_of(texts=texts).columns
    assert [column.lines[0].locator for column in columns] == [", English, passage 1", ", text ru, passage 1"]


def test_a_translation_of_a_translation_names_the_text_it_was_made_from() -> None:
    german = {"id": "de", "role": "translation", "language": "de", "label": "German draft"}
    assert status_of(translation(of="de"), german).startswith("English translation made from “German draft”; ")


def test_what_the_contents_list_and_nobody_supplied_is_said() -> None:
    told = facts(page_of(contents=["English", "Scan of Original"], texts=[translation() | {"label": "English"}]))
    assert told["Listed, not supplied"] == [("Scan of Original", "from the catalogue")]


def test_a_long_text_does_not_repeat_the_citation_for_every_passage() -> None:
    passages = [{"id": f"en.p{number}", "text": "Word"} for number in range(1, 12_000)]
    members = {"texts": [translation() | {"passages": passages}]}
    press = press_of()
    page = make_page(document_of(members, press=press), press.context)
    assert not page.repeats_citation
    body = FORMAT.render(document_of(members, press=press), press.context).decode()
    assert body.count("Letter") < 20
    assert "the record’s</a>, and after it “, passage 7”" in body


def test_notices_are_for_editors_and_folded_away() -> None:
    page = print_page({"title": "Kim II Sung", "date": {"as_written": "sometime"}})
    document = document_of({"title": "Kim II Sung", "date": {"as_written": "sometime"}})
    assert f"For editors: {len(document.notices)} point" in page.one("summary").words
    assert all(notice.reason in page.one("details").words for notice in document.notices)
    assert "open" not in page.one("details").attributes
