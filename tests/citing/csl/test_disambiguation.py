"""Disambiguation: names shown, given names, what a style says only then, and letters after the year."""

import pytest

from app.citing.csl.text import letters
from tests.citing.csl.small import Item, cite_each, entries, processor_of, work

_CITE = """<names variable="author"><name form="short" and="text" initialize-with=". "{}/></names>
    <date variable="issued" prefix=" "><date-part name="year"/></date>"""
_ET_AL = ' et-al-min="3" et-al-use-first="1"'
_NAMES = 'disambiguate-add-names="true"'
_GIVEN = 'disambiguate-add-givenname="true"'
_LETTER = 'disambiguate-add-year-suffix="true"'


def _cited(options: str, *items: Item, name: str = "") -> list[str]:
    return cite_each(processor_of(_CITE.format(name), options=options), *items)


def test_names_that_et_al_hides_are_shown_until_cites_differ() -> None:
    items = [work("1", "A, X", "B, X", "C, X", "D, X", year=1951), work("2", "A, X", "B, X", "E, X", "D, X", year=1951)]
    assert _cited("", *items, name=_ET_AL) == ["A et al. 1951"] * 2
    assert _cited(_NAMES, *items, name=_ET_AL) == ["A, B, C, et al. 1951", "A, B, E, et al. 1951"]


def test_names_that_tell_nothing_apart_are_not_shown() -> None:
    items = [work(id_, "A, X", "B, X", "C, X", year=1951) for id_ in "12"]
    assert _cited(_NAMES, *items, name=_ET_AL) == ["A et al. 1951"] * 2


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("by-cite", ["J. Smith 1951", "A. Smith 1951", "Smith 1960"]),
        ("all-names", ["J. Smith 1951", "A. Smith 1951", "B. Smith 1960"]),
        ("all-names-with-initials", ["J. Smith 1951", "A. Smith 1951", "B. Smith 1960"]),
        ("primary-name", ["J. Smith 1951", "A. Smith 1951", "B. Smith 1960"]),
    ],
)
def test_given_names_tell_persons_of_one_name_apart(rule: str, printed: list[str]) -> None:
    items = [
        work("1", "Smith, John", year=1951),
        work("2", "Smith, Ann", year=1951),
        work("3", "Smith, Bob", year=1960),
    ]
    assert _cited(f'{_GIVEN} givenname-disambiguation-rule="{rule}"', *items) == printed


def test_a_given_name_is_spelled_out_where_initials_are_the_same() -> None:
    items = [work("1", "Smith, John", year=1951), work("2", "Smith, James", year=1951)]
    assert _cited(_GIVEN, *items) == ["John Smith 1951", "James Smith 1951"]
    only = 'givenname-disambiguation-rule="all-names-with-initials"'
    assert _cited(f"{_GIVEN} {only}", *items) == ["Smith 1951"] * 2


def test_only_the_first_name_is_spelled_out_under_a_rule_for_primary_names() -> None:
    items = [work("1", "Doe, J", "Smith, John", year=1951), work("2", "Roe, J", "Smith, Ann", year=1951)]
    rule = 'givenname-disambiguation-rule="{}"'
    assert _cited(f"{_GIVEN} {rule.format('primary-name')}", *items) == ["Doe and Smith 1951", "Roe and Smith 1951"]
    everywhere = _cited(f"{_GIVEN} {rule.format('all-names')}", *items)
    assert everywhere == ["Doe and J. Smith 1951", "Roe and A. Smith 1951"]


def test_a_given_name_that_et_al_hides_is_shown_and_spelled_out() -> None:
    items = [work("1", "A, X", "Smith, John", "C, X", year=1951), work("2", "A, X", "Smith, Ann", "C, X", year=1951)]
    assert _cited(f"{_NAMES} {_GIVEN}", *items, name=_ET_AL) == ["A, J. Smith, et al. 1951", "A, A. Smith, et al. 1951"]


def test_what_a_style_says_under_a_condition_is_said_only_where_it_is_needed() -> None:
    layout = _CITE.format("") + '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
    items = [
        work("1", "A, X", year=1951, title="One"),
        work("2", "A, X", year=1951, title="Two"),
        work("3", "B, X", title="Three"),
    ]
    assert cite_each(processor_of(layout), *items) == ["A 1951, One", "A 1951, Two", "B"]


