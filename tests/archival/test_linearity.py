"""Reading takes time as the input is long: twice the input takes twice the steps, whatever somebody sends."""

import sys
from types import FrameType

import pytest

from app.archival.parse import parse
from tests.archival.told import GRAMMAR

HOSTILE = [
    *(
        "APRF, ",
        "Department of State, ",
        "“Department of State, ”",
        "Wuhan, ",
        "NA, ",
        "NARA, (a ",
        "APRF (",
        "Ibid., ",
    ),
    *(
        "f. ",
        "d. ",
        "and ",
        "и ",
        "; ",
        ", ",
        "(",
        ")",
        "“",
        "1",
        "a",
        "A ",
        ". A",
        "1, ",
        "1 and ",
        "No. ",
        "May ",
        "—",
    ),
    *("1-1-1-", "1/", "A/", "XIX-J-1-", "CH-BAR, E4#", "1–2, ", "(henceforth ", "https://a", "“600.(24h)", "4ff "),
    *("NARA, RG 59, Box 1, ", "Box 1; ", "NARA, RG 59, Box 5, May 1953; ", "AMAE, Folder 1; ", "ANIC, fond A "),
    *("f. 1, op. 2, d. 3; ", "f. 1, l. 2 ", "RG 1, Box ", "RG 59, a (", "RG 5 x", "Ф. 1. Оп. 2. ", "f. 1 Ibid. "),
    *("APRF, f. 1, ", "d. 1, l. 2; ", "dd. 1, ", "l. 1, 2, ", "p. 1, NARA, ", "Foo to Bar ", "AAN, zespół A ", "第1"),
    *("see ", "cf. ", "see B 1 ", "see Box 1 of the "),
]
BEFORE = ["", "NARA, RG 59, ", "APRF, f. 1, op. 2, d. 3, l. 4; ", "ANIC, ", "NA, ", "Hunan, ", "MOL, ", "AQPPSH, "]


def steps(words: str) -> int:
    """Count the calls that reading takes, of functions and of what is built in."""
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        parse(words, GRAMMAR, "test")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("hostile", HOSTILE)
def test_twice_the_words_take_twice_the_steps(hostile: str) -> None:
    for before in BEFORE:
        once, twice = (steps(before + (hostile * length)[:length]) for length in (1000, 2000))
        assert twice <= 2.3 * once + 500, (before, once, twice)


def test_the_end_of_a_part_is_not_looked_for_without_an_end() -> None:
    (place,) = parse("NARA, RG 59, Kogan " + "a" * 100_000, GRAMMAR, "test").locations
    assert place.location.levels[1].name == "series"
    assert max(len(level.value) for level in place.location.levels) <= 500
