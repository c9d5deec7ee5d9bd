"""Quoted words beside a text: letter for letter, spelled differently, abridged, altered, or not there."""

import re
import sys
import tracemalloc
from collections.abc import Sequence
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.understanding import alignment
from app.understanding.alignment import align
from app.understanding.quotation import ComparedText, Comparison
from app.understanding.quoted import Quotation
from app.understanding.wording import SHARED, cut, folded_words, runs_of
from tests.conftest import SEED

TEXT = SEED.read_text(encoding="utf-8").partition("English Translation\n\n")[2].strip()
COMPARED = ComparedText(TEXT)
WORDS = [token for token in cut(TEXT) if token.is_word]
CALM = settings(max_examples=150, derandomize=True, database=None)
STRETCHES = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 60))


def look(words: str, text: ComparedText = COMPARED) -> Comparison:
    found = text.compare(Quotation(words))
    assert found
    return found


def stretch(place: tuple[int, int]) -> str:
    first, count = place
    last = min(first + count, len(WORDS)) - 1
    return TEXT[WORDS[first].start : WORDS[last].end]


def is_of_the_editor(words: str) -> bool:
    return any(words in inside for inside in re.findall(r"\[(.*?)\]", TEXT))


@CALM
@given(STRETCHES)
def test_whatever_stands_between_borders_of_words_is_exact(place: tuple[int, int]) -> None:
    found = look(stretch(place))
    assert found.outcome == "exact" or is_of_the_editor(stretch(place))
    assert TEXT[found.start : found.end] == stretch(place)


@CALM
@given(STRETCHES)
def test_whatever_has_its_case_changed_is_folded(place: tuple[int, int]) -> None:
    words = stretch(place)
    swapped = words.swapcase()
    if swapped not in TEXT and swapped != words:
        found = look(swapped)
        assert (found.outcome, found.differences) == ("folded", ("case",))


@CALM
@given(STRETCHES, st.sampled_from(["“{}”", '"{}"', "« {} »", "„{}“", "  {}\n"]))
def test_quotation_marks_around_the_words_are_of_whoever_quotes(place: tuple[int, int], marks: str) -> None:
    assert look(marks.format(stretch(place))).outcome == "exact" or is_of_the_editor(stretch(place))


@CALM
@given(st.integers(0, len(WORDS) - 60), st.integers(4, 30), st.integers(4, 30))
def test_a_word_that_stands_nowhere_makes_it_altered_and_is_named(first: int, before: int, after: int) -> None:
    inserted = first + before
    found = look(f"{TEXT[WORDS[first].start : WORDS[inserted].start]}xylophone {stretch((inserted, after))}")
    assert found.outcome == "altered"
    assert [change.words for change in found.changes if change.kind == "inserted"] == ["xylophone"]
    assert not [change for change in found.changes if change.kind == "omitted"]


