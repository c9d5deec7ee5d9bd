"""Natural order, the order of leaves, and what lists of leaves have in common."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archival.leaves import LeafReader
from app.archival.order import Overlap, gaps, leaf_key, location_order, natural_key, overlap
from app.domain.location import ArchivalLocation, Leaf, LeafRange, Leaves, LocationReading

READER = LeafReader(["r", "recto"], ["v", "об."])


def leaves(words: str, unit: str = "leaf") -> Leaves:
    ranges, end = READER.read(words, 0, len(words))
    assert end == len(words)
    return Leaves(unit=unit, label=None, as_written=words, ranges=ranges)


def leaf(words: str) -> Leaf:
    return leaves(words).ranges[0].first


def place(cited: Leaves | None) -> ArchivalLocation:
    return ArchivalLocation(
        as_written="X", leaves=cited, reading=LocationReading(status="full", scheme=None, version="test")
    )


# Order


@pytest.mark.parametrize(
    "ordered",
    [
        ("5", "5a", "5b", "10", "10a", "100"),
        ("17", "17 1/2", "17-1", "17a", "18"),
        ("R-5", "R-10", "r-11", "S-1"),
        ("059", "59", "059a", "60"),
        ("106-01403-02", "106-01403-10", "106-14030-01", "111-00016-16"),
        ("", "1", "KPR"),
        ("9" * 5000, "1" + "0" * 5000),
    ],
)
def test_values_are_ordered_as_people_count(ordered: tuple[str, ...]) -> None:
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=natural_key) == list(ordered)


@given(values=st.lists(st.text("0129aБb- /", max_size=6), min_size=2, max_size=2, unique=True))
def test_values_that_differ_have_an_order(values: list[str]) -> None:
    one, other = map(natural_key, values)
    assert (one < other) != (other < one)


@given(one=st.integers(0, 10**12), other=st.integers(0, 10**12), zeros=st.integers(0, 3))
def test_numbers_are_ordered_as_numbers(one: int, other: int, zeros: int) -> None:
    if one != other:
        assert (natural_key("0" * zeros + str(one)) < natural_key(str(other))) == (one < other)


def test_leaves_are_ordered_by_number_then_side_then_letter() -> None:
    ordered = ["9", "31", "31 r", "31 об.", "31а", "31а об.", "31б", "31в", "31г", "32", "100"]
    keys = [leaf_key(leaf(words)) for words in ordered]
    assert all(one < other for one, other in pairwise(keys))


def test_pages_without_figures_come_first() -> None:
    assert leaf_key(Leaf(n="iv")) < leaf_key(Leaf(n="0"))


@pytest.mark.parametrize(("one", "other"), [("0020", "20"), ("31а", "31a"), ("31Б", "31b"), ("31v", "31 об.")])
def test_spellings_of_one_leaf_are_one(one: str, other: str) -> None:
    assert leaf_key(leaf(one)) == leaf_key(leaf(other))


@pytest.mark.parametrize(("one", "other"), [("31", "31r"), ("31c", "31в"), ("31а", "31б"), ("2", "20")])
def test_leaves_that_differ_are_not_one(one: str, other: str) -> None:
    assert leaf_key(leaf(one)) != leaf_key(leaf(other))


def test_a_file_is_ordered_by_first_leaves() -> None:
    cited = [leaves("4ff"), leaves("31-32"), leaves("31 об."), leaves("115, 40"), leaves("41"), None]
    places = [place(one) for one in cited]
    backwards = list(reversed(places))
    assert sorted(backwards, key=location_order) == places
    nothing_read = Leaves(unit="leaf", label=None, as_written="passim", ranges=())
    assert location_order(place(nothing_read)) == location_order(place(None))


# Overlap


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("31-32", "31–32", "same"),
        ("31-32", "31–32 об.", "same"),
        ("0031-0032", "31-32", "same"),
        ("31r, 31v", "31", "same"),
        ("4ff", "4ff", "same"),
        ("5-6, 28-30", "28-30, 5-6", "same"),
        ("5-7, 6-9", "5-9", "same"),
        ("31в", "31v", "apart"),  # v is the mark of a side
        ("31г", "31g", "same"),
        ("31г", "31б-31д", "inside"),
        ("31g", "31б-31д", "inside"),
        ("31g", "31b-31d", "apart"),
        ("31g", "31b-31h", "inside"),
        ("31", "31-32", "inside"),
        ("31 об.", "31", "inside"),
        ("31а", "31-32", "inside"),
        ("31, 32", "31-32", "inside"),
        ("31, 31а", "31-31а", "same"),
        ("31r, 31а", "31-31а", "inside"),
        ("31а, 31б", "31а-31б", "inside"),
        ("500", "4ff", "inside"),
        ("5ff", "4ff", "inside"),
        ("4ff", "4-10", "contains"),
        ("30-40", "31, 35-36", "contains"),
        ("31-32", "32-33", "overlaps"),
        ("31 об.-32", "31-32r", "overlaps"),
        ("4ff", "3-5", "overlaps"),
        ("31, 33", "33, 35", "overlaps"),
        ("30", "31-32", "apart"),
        ("31r", "31v", "apart"),
        ("31", "31а", "apart"),
        ("31, 33", "32", "apart"),
        ("3", "4ff", "apart"),
    ],
)
def test_lists_of_leaves_are_compared_to_the_side(first: str, second: str, expected: Overlap) -> None:
    turned: dict[Overlap, Overlap] = {"inside": "contains", "contains": "inside"}
    assert overlap(leaves(first), leaves(second)) == expected
    assert overlap(leaves(second), leaves(first)) == turned.get(expected, expected)


def test_a_list_of_nothing_has_nothing_in_common_with_any() -> None:
    nothing = Leaves(unit="leaf", label=None, as_written="passim", ranges=())
    assert overlap(nothing, nothing) == overlap(nothing, leaves("1ff")) == overlap(leaves("1"), nothing) == "apart"


def test_a_range_printed_backwards_has_the_same_leaves() -> None:
    backwards = LeafRange(first=Leaf(n="32"), last=Leaf(n="31", side="verso"))
    cited = Leaves(unit="leaf", label=None, as_written="32-31v", ranges=(backwards,))
    assert overlap(cited, leaves("31v-32")) == "same"


# Leaves are drawn from a small file whose every side is known; a list of leaves is then a set of sides.
# The file has more letters than are drawn, as something may stand between any two leaves and after the last.

NUMBERS, LETTERS, DRAWN = range(1, 6), ("", "а", "аа", "б", "ба"), ("", "а", "б")
SIDES = [(n, letter, side) for n in NUMBERS for letter in LETTERS for side in ("recto", "verso")]
LEAVES = st.builds(
    lambda n, suffix, side: Leaf(n=str(n), suffix=suffix or None, side=side),
    st.integers(1, 4),
    st.sampled_from(DRAWN),
    st.sampled_from([None, "recto", "verso"]),
)


def at(one: Leaf, side: str) -> int:
    return SIDES.index((int(one.n), one.suffix or "", one.side or side))


def is_forward(one: LeafRange) -> bool:
    return one.last is None or at(one.first, "recto") <= at(one.last, "verso")


RANGES = st.builds(LeafRange, first=LEAVES, last=st.none() | LEAVES).filter(is_forward)
LISTS = st.lists(RANGES, min_size=1, max_size=4).map(
    lambda ranges: Leaves(unit="leaf", label=None, as_written="X", ranges=tuple(ranges))
)


def sides(cited: Leaves) -> frozenset[int]:
    """Give every side that is cited, one by one."""
    ends = [(at(one.first, "recto"), at(one.last, "verso") if one.last else len(SIDES) - 1) for one in cited.ranges]
    return frozenset(side for low, high in ends for side in range(low, high + 1))


@given(first=LISTS, second=LISTS)
def test_intervals_agree_with_counting_every_side(first: Leaves, second: Leaves) -> None:
    here, there = sides(first), sides(second)
    found = overlap(first, second)
    assert (found == "same") == (here == there)
    assert (found == "inside") == (here < there)
    assert (found == "contains") == (here > there)
    assert (found == "apart") == (not here & there)


@given(one=LEAVES, other=LEAVES)
def test_the_order_of_leaves_is_that_of_the_file(one: Leaf, other: Leaf) -> None:
    ranks = [(int(x.n), LETTERS.index(x.suffix or ""), (None, "recto", "verso").index(x.side)) for x in (one, other)]
    assert (leaf_key(one) < leaf_key(other)) == (ranks[0] < ranks[1])
    assert (leaf_key(one) == leaf_key(other)) == (one == other)


# Gaps


def spans(*cited: str) -> list[tuple[str, str]]:
    found = gaps([leaves(one) for one in cited])
    assert all(one.last and one.first.suffix is one.last.suffix is None for one in found)
    return [(one.first.n, one.last.n) for one in found if one.last]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (("4-6", "31-32"), [("7", "30")]),
        (("31-32", "004-006", "35"), [("7", "30"), ("33", "34")]),
        (("31 об.", "33"), [("32", "32")]),
        (("31", "32"), []),
        (("31", "31б", "32"), []),
        (("31а", "33"), [("32", "32")]),
        (("30", "31а", "32"), [("31", "31")]),
        (("30", "31а-33"), [("31", "31")]),
        (("30", "33а"), [("31", "33")]),
        (("1-9", "3"), []),
        (("1", "3ff", "9"), [("2", "2")]),
        (("0", "2"), [("1", "1")]),
        (("7",), []),
        ((), []),
    ],
)
def test_gaps_are_leaves_between_those_cited(cited: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert spans(*cited) == expected


def test_nothing_is_said_of_a_file_counted_in_two_ways() -> None:
    assert gaps([leaves("1"), leaves("9", "page")]) == ()
    assert len(gaps([leaves("1", "page"), leaves("9", "page")])) == 1


def test_what_cannot_be_counted_makes_no_gap() -> None:
    odd = [LeafRange(first=Leaf(n=n), last=Leaf(n=n)) for n in ("iv", "9" * 5000)]
    cited = leaves("1, 3").model_copy(update={"ranges": (*leaves("1, 3").ranges, *odd)})
    assert [one.first.n for one in gaps([cited])] == ["2"]


@given(cited=LISTS)
def test_gaps_are_the_leaves_that_nobody_cites(cited: Leaves) -> None:
    ends = [number for one in cited.ranges for number in (one.first, one.last or one.first)]
    between = range(min(int(end.n) for end in ends), max(int(end.n) for end in ends) + 1)
    first = min(sides(cited))
    whole = {n: {SIDES.index((n, "", side)) for side in ("recto", "verso")} for n in between}
    missing = {n for n in between if not whole[n] & sides(cited) and max(whole[n]) > first}
    found = {n for one in gaps([cited]) if one.last for n in range(int(one.first.n), int(one.last.n) + 1)}
    assert found == missing
