"""Words as they are compared."""

from functools import lru_cache

import pytest

from app.understanding import wording


def test_a_word_longer_than_words_are_is_folded_and_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    # A memory of its own: the product's may be full of what the tests before this one read.
    remembered = lru_cache(maxsize=2)(wording._folded)
    monkeypatch.setattr(wording, "_remembered", remembered)
    assert wording.fold("É" * 10_000) == "e" * 10_000
    assert remembered.cache_info().currsize == 0
    assert wording.fold("É" * 40) == "e" * 40
    assert remembered.cache_info().currsize == 1
