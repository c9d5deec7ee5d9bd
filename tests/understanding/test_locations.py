"""What an editor is told of archival references."""

import pytest

from app.domain.document import Document
from app.domain.location import ArchivalLocation
from tests.archival.told import GRAMMAR
from tests.formats.letters import document_of


def told(reference: str) -> list[tuple[str, str | None]]:
    """Give the notices about the places of a record with this reference."""
    document: Document = document_of({"reference": reference})
    return [(n.code, n.words) for n in document.notices if n.field.startswith("locations")]


def places(reference: str) -> tuple[ArchivalLocation, ...]:
    return document_of({"reference": reference}).locations


@pytest.mark.parametrize(
    "reference",
    [
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32",
        "APRF, Fond 45, Opis 1, Delo 339, List 31",
        "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32",
        "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31",
        "AVPRF, f. 059a, op. 5a, p. 11, d. 5, ll. 31-32",
        "BArch, B 136/59748, Bl. 403-410",
        "TNA, PREM 4/27/1",
        "TNA, FO 371/92276, p. 12",
        "AAN, KC PZPR, sygn. XIA/88, k. 12-15",
        "AAN, KC PZPR, sygn. XIA/88, s. 12",
        "ЦДА, ф. 1Б, оп. 6, а.е. 123, л. 2-3",
        "ANIC, fond CC al PCR, d. 12/1956, f. 7-8",
        "NA, f. 02/1, sv. 5, a.j. 12, l. 3-4",
    ],
)
def test_of_an_ordinary_reference_nothing_is_said(reference: str) -> None:
    assert told(reference) == []


def test_a_label_for_several_leaves_before_one_is_told() -> None:
    assert told("APRF, f. 45, op. 1, d. 339, ll. 31") == [("leaf-label-differs", "ll. 31")]
    assert told("APRF, f. 45, op. 1, d. 339, l. 25-26") == [("leaf-label-differs", "l. 25-26")]


def test_a_level_that_the_archive_is_not_known_to_have_is_told_with_the_nearest() -> None:
    document = document_of({"reference": "RGASPI, f. 17, op. 3, p. 2, d. 5, l. 1"})
    (notice,) = [n for n in document.notices if n.field == "locations[0]"]
    assert (notice.code, notice.words) == ("level-not-known", "papka")
    assert notice.reason.endswith("; nearest is karton")


@pytest.mark.parametrize(
    "reference", [example.reference for scheme in GRAMMAR.schemes.values() for example in scheme.examples]
)
def test_no_level_and_no_label_of_a_notation_is_called_odd(reference: str) -> None:
    assert not {code for code, _ in told(reference)} & {"level-not-known", "leaf-label-differs"}


def test_a_reference_read_in_part_is_told_and_keeps_every_word() -> None:
    reference = "APRF, Fond 45, Shelf of honour 1"
    assert told(reference) == [("location-read-in-part", reference)]
    (place,) = places(reference)
    assert (place.as_written, place.reading.status) == (reference, "partial")
    assert [level.value for level in place.levels] == ["45"]
