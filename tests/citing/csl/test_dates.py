"""Dates: forms, ranges, seasons, eras, and what is printed of a date that is not known in full."""

from xml.etree import ElementTree as ET

import pytest

from app.citing.csl import Processor, parse_style, read_locale
from app.citing.csl.locale import name_months_after_days
from tests.citing.csl.small import CSL, SMITH, Item, cite, processor_of, work, xml_of

_TEXT = '<date variable="issued" form="text"/>'
_YEAR = '<date variable="issued"><date-part name="year"/></date>'


def _dated(*parts: list[object], **more: object) -> Item:
    return {"id": "1", "type": "book", "issued": {"date-parts": list(parts), **more}}


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("en-US", "June 13, 1951"),
        ("fr-FR", "13 juin 1951"),
        ("ru-RU", "13 июня 1951 г."),
        ("zh-CN", "1951年6月13日"),
        ("ar", "June 13, 1951"),
    ],
)
def test_a_date_is_printed_in_the_form_of_the_language(lang: str, printed: str) -> None:
    assert cite(processor_of(_TEXT, lang=lang), SMITH) == printed


def test_a_first_of_the_month_is_an_ordinal_in_french_alone() -> None:
    assert cite(processor_of(_TEXT, lang="fr-FR"), _dated([1951, 1, 1])) == "1er janvier 1951"
    assert cite(processor_of(_TEXT, lang="fr-FR"), _dated([1951, 1, 2])) == "2 janvier 1951"


@pytest.mark.parametrize(
    ("wanted", "printed"), [("year", "1951"), ("year-month", "June 1951"), ("year-month-day", "June 13, 1951")]
)
def test_a_style_takes_the_parts_it_wants(wanted: str, printed: str) -> None:
    layout = f'<date variable="issued" form="text" date-parts="{wanted}"/>'
    assert cite(processor_of(layout), SMITH) == printed


def test_a_style_changes_the_form_of_a_localized_part_and_not_its_place() -> None:
    layout = """<date variable="issued" form="text"><date-part name="month" form="short" text-case="uppercase"/>
        <date-part name="day" form="numeric-leading-zeros" prefix="x"/></date>"""
    assert cite(processor_of(layout), _dated([1951, 6, 3])) == "JUNE 03, 1951"


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ([1951, 6, 13], [1951, 6, 15], "June 13–15, 1951"),
        ([1951, 6, 13], [1951, 7, 15], "June 13–July 15, 1951"),
        ([1951, 6, 13], [1952, 6, 13], "June 13, 1951–June 13, 1952"),
        ([1951, 6], [1951, 8], "June–August 1951"),
        ([1951], [1952], "1951–1952"),
        ([1951], [1951], "1951"),
        ([1951], [], "1951–"),
        ([1951, 6], [0], "June 1951–"),
        ([1951, 6, 13], ["x"], "June 13, 1951–"),
    ],
)
def test_a_range_repeats_what_differs(first: list[object], last: list[object], printed: str) -> None:
    assert cite(processor_of(_TEXT), _dated(first, last)) == printed


def test_a_range_has_the_delimiter_of_the_largest_part_that_differs() -> None:
    layout = """<date variable="issued" delimiter=" "><date-part name="day" range-delimiter=" to "/>
        <date-part name="month" range-delimiter=" till "/><date-part name="year" range-delimiter="/"/></date>"""
    processor = processor_of(layout)
    assert cite(processor, _dated([1951, 6, 13], [1951, 6, 15])) == "13 to 15 June 1951"
    assert cite(processor, _dated([1951, 6, 13], [1951, 7, 15])) == "13 June till 15 July 1951"
    assert cite(processor, _dated([1951], [1952])) == "1951/1952"


@pytest.mark.parametrize(
    ("year", "printed"),
    [(-44, "44BC"), (-1, "1BC"), (79, "79AD"), (999, "999AD"), (1000, "1000"), (12000, "12000")],
)
def test_years_of_fewer_than_four_figures_have_an_era(year: int, printed: str) -> None:
    assert cite(processor_of(_YEAR), _dated([year])) == printed


def test_years_before_our_era_sort_before_those_after_it() -> None:
    layout = f'<sort><key variable="issued"/></sort><layout delimiter="; ">{_YEAR}</layout>'
    items = [work(str(year), year=year) for year in (1951, -44, 79, -100)] + [{"id": "none"}]
    assert cite(processor_of(layout), *items) == "100BC; 44BC; 79AD; 1951"
    assert cite(processor_of(layout.replace("<key", '<key sort="descending"')), *items) == "1951; 79AD; 44BC; 100BC"


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[1951]], "season": 4},
        {"date-parts": [[1951]], "season": "4"},
        {"date-parts": [[1951, 16]]},
        {"date-parts": [[1951, 24]]},
        {"raw": "1951-24"},
    ],
)
def test_a_season_stands_in_place_of_the_month(issued: object) -> None:
    assert cite(processor_of(_TEXT), {"id": "1", "issued": issued}) == "Winter 1951"


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("1951-06-13", "June 13, 1951"),
        ("1951-06-13T10:00:00Z", "June 13, 1951"),
        ("1951-06/1951-08", "June–August 1951"),
        ("1951/", "1951–"),
        ("-0044", "44BC"),
        ("mid June 1951", "mid June 1951"),
        ("1/2/3", "1/2/3"),
        (["1951", "06"], ""),
    ],
)
def test_a_date_written_as_words_is_read_where_it_is_iso_8601(raw: object, printed: str) -> None:
    layout = '<date variable="issued" form="text"/>'
    assert cite(processor_of(layout), {"id": "1", "issued": {"raw": raw}}) == printed


