"""Collapsing: cites of one citation grouped by names, and collapsed by number, year and letter."""

import pytest

from app.citing.csl import Citation, Cite, Processor
from tests.citing.csl.small import Item, cite, cite_in_turn, processor_of, work

_AUTHOR_DATE = """<layout delimiter="; " prefix="(" suffix=")"><group delimiter=" "><names variable="author">
    <name form="short"/></names><group><date variable="issued"><date-part name="year"/></date>
    <text variable="locator" prefix=": "/></group></group></layout>"""
_NUMERIC = """<layout delimiter="," prefix="[" suffix="]"><text variable="citation-number"/>
    <text variable="locator" prefix=":"/></layout>"""
_LETTER = 'disambiguate-add-year-suffix="true"'
_WORKS: list[Item] = [
    work("1", "A, X", year=1950), work("2", "B, X", year=1950), work("3", "A, X", year=1951),
    work("4", "A, X", year=1951), work("5", "A, X", year=1951), work("6", "C, X", year=1951),
]  # fmt: skip


def _cited(options: str, numbers: str, layout: str = _AUTHOR_DATE) -> str:
    """The works of these numbers in one citation, with all works told apart."""
    return _with(processor_of(layout, options=options), *(Cite(number) for number in numbers))


def _with(processor: Processor, *cites: Cite) -> str:
    """These cites, after one citation of all works in their order."""
    return cite_in_turn(processor, _WORKS, [Citation(tuple(Cite(str(one["id"])) for one in _WORKS)), Citation(cites)])[
        1
    ]


@pytest.mark.parametrize(
    ("options", "numbers", "printed"),
    [
        ("", "123", "(A 1950; B 1950; A 1951)"),
        ('cite-group-delimiter=", "', "1236", "(A 1950; B 1950; A 1951; C 1951)"),
        ('collapse="year"', "136", "(A 1950, 1951; C 1951)"),
        (f'collapse="year" {_LETTER}', "1345", "(A 1950, 1951a, 1951b, 1951c)"),
        (f'collapse="year-suffix" {_LETTER}', "346", "(A 1951a; b; C 1951)"),
        (f'collapse="year-suffix" year-suffix-delimiter="," {_LETTER}', "13456", "(A 1950, 1951a,b,c; C 1951)"),
        (f'collapse="year-suffix-ranged" year-suffix-delimiter="," {_LETTER}', "13456", "(A 1950, 1951a–c; C 1951)"),
        (f'collapse="year-suffix-ranged" year-suffix-delimiter="," {_LETTER}', "34", "(A 1951a,b)"),
        ('collapse="year" after-collapse-delimiter=" / "', "136", "(A 1950, 1951 / C 1951)"),
    ],
)
def test_cites_of_the_same_names_are_collapsed_as_the_style_says(options: str, numbers: str, printed: str) -> None:
    assert _cited(options, numbers) == printed


def test_cites_that_are_sorted_are_brought_together() -> None:
    layout = f'<sort><key variable="issued"/></sort>{_AUTHOR_DATE}'
    assert _cited('collapse="year"', "126", layout) == "(A 1950; B 1950; C 1951)"
    assert _cited('collapse="year"', "1263", layout) == "(A 1950, 1951; B 1950; C 1951)"


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [("1", "[1]"), ("12", "[1,2]"), ("123", "[1–3]"), ("12356", "[1–3,5,6]"), ("135", "[1,3,5]"), ("321", "[3,2,1]")],
)
def test_three_numbers_in_a_row_are_a_range(numbers: str, printed: str) -> None:
    assert _cited('collapse="citation-number"', numbers, _NUMERIC) == printed


def test_a_cite_that_says_more_stays_out_of_a_range() -> None:
    processor = processor_of(_NUMERIC, options='collapse="citation-number"')
    cites = [Cite("1"), Cite("2", "7"), Cite("3"), Cite("4"), Cite("5")]
    assert _with(processor, *cites) == "[1,2:7,3–5]"
    assert _with(processor, Cite("1"), Cite("2", prefix="see"), Cite("3", suffix="end")) == "[1,see 2,3 end]"


def test_a_year_with_a_place_in_it_keeps_the_place() -> None:
    processor = processor_of(_AUTHOR_DATE, options='collapse="year"')
    assert _with(processor, Cite("1", "7"), Cite("3", "8")) == "(A 1950: 7, 1951: 8)"


def test_an_affix_that_brings_its_own_comma_needs_no_delimiter() -> None:
    processor = processor_of(_AUTHOR_DATE)
    assert _with(processor, Cite("1", suffix=","), Cite("2")) == "(A 1950, B 1950)"
    assert _with(processor, Cite("1"), Cite("2", prefix=", but")) == "(A 1950, but B 1950)"


def test_what_prints_nothing_leaves_no_delimiter_behind() -> None:
    assert cite(processor_of(_AUTHOR_DATE), _WORKS[0], {"id": "nothing"}, _WORKS[1]) == "(A 1950; B 1950)"
    assert cite(processor_of(_AUTHOR_DATE), {"id": "nothing"}) == ""
