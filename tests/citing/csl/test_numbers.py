"""Numbers: figures, ordinals with the gender of what they count, words, Roman figures, and what is no number."""

import pytest

from app.citing.csl.items import is_numeric
from tests.citing.csl.small import cite, processor_of, work

_NUMBER = '<number variable="{}" form="{}"/>'


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        ("3", "numeric", "3"), ("3", "ordinal", "3rd"), ("11", "ordinal", "11th"), ("21", "ordinal", "21st"),
        ("112", "ordinal", "112th"), ("1", "long-ordinal", "first"), ("12", "long-ordinal", "12th"),
        ("1994", "roman", "mcmxciv"),
        ("4000", "roman", "4000"), ("0", "roman", ""), ("2, 3", "ordinal", "2nd, 3rd"),
        ("2-4", "roman", "ii–iv"), ("2&amp;3", "roman", "2&amp;3"), ("2 & 3", "roman", "ii & iii"),
        ("2b", "ordinal", "2b"),
        ("second", "ordinal", "second"), ("9999999999", "ordinal", "9999999999"),
        ("", "ordinal", ""), (7, "ordinal", "7th"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_the_form_of_the_style(number: object, form: str, printed: str) -> None:
    assert cite(processor_of(_NUMBER.format("edition", form)), work("1", edition=number)) == printed


def test_an_ordinal_agrees_with_what_it_counts() -> None:
    processor = processor_of(_NUMBER.format("edition", "ordinal"), lang="fr-FR")
    assert [cite(processor, work("1", edition=number)) for number in ("1", "2", "21")] == ["1re", "2e", "21e"]


@pytest.mark.parametrize(
    ("words", "numeric"),
    [
        ("2", True), ("2b", True), ("L2d", True), ("2-4", True), ("2, 3", True), ("2 & 3", True), (" 2 ", True),
        ("second", False), ("2 3", False), ("2nd edition", False), ("", False), ("2,", False), ("-2", False),
        ("iv", True), ("xii-xv", True), ("i, 3", True), ("IV", False), ("vixen", False), ("d", False),
    ],
)  # fmt: skip
def test_content_is_numeric_where_every_part_holds_a_number(words: str, *, numeric: bool) -> None:
    assert is_numeric(words) is numeric
    layout = '<choose><if is-numeric="volume"><text value="yes"/></if><else><text value="no"/></else></choose>'
    assert cite(processor_of(layout), work("1", volume=words)) == ("yes" if numeric else "no")


def test_variables_that_belong_to_the_processor_are_numbers_too() -> None:
    layout = '<number variable="citation-number" form="roman"/><text variable="citation-label" prefix=" "/>'
    item = work("1", "Fuchs, A", "Vogel, B", year=1950)
    assert cite(processor_of(layout), item) == "i FuVo50"
    assert cite(processor_of(layout), work("1", "Fuchs, A", year=1950)) == "i Fuch50"
    assert cite(processor_of(layout), {"id": "1", "citation-label": "own"}) == "i own"
    protected = {"id": "1", "title": '<span class="nocase">Cable</span>', "issued": {"date-parts": [[1951]]}}
    assert cite(processor_of(layout), protected) == "i Cabl51"


def test_numbers_that_are_counted_have_dashes_and_those_of_reports_keep_hyphens() -> None:
    layout = '<text variable="volume"/> <text variable="number" prefix=" "/>'
    assert cite(processor_of(layout), work("1", volume="2-3", number="12-3")) == "2–3 12-3"


def test_a_note_may_hold_variables_one_to_a_line() -> None:
    note = "genre: Memo\neditor: Doe || Jane\neditor: Institute\nissued: 1951-06-13\ntype: book\nfree words"
    layout = """<group delimiter="; "><text variable="genre"/><names variable="editor"/>
        <date variable="issued" form="text"/></group>"""
    assert cite(processor_of(layout), {"id": "1", "note": note}) == "Memo; Jane Doe, Institute; June 13, 1951"
    assert cite(processor_of(layout), {"id": "1", "note": note, "genre": "Letter"}).startswith("Letter; ")
