"""The notation of BibTeX: values that end where they should, and words that LaTeX prints as they were."""

import pytest

from app.citing.entries import escape, list_value, names_value, squeeze, whole_value, words_value, write_entry


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("50% & $5 #3_x", r"50\% \& \$5 \#3\_x"),
        ("a~b^c\\d", r"a\textasciitilde{}b\textasciicircum{}c\textbackslash{}d"),
        ("{a}", r"\{a\}"),
        ("a{", r"a{\textbraceleft}"),
        ("}a{", r"{\textbraceright}a{\textbraceleft}"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("''a`` ?` ,, <<", "'{}'a`{}` ?{}` ,{}, <{}<"),
        ("a\u00a0b", "a~b"),
        ("Ж—“”", "Ж—“”"),
        ('"a" ""', '"{}a"{} "{}"{}'),  # a shorthand of babel in German, Spanish and Russian
    ],
)
def test_words_are_written_so_that_latex_prints_them(words: str, written: str) -> None:
    assert escape(words) == written


@pytest.mark.parametrize("words", ["{", "}", "}{", "{{}", "\\{", "{}}", "a{b}c}", "{\\}"])
def test_braces_always_pair_in_what_is_written(words: str) -> None:
    depth = 0
    for letter in escape(words):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0


def test_white_space_is_one_space() -> None:
    assert squeeze(" a\r\n\tb\u2028c  d ") == "a b c d"
    assert escape("a\n\nb") == "a b"


def test_names_and_items_stay_whole() -> None:
    assert names_value(["Ann and Co.", "Mao"]) == "{{Ann and Co.} and {Mao}}"
    assert list_value(["english", "this and that"]) == "{english and {this and that}}"
    assert whole_value("this and that") == "{{this and that}}"


def test_nothing_is_no_value() -> None:
    assert (names_value([]), list_value([]), words_value(""), words_value(None), whole_value(None)) == (None,) * 5
    assert write_entry("misc", "a", [("title", "{T}"), ("note", None)]) == b"@misc{a,\n  title = {T},\n}\n"