def test_letters_follow_the_year_in_the_order_of_the_bibliography() -> None:
    items = [
        work("1", "A, X", year=1951, title="z"),
        work("2", "A, X", year=1951, title="a"),
        work("3", "A, X", year=1952),
    ]
    entry = f'<sort><key variable="title"/></sort><layout>{_CITE.format("")}</layout>'
    processor = processor_of(_CITE.format(""), options=_LETTER, entry=entry)
    assert cite_each(processor, *items) == ["A 1951b", "A 1951a", "A 1952"]
    assert entries(processor, *items) == ["A 1951a", "A 1951b", "A 1952"]


def test_a_style_puts_the_letter_where_it_likes() -> None:
    layout = _CITE.format("") + '<text variable="year-suffix" prefix="/"/>'
    items = [work(id_, "A, X", year=1951) for id_ in "12"]
    assert cite_each(processor_of(layout, options=_LETTER), *items) == ["A 1951/a", "A 1951/b"]
    assert cite_each(processor_of(layout, options=_LETTER), items[0]) == ["A 1951"]


def test_a_date_in_words_takes_a_letter_too() -> None:
    items = [work(id_, "A, X", issued={"literal": "n.d."}) for id_ in "12"]
    assert _cited(_LETTER, *items) == ["A n.d.a", "A n.d.b"]


def test_letters_go_on_after_z() -> None:
    items = [work(str(number), "A, X", year=1951) for number in range(1, 54)]
    printed = _cited(_LETTER, *items)
    assert [printed[place] for place in (0, 25, 26, 51, 52)] == [
        f"A 1951{word}" for word in ("a", "z", "aa", "az", "ba")
    ]
    assert [letters(number) for number in (0, 702, 703, 18278, 18279)] == ["", "zz", "aaa", "zzz", "aaaa"]


def test_cites_that_differ_get_nothing_added() -> None:
    items = [work("1", "A, X", year=1951), work("2", "B, X", year=1951)]
    assert _cited(f"{_NAMES} {_GIVEN} {_LETTER}", *items) == ["A 1951", "B 1951"]


def test_given_names_are_spelled_out_before_hidden_names_are_shown() -> None:
    first, second = ("Zett, Ida", "Young, Bo", "Xu, Li"), ("Zett, Ida", "Young, Cy", "Xu, Li")
    items = [
        work("1", *first, "Wise, Al", year=2000),
        work("2", *first, "Vale, Jo", year=2000),
        work("3", *second, year=2000),
    ]
    assert _cited(f"{_NAMES} {_GIVEN}", *items, name=_ET_AL) == [
        "Zett, B. Young, Xu, and Wise 2000", "Zett, B. Young, Xu, and Vale 2000", "Zett, C. Young, et al. 2000",
    ]  # fmt: skip
    alike = [work("1", "Zett, Ida", "A, B", "C, D", year=2000), work("2", "Zett, Uwe", "A, B", "C, D", year=2000)]
    assert _cited(f"{_NAMES} {_GIVEN}", *alike, name=_ET_AL) == ["I. Zett et al. 2000", "U. Zett et al. 2000"]


def test_persons_of_one_name_in_one_item_are_told_apart_under_a_rule_for_all_names() -> None:
    item = work("1", "Smith, Adam", "Smith, Beth", year=2000)
    assert _cited(_GIVEN, item) == ["Smith and Smith 2000"]
    rule = 'givenname-disambiguation-rule="all-names"'
    assert _cited(f"{_GIVEN} {rule}", item) == ["A. Smith and B. Smith 2000"]


def test_a_name_that_a_cite_spells_out_is_spelled_out_in_its_entry() -> None:
    cited = '<names variable="author"><name form="short"/></names>'
    listed = '<names variable="author"><name initialize-with="."/></names>'
    items = [work("1", "Smith, Adam"), work("2", "Smith, Ann")]
    processor = processor_of(cited, entry=listed, options=_GIVEN)
    assert cite_each(processor, *items) == ["Adam Smith", "Ann Smith"]
    assert entries(processor, *items) == ["Adam Smith", "Ann Smith"]


def test_a_name_without_initials_is_left_alone_under_a_rule_for_initials() -> None:
    layout = '<names variable="author"><name form="short"/></names>'
    options = f'{_GIVEN} givenname-disambiguation-rule="all-names-with-initials"'
    items = [work("1", "Smith, Adam"), work("2", "Smith, Bob")]
    assert cite_each(processor_of(layout, options=options), *items) == ["Smith", "Smith"]
