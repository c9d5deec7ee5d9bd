"""Words from right to left turn nothing around that stands beside them, and are copied as they are."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.web.directions import isolate, isolate_reference
from tests.formats.letters import document_of, print_page, text_of

HEBREW = {
    "title": "מברק 3557",
    "date": {"as_written": "1951"},
    "publisher": "ארכיון, המדינה",
    "source_url": "https://archive.example/document/letter",
    "texts": [
        text_of("en", "en", "Word", label="תרגום 1", translator_statement="תורגם ב-1951"),
        text_of("ru", "ru", "Слово", label="תעתיק", role="transcription"),
    ],
}


@pytest.mark.parametrize(
    ("words", "names", "marked"),
    [
        ("from left to right, 1951", ("1951",), "from left to right, 1951"),
        ("“מברק,” 1951", (), "“<bdi>מברק</bdi>,” 1951"),
        ("מברק של משה, 1951, Moscow", (), "<bdi>מברק של משה</bdi>, 1951, Moscow"),
        ("מברק 3557, 1951", ("מברק 3557",), "<bdi>מברק 3557</bdi>, 1951"),
        ("מברק, ארכיון, 1951", ("מברק", "ארכיון"), "<bdi>מברק</bdi>, <bdi>ארכיון</bdi>, 1951"),
        ("מברק של משה", ("מברק", "משה"), "<bdi>מברק של משה</bdi>"),
        ("A <b>, رسالة & more", (), "A &lt;b&gt;, <bdi>رسالة</bdi> &amp; more"),
        ("a \u202eturned name, 7", ("\u202eturned name",), "a <bdi>\u202eturned name</bdi>, 7"),
    ],
)
def test_a_run_from_right_to_left_stands_by_itself(words: str, names: tuple[str, ...], marked: str) -> None:
    assert isolate(words, names) == marked


@given(st.text(alphabet="aאبע1,. \u202e<&\"'֑"), st.lists(st.text(alphabet="אب 1.", max_size=4)))
def test_no_letter_is_added_or_lost(words: str, names: list[str]) -> None:
    assert unescape(isolate(words, names).replace("<bdi>", "").replace("</bdi>", "")) == words


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("APRF, Fond 45, List 3–4", "<bdi>APRF, Fond 45, List 3–4</bdi>"),
        ("ISA, ארכיון, 4–5", "<bdi>ISA, <bdi>ארכיון</bdi>, 4–5</bdi>"),
        ("ארכיון המדינה, חצ 4/5, p. 7", "<bdi>ארכיון המדינה, חצ 4/5, p. 7</bdi>"),
        ("4/5, ארכיון", "<bdi>4/5, ארכיון</bdi>"),
        ("AT&T <ארכיון> 1", "<bdi>AT&amp;T &lt;<bdi>ארכיון</bdi>&gt; 1</bdi>"),
    ],
)
def test_a_reference_runs_as_it_begins_and_no_part_of_it_turns_another(words: str, marked: str) -> None:
    assert isolate_reference(words) == marked


def test_a_page_sets_apart_whatever_turns_in_its_citations_and_keeps_them_byte_for_byte() -> None:
    page, citation = print_page(HEBREW), document_of(HEBREW).citation.generated
    assert page.one("p", class_="citation copyable").words == citation
    assert [element.words for element in page.all("div", class_="copyable")] == [
        f"{citation}, תרגום 1, passage 1",
        f"{citation}, תעתיק, passage 1",
    ]
    apart = [element.words for element in page.all("bdi")]
    assert apart.count("מברק 3557") == apart.count("ארכיון, המדינה") - 1 == 4  # its publisher stands above, too
    assert {"תרגום 1", "תעתיק"} <= set(apart)


def test_a_quoted_name_in_a_sentence_of_ours_is_set_apart() -> None:
    page = print_page(HEBREW)
    (said,) = [e.words for e in page.all("p", class_="note") if "of the translation it is said" in e.words]
    assert "of the translation it is said: “תורגם ב-1951”" in said
    assert "תורגם ב-1951" in [element.words for element in page.all("bdi")]
