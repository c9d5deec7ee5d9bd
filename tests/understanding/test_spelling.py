"""In which ways words are spelled differently: those that are named, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.understanding.quotation import ComparedText
from app.understanding.spelling import OTHERWISE, is_exact, make_plain, name_differences
from app.understanding.wording import cut
from app.understanding.woven import Woven
from tests.understanding.test_quotation import CALM, look


@pytest.mark.parametrize(
    ("quoted", "differences"),
    [
        ("FIRST—about an armistice", ("case",)),
        ("First -- about an armistice", ("dashes", "spaces")),
        ("First – about an armistice", ("dashes", "spaces")),
        ("the Anglo Americans intend", ("hyphenation", "spaces")),
        ("the Anglo-\nAmericans intend", ("hyphenation",)),
        ("It is possible that these are merely rumors.", ("final punctuation",)),
        ("[w]e recognized that an armistice", ("case", "letters in brackets")),
        ("we recogni\u00adzed that an armistice", ("unseen characters", "case")),
        ("I won’t write about the details", ("quotation marks",)),
        ("suﬃcient for the Chinese pilots", ("ligatures and forms of letters",)),
        ("sufficient for  the Chinese pilóts", ("diacritics", "spaces")),
        ("Gang and Kim Il Sung]", ("look-alike letters",)),
        ("Gang and Kim Il-sung]", ("look-alike letters", "case", "hyphenation", "spaces")),
        ("Gang and Kim ii Sung]", ("case",)),
        ("ｓufficient for the Chinese pilots", ("ligatures and forms of letters",)),
        ("\u202esufficient for the Chinese pilots\u202c", ("unseen characters",)),
        ("We recognized\u00a0that an armistice", ("spaces",)),
        ("We\u2003recognized that", ("spaces",)),
    ],
)
def test_each_way_of_spelling_is_named(quoted: str, differences: tuple[str, ...]) -> None:
    found = look(quoted)
    assert found.differences == differences
    assert found.outcome == "folded"


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        ("Łódź", "Lodz", ("diacritics",)),
        ("Đilas", "Dilas", ("diacritics",)),
        ("SØRENSEN", "Sorensen", ("diacritics", "case")),
        ("Ħal", "Hal", ("diacritics",)),
        ("ısı", "isi", ("diacritics",)),
        ("Kim Ⅱ", "Kim Il", ("look-alike letters", "ligatures and forms of letters")),
        ("a “Il” b", "a ”ii b", ("look-alike letters", "quotation marks", "case")),
        ("Œuvre", "Oeuvre", ("ligatures and forms of letters", "case")),
        ("STRASSE", "straße", ("case",)),
        ("pages 31-32", "pages 31 - 32", ("spaces",)),
        ("pages 31-32", "pages 31–32", ("dashes",)),
        ("a\u00ad-b", "a—b", ("other ways of writing",)),
    ],
)
def test_no_way_of_spelling_is_named_that_does_not_differ(one: str, other: str, differences: tuple[str, ...]) -> None:
    assert look(one, ComparedText(other)).differences == differences
    assert set(look(other, ComparedText(one)).differences) == set(differences)


PARTS = (
    "Łó",
    "lo",
    "Lo",
    "ø",
    "O",
    "æ",
    "ae",
    "ß",
    "SS",
    "Kim Il",
    "ii",
    "3",
    "4",
    "ﬁ",
    "fi",
    "ı",
    "é",
    "e\u0301",
    "’",
)
BETWEEN = ("", " ", "-", " - ", "—", "--", "\u00a0", "\n", "-\n", "\u200b", "“", ", ")


@CALM
@given(st.lists(st.tuples(*[st.sampled_from(PARTS), st.sampled_from(BETWEEN)] * 2), min_size=1, max_size=3))
def test_without_the_named_ways_both_spellings_are_the_same(parts: list[tuple[str, str, str, str]]) -> None:
    one = "".join(first + gap for first, gap, _, _ in parts)
    for other in ("".join(part for _, _, *two in parts for part in two), one.swapcase(), one.replace("-", "–")):
        if Woven(tuple(cut(one))).string == Woven(tuple(cut(other))).string != "":
            named = set(name_differences(one, other))
            assert is_exact(one, other) == (not named)
            assert named == {OTHERWISE} or make_plain(one, named) == make_plain(other, named)
            assert named == {OTHERWISE} or all(
                make_plain(one, named - {way}) != make_plain(other, named - {way}) for way in named
            )
