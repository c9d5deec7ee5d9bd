"""The plain reader of references: understood whole, or kept whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archival.parse import MAX_REFERENCE, read_location, read_locations, split_credits
from app.archival.render import print_location, print_locations
from app.domain.location import ArchivalLocation
from app.resources import load_knowledge

KNOWLEDGE = load_knowledge()
SEED = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"


def read(reference: str) -> tuple[ArchivalLocation, ...]:
    return read_locations(reference, KNOWLEDGE.repositories, KNOWLEDGE.schemes, "test")


def values(location: ArchivalLocation) -> list[tuple[str, str]]:
    return [(level.name, level.value) for level in location.levels]


def test_the_seed_lies_in_two_archives() -> None:
    first, second = read(SEED)
    assert (first.repository and first.repository.id, second.repository and second.repository.id) == (
        "ru-aprf",
        "ru-avprf",
    )
    assert values(first) == [("fond", "45"), ("opis", "1"), ("delo", "339")]
    assert values(second) == [("fond", "059a"), ("opis", "5a"), ("delo", "5"), ("papka", "11")]
    assert [location.reading.status for location in (first, second)] == ["full", "full"]


def test_printing_the_parts_gives_the_words_back() -> None:
    assert print_locations(read(SEED)) == SEED


def test_lower_case_labels_and_a_final_stop_are_read() -> None:
    (location,) = read("APRF, fond 45, opis 1, delo 335, list 3.")
    assert values(location) == [("fond", "45"), ("opis", "1"), ("delo", "335")]
    assert location.as_written == "APRF, fond 45, opis 1, delo 335, list 3"
    assert location.leaves
    assert location.leaves.as_written == "3"
    assert print_location(location) == location.as_written


def test_a_side_keeps_its_stop() -> None:
    (location,) = read("APRF, Fond 45, Opis 1, Delo 339, List 30ob.")
    assert location.leaves
    assert location.leaves.as_written == "30ob."
    leaf = location.leaves.ranges[0].first
    assert (leaf.n, leaf.suffix, leaf.side) == ("30", None, "verso")


def test_levels_declared_missing_become_the_note() -> None:
    first, second = read(
        "APRF, Listy 146-147, Fond and Opis not given; and AVPRF, Fond 059a, Opis 5a, Delo 3, Papka 11, Listy 96-97."
    )
    assert first.note == "Fond and Opis not given"
    assert first.levels == ()
    assert second.reading.status == "full"


@pytest.mark.parametrize(
    "reference",
    [
        "PRC FMA 111-00016-16, 66-67",
        "Albanian State Archives (AQPPSH), MPP Korese, D1, V. 1959",
        "Milovan Djilas. Wartime. (New York: Harcourt Brace Jovanovich, 1977), 385-387",
        "APRF, Fond 45, Opis 1, Delo 339, Listy 142-5",  # a shortened range is for the full grammar
        "APRF, Fond 45, Shelf 1",
        "APRF, Fond 45, Opis and Delo not given, Listy 31-32",  # printed from its parts it would change order
        "NA, Fond 45",
        "RGANI, f. 5, op. 49, d. 131, ll. 193-194",
        "Fond 45",
    ],
)
def test_what_is_not_understood_whole_is_kept_whole(reference: str) -> None:
    (location,) = read(reference)
    assert location.as_written == reference
    assert location.reading.status == "unread"
    assert (location.repository, location.levels, location.leaves) == (None, (), None)


def test_and_inside_a_place_parts_nothing() -> None:
    reference = "Papers of the Army and Navy, Box 2 and 3"
    assert [location.as_written for location in read(reference)] == [reference]


@pytest.mark.parametrize(
    ("reference", "places", "thanks"),
    [
        (
            "PRC FMA 111-00016-16, 66-67. Translated by Yafeng Xia.",
            "PRC FMA 111-00016-16, 66-67.",
            "Translated by Yafeng Xia.",
        ),
        ("Obtained by Béla Révész.", "", "Obtained by Béla Révész."),
        ("APRF, Fond 45", "APRF, Fond 45", ""),
        ("Archive of Translated Works, Box 1", "Archive of Translated Works, Box 1", ""),
        ("", "", ""),
    ],
)
def test_credits_are_parted_from_places(reference: str, places: str, thanks: str) -> None:
    assert split_credits(reference) == (places, thanks)


def test_an_editors_place_is_never_parted() -> None:
    location = read_location(SEED, KNOWLEDGE.repositories, KNOWLEDGE.schemes, "test")
    assert location.as_written == SEED
    assert location.reading.status == "unread"


def test_a_reference_longer_than_any_archive_prints_is_kept_unread() -> None:
    reference = ("APRF, Fond 45 and " * MAX_REFERENCE)[: MAX_REFERENCE + 1]
    assert [location.as_written for location in read(reference)] == [reference]


_VALUE = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z/.-]{0,6}", fullmatch=True)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["APRF", "AVPRF", "RGASPI", "GARF"]),
            st.lists(st.tuples(st.sampled_from(["Fond", "Opis", "Delo", "Papka"]), _VALUE), max_size=5),
            st.none() | st.tuples(st.integers(1, 500), st.integers(0, 50)),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_reference_in_word_forms_is_read_and_printed_back(
    places: list[tuple[str, list[tuple[str, str]], tuple[int, int] | None]],
) -> None:
    printed = []
    for repository, levels, leaves in places:
        parts = [repository, *(f"{label} {value}" for label, value in levels)]
        if leaves:
            parts.append(f"Listy {leaves[0]}-{leaves[0] + leaves[1]}")
        printed.append(", ".join(parts))
    reference = " and ".join(printed)
    locations = read(reference)
    assert [location.as_written for location in locations] == printed
    assert all(location.reading.status == "full" for location in locations)
    assert print_locations(locations) == reference


_ODD = st.text(st.sampled_from("APRF, Fond 45;and.Translated by\u00a0\n—31-32"), max_size=200)


@given(_ODD)
def test_no_word_is_lost(reference: str) -> None:
    places, thanks = split_credits(reference)
    assert "".join((places + thanks).split()) == "".join(reference.split())
    kept = "".join(location.as_written for location in read(places))
    left_out = [places[i] for i in range(len(places))]
    for character in kept:
        left_out.remove(character)
    # only joiners and a final stop stand outside the places
    assert set(left_out) <= set(" and;also.")
