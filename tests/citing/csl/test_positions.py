"""Positions: first, subsequent, ibid. with and without a locator, near notes ("Choose", position)."""

import pytest

from app.citing.csl import WRITERS, Citation, Cite
from app.citing.csl.positions import place_citations
from tests.citing.csl.small import cite_in_turn, processor_of, work

A, B, A7, A8 = Cite("a"), Cite("b"), Cite("a", "7"), Cite("a", "8")


def _positions(*citations: tuple[Cite, ...], notes: tuple[int, ...] = (), near: int = 5) -> list[list[str]]:
    numbers = notes or tuple(range(1, len(citations) + 1))
    placed = place_citations([Citation(cites, note) for cites, note in zip(citations, numbers, strict=True)], near)
    short = {"first": "f", "subsequent": "s", "near-note": "n", "ibid": "i", "ibid-with-locator": "l"}
    order = list(short)
    return [
        ["".join(short[name] for name in sorted(cite.positions, key=order.index)) for cite in citation.cites]
        for citation in placed
    ]


@pytest.mark.parametrize(
    ("citations", "printed"),
    [
        ([(A,), (A,), (A,)], [["f"], ["sni"], ["sni"]]),
        ([(A7,), (A7,), (A8,), (A,)], [["f"], ["sni"], ["snil"], ["sn"]]),
        ([(A,), (A7,)], [["f"], ["snil"]]),
        ([(A,), (B,), (A,)], [["f"], ["f"], ["sn"]]),
        ([(A, B), (A,)], [["f", "f"], ["sn"]]),
        ([(A, A7, A7)], [["f", "snil", "sni"]]),
        ([(A7,), (Cite("a", "7", "folio"),)], [["f"], ["snil"]]),
        ([(), (A,)], [[], ["f"]]),
    ],
)
def test_a_cite_that_follows_another_of_its_item_is_ibid(
    citations: list[tuple[Cite, ...]], printed: list[list[str]]
) -> None:
    assert _positions(*citations) == printed


@pytest.mark.parametrize(("distance", "near", "printed"), [(5, 5, "sn"), (6, 5, "s"), (3, 2, "s"), (2, 2, "sn")])
def test_a_note_is_near_within_the_distance_of_the_style(distance: int, near: int, printed: str) -> None:
    assert _positions((A,), (B,), (A,), notes=(1, 1 + distance - 1, 1 + distance), near=near)[2] == [printed]


def test_a_note_without_a_citation_between_breaks_the_chain() -> None:
    assert _positions((A,), (A,), notes=(1, 3)) == [["f"], ["sn"]]


def test_two_citations_in_one_note_are_read_on() -> None:
    assert _positions((A,), (A,), notes=(1, 1)) == [["f"], ["sni"]]
    assert _positions((A,), (B,), (B,), (A,), notes=(1, 1, 1, 2)) == [["f"], ["f"], ["sni"], ["sn"]]


def test_a_citation_in_the_text_has_no_note_to_be_near_to() -> None:
    assert _positions((A,), (A,), notes=(0, 0)) == [["f"], ["si"]]


_NOTES = """<choose><if position="ibid-with-locator"><text term="ibid"/><text variable="locator" prefix=", "/></if>
    <else-if position="ibid"><text term="ibid"/></else-if>
    <else-if position="near-note"><text value="near"/></else-if>
    <else-if position="subsequent"><text variable="title"/>
    <text variable="first-reference-note-number" prefix=", n. "/></else-if>
    <else><text variable="title" suffix=" in full"/></else></choose>"""


def test_a_note_style_prints_a_text_from_its_first_note_to_its_last() -> None:
    processor = processor_of(_NOTES, style='class="note"', options='near-note-distance="2"')
    items = [work("a", title="A"), work("b", title="B")]
    cites = [A, A, A7, A7, B, A, *[B] * 3, A]
    assert cite_in_turn(processor, items, [Citation((cite,), note) for note, cite in enumerate(cites, 1)]) == [
        "A in full", "Ibid.", "Ibid., 7", "Ibid.", "B in full", "near", "near", "Ibid.", "Ibid.", "A, n. 1",
    ]  # fmt: skip


def test_the_distance_may_stand_on_the_style() -> None:
    processor = processor_of(_NOTES, style='class="note" near-note-distance="0"')
    citations = [Citation((cite,), note) for note, cite in enumerate([A, B, A], 1)]
    assert cite_in_turn(processor, [work("a", title="A"), work("b", title="B")], citations)[2] == "A, n. 1"


def test_a_term_begins_a_note_with_a_capital_and_follows_words_without() -> None:
    processor = processor_of(_NOTES, style='class="note"')
    after = [Citation((A,), 1), Citation((Cite("a", prefix="See"),), 2), Citation((Cite("a", prefix="So far."),), 3)]
    assert cite_in_turn(processor, [work("a", title="A")], after)[1:] == ["See ibid.", "So far. Ibid."]


def test_a_cite_of_an_item_that_is_not_there_is_left_out() -> None:
    processor = processor_of('<text variable="title"/>')
    assert cite_in_turn(processor, [work("a", title="A")], [Citation((B, A)), Citation((B,))]) == ["A", ""]


def test_a_composite_citation_names_the_author_in_the_sentence_and_the_rest_behind() -> None:
    cite = '<names variable="author"><name form="short"/></names><text variable="title"/><text variable="locator"/>'
    group = f'<group delimiter=", ">{cite}</group>'
    processor = processor_of(f'<layout prefix="(" suffix=")" delimiter="; ">{group}</layout>')
    session = processor.session([work("a", "Doe, Ann", title="Book"), work("b", "Roe, Bo", title="Note")])
    piece = session.citations([Citation((Cite("a", "7"), Cite("b")), composite=True)])[0]
    assert WRITERS["text"].write(piece, processor.locale) == "Doe (Book, 7; Roe, Note)"
