"""The house citation: every comma of it."""

from app.archival.parse import read_locations
from app.citing import house
from app.resources import load_knowledge

KNOWLEDGE = load_knowledge()


def cite(**members: object) -> str:
    reference = str(members.pop("reference", ""))
    locations = read_locations(reference, KNOWLEDGE.repositories, KNOWLEDGE.schemes, "test")
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


def test_what_is_not_stated_is_left_out() -> None:
    assert cite() == '"A letter" /d/1'
    assert cite(date="1951") == '"A letter," 1951 /d/1'


def test_a_passage_follows_the_address() -> None:
    assert house.cite_passages("X /d/1", [7, 7]) == "X /d/1, passage 7"
    assert house.cite_passages("X /d/1", [7, 9]) == "X /d/1, passages 7-9"


def test_html_escapes_the_words_and_links_the_last_address() -> None:
    line = house.mark_up('"<b> & "x"," http://e.org/1?a=1&b=2', "http://e.org/1?a=1&b=2")
    assert line == '"&lt;b&gt; &amp; "x"," <a href="http://e.org/1?a=1&amp;b=2">http://e.org/1?a=1&amp;b=2</a>'


def test_an_address_no_browser_should_follow_is_no_link() -> None:
    assert house.mark_up("X javascript:alert(1)", "javascript:alert(1)") == "X javascript:alert(1)"
