"""The page to read: how a passage is linked to and cited, in one text or several, short or long."""

from typing import Any

import pytest

from app.formats.web import FORMAT
from app.formats.web.page import make_page
from tests.formats.letters import ORIGINAL, SCAN, document_of, page_of, press_of, print_page, text_of, translation

CITATION = '"Letter" /document/letter'


def locators(*texts: dict[str, Any]) -> list[str]:
    """Give what the citation of the first passage of each text adds to the record's."""
    return [column.lines[0].locator for column in page_of(texts=texts).columns if column.lines]


def test_a_passage_has_its_number_its_link_and_its_citation() -> None:
    press = press_of("https://example.org/a")
    document = document_of({"texts": [translation() | {"passages": [{"id": "en.p7", "text": "Word"}]}]}, press=press)
    (column,) = make_page(document, press.context).columns
    (line,) = column.lines
    assert (line.id, line.number, line.words) == ("en.p7", "7", "Word")
    assert line.permalink == "https://example.org/a/document/letter#en.p7"
    assert line.locator == ", passage 7"


@pytest.mark.parametrize("others", [[], [SCAN], [SCAN, SCAN | {"id": "scan-2"}]])
def test_of_one_text_with_words_a_passage_is_cited_by_its_number_alone(others: list[dict[str, Any]]) -> None:
    assert locators(translation(label="English Translation"), *others) == [", passage 1"]
    page = print_page({"texts": [translation(label="English Translation"), *others]})
    assert [e.words for e in page.all("div", class_="copyable")] == [f"{CITATION}, passage 1"]


@pytest.mark.parametrize(
    ("labels", "cited"),
    [
        (("English", "Russian Transcription"), (", English, passage 1", ", Russian Transcription, passage 1")),
        (("English", None), (", English, passage 1", ", text ru, passage 1")),
        ((None, None), (", text en, passage 1", ", text ru, passage 1")),
        (("Text", "Text"), (", text en, passage 1", ", text ru, passage 1")),
    ],
)
def test_passages_of_several_texts_are_cited_apart(
    labels: tuple[str | None, str | None], cited: tuple[str, str]
) -> None:
    texts = [translation(label=labels[0]), ORIGINAL | {"label": labels[1]}]
    assert tuple(locators(*texts)) == cited
    page = print_page({"texts": texts})
    assert [e.words for e in page.all("div", class_="copyable")] == [CITATION + added for added in cited]


def test_of_three_texts_only_those_with_the_same_label_are_told_apart_by_id() -> None:
    texts = [translation(label="Draft"), ORIGINAL | {"label": "Draft"}, text_of("de", "de", "Wort", label="Deutsch")]
    assert locators(*texts) == [", text en, passage 1", ", text ru, passage 1", ", Deutsch, passage 1"]


def test_a_number_is_said_to_stand_in_its_text_where_there_are_several() -> None:
    texts = [
        text_of("en", "en", "Dear comrade", "No. 302/sh", label="English"),
        text_of("ru", "ru", "№ 302/ш", "No. 302/sh", role="transcription", label="Original"),
    ]
    (found,) = [fact for fact in page_of(texts=texts).facts if fact.name == "Numbers"]
    notes = [value.note for value in found.values if value.words == "No. 302/sh"]
    assert notes == ["English, passage 2", "Original, passage 2"]


@pytest.mark.parametrize("public_url", ["", "https://example.org/a", "/a"])
def test_the_link_of_a_passage_leads_to_the_record_s_permalink(public_url: str) -> None:
    page = print_page({"texts": [translation()]}, public_url)
    base = press_of(public_url).addresses.base_path
    (link,) = [e for e in page.all("a", class_="permalink") if e.words.endswith("#en.p1")]
    assert link.attributes["href"] == f"{base}/document/letter#en.p1"


def long_letter(passages: int, *, words: str = "Word", citation: int = 1_000) -> dict[str, Any]:
    """Give a letter of so many passages whose citation has so many letters."""
    title = "L" * (citation - len(CITATION) + len("Letter"))
    return {"title": title, "texts": [text_of("en", "en", *[words] * passages)]}


@pytest.mark.parametrize(("passages", "repeats"), [(250, True), (251, False)])
def test_every_passage_has_its_whole_citation_until_there_are_too_many(passages: int, *, repeats: bool) -> None:
    members = long_letter(passages)
    assert len(document_of(members).citation.generated) == 1_000
    page = print_page(members)
    cited = [e.words for e in page.all("div", class_="copyable")]
    whole = [f"{document_of(members).citation.generated}, passage {n}" for n in range(1, passages + 1)]
    assert cited == (whole if repeats else [])


def test_the_page_of_a_long_text_is_a_few_times_its_words() -> None:
    press = press_of()
    document = document_of(long_letter(1_000, words="A sentence of it. " * 50, citation=4_000), press=press)
    words = sum(len(passage.text) for passage in document.passages)
    assert words < len(FORMAT.render(document, press.context)) < 3 * words


def test_the_passages_of_a_long_text_say_what_to_add_to_the_record_s_citation() -> None:
    members = long_letter(300)
    members["texts"].append(ORIGINAL | {"label": "Original"})
    page = print_page(members)
    asides = [e.words for e in page.all("aside")]
    assert members["title"] not in "".join(asides)
    assert "“, text en, passage 7”" in asides[6]
    assert "“, Original, passage 1”" in asides[-1]
    assert [e.words for e in page.all("a", href="#cite")].count("the record’s") == len(asides)
    assert page.one("p", class_="citation copyable").words == document_of(members).citation.generated
