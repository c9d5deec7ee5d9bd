"""A leaf in the words of the archive that counts it."""

import pytest

from app.archival.parse import read_locations
from app.archival.pinpoint import pin_leaf
from app.domain.errors import Unusable
from app.resources import load_knowledge

GRAMMAR = load_knowledge().grammar


def pin(reference: str, leaf: str) -> str:
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


def test_where_no_leaves_are_stated_none_can_be_cited() -> None:
    with pytest.raises(Unusable, match="states no leaves"):
        pin("APRF, Fond 45", "31")
