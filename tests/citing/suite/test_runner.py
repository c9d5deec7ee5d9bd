"""The runner of fixtures, on fixtures of our own."""

import pytest

from app.citing.csl.locale import LocaleData
from tests.citing.suite.fixtures import comparable, read_fixture
from tests.citing.suite.runner import Outcome, Section, is_selected, run_fixtures

_STYLE = """
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <citation>
    <layout delimiter="; ">
      <choose>
        <if position="ibid"><text value="same"/></if>
        <else><text variable="title"/></else>
      </choose>
    </layout>
  </citation>
  <bibliography><layout><text variable="title" font-style="italic"/></layout></bibliography>
</style>
"""
_ITEMS = '[{"id": 1, "type": "book", "title": "One"}, {"id": "b", "type": "chapter", "title": "Two"}]'


def no_locale(_lang: str) -> LocaleData | None:
    return None


def outcome_of(mode: str, result: str, **sections: str) -> Outcome:
    told = {"MODE": mode, "RESULT": result, "CSL": _STYLE, "INPUT": _ITEMS}
    told |= {name.replace("_", "-").upper(): words for name, words in sections.items()}
    words = "\n".join(f">>==== {name} ====>>\n{text}\n<<==== {name} ====<<\n" for name, text in told.items())
    return run_fixtures([read_fixture("own_Case", words)], no_locale)[0]


def test_all_items_are_cited_together_where_nothing_else_is_said() -> None:
    outcome = outcome_of("citation", "One; Two\n")
    assert outcome.fixture.family == "own"
    assert outcome.is_right


def test_other_words_are_a_failure_without_further_reason() -> None:
    outcome = outcome_of("citation", "One; Too")
    assert (outcome.is_right, outcome.got, outcome.why) == (False, "One; Two", "")


def test_a_citation_is_printed_for_each_list_with_its_position() -> None:
    assert outcome_of("citation", "One\nsame", citation_items='[[{"id": 1}], [{"id": 1, "position": 2}]]').is_right


def test_citations_stand_as_the_last_operation_leaves_them() -> None:
    first = '[{"citationID": "x", "citationItems": [{"id": 1}], "properties": {"noteIndex": 1}}, [], []]'
    second = '[{"citationID": "y", "citationItems": [{"id": 1}], "properties": {"noteIndex": 2}}, [["x", 1]], []]'
    assert outcome_of("citation", "..[0] One\n>>[1] same", citations=f"[{first}, {second}]").is_right


def test_a_bibliography_may_be_of_chosen_items() -> None:
    entry = '<div class="csl-bib-body">\n  <div class="csl-entry"><i>Two</i></div>\n</div>'
    assert outcome_of("bibliography", entry, bibentries='[[1], ["b"]]').is_right
    assert outcome_of("bibliography", entry, bibsection='{"exclude": [{"field": "type", "value": "book"}]}').is_right


def test_what_breaks_the_engine_is_a_failure_that_says_how() -> None:
    outcome = outcome_of("citation", "One", csl="<style")
    assert not outcome.is_right
    assert outcome.why.startswith("StyleError")


def test_what_is_not_supported_is_named_where_it_matters() -> None:
    outcome = outcome_of("citation", "Uno", abbreviations="{}")
    assert outcome.why == "not supported: ABBREVIATIONS"


def test_marks_of_change_are_no_difference() -> None:
    assert comparable("..[0] a\n>>[1] b\n") == "[0] a\n[1] b"


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        ({"include": [{"field": "type", "value": "book"}, {"field": "type", "value": "map"}]}, True),
        ({"include": [{"field": "type", "value": "map"}]}, False),
        ({"exclude": [{"field": "type", "value": "book"}]}, False),
        ({"select": [{"field": "type", "value": "book"}, {"field": "DOI", "value": ""}]}, True),
        ({"select": [{"field": "type", "value": "book"}, {"field": "DOI", "value": True}]}, False),
        ({"select": [{"field": "categories", "value": "x"}]}, True),
        ({"quash": [{"field": "type", "value": "book"}]}, False),
        ({"quash": [{"field": "type", "value": "book"}, {"field": "DOI", "value": True}]}, True),
    ],
)
def test_a_section_of_a_bibliography_shows_what_it_asks_for(section: Section, *, shown: bool) -> None:
    assert is_selected({"type": "book", "categories": ["x", "y"]}, section) is shown
