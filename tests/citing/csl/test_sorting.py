"""Sorting: keys and their directions, what has no value, names in sort keys, and the alphabets of languages."""

import pytest

from app.citing.csl import Citation, Cite
from tests.citing.csl.small import Item, cite_in_turn, entries, processor_of, work

_NAMES = '<names variable="author"><name form="short"/></names><text variable="title" prefix=" "/>'


def _sorted(
    keys: str, *items: Item, lang: str = "en-US", style: str = 'class="in-text"', macros: str = ""
) -> list[str]:
    entry = f"<sort>{keys}</sort><layout>{_NAMES}</layout>"
    return entries(processor_of(_NAMES, entry=entry, lang=lang, style=style, macros=macros), *items)


def _titles(*titles: str) -> list[Item]:
    return [work(title, title=title) for title in titles]


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en-US", ["Abel", "Äbel", "Abel, J.", "Émile", "Zu"]),
        ("sv-SE", ["Abel", "Zu", "Åbel", "Äbel", "Öbel"]),
        ("ru-RU", ["Аист", "Ёлка", "Ель", "Ива", "Йод", "Яр"]),
        ("cs-CZ", ["Cesta", "Čas", "Dům"]),
        ("ar", ["أدب", "بحر", "كتاب"]),
        ("zh-CN", ["一", "二"]),
    ],
)
def test_titles_stand_in_the_order_of_the_language(lang: str, titles: list[str]) -> None:
    printed = _sorted('<key variable="title"/>', *_titles(*reversed(titles)), lang=lang)
    assert [entry.strip() for entry in printed] == titles


def test_numbers_sort_as_numbers_and_before_words() -> None:
    items = [work(volume, title=volume, volume=volume) for volume in ("10", "2", "B", "1a", "9" * 30)]
    assert _sorted('<key variable="volume"/>', *items) == [" 2", " 10", " 1a", " " + "9" * 30, " B"]


def test_what_has_no_value_stands_last_in_either_direction() -> None:
    items = [work("n", title="none"), work("b", year=2, title="b"), work("a", year=1, title="a")]
    assert _sorted('<key variable="issued"/>', *items) == [" a", " b", " none"]
    assert _sorted('<key variable="issued" sort="descending"/>', *items) == [" b", " a", " none"]


def test_a_second_key_decides_where_the_first_is_the_same_and_the_order_given_where_all_are() -> None:
    items = [
        work("2", "B, B", title="z"),
        work("1", "B, B", title="a"),
        work("0", "A, A", title="z"),
        work("3", "B, B", title="a"),
    ]
    keys = '<key variable="author"/><key variable="title"/>'
    assert _sorted(keys, *items) == ["A z", "B a", "B a", "B z"]


def test_particles_sort_as_the_style_demotes_them() -> None:
    items = [work("1", "van Berg, Jan"), work("2", "Cohen, Ann")]
    key = '<key variable="author"/>'
    names = [name.strip() for name in _sorted(key, *items)]
    assert names == ["van Berg", "Cohen"]
    style = 'class="in-text" demote-non-dropping-particle="never"'
    assert [name.strip() for name in _sorted(key, *items, style=style)] == ["Cohen", "van Berg"]


def test_a_key_takes_as_many_names_as_it_says() -> None:
    macro = '<macro name="a"><names variable="author"><name/></names></macro>'
    items = [work("1", "A, A", "C, C", title="1"), work("2", "A, A", "B, B", title="2")]
    all_ = '<key macro="a" names-min="3" names-use-first="1"/>'
    first = '<key macro="a" names-min="1" names-use-first="1" names-use-last="false"/>'
    assert [entry[-1] for entry in _sorted(all_, *items, macros=macro)] == ["2", "1"]
    assert [entry[-1] for entry in _sorted(first, *items, macros=macro)] == ["1", "2"]


