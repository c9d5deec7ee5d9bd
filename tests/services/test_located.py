"""Records found by places of which no archive is named, and by files that only their years tell apart."""

from collections.abc import Iterator

import pytest

from app.archival.damage import mend
from app.domain.holding import Holding
from app.services.found import House
from app.services.resolve import Candidate, resolve
from app.settings import Settings
from app.storage.places import Places
from tests.conftest import SEED, make_archive, take_in
from tests.services.specimens import a_record, open_archive, save

FILES = {
    "a1": "APRF, f. 45, op. 1, d. 339, ll. 29-30",
    "a2": "GARF, f. 45, op. 1, d. 339, ll. 31-32",
    "a3": "НАРБ. Ф. 45. Оп. 1. Д. 339. Л. 31–32",
    "a4": "NARA, RG 59, Entry 12, Box 5, Folder 3",
    "b1": "NARA, RG 59, CDF 1950-54, 793.00/6-1351",
    "b2": "NARA, RG 59, CDF 1960-63, 793.00/6-1351",
    "b3": "NARA, RG 59, CDF, 793.00/6-1351",
    "b4": "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 1959",
    "b5": "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 1961",
    "c1": "NARA, RG 59, CDF 1950-54, Box 4291, 795.00/6-2550",
    "c2": "TNA, FO 371/92276, FC 1022/513",
    "c3": "RGASPI, f. 82, op. 2, d. 1267, ll. 1-2",
    "c4": "RGASPI, f. 82, op. 3, d. 12",
}
UNNAMED = "no archive that is known was named"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An archive of these places and the seed."""
    folder = tmp_path_factory.mktemp("located")
    make_archive(Settings(archive=folder / "archive.db", public_url=None), SEED)
    house = open_archive(folder / "archive.db")
    records = [a_record(name, reference=words) for name, words in FILES.items()]
    assert not take_in(house, save(folder / "a.jsonl", *records)).has_errors
    yield house
    house.archive.close()


def found(house: House, words: str) -> dict[str, Candidate]:
    with house.archive.reading() as repository:
        return {one.id: one for one in resolve(repository, house.press, words)}


@pytest.mark.parametrize(
    "words",
    ["F. 45. Op. 1. D. 339. L. 31-32", "ф. 45, оп. 1, д. 339, лл. 31–32"],
)
def test_a_place_of_no_named_archive_is_looked_for_in_every_one_that_prints_so(filed: House, words: str) -> None:
    candidates = found(filed, words)
    relations = {name: one.relation for name, one in candidates.items()}
    same = dict.fromkeys(["110364", "a2", "a3"], "same leaves")
    assert relations == {**same, "a1": "same file, other leaves"}
    assert not any(one.exact for one in candidates.values())
    assert all(one.differs[0] == UNNAMED for one in candidates.values())
    assert candidates["a2"].differs == (UNNAMED,)
    assert candidates["a1"].differs == (UNNAMED, "asked leaves 31-32, record 29-30".replace("31-32", words[-5:]))


def test_a_successor_is_found_of_no_named_archive_too(filed: House) -> None:
    candidates = found(filed, "f. 558, op. 11, d. 339, ll. 31-32")
    assert {one.relation for one in candidates.values()} == {"inferred successor"}
    assert set(candidates) == {"110364", "a1"}
    assert all(one.differs[0] == UNNAMED and one.by_rule for one in candidates.values())


def test_archives_that_print_other_labels_are_left_out(filed: House) -> None:
    assert "a3" not in found(filed, "see Fond 45, Opis 1, Delo 339, Listy 31-32")


def test_a_box_of_no_named_archive_is_found(filed: House) -> None:
    (one,) = found(filed, "RG 59, Entry 12, Box 5, Folder 3").values()
    assert (one.id, one.relation, one.differs) == ("a4", "same file, no leaves given", (UNNAMED,))


@pytest.mark.parametrize("words", ["f. 45, op. 1, d. 338", "f. 45", "d. 339, ll. 31-32", "спр. 339", "RG 59, Box 6"])
def test_nothing_near_is_offered_for_a_place_of_no_named_archive(filed: House, words: str) -> None:
    assert not found(filed, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "NARA, RG 59, 795.00/6-2550",
            {"c1": ("record also 1950, 54, which no level says", "record also series CDF, box 4291")},
        ),
        ("NARA, RG 59, CDF 1950-54, 795.00/6-2550", {"c1": ("record also box 4291",)}),
        ("TNA, FO 371/92276", {"c2": ("record also item FC 1022/513",)}),
        ("RGASPI, f. 82", {"c3": ("record also opis 2, delo 1267",), "c4": ("record also opis 3, delo 12",)}),
        ("RGASPI, f. 82, op. 3", {"c4": ("record also delo 12",)}),
        ("RGASPI, f. 82, d. 1267, ll. 1-2", {"c3": ("record also opis 2",)}),
    ],
)
def test_a_record_that_has_more_levels_than_were_asked_for_is_inside(
    filed: House, words: str, expected: dict[str, tuple[str, ...]]
) -> None:
    candidates = found(filed, words)
    assert {name: one.differs for name, one in candidates.items()} == expected
    assert {one.relation for one in candidates.values()} == {"inside"}
    assert not any(one.exact for one in candidates.values())


@pytest.mark.parametrize(
    "words", ["АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32 с об.", "APRF, f. 45, op. 1, d. 339, ll. 31-32 etc"]
)
def test_leaves_that_were_not_read_to_their_end_are_never_exact(filed: House, words: str) -> None:
    one = found(filed, words)["110364"]
    assert (one.relation, one.exact) == ("same leaves", False)
    assert one.differs[0].startswith("only “")
    assert found(filed, words.rpartition(" ")[0].removesuffix(" с"))["110364"].exact


@pytest.mark.parametrize(
    "words",
    [
        "APRF, f. 45, op. l, d. 339, ll. 31-32",
        "APRF, Fond 4S, Opis 1, De1o 339, Listy 31-32",
        "АPRF, f. 45, ор. 1, d. 339, ll. 31-32",
        "aprf, f. 45, op. 1, d. 339, ll. 3l-32",
        "AVPRF, f. O59a, op. 5a, d. 5, p. 11",
    ],
)
def test_a_damaged_place_is_found_as_a_near_miss_and_never_exact(filed: House, words: str) -> None:
    one = found(filed, words)["110364"]
    assert not one.exact
    assert one.relation == "near miss" or UNNAMED in one.differs
    assert any(said.startswith("read as the place A") or said == UNNAMED for said in one.differs)


@pytest.mark.parametrize(
    "words", ["APRF, f. 45, op. 1, d. 340", "АП РФ. Ф. 45. Оп. 1. Д. 340", "GARF, f. R-9478, op. 1"]
)
def test_nothing_is_mended_that_is_not_damaged(filed: House, words: str) -> None:
    assert mend(words, filed.press.knowledge.grammar.codes) == words


def test_what_another_clause_says_leaves_a_place_exact(filed: House) -> None:
    assert found(filed, "APRF, f. 45, op. 1, d. 339, ll. 31-32, cited in a book")["110364"].exact


def test_two_places_of_which_one_names_no_archive_may_be_those_of_one_document(filed: House) -> None:
    both = "f. 45, op. 1, d. 339, ll. 31-32 and AVPRF, f. 059a, op. 5a, d. 5, p. 11, ll. 31-32"
    assert found(filed, both)["110364"].exact
    wrong = found(filed, both.replace("d. 339", "d. 338"))["110364"]
    assert not wrong.exact
    assert wrong.differs[0].startswith("asked also f. 45, op. 1, d. 338")


def test_files_of_other_years_are_two_units(filed: House) -> None:
    candidates = found(filed, "NARA, RG 59, CDF 1950–1954, 793.00/6-1351")
    assert {name: one.relation for name, one in candidates.items()} == {
        "b1": "same file, no leaves given",
        "b3": "same file, no leaves given",
        "b2": "near miss",
    }
    assert candidates["b1"].differs == ()
    assert candidates["b2"].differs == ("asked 1950, 1954, record 1960, 63",)
    assert candidates["b3"].differs == ("asked also 1950, 1954, which no level says",)


def test_a_file_without_its_years_is_none_of_those_with_years(filed: House) -> None:
    candidates = found(filed, "NARA, RG 59, CDF, 793.00/6-1351")
    assert candidates["b3"].differs == ()
    assert candidates["b1"].differs == ("record also 1950, 54, which no level says",)
    assert not any(one.exact for one in candidates.values())


def test_a_box_of_another_year_is_another_box(filed: House) -> None:
    candidates = found(filed, "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 1959")
    assert candidates["b4"].differs == ()
    assert (candidates["b5"].relation, candidates["b5"].differs) == ("near miss", ("asked 1959, record 1961",))


def test_places_of_no_named_archive_are_looked_up_in_few_units(filed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    units: list[str] = []
    held = Places.held

    def look_and_tell(places: Places, unit: str, limit: int) -> list[Holding]:
        units.append(unit)
        return held(places, unit, limit)

    monkeypatch.setattr(Places, "held", look_and_tell)
    found(filed, "F. 45. Op. 1. D. 339. L. 31")
    assert 2 <= len(units) <= 25
    units.clear()
    found(filed, "; ".join(f"f. 45, op. 1, d. {number}" for number in range(1000)))
    assert 25 < len(units) <= 150
