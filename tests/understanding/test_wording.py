"""Words as they are compared."""

from app.understanding import wording


def test_a_word_longer_than_words_are_is_folded_and_not_remembered() -> None:
    before = wording._remembered.cache_info().currsize
    long = "É" * 10_000
    assert wording.fold(long) == "e" * 10_000
    assert wording._remembered.cache_info().currsize == before
    assert wording.fold("É" * 40) == "e" * 40
    assert wording._remembered.cache_info().currsize == before + 1
