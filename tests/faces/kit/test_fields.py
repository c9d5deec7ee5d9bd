"""Request fields that hold a list, each member with a weight."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from app.faces.kit.fields import read_field, weigh


def request_with(*lines: bytes) -> Request:
    """Give a request with these lines of Accept."""
    return Request({"type": "http", "headers": [(b"accept", line) for line in lines]})


def test_the_lines_of_a_field_are_one_list() -> None:
    assert read_field(request_with(b"text/html", b"text/plain, */*"), "Accept") == "text/html, text/plain, */*"


def test_a_field_that_is_not_there_or_is_empty_says_nothing() -> None:
    assert read_field(request_with(), "accept") is None
    assert read_field(request_with(b""), "accept") is None


@pytest.mark.parametrize(
    ("parameters", "weight"),
    [
        ([], 1),
        (["charset=utf-8"], 1),
        (["q=0.5"], 0.5),
        ([" Q = 0.5 "], 0.5),
        (["q=0"], 0),
        (["q=1.5"], 1),
        (["q=-1"], 0),
        (["q=nan"], 0),
        (["q=inf"], 1),
        (["q="], 0),
        (["q"], 0),
        (["q=x"], 0),
        (["level=1", "q=0.25"], 0.25),
    ],
)
def test_the_weight_is_that_of_q(parameters: list[str], weight: float) -> None:
    assert weigh(parameters) == weight


@given(st.lists(st.text()))
def test_a_weight_is_always_between_nought_and_one(parameters: list[str]) -> None:
    assert 0 <= weigh(parameters) <= 1
    assert 0 <= weigh([f"q={parameter}" for parameter in parameters]) <= 1
