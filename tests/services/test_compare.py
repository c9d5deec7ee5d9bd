"""What a revision changed: exact, in the order of the record, and found in bounded time whatever the words are."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.record import Record
from app.services import compare as module
from app.services.compare import Change, compare
from tests.domain.records import records, steady


def record_of(*passages: tuple[str, str], **members: object) -> Record:
    """Make a record of one text with these passages."""
    texts = [{"id": "en", "role": "translation", "passages": [{"id": i, "text": words} for i, words in passages]}]
    return Record.model_validate({"id": "letter", "title": "Letter", "texts": texts, **members})


def changes(before: Record | None, after: Record) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give what differs, by place."""
    found = list(compare(before, after))
    assert len({change.place for change in found}) == len(found)
    return {change.place: change.pieces for change in found}


def old_words(change: Change) -> str:
    return "".join(words for state, words in change.pieces if state != "in")


def new_words(change: Change) -> str:
    return "".join(words for state, words in change.pieces if state != "out")


FIRST = ("en.p1", "They will be paper pilots.")
SECOND = ("en.p2", "We trained them in five months.")


def test_a_record_that_is_the_same_has_no_changes() -> None:
    assert changes(record_of(FIRST), record_of(FIRST)) == {}


def test_the_first_revision_put_in_all_that_it_has() -> None:
    found = changes(None, record_of(FIRST, summary="About pilots."))
    assert found["title"] == (("in", "Letter"),)
    assert found["summary"] == (("in", "About pilots."),)
    assert found["en.p1"] == (("in", FIRST[1]),)
    assert list(found).index("title") < list(found).index("en.p1")


def test_a_corrected_word_is_all_that_differs() -> None:
    corrected = ("en.p1", "They will be battle pilots.")
    assert changes(record_of(FIRST, SECOND), record_of(corrected, SECOND)) == {
        "en.p1": (("same", "They will be "), ("out", "paper "), ("in", "battle "), ("same", "pilots."))
    }


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    assert changes(record_of(("en.p1", "今天进行了会谈")), record_of(("en.p1", "昨天进行了会谈")))["en.p1"] == (
        ("out", "今"),
        ("in", "昨"),
        ("same", "天进行了会谈"),
    )


def test_a_passage_that_was_taken_out_comes_last_and_one_put_in_where_it_stands() -> None:
    found = changes(record_of(FIRST, SECOND), record_of(("en.p3", "A new one."), SECOND))
    assert found == {"en.p3": (("in", "A new one."),), "en.p1": (("out", FIRST[1]),)}
    assert list(found) == ["en.p3", "en.p1"]


def test_passages_in_another_order_are_told_of_though_no_word_differs() -> None:
    found = changes(record_of(FIRST, SECOND), record_of(SECOND, FIRST))
    assert list(found) == ["texts.en, order"]
    assert "".join(words for state, words in found["texts.en, order"] if state != "out") == "en.p2 en.p1"


def test_texts_in_another_order_are_told_of() -> None:
    texts: list[dict[str, Any]] = [{"id": i, "role": "translation"} for i in ("en", "de", "fr")]
    before, after = (record_of().model_copy(update={"texts": Record(id="xx", title="x", texts=t).texts})
                     for t in (tuple(texts), tuple(texts[::-1])))  # fmt: skip
    assert list(changes(before, after)) == ["texts, order"]


def test_a_new_passage_moves_nothing() -> None:
    assert list(changes(record_of(FIRST, SECOND), record_of(FIRST, ("en.p3", "New."), SECOND))) == ["en.p3"]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ({"date": {"as_written": "1951"}}, {"date": {"as_written": "1952"}}, "date.as_written"),
        ({}, {"rights": []}, "rights"),
        ({"contents": ["A"]}, {"contents": ["A", "B"]}, "contents 2"),
        ({"identifiers": [{"scheme": "number", "value": "1"}]}, {"identifiers": [{"scheme": "number", "value": "2"}]},
         "identifiers 1.value"),
    ],
)  # fmt: skip
def test_every_member_of_a_record_is_compared(before: dict[str, Any], after: dict[str, Any], place: str) -> None:
    assert list(changes(record_of(**before), record_of(**after))) == [place]


def test_what_an_editor_decides_of_a_passage_is_a_change() -> None:
    text = {"id": "en", "role": "translation", "passages": [{"id": "en.p1", "text": FIRST[1], "kind": "heading"}]}
    decided = Record.model_validate({"id": "letter", "title": "Letter", "texts": [text]})
    assert changes(record_of(FIRST), decided) == {"en.p1, kind": (("in", "heading"),)}


@steady
@given(before=records("letter"), after=records("letter"))
def test_what_stayed_and_was_taken_out_is_the_old_and_what_stayed_and_was_put_in_the_new(
    before: Record, after: Record
) -> None:
    old, new = module._places(before), module._places(after)
    found = {change.place: change for change in compare(before, after) if not change.place.endswith(", order")}
    assert set(found) == {place for place in {*old, *new} if old.get(place) != new.get(place)}
    for place, change in found.items():
        assert old_words(change) == old.get(place, "")
        assert new_words(change) == new.get(place, "")


@steady
@given(st.lists(st.sampled_from("a b, cd\n")), st.lists(st.sampled_from("a b, cd\n")), st.sampled_from([0, 1, 3, 99]))
def test_changes_are_exact_however_few_steps_are_allowed(old: list[str], new: list[str], most: int) -> None:
    _, pieces = module._pieces("".join(old), "".join(new), most=most)
    change = Change("en.p1", tuple(pieces))
    assert (old_words(change), new_words(change)) == ("".join(old), "".join(new))
    states = [state for state, _ in pieces]
    assert all(before != after for before, after in pairwise(states))
    assert all(words for _, words in pieces)


def test_words_that_differ_throughout_cost_no_more_than_there_are_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing takes steps by the square of what differs: a page of changes takes so many and then no more."""
    taken = 0
    step = module._step

    def count(*arguments: Any) -> int:  # noqa: ANN401 - whatever a step takes
        nonlocal taken
        taken += 1
        return step(*arguments)

    monkeypatch.setattr(module, "_step", count)
    places = [f"en.p{n}" for n in range(1, 41)]
    before, after = (
        record_of(*((i, " ".join(f"{letter}{i}{n}" for n in range(2_000))) for i in places)) for letter in "ab"
    )
    found = changes(before, after)
    assert len(found) == len(places)
    assert taken <= module._STEPS + 2_000 * len(places)


def test_a_correction_in_a_very_long_text_is_found_all_the_same() -> None:
    words = " ".join(f"word{n}" for n in range(50_000))
    (change,) = compare(record_of(("en.p1", words)), record_of(("en.p1", words.replace("word777 ", "other "))))
    assert change.pieces[1:3] == (("out", "word777 "), ("in", "other "))
