"""Robustness: whatever stands in an item, something is printed; long fields take no longer than their length."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.citing.csl import WRITERS, Citation, Cite, Processor, parse_style
from app.citing.csl.items import DATE_VARIABLES, NAME_VARIABLES
from app.citing.csl.markup import read_markup
from tests.citing.csl.small import SMITH, Item, cite, entries, processor_of, work
from tests.citing.suite.material import NO_PACKAGES, find_styles, locales_of
from tests.conftest import skip

_NAMES = """<names variable="author editor"><name and="text" initialize-with=". " name-as-sort-order="first"/>
    <et-al/><label form="short" prefix=" (" suffix=")"/><substitute><names variable="translator"/>
    <text variable="title"/></substitute></names>"""
_DATE = '<date variable="issued" prefix=" (" suffix=")" form="text"/>'
_OWN_DATE = """<date variable="issued" delimiter=" "><date-part name="day" form="ordinal"/><date-part name="month"/>
    <date-part name="year" form="short"/></date>"""
_TITLE = '<text variable="title" quotes="true" text-case="title" prefix=", " suffix="."/>'
_NUMBERS = """<number variable="volume" form="long-ordinal"/><number variable="edition" form="roman"/>
    <label variable="page"/><text variable="page"/><label variable="locator"/><text variable="locator"/>
    <number variable="number-of-pages" form="ordinal"/><label variable="number-of-pages"/>"""
_CHOOSE = """<choose><if is-numeric="volume" variable="author"><text variable="note"/></if>
    <else-if is-uncertain-date="issued" type="book"><text variable="URL"/></else-if>
    <else><text variable="title" text-case="sentence" font-style="italic"/></else></choose>"""
_SORTED = """<sort><key variable="author"/><key variable="issued" sort="descending"/><key variable="volume"/>
    <key variable="title"/></sort>"""
_RANGES = 'class="note" page-range-format="chicago" demote-non-dropping-particle="never"'
STYLES = (
    processor_of(f"{_NAMES}{_DATE}", entry=f"{_NAMES}{_TITLE}{_DATE}"),
    processor_of(f"{_TITLE}{_NUMBERS}", entry=f"{_SORTED}<layout>{_NAMES}{_OWN_DATE}</layout>", style=_RANGES),
    processor_of(f"<group delimiter=', '>{_CHOOSE}{_OWN_DATE}{_NUMBERS}</group>", entry=_CHOOSE, lang="fr-FR"),
    processor_of(
        f"{_NAMES}{_DATE}", options='collapse="year-suffix" disambiguate-add-year-suffix="true" '
        'disambiguate-add-names="true" disambiguate-add-givenname="true"',
    ),
    processor_of('<text variable="citation-number"/><text variable="citation-label"/>', entry=f"{_OWN_DATE}{_NUMBERS}"),
    processor_of(f"{_SORTED}<layout delimiter='; '>{_NAMES}{_OWN_DATE}{_TITLE}</layout>", entry=_TITLE, lang="ar"),
)  # fmt: skip
_WORDS = st.one_of(
    st.text(max_size=12),
    st.text("<>/ibspanu\"'“”‘’« »()[]{}\\.,:;!?-–&12ivx ", max_size=24),
    st.sampled_from(
        ["<i>", "</i>", '<span class="nocase">', "1-", "\ud800", "\U0001f58b", "9" * 5000, "von der", "\x00"]
    ),
)
_ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _WORDS, st.just(10**30)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)
_NAME = st.dictionaries(
    st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle", "parse-names", "isInstitution"]),
    _ANYTHING,
)
_DATE_VALUE = st.dictionaries(
    st.sampled_from(["date-parts", "literal", "raw", "season", "circa"]), _ANYTHING
) | st.builds(
    lambda parts: {"date-parts": parts}, st.lists(st.lists(st.integers() | _ANYTHING, max_size=4), max_size=3)
)
_VARIABLES = ("title", "volume", "edition", "page", "number-of-pages", "note", "URL", "language", "type", "page-first")


def _items() -> st.SearchStrategy[dict[str, object]]:
    fields: dict[str, st.SearchStrategy[object]] = dict.fromkeys(_VARIABLES, _WORDS | _ANYTHING)
    fields |= {name: st.lists(_NAME | _ANYTHING, max_size=3) | _ANYTHING for name in ("author", "editor", "translator")}
    fields |= dict.fromkeys(("issued", "accessed"), _DATE_VALUE | _ANYTHING)
    return st.fixed_dictionaries({}, optional=fields)


def _print_all(processor: Processor, items: Sequence[Item], locators: list[str]) -> list[str]:
    session = processor.session(items)
    cites = tuple(Cite(str(item["id"]), locator, "folio") for item, locator in zip(items, locators, strict=True))
    pieces = session.citations([Citation(cites, 1), Citation(cites[:1], 2)])
    if processor.bibliography is not None:
        pieces += [entry.piece for entry in session.bibliography().entries]
    return [writer.write(piece, processor.locale) for piece in pieces for writer in WRITERS.values()]


@settings(max_examples=150)
@given(st.lists(_items(), min_size=1, max_size=3), st.lists(_WORDS, min_size=3, max_size=3))
def test_no_item_keeps_a_style_from_printing_something(drawn: list[dict[str, object]], locators: list[str]) -> None:
    items = [{**item, "id": f"item-{number}"} for number, item in enumerate(drawn)]
    for processor in STYLES:
        printed = _print_all(processor, items, locators[: len(items)])
        assert all(isinstance(words, str) for words in printed)


@given(_ANYTHING)
@settings(max_examples=60)
def test_a_variable_of_any_value_prints_nothing_of_python(value: object) -> None:
    item = {"id": "1", "title": [value], "author": {"family": value}, "issued": [value]}
    assert cite(STYLES[2], item) == ""


def test_every_name_and_date_variable_may_hold_nonsense() -> None:
    item = {"id": "1"} | dict.fromkeys((*NAME_VARIABLES, *DATE_VARIABLES), "nonsense")
    assert all(isinstance(words, str) for style in STYLES for words in _print_all(style, [item], [""]))


_HOSTILE = {
    "quotes that open": '"a ',
    "quotes that open and close": '"a" ',
    "curly quotes": "“a",
    "brackets": "<",
    "tags that open": "<i>a",
    "tags and quotes": '<i>"<b>\'',
    "spans": '<span class="nocase">',
    "apostrophes": "a'b 'c ",
    "stop words": "of the ",
    "colons": ": a ",
    "marks alone": "!?",
    "colons alone": ":",
    "spaces": " ",
    "dashes and spaces": "1 -  ",
    "roman figures": "i",
    "figures": "1",
    "figures and letters": "1a",
    "commas": "1 , ",
    "small words": "von ",
    "initials": "A. ",
    "figures with hyphens": "1-a ",
}  # fmt: skip


def _seconds(hostile: str, length: int) -> float:
    words = (hostile * length)[:length]
    item = {
        "id": "1", "type": "book", "title": f"{words}x", "page": f"1{words}2", "volume": f"1{words}2",
        "number-of-pages": words, "note": f"{words}:",
        "author": [{"family": f"{words}X", "given": f"x{words}X"}, {"literal": f'"{words}"'}],
        "issued": {"raw": f"1{words}"}, "language": "en",
    }  # fmt: skip
    started = time.process_time()
    for processor in STYLES:
        cite(processor, item, form="rtf")
        if processor.bibliography is not None:
            entries(processor, item, form="html")
    return time.process_time() - started


@pytest.mark.parametrize("hostile", _HOSTILE.values(), ids=_HOSTILE)
def test_eight_times_the_words_take_no_sixty_four_times_the_time(hostile: str) -> None:
    """The processor's own time, so that a slow machine is slow at both; what is linear takes eight times as long."""
    short = min(_seconds(hostile, 1_024) for _ in range(2))
    assert any(_seconds(hostile, 8_192) < 0.1 + 24 * short for _ in range(2))
    assert read_markup((hostile * 40)[:40]) is not None


