"""The house citation: every comma of it."""

import pytest

from app.archival.parse import read_locations
from app.citing import house
from app.resources import load_knowledge
from tests.formats.letters import ORIGINAL, SCAN, document_of, text_of, translation

KNOWLEDGE = load_knowledge()


def cite(**members: object) -> str:
    reference = str(members.pop("reference", ""))
    locations = read_locations(reference, KNOWLEDGE.grammar, "test")
    defaults: dict[str, object] = {
        "title": "A letter",
        "date": None,
        "publisher": None,
        "thanks": None,
        "address": "/d/1",
    }
    return house.cite(**{**defaults, **members, "locations": locations})  # type: ignore[arg-type]


def test_all_parts_stand_in_order_with_nothing_before_the_address() -> None:
    line = cite(date="June 13, 1951", publisher="Programme", reference="APRF, Fond 45 and RGANI, Fond 5")
    assert line == '"A letter," June 13, 1951, Programme, APRF, Fond 45 and RGANI, Fond 5 /d/1'


def test_credits_follow_the_places_as_a_sentence() -> None:
    line = cite(publisher="Programme", reference="PRC FMA 111, 66-67", thanks="Translated by Yafeng Xia.")
    assert line == '"A letter," Programme, PRC FMA 111, 66-67. Translated by Yafeng Xia. /d/1'


def test_credits_stand_alone_where_no_archive_is_named() -> None:
    assert cite(publisher="P", thanks="Obtained by Béla Révész.") == '"A letter," P, Obtained by Béla Révész. /d/1'


@pytest.mark.parametrize(
    "reference",
    [
        "AVP RF, f. 3, op. 1, d. 3; RGASPI, f. 558, op. 11, d. 4; and APRF, f. 45, op. 1, d. 339",
        "Library of Congress, Volkogonov Collection, Reel 17; copy from APRF, f. 45, op. 1, d. 339",
        "RGASPI, f. 558, op. 11, d. 334, ll. 55–59; d. 335, ll. 1–3",
        "Д. 334 АВПРФ Ф. 0100",
        "Clayton Papers, Library of Congress, Washington, D.C.",
        "Somewhere in Washington, D.C.",
    ],
)
def test_a_reference_is_printed_as_it_stands(reference: str) -> None:
    assert cite(reference=reference) == f'"A letter," {reference} /d/1'


def test_a_short_form_keeps_its_stop_and_gets_no_other() -> None:
    line = cite(reference="Somewhere in Washington, D.C.", thanks="Translated by Yafeng Xia.")
    assert line == '"A letter," Somewhere in Washington, D.C. Translated by Yafeng Xia. /d/1'
    assert cite(reference="Somewhere in a box.") == '"A letter," Somewhere in a box /d/1'


def test_what_is_not_stated_is_left_out() -> None:
    assert cite() == '"A letter" /d/1'
    assert cite(date="1951") == '"A letter," 1951 /d/1'


def test_a_passage_follows_the_address() -> None:
    assert house.cite_passages("X /d/1", [7, 7]) == "X /d/1, passage 7"
    assert house.cite_passages("X /d/1", [7, 9]) == "X /d/1, passages 7-9"


def test_the_text_in_which_passages_stand_is_named_before_them() -> None:
    assert house.cite_passages("X /d/1", [7, 7], text="Draft") == "X /d/1, Draft, passage 7"
    assert house.cite_passages("X /d/1", [7, 9], text="text en") == "X /d/1, text en, passages 7-9"


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["English"], [None]),
        (["English", "Russian Transcription"], ["English", "Russian Transcription"]),
        (["English", None], ["English", "text ru"]),
        ([None, None], ["text en", "text ru"]),
        (["Draft", "Draft"], ["text en", "text ru"]),
        (["Draft", "Draft", "Deutsch"], ["text en", "text ru", "Deutsch"]),
        (["", "Russian"], ["text en", "Russian"]),
    ],
)
def test_a_text_is_named_by_a_label_that_is_its_alone_and_else_by_its_id(
    labels: list[str | None], names: list[str | None]
) -> None:
    texts = [translation(), ORIGINAL, text_of("de", "de", "Wort")][: len(labels)]
    labelled = [text | {"label": label} for text, label in zip(texts, labels, strict=True)]
    document = document_of({"texts": labelled})
    assert [house.name_text(document, text) for text in document.worded_texts] == names


def test_pictures_are_no_text_that_a_passage_could_stand_in() -> None:
    document = document_of({"texts": [translation(label="English"), SCAN | {"label": "English"}]})
    assert [house.name_text(document, text) for text in document.worded_texts] == [None]


def test_a_text_is_cited_by_what_is_true_of_it_and_the_record_by_what_is_true_of_any() -> None:
    texts = [ORIGINAL, translation(translators=["Ann Lee"]), text_of("fr", "fr", "Mot", machine=True)]
    reference = "PRC FMA 111, 66-67. Obtained by Béla Révész."
    document = document_of({"texts": texts, "publisher": "P", "reference": reference})
    end = ". Machine translation /document/letter"
    assert document.citation.generated.endswith(f"Obtained by Béla Révész{end}")
    assert house.cite_document(document, document.locations) == document.citation.generated
    cited = [house.cite_document(document, document.locations, text=text) for text in document.worded_texts]
    assert [line.endswith(end) for line in cited] == [False, False, True]
    assert cited[0].endswith(f"{reference} /document/letter")
    assert cited[2] == document.citation.generated


def test_html_escapes_the_words_and_links_the_last_address() -> None:
    line = house.mark_up('"<b> & "x"," http://e.org/1?a=1&b=2', "http://e.org/1?a=1&b=2")
    assert line == '"&lt;b&gt; &amp; "x"," <a href="http://e.org/1?a=1&amp;b=2">http://e.org/1?a=1&amp;b=2</a>'


def test_an_address_no_browser_should_follow_is_no_link() -> None:
    assert house.mark_up("X javascript:alert(1)", "javascript:alert(1)") == "X javascript:alert(1)"
