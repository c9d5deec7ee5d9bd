"""Passage ids: minted once, kept by the paragraph they were given to, and never given to another."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.record import Record, SuppliedPassage
from app.domain.text import TextRole
from app.readers.base import Draft, DraftPassage, DraftText
from app.services.settle import Unsettled, settle
from tests.domain.records import steady


def draft_of(*paragraphs: str | DraftPassage, text_id: str | None = None) -> Draft:
    """Make a draft of one English translation."""
    passages = tuple(p if isinstance(p, DraftPassage) else DraftPassage(text=p) for p in paragraphs)
    text = DraftText(id=text_id, role="translation", language="en", passages=passages)
    return Draft(title="Letter", texts=(text,))


def revise(history: list[Record], *paragraphs: str | DraftPassage) -> list[Record]:
    """Add the revision these paragraphs make."""
    return [*history, settle(draft_of(*paragraphs), "ab", history)]


def passages_of(record: Record) -> tuple[SuppliedPassage, ...]:
    return tuple(passage for text in record.texts for passage in text.passages)


def ids_of(record: Record) -> list[str]:
    return [passage.id for passage in passages_of(record)]


def test_a_first_revision_numbers_its_paragraphs_in_order() -> None:
    (record,) = revise([], "One.", "Two.", "Three.")
    assert ids_of(record) == ["en.p1", "en.p2", "en.p3"]


def test_a_corrected_paragraph_keeps_its_id() -> None:
    history = revise(revise([], "One.", "Two.", "Three."), "One.", "Two, corrected.", "Three.")
    assert ids_of(history[-1]) == ["en.p1", "en.p2", "en.p3"]


def test_a_paragraph_corrected_beside_an_inserted_one_keeps_its_id() -> None:
    history = revise([], "The meeting opened at noon.", "He spoke of grain at length.", "We parted at three.")
    paragraphs = ("The meeting began at noon.", "Tea was served.", "He spoke of the grain at length.", "We parted.")
    assert ids_of(revise(history, *paragraphs)[-1]) == ["en.p1", "en.p4", "en.p2", "en.p3"]


def test_a_paragraph_corrected_beside_a_removed_one_keeps_its_id() -> None:
    history = revise([], "The meeting opened at noon.", "He spoke of grain at length.")
    assert ids_of(revise(history, "He spoke of the grain, at length.", "Nothing was said of arms.")[-1]) == [
        "en.p2",
        "en.p3",
    ]


def test_a_text_translated_anew_keeps_its_ids_in_their_places() -> None:
    history = revise([], "The meeting opened at noon.", "He spoke of grain at length.")
    assert ids_of(revise(history, "At 12 they sat down.", "His subject: crops.")[-1]) == ["en.p1", "en.p2"]


def test_a_text_of_very_many_paragraphs_is_settled_without_comparing_each_to_each() -> None:
    history = revise([], *(f"Old paragraph {n}." for n in range(400)))
    record = revise(history, *(f"New paragraph {n}, another." for n in range(401)))[-1]
    assert ids_of(record)[0] == "en.p401"


def test_an_inserted_paragraph_gets_a_new_id_and_the_others_keep_theirs() -> None:
    history = revise(revise([], "One.", "Two."), "One.", "One and a half.", "Two.")
    assert ids_of(history[-1]) == ["en.p1", "en.p3", "en.p2"]


def test_a_paragraph_inserted_at_the_beginning_moves_no_id() -> None:
    history = revise(revise([], "One.", "Two."), "Zero.", "One.", "Two.")
    assert ids_of(history[-1]) == ["en.p3", "en.p1", "en.p2"]


def test_a_removed_paragraph_takes_its_id_with_it() -> None:
    history = revise([], "One.", "Two.", "Three.")
    history = revise(history, "One.", "Three.")
    history = revise(history, "One.", "Something else.", "Three.")
    assert ids_of(history[1]) == ["en.p1", "en.p3"]
    assert ids_of(history[2]) == ["en.p1", "en.p4", "en.p3"]


def test_the_last_paragraphs_id_is_not_given_again_after_its_removal() -> None:
    history = revise(revise(revise([], "One.", "Two."), "One."), "One.", "Another.")
    assert ids_of(history[-1]) == ["en.p1", "en.p3"]


def test_paragraphs_of_the_same_words_keep_their_own_ids() -> None:
    history = revise(revise([], "Yes.", "Yes.", "Yes."), "Yes.", "Yes.", "No.", "Yes.")
    assert sorted(ids_of(history[-1])) == ["en.p1", "en.p2", "en.p3", "en.p4"]


def test_an_editors_own_id_stands() -> None:
    (record,) = revise([], DraftPassage(id="en.p40", text="One."), "Two.")
    assert ids_of(record) == ["en.p40", "en.p41"]


def test_an_id_is_never_moved_to_another_paragraph() -> None:
    history = revise([], "One.", "Two.")
    swapped = (DraftPassage(id="en.p2", text="One."), DraftPassage(id="en.p1", text="Two."))
    for draft in (
        swapped,
        ("One.", DraftPassage(id="en.p1", text="Two.")),
        ("One.", DraftPassage(id="en.p1", text="3")),
    ):
        with pytest.raises(Unsettled, match=r"what cites it would change"):
            revise(history, *draft)


def test_paragraphs_may_change_places_with_their_ids() -> None:
    history = revise([], "One.", "Two.")
    history = revise(history, DraftPassage(id="en.p2", text="Two."), DraftPassage(id="en.p1", text="One."))
    assert ids_of(history[-1]) == ["en.p2", "en.p1"]


def test_one_of_two_like_paragraphs_may_be_corrected() -> None:
    history = revise([], "FILIPPOV", "FILIPPOV")
    history = revise(history, DraftPassage(id="en.p1", text="STALIN"), DraftPassage(id="en.p2", text="FILIPPOV"))
    assert ids_of(history[-1]) == ["en.p1", "en.p2"]


def test_a_paragraph_that_comes_back_gets_its_id_back() -> None:
    history = revise(revise(revise([], "One.", "Two."), "One."), "One.", "Two.")
    assert ids_of(history[-1]) == ["en.p1", "en.p2"]


def test_the_words_that_went_may_come_back_under_their_id() -> None:
    history = revise(revise([], "One.", "Two."), "One.")
    history = revise(history, "One.", DraftPassage(id="en.p2", text="Two."))
    assert ids_of(history[-1]) == ["en.p1", "en.p2"]


def test_the_id_of_a_removed_paragraph_is_refused_to_other_words() -> None:
    history = revise(revise([], "One.", "Two."), "One.")
    with pytest.raises(Unsettled, match=r"en\.p2 was the id of another paragraph"):
        revise(history, "One.", DraftPassage(id="en.p2", text="Something else."))


def a_text(
    words: str, *, text_id: str | None = None, label: str | None = None, role: TextRole = "translation"
) -> DraftText:
    return DraftText(id=text_id, role=role, language="en", label=label, passages=(DraftPassage(text=words),))


def settle_texts(history: list[Record], *texts: DraftText) -> list[Record]:
    return [*history, settle(Draft(title="Letter", texts=texts), "ab", history)]


def test_texts_are_named_after_their_language_and_told_apart_by_number() -> None:
    (record,) = settle_texts([], a_text("One."), a_text("Eins."), DraftText(role="facsimile"))
    assert [text.id for text in record.texts] == ["en", "en-2", "und"]
    assert ids_of(record) == ["en.p1", "en-2.p1"]


def test_a_text_continues_the_one_of_its_label() -> None:
    history = settle_texts([], a_text("One.", label="First"), a_text("Two.", label="Second"))
    history = settle_texts(history, a_text("Two.", label="Second"), a_text("One.", label="First"))
    assert [(text.id, text.label) for text in history[-1].texts] == [("en-2", "Second"), ("en", "First")]


def test_a_removed_texts_id_is_not_given_again() -> None:
    history = settle_texts([], a_text("One."))
    history = settle_texts(history, DraftText(role="facsimile", language="ru"))
    history = settle_texts(history, a_text("Another."))
    assert [text.id for text in history[-1].texts] == ["en-2"]


def test_a_text_without_an_id_does_not_take_one_that_another_was_given() -> None:
    history = settle_texts([], a_text("One."))
    history = settle_texts(history, a_text("A new one."), a_text("One.", text_id="en"))
    assert [text.id for text in history[-1].texts] == ["en-2", "en"]


class Edit(NamedTuple):
    """One change of a list of paragraphs."""

    verb: str
    place: int
    words: str


edits = st.builds(
    Edit,
    verb=st.sampled_from(["insert", "remove", "correct"]),
    place=st.integers(0, 9),
    words=st.text("ab", max_size=3),
)


def edited(paragraphs: list[str], edit: Edit) -> list[str]:
    """Make one change."""
    place = edit.place % (len(paragraphs) + 1)
    if edit.verb == "insert":
        return [*paragraphs[:place], edit.words, *paragraphs[place:]]
    kept = [] if edit.verb == "remove" else [edit.words]
    return [*paragraphs[:place], *kept, *paragraphs[place + 1 :]] if place < len(paragraphs) else paragraphs


def test_an_id_whose_words_changed_comes_back_to_one_paragraph_only() -> None:
    history: list[Record] = []
    for paragraphs in (["aaa"], ["aa"], ["aa", "b"], ["b"], ["aaa", "aa", "b"]):
        history = revise(history, *paragraphs)
    assert len(set(ids_of(history[-1]))) == 3


@steady
@given(st.lists(st.text("ab", max_size=3), max_size=5), st.lists(st.lists(edits, min_size=1, max_size=3), max_size=6))
def test_however_a_text_is_edited_an_id_never_comes_to_mean_another_paragraph(
    paragraphs: list[str], revisions: list[list[Edit]]
) -> None:
    history = revise([], *paragraphs)
    had = {passage.id: {passage.text} for passage in passages_of(history[-1])}
    retired: set[str] = set()
    for changes in revisions:
        before = history[-1]
        for change in changes:
            paragraphs = edited(paragraphs, change)
        history = revise(history, *paragraphs)
        now = ids_of(history[-1])
        assert [passage.text for passage in passages_of(history[-1])] == paragraphs
        assert len(set(now)) == len(now), "an id stands twice"
        retired |= set(ids_of(before)) - set(now)
        for passage in passages_of(history[-1]):
            came_back = passage.id in retired
            assert not came_back or passage.text in had[passage.id], "an id came back with other words"
            had.setdefault(passage.id, set()).add(passage.text)
        retired -= set(now)
        ever = {i for record in history[:-1] for i in ids_of(record)}
        largest = max((int(i.rpartition("p")[2]) for i in ever), default=0)
        assert all(int(i.rpartition("p")[2]) > largest for i in set(now) - ever), "a new id is not fresh"


@steady
@given(st.lists(st.text("ab", max_size=3), max_size=6, unique=True), edits)
def test_one_edit_leaves_all_other_paragraphs_their_ids(paragraphs: list[str], edit: Edit) -> None:
    history = revise([], *paragraphs)
    history = revise(history, *edited(paragraphs, edit))
    old = {passage.text: passage.id for passage in passages_of(history[0])}
    new = {passage.text: passage.id for passage in passages_of(history[1])}
    touched = {edit.words, *paragraphs[edit.place % (len(paragraphs) + 1) :][:1]}
    for words in (old.keys() & new.keys()) - touched:
        assert new[words] == old[words]


@steady
@given(st.lists(st.text("ab", max_size=3), max_size=6))
def test_settling_the_same_paragraphs_again_makes_the_same_record(paragraphs: list[str]) -> None:
    history = revise([], *paragraphs)
    assert revise(history, *paragraphs)[-1].sha256() == history[0].sha256()