def test_markup_is_not_followed_deeper_than_it_can_be_printed() -> None:
    words = cite(
        processor_of('<text variable="title"/>'), work("1", title="<i>" * 500 + "deep" + "</i>" * 500), form="html"
    )
    assert words.count("<i>") + words.count("&#60;i&#62;") + words.count("font-style:normal") == 500
    assert "deep" in words


def test_many_items_with_marks_of_their_own_meet_in_linear_time() -> None:
    """A quotation, then names that are nothing but marks: each could move inside of it."""
    author = [{"literal": '"a"'}, *({"literal": mark} for mark in ["!", "?"] * 2000)]
    processor = processor_of('<names variable="author"><name delimiter="" font-style="italic"/></names>')
    assert cite(processor, {"id": "1", "author": author}).startswith("“a")


def test_two_works_of_the_same_thousand_people_are_told_apart_in_linear_time() -> None:
    names = '<names variable="author"><name form="short" et-al-min="3" et-al-use-first="1"/></names>'
    methods = 'disambiguate-add-names="true" disambiguate-add-givenname="true"'
    processor = processor_of(names, options=methods)

    def seconds(people: int) -> float:
        authors = [f"S{number}, A" for number in range(people)]
        items = [work(id_, *authors, year=1951) for id_ in "12"]
        started = time.process_time()
        assert cite(processor, *items) == "S0 et al.S0 et al."
        return time.process_time() - started

    assert seconds(2_000) < 0.2 + 24 * min(seconds(250), seconds(250))


def test_threads_that_share_a_processor_print_what_one_prints() -> None:
    people = ["Smith, John", "Smith, Jane", "Müller, Ö.", "Institute"]
    dice = random.Random(7)  # noqa: S311 - what it draws means nothing
    items = [
        work(
            str(n), *dice.sample(people, 2), year=1950 + n % 3, title=f'"Title" {n}: of the <i>Ship</i>', volume=str(n)
        )
        for n in range(12)
    ]
    alone = [_print_all(processor, items, ["1-2"] * 12) for processor in STYLES]

    def run(_: int) -> list[list[str]]:
        return [_print_all(processor, items, ["1-2"] * 12) for processor in STYLES]

    with ThreadPoolExecutor(16) as threads:
        assert all(printed == alone for printed in threads.map(run, range(32)))


def test_an_item_of_nothing_but_an_id_prints_nothing() -> None:
    assert cite(STYLES[0], {"id": "1"}) == ""
    assert entries(STYLES[0], {"id": "1"}, SMITH) == ["Smith, J. P., “A Letter.” (June 13, 1951)"]


@pytest.mark.parametrize("name", ["chicago-notes-bibliography", "apa", "ieee"])
def test_no_item_keeps_a_style_of_the_collection_from_printing_something(name: str) -> None:
    packages = find_styles() or skip(NO_PACKAGES)
    style = parse_style((packages.styles / f"{name}.csl").read_bytes())
    processor = Processor(style, "en-US", locales_of(packages))

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(st.lists(_items(), min_size=1, max_size=3), st.lists(_WORDS, min_size=3, max_size=3))
    def print_anything(drawn: list[dict[str, object]], locators: list[str]) -> None:
        items = [{**item, "id": f"item-{number}"} for number, item in enumerate(drawn)]
        assert all(isinstance(words, str) for words in _print_all(processor, items, locators[: len(items)]))

    print_anything()