def test_a_date_that_is_uncertain_can_be_printed_so() -> None:
    layout = f"""<choose><if is-uncertain-date="issued"><text term="circa" suffix=" "/></if></choose>{_YEAR}"""
    assert cite(processor_of(layout), _dated([1951], circa=True)) == "circa 1951"
    assert cite(processor_of(layout), {"id": "1", "issued": {"raw": "1951~"}}) == "circa 1951"
    assert cite(processor_of(layout), _dated([1951])) == "1951"


def test_a_year_in_short_form_has_two_figures() -> None:
    assert cite(processor_of('<date variable="issued"><date-part name="year" form="short"/></date>'), SMITH) == "51"


def test_a_part_is_stripped_and_set_as_the_style_says() -> None:
    layout = """<date variable="issued"><date-part name="day" form="ordinal" font-style="italic" suffix=" "/>
        <date-part name="month" strip-periods="true"/></date>"""
    assert cite(processor_of(layout), SMITH, form="html") == "<i>13th</i> June"


def test_a_form_that_no_locale_has_prints_nothing() -> None:
    assert cite(processor_of('<date variable="issued" form="cuneiform"/>'), SMITH) == ""


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("13 June 1951", "June 13, 1951"), ("June 13th, 1951", "June 13, 1951"), ("Jun. 1951", "June 1951"),
        ("1951, June 13", "June 13, 1951"), ("winter 1951", "Winter 1951"), ("6/13/1951", "June 13, 1951"),
        ("1951/06/13", "June 13, 1951"), ("June 13 - July 2, 1951", "June 13–July 2, 1951"), ("1951–52", "1951–1952"),
        ("1951-13", "1951-13"), ("1951-06-45", "1951-06-45"), ("soon 1951", "soon 1951"), ("1951/x", "1951/x"),
        ("13 July 1951 / mid", "13 July 1951 / mid"), ("June 1951" + " " * 100, "June 1951" + " " * 100),
    ],
)  # fmt: skip
def test_a_date_written_in_english_is_read_where_it_is_a_date(raw: str, printed: str) -> None:
    assert cite(processor_of(_TEXT), {"id": "1", "issued": {"raw": raw}}) == printed


def test_a_month_has_another_name_after_a_day_where_the_language_wants_it() -> None:
    """A month alone is in the nominative; a style that names the month itself has its own word in either place."""
    alone = read_locale(ET.fromstring(_RUSSIAN))  # noqa: S314 - our own
    name_months_after_days(alone, [f"{number}-го месяца" for number in range(1, 13)])
    layout = '<date variable="issued" form="text"/>'

    def printed(item: Item, macros: str = "") -> str:
        processor = Processor(parse_style(xml_of(layout, macros=macros)), "ru-RU", {"ru-RU": alone}.get)
        return cite(processor, item)

    assert printed(SMITH) == "13 6-го месяца 1951"
    assert printed(_dated([1951, 6])) == "июнь 1951"
    own = '<locale><terms><term name="month-06">VI</term></terms></locale>'
    assert printed(SMITH, own) == "13 VI 1951"


_RUSSIAN = f"""<locale {CSL} xml:lang="ru-RU"><date form="text"><date-part name="day" suffix=" "/>
    <date-part name="month" suffix=" "/><date-part name="year"/></date>
    <terms><term name="month-06">июнь</term></terms></locale>"""


@pytest.mark.parametrize(
    ("layout", "printed"),
    [
        (_YEAR, "early 1950"),
        (
            '<date variable="issued"><date-part name="month"/><date-part name="year" prefix="("  suffix=")"/></date>',
            "(early 1950)",
        ),
        ('<date variable="issued"><date-part name="month"/><date-part name="day"/></date>', ""),
        (_TEXT, "early 1950"),
    ],
)
def test_a_date_in_words_stands_where_the_year_does(layout: str, printed: str) -> None:
    assert cite(processor_of(layout), {"id": "1", "issued": {"literal": "early 1950"}}) == printed


def test_a_date_in_words_has_no_affixes_of_a_locale() -> None:
    assert cite(processor_of(_TEXT, lang="zh-CN"), {"id": "1", "issued": {"literal": "1950"}}) == "1950"
