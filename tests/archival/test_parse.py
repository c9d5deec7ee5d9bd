"""References of every tradition, read: which archive, which path, which leaves, and what is no place at all."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.archival.parse import MAX_REFERENCE, parse, read_location, read_locations, split_credits
from app.archival.parsed import ParsedReference
from app.domain.location import ArchivalLocation
from tests.archival.told import GRAMMAR, leaves, told
from tests.conftest import ROOT

REFERENCES: dict[str, list[Any]] = yaml.safe_load((ROOT / "tests/archival/references.yaml").read_text(encoding="utf-8"))
SEED = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"


def parsed(reference: str) -> ParsedReference:
    """Parse, and see that no character is lost."""
    found = parse(reference, GRAMMAR, "test")
    assert "".join(reference[piece.start : piece.end] for piece in found.pieces) == reference
    return found


def read(reference: str) -> tuple[ArchivalLocation, ...]:
    return read_locations(reference, GRAMMAR, "test")


_PLACES = [
    (group, row)
    for group in ("russian", "others", "american", "letters of several meanings")
    for row in REFERENCES[group]
]


@pytest.mark.parametrize(
    ("group", "row"), _PLACES, ids=lambda value: value["reference"] if "places" in value else value
)
def test_a_reference_is_read_as_an_archivist_reads_it(group: str, row: dict[str, Any]) -> None:
    assert [told(place) for place in parsed(row["reference"]).locations] == row["places"], group


@pytest.mark.parametrize("row", REFERENCES["shared names"], ids=lambda row: row["reference"])
def test_a_name_of_several_archives_is_told_apart_by_what_follows(row: dict[str, Any]) -> None:
    (found,) = parsed(row["reference"]).locations
    assert [told(found)] == row["places"]
    assert found.certainty == "probable"
    assert "the name is also that of" in found.basis


@pytest.mark.parametrize("row", REFERENCES["no archive"], ids=lambda row: row["reference"])
def test_a_place_of_no_named_archive_is_read_by_its_labels_and_doubted(row: dict[str, Any]) -> None:
    found = parsed(row["reference"])
    assert [told(place) for place in found.locations] == row["places"]
    unnamed = [place for place in found.locations if place.location.repository is None]
    assert {place.basis for place in unnamed} == {"its labels; no archive is named"}
    doubts = [doubt for doubt in found.doubts if doubt.code == "archive-unnamed"]
    assert [doubt.words for doubt in doubts] == [one.location.as_written for one in unnamed if one.relation is None]
    assert all("names no archive that is known here" in doubt.reason for doubt in doubts)


def test_a_notation_that_only_a_draft_describes_is_not_read_without_its_archive() -> None:
    assert not parsed("101. f., 12. apr., 34. l., 5. lp.").locations
    (bulgarian,) = parsed("Фонд 1, опис 6, а.е. 12").locations
    assert bulgarian.by_rule


@pytest.mark.parametrize("words", REFERENCES["no place"])
def test_what_is_no_place_gives_none_and_keeps_its_words(words: str) -> None:
    found = parsed(words)
    assert not found.locations
    assert "".join(words[p.start : p.end] for p in found.pieces if p.kind in ("remainder", "repository")).strip()


def test_an_ibid_at_the_end_is_the_place_before_and_no_remainder() -> None:
    found = parsed("RGASPI, f. 558, op. 11, d. 3, l. 4; ibid.")
    assert [told(place) for place in found.locations] == ["ru-rgaspi fond=558 opis=11 delo=3 [4-4]"] * 2
    assert found.remainder is None


@pytest.mark.parametrize(
    "words", ["MOL, M-KS 288. f. 11. cs., 32. polc", "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32 с об."]
)
def test_what_goes_on_with_words_that_are_not_read_is_partial(words: str) -> None:
    (place,) = parsed(words).locations
    assert place.location.reading.status == "partial"


def test_a_name_that_nothing_tells_apart_is_a_doubt() -> None:
    (doubt,) = parsed("NA, Secret papers").doubts
    assert (doubt.code, doubt.words) == ("archive-ambiguous", "NA")
    assert all(name in doubt.reason for name in ("uk-tna", "us-nara", "cz-na"))


def test_ibid_without_a_reference_before_it_is_a_doubt() -> None:
    (doubt,) = parsed("Ibid., d. 1356, ll. 120–121.").doubts
    assert doubt.code == "ibid-unresolved"
    assert not parsed("APRF, f. 45, op. 1, d. 3. Ibid., d. 1356.").doubts


def test_a_continued_place_tells_what_it_took_over() -> None:
    first, second, third = parsed("GARF, f. 9414, op. 1, d. 1138, l. 1; d. 1139; op. 2, d. 5, l. 7").locations
    assert (first.relation, second.relation, third.relation) == (None, "continued", "continued")
    assert (first.inherited, second.inherited, third.inherited) == ((), ("fond", "opis"), ("fond",))
    assert second.location.as_written == "d. 1139"


def test_ibid_takes_over_what_it_does_not_repeat() -> None:
    first, second, third = parsed("RGASPI, f. 82, op. 2, d. 1109, l. 5; Ibid., d. 1110, l. 7; Ibid.").locations
    assert (second.relation, second.inherited) == ("ibid", ("fond", "opis"))
    assert (third.relation, told(third)) == ("ibid", told(second))
    assert first.relation is None


@pytest.mark.parametrize(
    ("printed", "ranges"),
    [
        ("ll. 31-32", ["31-32"]),
        ("ll. 142–5", ["142-145"]),
        ("ll. 118–19", ["118-119"]),
        ("ll. 17, 20, 27 and 36", ["17-17", "20-20", "27-27", "36-36"]),
        ("ll. 4ff", ["4-"]),
        ("l. 4 ff.", ["4-"]),
        ("l. 14f.", ["14-"]),
        ("l. 31ob.", ["31v-31v"]),
        ("ll. 31–32 об.", ["31-32v"]),
        ("l. 31а", ["31а-31а"]),
        ("l. 9 (verso)", ["9v-9v"]),
        ("ll. 0141", ["0141-0141"]),
        ("ll. 30 – 31", ["30-31"]),
        ("лл. 12, 12 об., 13", ["12-12", "12v-12v", "13-13"]),
        ("ll. 145-142", []),
    ],
)
def test_leaves_of_every_form(printed: str, ranges: list[str]) -> None:
    (place,) = parsed(f"APRF, f. 45, op. 1, d. 339, {printed}").locations
    assert leaves(place) == ranges


@pytest.mark.parametrize(
    ("reference", "date"),
    [
        ("Wuhan, 20 July 1959, 13-1-765, pp. 72–3", "20 July 1959"),
        ("Wuhan, 9 April and 26 Dec. 1958, 70-1-767", "9 April and 26 Dec. 1958"),
        ("Hunan, 1962, 265-1-309, pp. 4–5", "1962"),
        ("Gansu, 91-4-107, 15 Sept. 1958, p. 11", "15 Sept. 1958"),
        ("NARA, RG 59, CDF 1910–1929, 119.4/33A.", "1910–1929"),
    ],
)
def test_a_date_inside_a_place_is_its_own_part(reference: str, date: str) -> None:
    (place,) = parsed(reference).locations
    assert place.item_date == date
    assert date not in [level.value for level in place.location.levels]


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("ГАРФ. Ф. Р-9401. Оп. 2. Д. 64. Л. 9 – 13. Копия.", "copy"),
        ("ЦДАГО України. Ф. 1. Оп. 20. Спр. 5259. Арк. 1–3 зв. Оригінал. Машинопис.", "original"),
        ("RGASPI, f. 17, op. 3, d. 1, l. 2 (copy)", "copy"),
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", None),
    ],
)
def test_what_is_kept_there_is_told_if_it_is_stated(reference: str, kept: str | None) -> None:
    (place,) = parsed(reference).locations
    assert place.location.copy_ == kept


def test_levels_declared_missing_become_the_note() -> None:
    first, second = parsed("APRF, Listy 146-147, Fond and Opis not given; and AVPRF, Fond 059a, List 9.").locations
    assert (first.location.note, first.location.levels) == ("Fond and Opis not given", ())
    assert second.location.note is None


def test_the_reading_says_which_notation_was_printed() -> None:
    first, second = read(SEED)
    assert (first.reading.scheme, second.reading.scheme) == ("wilson-2011", "wilson-2011")
    (cyrillic,) = read("АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31")
    assert cyrillic.reading.scheme == "ru-gost"


# What a record's own reference becomes


def test_every_word_of_a_reference_stands_in_one_place() -> None:
    first, second = read(SEED)
    assert f"{first.as_written} and {second.as_written}" == SEED
    assert [place.reading.status for place in (first, second)] == ["full", "full"]


def test_a_final_stop_is_left_out_and_one_of_a_side_kept() -> None:
    (plain,) = read("APRF, fond 45, opis 1, delo 335, list 3.")
    assert plain.as_written == "APRF, fond 45, opis 1, delo 335, list 3"
    (side,) = read("APRF, Fond 45, Opis 1, Delo 339, List 30ob.")
    assert side.as_written == "APRF, Fond 45, Opis 1, Delo 339, List 30ob."


def test_a_place_with_more_words_is_partial_and_keeps_them() -> None:
    (place,) = read("APRF, Fond 45, Shelf 1")
    assert (place.as_written, place.reading.status) == ("APRF, Fond 45, Shelf 1", "partial")


@pytest.mark.parametrize("reference", ["Fond 45", "Milovan Djilas. Wartime. 1977, 385-387", "Papers, Box 2 and 3"])
def test_what_is_not_understood_is_kept_whole(reference: str) -> None:
    (place,) = read(reference)
    assert (place.as_written, place.reading.status, place.repository) == (reference, "unread", None)


def test_a_record_whose_reference_names_no_archive_has_levels_and_no_archive() -> None:
    (place,) = read("Fond 45, Opis 1, Delo 339, Listy 31-32")
    assert (place.as_written, place.reading.status) == ("Fond 45, Opis 1, Delo 339, Listy 31-32", "full")
    assert (place.repository, len(place.levels)) == (None, 3)
    (other,) = read("Archive of somewhere, Fond 45")
    assert (other.reading.status, other.repository) == ("unread", None)
    (partial,) = read("Archive of somewhere, Fond 45, Opis 1, Delo 2")
    assert (partial.as_written, partial.reading.status) == ("Archive of somewhere, Fond 45, Opis 1, Delo 2", "partial")


def test_no_reference_is_no_place() -> None:
    assert read("") == ()


def test_an_editors_place_is_never_parted() -> None:
    location = read_location(SEED, GRAMMAR, "test")
    assert (location.as_written, location.reading.status) == (SEED, "unread")


def test_a_reference_longer_than_any_archive_prints_is_kept_unread() -> None:
    reference = ("APRF, Fond 45 and " * MAX_REFERENCE)[: MAX_REFERENCE + 1]
    assert [location.as_written for location in read(reference)] == [reference]


@pytest.mark.parametrize(
    ("reference", "places", "thanks"),
    [
        ("PRC FMA 1-2-3. Translated by Yafeng Xia.", "PRC FMA 1-2-3.", "Translated by Yafeng Xia."),
        ("Obtained by Béla Révész.", "", "Obtained by Béla Révész."),
        ("APRF, Fond 45", "APRF, Fond 45", ""),
        ("Archive of Translated Works, Box 1", "Archive of Translated Works, Box 1", ""),
        ("", "", ""),
    ],
)
def test_credits_are_parted_from_places(reference: str, places: str, thanks: str) -> None:
    assert split_credits(reference) == (places, thanks)


# Properties of any text

_PIECES = [
    *("APRF", "AVPRF", "NARA", "NA", "TNA", "BArch", "AMAE", "MOL", "Wuhan", "CH-BAR", "Ibid.", "АП РФ", "JACAR"),
    *("Fond", "f.", "Оп.", "d.", "dd.", "Box", "RG", "FO", "Bd.", "Lot File", "ll.", "pp.", "Л.", "Bl.", "doboz"),
    *("45", "059a", "31-32", "142–5", "0100/10/129/78", "70-1-767", "E4#1000/781#6*", "½", "1958", "4ff", "об."),
    *(" ", ", ", ". ", "; ", " and ", "(", ")", "（", "“", "”", "\n", "\u00a0", "-", ": ", "not given", "Копия"),
]
_WORDS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
#: Control characters and lone surrogates are in no words that are served.
_SERVABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t")
_LONG = st.text(st.sampled_from("APRF, f.45;and-–()“”31ob"), max_size=4096)
_ANY = st.one_of(_WORDS, st.text(_SERVABLE, max_size=300), _LONG)


@given(_ANY)
def test_pieces_rebuild_any_text_in_order_without_a_gap(words: str) -> None:
    found = parse(words, GRAMMAR, "test")
    assert [piece.start for piece in found.pieces] == [0, *(piece.end for piece in found.pieces)][: len(found.pieces)]
    assert "".join(words[piece.start : piece.end] for piece in found.pieces) == words


@given(_ANY)
def test_what_is_read_stands_in_the_text(words: str) -> None:
    found = parse(words, GRAMMAR, "test")
    own = [level.value for place in found.locations for level in place.location.levels]
    assert all(value in words for value in own)
    levels = [words[piece.start : piece.end] for piece in found.pieces if piece.kind == "level"]
    assert all(any(value in piece for piece in levels) for value in own)
    assert all(place.location.leaves is None or place.location.leaves.as_written in words for place in found.locations)


_PROSE = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,;"), max_size=200)
_FIGURES = st.sampled_from(["f. 45", "d. 1953", "p. 3", "pp. 3-5", "Op. 10", "No. 3", "vol. 2", "Box 5", "12 May 1950"])
_SENTENCE = st.lists(_PROSE | _FIGURES.map(" {} and the ".format), max_size=8).map("".join)


@given(_SENTENCE)
def test_prose_with_single_labels_is_never_a_place_of_no_named_archive(words: str) -> None:
    assert not [p for p in parse(words, GRAMMAR, "test").locations if p.location.repository is None]


_LABELLED = {"ru": ("Ф.", "Оп.", "Д."), "latin": ("f.", "op.", "d."), "words": ("Fond", "Opis", "Delo")}


@given(
    labels=st.sampled_from(list(_LABELLED.values())),
    values=st.tuples(*[st.from_regex(r"[1-9][0-9]{0,3}[a-z]?", fullmatch=True)] * 3),
    between=st.sampled_from([", ", ". ", " "]),
    before=st.sampled_from(["", "See ", "(", "Some words; "]),
)
def test_three_labels_in_their_order_are_a_place_wherever_they_stand(
    labels: tuple[str, ...], values: tuple[str, ...], between: str, before: str
) -> None:
    words = between.join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
    (place,) = parsed(before + words).locations
    assert place.location.repository is None
    assert [level.value for level in place.location.levels] == list(values)


@given(_ANY)
def test_no_word_of_a_records_reference_is_lost(words: str) -> None:
    kept = "".join(location.as_written for location in read(words))
    left_out = re.sub(r"\s", "", words)
    for character in re.sub(r"\s", "", kept):
        left_out = left_out.replace(character, "", 1)
    assert set(left_out) <= set("and;also,.иtaunтd")


@pytest.mark.parametrize(
    ("reference", "archive"),
    [
        ("Bundesarchiv, SAPMO, DY 30/3654, Bl. 4", "de-sapmo"),
        ("Nixon Presidential Materials, National Archives, College Park, NSC Files, Box 1036, Folder 1", "us-nara"),
        ("PRO 30/86/1, TNA", "uk-tna"),
        ("TNA/PRO/FO 371/105180", "uk-tna"),
        ("TNA/PRO, FO 371/105180", "uk-tna"),
        ("RGASPI/RTsKhIDNI, f. 17, op. 1, d. 3", "ru-rgaspi"),
        ("NA, RG 59, Box 3 (NARA)", "us-nara"),
        ("BArch-SAPMO/DY 30/3654", "de-sapmo"),
    ],
)
def test_a_name_beside_a_place_is_no_place_of_its_own(reference: str, archive: str) -> None:
    (place,) = read(reference)
    assert place.repository
    assert (place.repository.id, place.as_written, place.reading.status) == (archive, reference, "full")
    assert place.levels
    assert len(parsed(reference).locations) == 1


@pytest.mark.parametrize(
    "reference",
    [
        "APRF; RGASPI, f. 558, op. 11, d. 334",
        "RG 59, Box 3, NARA, APRF, f. 45, op. 1, d. 3",
        "APRF, f. 45, op. 1, d. 3, RGASPI",
        "APRF, RGASPI",
    ],
)
def test_names_are_two_places_where_each_may_be_one(reference: str) -> None:
    assert len({place.repository and place.repository.id for place in read(reference)}) > 1
