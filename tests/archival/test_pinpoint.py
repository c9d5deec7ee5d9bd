"""A leaf in the words of the archive that counts it."""

import pytest

from app.archival.parse import read_locations
from app.archival.pinpoint import Pinned, pin_leaf
from app.domain.errors import Unusable
from app.resources import load_knowledge

GRAMMAR = load_knowledge().grammar


def pin(reference: str, leaf: str) -> str:
    return pinned(reference, leaf).words


def pinned(reference: str, leaf: str) -> Pinned:
    return pin_leaf(read_locations(reference, GRAMMAR, "test"), leaf, GRAMMAR)


@pytest.mark.parametrize(
    ("reference", "leaf", "words"),
    [
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "31", "l. 31"),
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "31-32", "ll. 31–32"),
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "31 об.", "l. 31 ob."),
        ("BArch, RW 19/234, Bl. 4-9", "5", "Bl. 5"),
    ],
)
def test_a_leaf_has_the_label_of_its_archive(reference: str, leaf: str, words: str) -> None:
    assert pin(reference, leaf) == words


@pytest.mark.parametrize("leaf", ["33", "30-31", "xii", "", "31; DROP"])
def test_a_leaf_on_which_the_document_does_not_stand_is_refused(leaf: str) -> None:
    with pytest.raises(Unusable, match="is not among those of this record: 31-32"):
        pin("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", leaf)


def test_the_second_archive_is_asked_where_the_first_does_not_have_the_leaf() -> None:
    both = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 40-41"
    assert pin(both, "40") == "l. 40"


@pytest.mark.parametrize(
    ("reference", "leaf", "places"),
    [
        # each archive has the leaf, by the same label
        ("APRF, f. 45, op. 1, d. 339, ll. 1-9 and AVPRF, f. 5, op. 1, d. 5, ll. 2-3", "2", [0, 1]),
        # the leaf is of the second
        ("APRF, f. 45, op. 1, d. 339, ll. 1-9 and AVPRF, f. 5, op. 1, d. 5, ll. 98-99", "98", [1]),
        # a leaf of one archive is no "Blatt" of another
        ("APRF, f. 45, op. 1, d. 339, ll. 1-9 and BArch, RW 19/234, Bl. 4-9", "5", [0]),
    ],
)
def test_a_leaf_is_that_of_the_places_on_which_it_stands(reference: str, leaf: str, places: list[int]) -> None:
    locations = read_locations(reference, GRAMMAR, "test")
    assert pinned(reference, leaf).locations == tuple(locations[number] for number in places)


@pytest.mark.parametrize(
    ("reference", "leaf", "written"),
    [
        ("APRF, f. 45, op. 1, d. 339, l. 198", "198", "APRF, f. 45, op. 1, d. 339"),
        ("АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 198", "198", "АП РФ. Ф. 45. Оп. 1. Д. 339"),
        ("APRF, f. 45, op. 1, d. 339, ll. 198-199", "198", "APRF, f. 45, op. 1, d. 339, ll. 198-199"),
        ("APRF, f. 45, op. 1, d. 339, ll. 198-199", "198-199", "APRF, f. 45, op. 1, d. 339, ll. 198-199"),
        ("p. 520, NARA, RG 59, Box 3", "520", "p. 520, NARA, RG 59, Box 3"),
    ],
)
def test_a_leaf_does_not_stand_twice_in_a_citation(reference: str, leaf: str, written: str) -> None:
    (place,) = pinned(reference, leaf).locations
    assert place.as_written == written


def test_where_no_leaves_are_stated_none_can_be_cited() -> None:
    with pytest.raises(Unusable, match="states no leaves"):
        pin("APRF, Fond 45", "31")
