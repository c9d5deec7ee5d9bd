"""Choose, group and macro: which branch is printed, and when nothing is."""

import pytest

from app.citing.csl import Citation, Cite
from tests.citing.csl.small import SMITH, cite, cite_in_turn, processor_of, work

_CHOOSE = '<choose><if {}><text value="yes"/></if><else><text value="no"/></else></choose>'


@pytest.mark.parametrize(
    ("tests", "printed"),
    [
        ('variable="title"', "yes"), ('variable="URL"', "no"), ('variable="title URL"', "no"),
        ('variable="title URL" match="any"', "yes"), ('variable="title URL" match="none"', "no"),
        ('variable="URL DOI" match="none"', "yes"), ('variable="URL" match="none"', "yes"),
        ('variable="author"', "yes"), ('variable="editor"', "no"), ('variable="issued"', "yes"),
        ('variable="accessed"', "no"),
        ('variable="year-suffix"', "no"), ('variable="citation-number"', "yes"), ('variable="locator"', "no"),
        ('type="book"', "yes"), ('type="report book"', "yes"), ('type="report"', "no"),
        ('type="book" variable="URL"', "no"),
        ('type="book" variable="URL" match="any"', "yes"), ('is-numeric="title"', "no"),
        ('is-uncertain-date="issued"', "no"),
        ('position="first"', "yes"), ('position="subsequent"', "no"), ('locator="page"', "no"),
        ('disambiguate="true"', "no"),
    ],
)  # fmt: skip
def test_the_branch_is_printed_whose_tests_are_met(tests: str, printed: str) -> None:
    assert cite(processor_of(_CHOOSE.format(tests)), SMITH) == printed


def test_a_locator_is_tested_by_what_it_counts() -> None:
    processor = processor_of(_CHOOSE.format('locator="folio sub-verbo"'))
    cites = [Citation((Cite("smith", "7", label),)) for label in ("folio", "page")]
    assert cite_in_turn(processor, [SMITH], cites) == ["yes", "no"]


def test_the_delimiter_around_a_choice_stands_inside_of_it_too() -> None:
    branch = '<choose><if type="book"><text value="a"/><text value="b"/></if></choose>'
    assert (
        cite(processor_of(f'<group delimiter=", ">{branch}<text variable="title"/></group>'), SMITH) == "a, b, A Letter"
    )


def test_a_choice_without_a_branch_that_is_met_prints_nothing() -> None:
    layout = '<choose><if type="report"><text value="a"/></if><else-if type="map"><text value="b"/></else-if></choose>'
    assert cite(processor_of(layout), SMITH) == ""


_GROUP = '<group prefix="(" suffix=")" delimiter=" "><text value="at"/>{}</group>'


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ('<text variable="title"/>', "(at A Letter)"),
        ('<text variable="URL"/>', ""),
        ('<text variable="URL"/><text variable="title"/>', "(at A Letter)"),
        ('<text term="page"/>', "(at page)"),
        ('<group><text value="own"/></group><text variable="URL"/>', "(at own)"),
        ('<text macro="empty"/>', ""),
        ('<text macro="filled"/>', "(at A Letter)"),
        ('<text macro="words"/>', "(at words)"),
        ('<date variable="accessed" form="text"/>', ""),
        ('<names variable="editor"/>', ""),
        ('<number variable="volume"/>', ""),
        ('<text value=""/><text term="unheard-of"/>', "(at)"),
        ('<text variable="year-suffix"/>', "(at)"),
    ],
)
def test_a_group_is_silent_where_its_variables_are_empty(inside: str, printed: str) -> None:
    macros = """<macro name="empty"><text value="x"/><text variable="URL"/></macro>
        <macro name="filled"><text variable="title"/></macro><macro name="words"><text value="words"/></macro>"""
    assert cite(processor_of(_GROUP.format(inside), macros=macros), SMITH) == printed


def test_a_macro_is_set_as_a_whole_by_who_calls_it() -> None:
    macros = '<macro name="m"><text variable="title" font-style="italic"/><text value=" b"/></macro>'
    processor = processor_of(
        '<text macro="m" font-weight="bold" prefix="[" suffix="]" text-case="uppercase"/>', macros=macros
    )
    assert cite(processor, SMITH, form="html") == "[<b><i>A LETTER</i> B</b>]"


def test_a_short_title_stands_for_a_title_where_there_is_one() -> None:
    layout = '<text variable="title" form="short"/><text variable="container-title" form="short" prefix=" "/>'
    item = work("1", title="Long", shortTitle="S", journalAbbreviation="J")
    assert cite(processor_of(layout), item) == "S J"
    assert cite(processor_of(layout), work("1", title="Long")) == "Long"


def test_an_event_has_the_name_of_either_age() -> None:
    item = {"id": "1", "event": "Conference"}
    assert cite(processor_of('<text variable="event-title"/>'), item) == "Conference"