@CALM
@given(STRETCHES, STRETCHES)
def test_two_stretches_with_a_marked_gap_are_abridged(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = sorted((one, other))
    if first[0] + first[1] < second[0]:
        found = look(f"{stretch(first)} … {stretch(second)}")
        assert found.outcome == "abridged"
        assert [change.declared for change in found.changes if change.kind == "omitted"] in ([True], [])


@pytest.mark.parametrize(
    ("quoted", "outcome"),
    [
        ("from Manchuria and Korea. Three questions", "exact-but-brackets"),
        ("from Manchuria and Korea Gao Gang and Kim II Sung. Three questions", "exact-but-brackets"),
        ("from Manchuria and Korea [Gao Gang and Kim II Sung]. Three questions", "exact"),
        ("Gao Gang and Kim II Sung", "exact-but-brackets"),
        ("[Gao Gang and Kim II Sung]", "exact"),
        ("from manchuria and Korea. Three questions", "folded"),
        ("rmistice is now advantageous", "altered"),
        ("an armistice, is now advantageous", "altered"),
        ("an armistice is now not advantageous", "altered"),
        ("We trained our pilots [well] for action", "exact-but-brackets"),
        ("… an armistice is now advantageous …", "exact"),
        ("First … Second … Third", "abridged"),
        ("Third … Second … First", "not-found"),
        ("Wars begin when you will, but they do not end when you please", "not-found"),
    ],
)
def test_each_outcome(quoted: str, outcome: str) -> None:
    assert look(quoted).outcome == outcome


def test_the_words_of_the_editor_are_named() -> None:
    assert look("from Manchuria and Korea. Three questions").editor_words == ("[Gao Gang and Kim II Sung]",)
    assert look("kim II").editor_words == ("[Gao Gang and Kim II Sung]",)


def test_words_of_the_author_come_before_the_same_of_the_editor() -> None:
    text = ComparedText("FILIPPOV [Stalin]. Comrade Stalin. STALIN")
    found = look("Stalin", text)
    assert (found.outcome, found.start) == ("exact", 27)


def test_brackets_at_the_ends_belong_to_their_words() -> None:
    text = ComparedText("He [Stalin] and he [Mao] met.")
    found = look("Stalin and he Mao", text)
    assert text.text[found.start : found.end] == "[Stalin] and he [Mao]"
    assert (found.outcome, found.is_unmarked) == ("exact-but-brackets", True)
    part = look("Gao Gang")
    assert TEXT[part.start : part.end] == "Gao Gang"


def test_an_insertion_in_brackets_and_an_omission_with_dots_are_declared_and_others_are_not() -> None:
    found = look("We trained our pilots [well] for action ... in five short months")
    assert [(c.kind, c.words, c.declared) for c in found.changes if c.kind != "kept"] == [
        ("inserted", "[well]", True),
        ("omitted", "at the front", True),
        ("inserted", "short", False),
    ]


def test_words_in_brackets_that_the_text_has_not_are_the_quotations_own_and_do_not_count_against_it() -> None:
    for words, outcome in (
        ("an armistice is now advantageous [emphasis added].", "exact-but-brackets"),
        ("An Armistice [sic] is … advantageous [emphasis added]", "abridged"),
        ("pilots [well] for ACTION [sic]", "folded"),
        ("Manchuria and Korea [Gao Gang and Kim II Sung]. Three questions [sic]", "exact-but-brackets"),
        ("an armistice [he wrote] is never advantageous [emphasis added]", "altered"),
    ):
        found = look(words)
        own = tuple(one for one in re.findall(r"\[.*?\]", words) if "Gao" not in one)
        assert (found.outcome, found.own_words, found.editor_words) == (outcome, own, ())
    changes = look("We trained our pilots [ever] so [well] for action at the front").changes
    inserted = [(one.words, one.declared) for one in changes if one.kind != "kept"]
    assert inserted == [("[ever]", True), ("so", False), ("[well]", True)]
    assert look("Korea [Gao Gang and Kim III Sung]. Three questions were raised").outcome == "altered"


def test_pieces_are_as_near_to_each_other_as_they_stand() -> None:
    found = look("your … front")
    assert found.start > TEXT.index("We consider it absolutely")
    text = ComparedText("one a b. one two b. two")
    assert text.text[look("one … two", text).start :] == "one two b. two"


@pytest.mark.parametrize(
    ("quoted", "kept"),
    [
        ("armistice advantageous", "armistice is now advantageous"),
        ("armistice very now advantageous", "armistice is now advantageous"),
    ],
)
def test_of_a_short_quotation_all_is_found_that_stands_in_order(quoted: str, kept: str) -> None:
    found = look(quoted)
    assert TEXT[found.start : found.end] == kept


def test_nearest_is_where_the_rarest_word_stands() -> None:
    found = look("to unheard things namely arms")
    assert TEXT[found.start : found.end] == "arms"


def test_a_dot_that_the_text_itself_has_is_no_omission() -> None:
    assert look("he paused... and went", ComparedText("Then he paused... and went on.")).outcome == "exact"


def test_figures_that_stood_apart_are_not_one_figure() -> None:
    assert look("fond 45339 of it", ComparedText("in fond 45 339 of it")).outcome == "altered"


@pytest.mark.parametrize(
    ("text", "quoted", "outcome"),
    [
        ("毛泽东同志：朝鲜停战谈判问题。", "朝鲜停战谈判", "exact"),
        ("毛泽东同志：朝鲜停战谈判问题。", "朝鮮停戰談判", "altered"),
        ("ソ連の大使が来た。", "ｿ連の大使が", "folded"),
        ("조선민주주의인민공화국 수상 김일성", "조선민주주의 인민공화국", "folded"),
        ("Встреча с товарищем Мао Цзэдуном ещё не решена.", "встреча с товарищем Мао Цзэдуном еще", "folded"),
        ("Cuộc gặp gỡ ở Hà Nội", "Cuoc gap go o Ha Noi", "folded"),
    ],
)
def test_words_of_other_scripts_are_compared_too(text: str, quoted: str, outcome: str) -> None:
    found = ComparedText(text).compare(Quotation(quoted))
    assert (found.outcome if found else "not-found") == outcome


def test_a_text_without_any_of_the_words_has_nothing_of_them() -> None:
    assert ComparedText("One two three.").compare(Quotation("four five")) is None
    assert ComparedText("").compare(Quotation("four five")) is None


@CALM
@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_an_alignment_keeps_the_order_of_both_and_only_what_is_the_same(here: list[str], there: list[str]) -> None:
    i = j = 0
    for one in align(here, there):
        assert one.here >= i
        assert one.there >= j
        assert one.size > 0
        i, j = one.here + one.size, one.there + one.size
        assert here[one.here : i] == there[one.there : j]


@CALM
@given(st.lists(st.sampled_from("abcdefgh"), min_size=SHARED, max_size=80), st.data())
def test_texts_that_share_so_many_words_in_one_piece_share_a_run(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - SHARED))
    last = data.draw(st.integers(first + SHARED, len(words)))
    assert set(runs_of(words[first:last])) <= set(runs_of(words))
    assert runs_of(words[first:last])