def test_a_date_in_a_macro_sorts_by_the_parts_that_it_prints() -> None:
    items = [
        work("1", title="late", issued={"date-parts": [[1951, 12]]}),
        work("2", title="early", issued={"date-parts": [[1951, 1]]}),
    ]
    macro = '<macro name="d"><date variable="issued"><date-part name="year"/>{}</date></macro>'
    assert _sorted('<key macro="d"/>', *items, macros=macro.format("")) == [" late", " early"]
    by_month = macro.format('<date-part name="month"/>')
    assert _sorted('<key macro="d"/>', *items, macros=by_month) == [" early", " late"]


def test_an_end_follows_a_beginning_alone_and_words_follow_dates() -> None:
    items = [
        work("1", title="words", issued={"literal": "antiquity"}),
        work("2", title="range", issued={"date-parts": [[1951], [1952]]}),
        work("3", title="year", year=1951),
    ]
    assert _sorted('<key variable="issued"/>', *items) == [" year", " range", " words"]


def test_numbers_of_citations_follow_the_bibliography() -> None:
    entry = """<sort><key variable="title"/></sort><layout><text variable="citation-number"/>
        <text variable="title"/></layout>"""
    assert entries(processor_of(_NAMES, entry=entry), *_titles("b", "a")) == ["1a", "2b"]


def test_an_institution_is_sorted_without_its_english_article() -> None:
    items = [work("1", "The Times"), work("2", "Society of Friends"), work("3", "A Union"), work("4", "An Alliance")]
    assert [name.strip() for name in _sorted('<key variable="author"/>', *items)] == [
        "An Alliance", "Society of Friends", "The Times", "A Union",
    ]  # fmt: skip
    danish = [work("1", "A union", language="da"), work("2", "Bund", language="da")]
    assert [name.strip() for name in _sorted('<key variable="author"/>', *danish)] == ["A union", "Bund"]


def test_an_apostrophe_does_not_divide_a_name() -> None:
    items = [work("1", "Ozer, A"), work("2", "O'Brien, S"), work("3", "Oberg, O")]
    printed = _sorted('<key variable="author"/>', *items)
    assert [name.strip() for name in printed] == ["Oberg", "O’Brien", "Ozer"]


_BY_DATE = '<macro name="d"><date variable="issued"><date-part name="year"/><date-part name="month"/></date></macro>'


@pytest.mark.parametrize("key", ['<key variable="issued"/>', '<key macro="d"/>'])
def test_a_range_stands_after_the_single_date_it_begins_with_and_before_later_ones(key: str) -> None:
    dates: list[list[list[int]]] = [[[1951], [1952]], [[1953]], [[1951]], [[-44]]]
    items = [work(str(n), title=str(n), issued={"date-parts": parts}) for n, parts in enumerate(dates)]
    assert [entry.strip() for entry in _sorted(key, *items, macros=_BY_DATE)] == ["3", "2", "0", "1"]


@pytest.mark.parametrize("key", ['<key variable="issued"/>', '<key macro="d"/>'])
def test_seasons_are_ignored(key: str) -> None:
    items = [
        work("winter", title="b", issued={"date-parts": [[1951]], "season": 4}),
        work("spring", title="a", issued={"date-parts": [[1951]], "season": 1}),
        work("may", title="c", issued={"date-parts": [[1951, 5]]}),
    ]
    printed = _sorted(f'{key}<key variable="title"/>', *items, macros=_BY_DATE)
    assert [entry.strip() for entry in printed] == ["a", "b", "c"]


def test_items_are_numbered_as_they_are_cited_where_the_bibliography_sorts_them_by_number() -> None:
    layout = '<text variable="citation-number"/>'
    processor = processor_of(layout, entry=f'<sort><key variable="citation-number"/></sort><layout>{layout}</layout>')
    items = [work("a"), work("b"), work("c")]
    assert cite_in_turn(processor, items, [Citation((Cite("c"),)), Citation((Cite("a"),))]) == ["1", "2"]
