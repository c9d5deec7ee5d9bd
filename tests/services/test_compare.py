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
    """Give what differs, by place, where nothing is too long."""
    found = compare(before, after)
    assert found.is_whole
    assert len({change.place for change in found.named}) == len(found.named)
    return {change.place: change.pieces or () for change in found.named}


def old_words(change: Change) -> str:
    return "".join(words for state, words in change.pieces or () if state != "in")


def new_words(change: Change) -> str:
    return "".join(words for state, words in change.pieces or () if state != "out")


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
    assert compare(before, after).is_whole
    found = {change.place: change for change in compare(before, after).named if not change.place.endswith(", order")}
    assert set(found) == {place for place in {*old, *new} if old.get(place) != new.get(place)}
    for place, change in found.items():
        assert old_words(change) == old.get(place, "")
        assert new_words(change) == new.get(place, "")


@steady
@given(
    st.lists(st.sampled_from("a b, cd\n")), st.lists(st.sampled_from("a b, cd\n")), st.sampled_from([0, 1, 3, 9, 99])
)
def test_changes_are_exact_however_few_steps_are_allowed(old: list[str], new: list[str], most: int) -> None:
    pieces = module._pieces("".join(old), "".join(new), module._Budget(most))
    change = Change("en.p1", tuple(pieces))
    assert (old_words(change), new_words(change)) == ("".join(old), "".join(new))
    states = [state for state, _ in pieces]
    assert all(before != after for before, after in pairwise(states))
    assert all(words for _, words in pieces)


class Compared(str):
    """A word that counts how often it is compared with another."""

    __slots__ = ()
    times = 0

    def __eq__(self, other: object) -> bool:
        """Compare."""
        Compared.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Watched(module._Budget):
    """A budget that tells what it cost: the words taken apart, and how often two were compared."""

    read_words = 0

    def read(self, words: str) -> list[str] | None:
        """Take words apart."""
        tokens = super().read(words)
        Watched.read_words += len(tokens or ())
        return [Compared(token) for token in tokens] if tokens is not None else None


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[Watched]:
    """Watch what every comparison costs."""
    Watched.read_words = Compared.times = 0
    monkeypatch.setattr(module, "_Budget", Watched)
    return Watched


def both(old: str, new: str, count: int = 1) -> tuple[Record, Record]:
    """Make two records of so many passages, all with these words."""
    return record_of(*((f"en.p{n}", old) for n in range(1, count + 1))), record_of(
        *((f"en.p{n}", new) for n in range(1, count + 1))
    )


def numbered(letter: str, count: int) -> str:
    """Make words that differ from each other, and from those of another letter."""
    return " ".join(f"{letter}{n}" for n in range(count))


SAME = " a" * 20_000 + " "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        both(numbered("a", 20_000), numbered("b", 20_000), 20),
        both(numbered("a", 300) + SAME + numbered("b", 300), numbered("c", 300) + SAME + numbered("d", 300), 20),
        both("今" + "天进行了会谈" * 15_000, "昨" + "天进行了会谈" * 15_000, 10),
        both("x" * 900_000, "y" * 900_000, 50),
        both("a b", "a c", 20_000),
    ],
    ids=["all differs", "much stays between what differs", "no spaces", "no end of a word", "many places"],
)
def test_no_words_cost_more_than_there_are_steps(before: Record, after: Record, watched: type[Watched]) -> None:
    """What is counted bounds what is done: taking words apart, and comparing one with another a few times a step."""
    found = compare(before, after)
    assert watched.read_words <= module._STEPS
    assert Compared.times <= 4 * module._STEPS
    assert sum(len(old_words(change) + new_words(change)) for change in found.named) <= module._LETTERS


def test_every_edit_that_is_tried_costs_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding edits takes steps by the square of what differs: a page of changes takes so many and then no more."""
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
    assert taken <= module._STEPS + len(places)


def test_every_word_gone_over_that_stayed_costs_a_step() -> None:
    before, after = ([first, *["a"] * 1_000, last] for first, last in ("xy", "pq"))
    assert module._trail(before, after, module._Budget(1_000)) is None
    assert module._trail(before, after, module._Budget(1_100)) is not None


def test_no_number_of_edits_uses_up_more_steps_than_there_are() -> None:
    """Passages that use up their steps by a little more or less are all compared, or shown whole."""
    before, after = both(
        numbered("a", 250) + SAME + numbered("b", 250), numbered("c", 250) + SAME + numbered("d", 250), 20
    )
    assert [old_words(change) for change in compare(before, after).named] == [p.text for p in before.texts[0].passages]
    assert [new_words(change) for change in compare(before, after).named] == [p.text for p in after.texts[0].passages]


def test_what_is_too_long_for_one_page_is_named_and_what_fits_is_shown() -> None:
    long = "word " * (module._LETTERS // 11)
    passages = [(f"en.p{n}", f"{long}{n}") for n in range(1, 5)]
    found = compare(None, record_of(*passages, ("en.p5", "Short.")))
    assert not found.is_whole
    shown = {change.place: change.pieces is not None for change in found.named}
    assert [shown[f"en.p{n}"] for n in range(1, 6)] == [True, True, False, False, True]
    assert found.unnamed == 0


def test_of_very_many_places_the_first_are_named_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PLACES", 3)
    before, after = both("One.", "Two.", 5)
    found = compare(before, after)
    assert [change.place for change in found.named] == ["en.p1", "en.p2", "en.p3"]
    assert found.unnamed == 2
    assert not found.is_whole
    before, after = both("One.", "Two.", 3)
    assert compare(before, after).is_whole


def test_a_correction_in_a_very_long_text_is_found_all_the_same() -> None:
    words = " ".join(f"word{n}" for n in range(50_000))
    pieces = changes(record_of(("en.p1", words)), record_of(("en.p1", words.replace("word777 ", "other "))))["en.p1"]
    assert pieces[1:3] == (("out", "word777 "), ("in", "other "))