@CALM
@given(st.text(max_size=80))
def test_words_are_cut_in_one_way_only(text: str) -> None:
    assert folded_words(text) == [token.folded for token in cut(text) if token.is_word]
    assert all(" " not in word and word for word in folded_words(text))


def steps(text: str, quoted: str) -> int:
    """Count the lines and calls that a comparison takes."""
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event in ("line", "call")
        return tell

    before = sys.gettrace()
    sys.settrace(tell)  # type: ignore[arg-type]
    try:
        ComparedText(text).compare(Quotation(quoted))
    finally:
        sys.settrace(before)
    return count


HOSTILE = [
    "a ",
    "a b ",
    "[",
    "]",
    "[a] ",
    "a[",
    "… ",
    ". ",
    "' ",
    "-",
    "1 ",
    "a-",
    "a\u0301",
    "\u200b",
    "毛",
    "a… ",
    "“",
    "ab [c] ",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_twice_the_words_take_twice_the_steps(hostile: str) -> None:
    for quoted in (hostile, "a b c x ", "b a "):
        once, twice = (steps((hostile * size)[:size], (quoted * size)[: size // 2]) for size in (1000, 2000))
        assert twice <= 2.6 * once + 4000, (quoted, once, twice)


@pytest.mark.parametrize("hostile", ["[", "毛", "[a] "])
def test_a_text_of_which_each_letter_is_a_word_or_a_mark_takes_little_memory(hostile: str) -> None:
    text = hostile * 20_000
    tracemalloc.start()
    try:
        ComparedText(text).compare(Quotation("words that are not there"))
        assert tracemalloc.get_traced_memory()[1] < 100 * len(text)
    finally:
        tracemalloc.stop()


def test_where_each_letter_is_a_word_no_more_stretches_are_looked_at_than_so_many() -> None:
    letters = [chr(0x4E00 + (i * i * 7919) % 997) for i in range(6000)]
    seen = 0

    def looked_at(stretches: list[alignment.Stretch], _here: Sequence[str]) -> list[alignment.Stretch]:
        nonlocal seen
        seen = max(seen, len(stretches))
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "_chain", looked_at)
        alignment.align(letters, letters[::-1])
        assert seen == alignment._MOST_STRETCHES
