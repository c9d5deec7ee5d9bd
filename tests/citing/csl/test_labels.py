"""Labels: the term of a locator or a number, plural where several are meant."""

import pytest

from app.citing.csl import Citation, Cite
from tests.citing.csl.small import cite, cite_in_turn, processor_of, work

_LOCATOR = '<label variable="locator"{}/><text variable="locator" prefix=" "/>'


def _located(locator: str, label: str = "page", form: str = "") -> str:
    processor = processor_of(_LOCATOR.format(form))
    return cite_in_turn(processor, [work("1", title="T")], [Citation((Cite("1", locator, label),))])[0]


@pytest.mark.parametrize(
    ("locator", "printed"),
    [
        ("7", "page 7"), ("7-9", "pages 7–9"), ("7, 9", "pages 7, 9"), ("7 & 9", "pages 7 & 9"),
        ("iv-vi", "pages iv–vi"),
        ("7 and 9", "pages 7 and 9"), ("A-7", "page A–7"), ("7\\-9", "page 7-9"), ("IV", "page IV"),
    ],
)  # fmt: skip
def test_a_locator_of_several_pages_has_a_label_in_the_plural(locator: str, printed: str) -> None:
    assert _located(locator) == printed


def test_a_locator_says_what_it_counts() -> None:
    assert _located("12-13", "folio") == "folios 12–13"
    assert _located("12", "unheard-of") == " 12"


def test_a_locator_that_brings_its_own_label_gets_none() -> None:
    assert _located("vol. 1, fol. 186") == " vol. 1, fol. 186"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (' form="short"', "pp. 7–9"), (' form="symbol"', "pp. 7–9"), (' plural="never"', "page 7–9"),
        (' plural="always"', "pages 7–9"),
    ],
)  # fmt: skip
def test_a_label_has_the_form_and_number_of_the_style(form: str, printed: str) -> None:
    assert _located("7-9", form=form) == printed


@pytest.mark.parametrize(
    ("count", "printed"), [("1", "page"), ("2", "pages"), ("01", "page"), ("9" * 5000, "pages"), ("many", "page")]
)
def test_a_count_is_plural_for_more_than_one(count: str, printed: str) -> None:
    assert cite(processor_of('<label variable="number-of-pages"/>'), {"id": "1", "number-of-pages": count}) == printed


def test_nothing_has_no_label() -> None:
    assert cite(processor_of('<label variable="page"/>'), work("1")) == ""
    assert _located("") == ""
