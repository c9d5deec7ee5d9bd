"""What is folded is found in every spelling; what only looks alike in part stays apart."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.archival.fold import fold, loose
from app.resources import load_knowledge

NAMES = load_knowledge().people
KIMS = ("Kim Il Sung", "Kim Jong Il", "Pak Il U")


@pytest.mark.parametrize("names", [KIMS, NAMES])
@pytest.mark.parametrize(
    "text",
    [
        "Kim II Sung",
        "KIM IL SUNG",
        "Kim\u00a0Il\nSung",
        "kim  Ⅱ  sung",
        "Кim II Sung",  # Cyrillic К
    ],
)
def test_a_listed_name_is_found_with_either_letter(text: str, names: tuple[str, ...]) -> None:
    assert fold(text, names) == "kim il sung"


def test_every_place_of_the_syllable_is_found() -> None:
    assert fold("re meeting with Kim II-sung, Kim Jong II and Pak II U", KIMS) == (
        "re meeting with kim il-sung, kim jong il and pak il u"
    )
    assert fold("Pak II II", ("Pak Il", "Pak Il Il")) == "pak il il"


@pytest.mark.parametrize(
    "text",
    [
        "World War II",
        "World War III",
        "John Paul II",
        "HA II/10",
        "HA III/10",
        "Kim II",
        "Sung Kim II Sungnam",
        "Akim II Sung",
        "Alexander II Kim",
        "II",
        "Kim II, Sung",
    ],
)
def test_two_letters_that_are_a_number_stay(text: str) -> None:
    assert fold(text, NAMES) == text.casefold()


def test_without_a_list_no_name_is_corrected() -> None:
    assert fold("Kim II Sung", ()) == "kim ii sung"
    assert fold("Kim II Sung", ("Mao Zedong",)) == "kim ii sung"


@pytest.mark.parametrize("text", ["No. 302/Ш", "No. 302/sh", "No. 302/SH", "No. 302/III", "No. 302 / ш", "№ 302/ІІІ"])
def test_the_mark_of_a_cipher_is_found_as_it_looks_and_as_it_sounds(text: str) -> None:
    assert fold(text, ()).replace(" ", "") in {"no.302/sh", "no302/sh"}


@pytest.mark.parametrize("text", ["302/shch", "302/iiiа", "x/iii", "iii/10", "302 sh", "302-iii"])
def test_what_is_no_cipher_stays(text: str) -> None:
    assert fold(text, ()) == text.replace("а", "a")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("«Ёлка» — ‘ель’", "\"eлka\" - 'eль'"),
        ("“a”‑‚b’", "\"a\"-'b'"),
        ("31–32−33—34", "31-32-33-34"),
        ("No. 5/О", "no. 5/o"),  # Cyrillic О
        ("059А", "059a"),  # Cyrillic А
        ("ﬁ ｗｉｄｅ ⅳ", "fi wide iv"),
        (" a\u200b\u00ad b\r\n\tc ", "a b c"),
        ("Straße", "strasse"),
    ],
)
def test_what_the_eye_cannot_tell_apart_is_one(text: str, folded: str) -> None:
    assert fold(text, ()) == folded


def test_letters_that_do_not_look_alike_and_figures_stay() -> None:
    assert fold("гдж 0 o 059 59 1l", ()) == "гдж 0 o 059 59 1l"


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            [*KIMS, "Kim II Sung", "II", "ii", "Il", "5/", "Ш", "sh", "III", " ", "-", "—", "\u0327", "\u0301", "ё"]
        ),
    ),
    max_size=8,
).map("".join)


@given(text=TEXTS)
@example(text="Kim Jong II\u0327")
@example(text="а\u0301")  # Cyrillic а
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text, KIMS)
    assert fold(once, KIMS) == once
    assert fold(fold(text, ()), ()) == fold(text, ())


@given(text=TEXTS)
def test_spaces_case_and_marks_do_not_hinder_finding(text: str) -> None:
    damaged = text.replace(" ", "\n\u00a0").replace("-", "–").replace("'", "’").replace('"', "”")
    assert fold(damaged, KIMS) == fold(text, KIMS)


CITATION = '"Filippov (Stalin) to Mao Zedong re meeting with Kim II Sung," June 13, 1951, APRF, Fond 45, Listy 31-32 http://x/1'


@pytest.mark.parametrize(
    "damaged",
    [
        CITATION.upper(),
        CITATION.replace(" ", "\n"),
        CITATION.replace('"', "”").replace("-", "–"),
        CITATION.replace("Kim II Sung", "Kim Il Sung"),
        CITATION.replace(",", "").replace("Fond 45", "Fond45"),
    ],
)
def test_a_whole_citation_is_found_in_any_state(damaged: str) -> None:
    assert loose(damaged, NAMES) == loose(CITATION, NAMES)


@pytest.mark.parametrize(
    "other",
    [
        CITATION.replace("45", "46"),
        CITATION.replace("31-32", "3-132"),
        CITATION.replace("31-32", "3132"),
        CITATION.replace("Stalin", "Stalyn"),
    ],
)
def test_another_citation_is_not_found(other: str) -> None:
    assert loose(other, NAMES) != loose(CITATION, NAMES)


def test_a_number_that_is_no_name_stays_a_number() -> None:
    assert loose("The end of World War II", NAMES) != loose("The end of World War Il", NAMES)
    assert loose("BArch, HA II/10", NAMES) != loose("BArch, HA Il/10", NAMES)


def test_words_without_letters_are_not_all_one() -> None:
    assert len({loose(mark, NAMES) for mark in "?!…"}) == 3


def test_vowels_that_are_marks_are_kept() -> None:
    assert loose("हिन्दी", NAMES) != loose("हनद", NAMES)
