"""Letters of shelfmarks: which are spelled in another script, and which never are."""

import pytest

from app.archival.script import is_latin, is_mixed, respell, romanised


@pytest.mark.parametrize(
    ("value", "native", "latin"),
    [
        ("059a", "059а", "059a"),
        ("059а", "059а", "059a"),
        ("R-9478", "Р-9478", "R-9478"),
        ("Р7523", "Р7523", "R7523"),
        ("12zh", "12ж", "12zh"),
        ("XI-5", "XI-5", "XI-5"),
        ("I-5", "I-5", "I-5"),
        ("Korea 5", "Korea 5", "Korea 5"),
        ("45", "45", "45"),
    ],
)
def test_only_the_letters_beside_figures_are_respelled(value: str, native: str, latin: str) -> None:
    assert "".join(text for text, _ in respell(value, latin=False)) == native
    assert "".join(text for text, _ in respell(value, latin=True)) == latin


def test_a_letter_without_a_sure_spelling_stays() -> None:
    assert romanised("Ед. хр.") == "Ed. khr."
    assert is_mixed(romanised("Опись"))


def test_scripts_are_told_apart() -> None:
    assert is_latin("Fond 45, Őrzési")
    assert not is_latin("Фонд 45")
    assert is_mixed("Фонд 45 and")
    assert not is_mixed("45–46")
