"""Dates of documents as CSL-JSON: structured where CSL can say it, else in their own words."""

import pytest

from app.citing.dates import csl_date
from app.domain.dates import DateStatement


def stated(words: str, edtf: str | None) -> DateStatement:
    return DateStatement(as_written=words, edtf=edtf, basis="catalogue")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("1951-06-13", {"date-parts": [[1951, 6, 13]]}),
        ("1951-06", {"date-parts": [[1951, 6]]}),
        ("1951", {"date-parts": [[1951]]}),
        ("1951~", {"date-parts": [[1951]], "circa": True}),
        ("1951-06-13?", {"date-parts": [[1951, 6, 13]], "circa": True}),
        ("1951-21", {"date-parts": [[1951]], "season": 1}),
        ("1949-10/1950-02", {"date-parts": [[1949, 10], [1950, 2]]}),
        ("1951-06-13/..", {"date-parts": [[1951, 6, 13], []]}),
        ("-0043-03-15", {"date-parts": [[-43, 3, 15]]}),
    ],
)
def test_what_csl_can_say_is_structured(edtf: str, expected: dict[str, object]) -> None:
    assert csl_date(stated("words", edtf)) == expected


@pytest.mark.parametrize(
    "edtf", [None, "195X", "../1951-06", "[1951-06-13,1951-06-14]", "1951-21/1951-22", "1951/1952/1953"]
)
def test_what_it_cannot_say_keeps_its_words(edtf: str | None) -> None:
    assert csl_date(stated("early in the fifties", edtf)) == {"literal": "early in the fifties"}


def test_a_document_without_a_date_has_none() -> None:
    assert csl_date(None) is None
