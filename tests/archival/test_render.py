"""Printing places: every style to the letter, what is never printed otherwise than it was, and what is marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archival.grammar import Grammar
from app.archival.parse import read_locations
from app.archival.render import print_alone, print_location, print_locations, render, render_all
from app.archival.script import is_mixed
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation, LocationReading
from app.resources import load_knowledge

KNOWLEDGE = load_knowledge()
GRAMMAR = KNOWLEDGE.grammar
STYLES = [style.id for style in GRAMMAR.printing.styles]
APRF = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"
AVPRF = "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
SEED = f"{APRF} and {AVPRF}"


def read(reference: str) -> tuple[ArchivalLocation, ...]:
    return read_locations(reference, GRAMMAR, "test")


def printed(reference: str, style: str, **ways: object) -> str:
    return render_all(read(reference), GRAMMAR, style=style, **ways).text  # type: ignore[arg-type] # as render has them


@pytest.mark.parametrize(
    ("style", "aprf", "avprf"),
    [
        (
            "native",
            "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32",
            "АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 5. Л. 31–32",
        ),
        (
            "gost",
            "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32",
            "АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 5. Л. 31–32",
        ),
        ("house-2011", APRF, AVPRF),
        (
            "house-2022",
            "APRF, f. 45, op. 1, d. 339, ll. 31-32",
            "AVPRF, f. 059a, op. 5a, d. 5, p. 11, ll. 31-32",
        ),
        (
            "chicago-note",
            "fond 45, opis 1, delo 339, ll. 31–32, APRF, Moscow",
            "fond 059a, opis 5a, papka 11, delo 5, ll. 31–32, AVPRF, Moscow",
        ),
        (
            "chicago-bibliography",
            "Fond 45, opis 1, delo 339. Archive of the President of the Russian Federation (APRF), Moscow",
            "Fond 059a, opis 5a, papka 11, delo 5. Foreign Policy Archive of the Russian Federation (AVPRF), Moscow",
        ),
        ("minimal", "APRF 45/1/339, ll. 31–32", "AVPRF 059a/5a/11/5, ll. 31–32"),
    ],
)
def test_the_seed_is_printed_in_every_style(style: str, aprf: str, avprf: str) -> None:
    assert [render(location, GRAMMAR, style=style).text for location in read(SEED)] == [aprf, avprf]


def test_every_style_has_its_golden_case() -> None:
    assert set(STYLES) == {
        "native", "gost", "house-2011", "house-2022", "chicago-note", "chicago-bibliography", "minimal",
    }  # fmt: skip


@pytest.mark.parametrize("style", ["native", "house-2011", "house-2022", "minimal"])
def test_every_notation_of_the_seed_leads_to_every_other(style: str) -> None:
    again = printed(SEED, style)
    assert printed(again, "house-2011") == printed(SEED, "house-2011").replace(
        "Delo 5, Papka 11", "Delo 5, Papka 11" if style.startswith("house") else "Papka 11, Delo 5"
    )
    assert printed(again, "native") == printed(SEED, "native")


@pytest.mark.parametrize(
    ("reference", "style", "expected"),
    [
        ("GARF. F.R-9478. Op.1. D 2. L.3-4.", "gost", "ГА РФ. Ф. Р-9478. Оп. 1. Д. 2. Л. 3–4"),
        ("ГА РФ Р7523 105 168", "house-2011", "GARF, Fond R7523, Opis 105, Delo 168"),
        ("AVPRF, 0100/10/129/78, pp. 5–6, 28–30", "native", "АВП РФ. Ф. 0100. Оп. 10. П. 129. Д. 78. С. 5–6, 28–30"),
        ("AVPRF, 0100/10/129/78, p. 5", "house-2022", "AVPRF, f. 0100, op. 10, p. 129, d. 78, p. 5"),
        (
            "ЦДАВО України, ф. 1115, оп. 1 спр. 1, арк. 108-111",
            "native",
            "ЦДАВО України. Ф. 1115. Оп. 1. Спр. 1. Арк. 108–111",
        ),
        (
            "ЦДАВО України, ф. 1115, оп. 1 спр. 1, арк. 108-111",
            "chicago-note",
            "fond 1115, opys 1, sprava 1, ark. 108–111, TsDAVO, Kyiv",
        ),
        ("SAPMO-BArch, NY 4090/437, Bl. 8-9.", "chicago-note", "NY 4090/437, Bl. 8–9, SAPMO-BArch, Berlin"),
        ("BArch, R 43-I/161, Image 0184", "native", "BArch, R 43-I/161, Image 0184"),
        ("PRC FMA 106-01403-02, 35-36", "native", "PRC FMA 106-01403-02, 35–36"),
        ("TNA, PREM 4/27/1", "minimal", "TNA PREM 4/27/1"),
        ("JACAR Ref.B02030938800", "native", "JACAR Ref.B02030938800"),
        ("MOL, XIX-J-1-j Korea, 4. doboz, 5/a", "native", "MOL, XIX-J-1-j, Korea, 4. doboz, 5/a"),
        ("NARA, RG 59, Entry 5, Box 3", "chicago-note", "box 3, entry 5, Record Group 59, NARA, College Park"),
        ("NARA, RG 59, Box 3, Folder 2, p. 5", "native", "p. 5; Folder 2; Box 3; Record Group 59; NARA, College Park"),
        ("NARA, RG 59, Box 3, Folder 2, p. 5", "minimal", "NARA, RG 59, Box 3, Folder 2, p. 5"),
        (
            "NARA, RG 59, Box 3, Folder 2, p. 5",
            "chicago-bibliography",
            "Folder 2, box 3, Record Group 59. National Archives and Records Administration (NARA), College Park",
        ),
        # a name without a label would not be read back from there
        ("NARA, RG 59, Kogan Files, Box 3", "native", "NARA, Record Group 59, Kogan Files, Box 3"),
        # neither order is mixed with the other
        (
            "NARA, RG 46, Records of the US Senate, Box 12",
            "chicago-note",
            "NARA, College Park, Record Group 46, Records of the US Senate, box 12",
        ),
        # no notation of theirs that goes from narrow to broad was read
        (
            "Eisenhower Library, Ann Whitman File, Box 8, Folder 3",
            "chicago-note",
            "Ann Whitman File, box 8, folder 3, Eisenhower Library, Abilene",
        ),
        ("LCM, Fish Papers, Reel 3 (Container 280)", "native", "LCM, Fish Papers, Reel 3, Container 280"),
        ("RGASPI, F.558, Op.1, D.5754, Ll.98–100", "house-2022", "RGASPI, f. 558, op. 1, d. 5754, ll. 98-100"),
        ("RGASPI. Ф. 558. Оп. 11. Ед. хр. 5", "native", "РГАСПИ. Ф. 558. Оп. 11. Ед. хр. 5"),
        ("RGASPI. Ф. 558. Оп. 11. Ед. хр. 5", "house-2011", "RGASPI, Fond 558, Opis 11, Ed. khr. 5"),
        ("Public Record Office, FO 371/25", "native", "TNA, FO 371/25"),
        ("National Archives of Ireland, File 5", "native", "NAI (Dublin), File 5"),
    ],
)
def test_each_tradition_prints_itself(reference: str, style: str, expected: str) -> None:
    assert printed(reference, style) == expected


@pytest.mark.parametrize(
    ("leaves", "house", "gost", "chicago"),
    [
        ("List 3", "List 3", "Л. 3", "l. 3"),
        ("Listy 3", "List 3", "Л. 3", "l. 3"),
        ("List 25-26", "Listy 25-26", "Л. 25–26", "ll. 25–26"),
        ("Listy 142-5", "Listy 142-145", "Л. 142–145", "ll. 142–145"),
        ("Listy 17, 20, 27 and 36", "Listy 17, 20, 27, 36", "Л. 17, 20, 27, 36", "ll. 17, 20, 27, 36"),
        ("List 31ob.", "List 31 ob.", "Л. 31 об.", "l. 31 ob."),
        ("Listy 31-31ob.", "List 31-31 ob.", "Л. 31–31 об.", "l. 31–31 ob."),
        ("List 31a", "List 31a", "Л. 31а", "l. 31a"),
        ("Listy 4ff", "Listy 4ff.", "Л. 4 и след.", "ll. 4ff."),
        ("p. 7", "page 7", "С. 7", "p. 7"),
        ("pp. 7-8", "pages 7-8", "С. 7–8", "pp. 7–8"),
    ],
)
def test_leaves_are_one_or_several(leaves: str, house: str, gost: str, chicago: str) -> None:
    reference = f"APRF, Fond 45, Opis 1, Delo 339, {leaves}"
    assert printed(reference, "house-2011") == f"APRF, Fond 45, Opis 1, Delo 339, {house}"
    assert printed(reference, "gost") == f"АП РФ. Ф. 45. Оп. 1. Д. 339. {gost}"
    assert printed(reference, "chicago-note") == f"fond 45, opis 1, delo 339, {chicago}, APRF, Moscow"


@pytest.mark.parametrize(
    ("language", "joiner"),
    [
        (None, " and "),
        ("en-GB", " and "),
        ("ru", " и "),
        ("de", " und "),
        ("fr", " et "),
        ("uk", " та "),
        ("ko", "; "),
    ],
)
def test_places_are_joined_by_the_and_of_the_language(language: str | None, joiner: str) -> None:
    one, two = read(SEED)
    joined = render_all((one, two), GRAMMAR, style="house-2022", language=language).text
    parts = [render(place, GRAMMAR, style="house-2022", language=language).text for place in (one, two)]
    assert joined == joiner.join(parts)


def test_native_places_are_joined_in_the_language_of_the_archive() -> None:
    assert " и АВП РФ" in printed(SEED, "native")
    assert " and АВП РФ" in printed(SEED, "native", language="en")


def test_the_language_of_the_archive_brings_its_letters() -> None:
    assert printed(APRF, "chicago-note", language="ru") == "фонд 45, опись 1, дело 339, л. 31–32, АП РФ"
    assert printed(APRF, "chicago-note", language="ru", script="latin").startswith("fond 45")
    assert printed(APRF, "native", script="latin") == "APRF. F. 45. Op. 1. D. 339. L. 31–32"
    assert printed(APRF, "house-2011", script="native") == "АП РФ, Фонд 45, Опись 1, Дело 339, Листы 31-32"


def test_a_second_mention_is_short() -> None:
    assert printed(APRF, "chicago-note", short=True) == "fond 45, opis 1, delo 339, ll. 31–32, APRF"
    assert printed(APRF, "chicago-bibliography", short=True) == "Fond 45, opis 1, delo 339. APRF"
    twice = printed("APRF, Fond 45, Opis 1, Delo 339 and APRF, Fond 45, Opis 1, Delo 340", "chicago-note")
    assert twice == "fond 45, opis 1, delo 339, APRF, Moscow and fond 45, opis 1, delo 340, APRF"


def parts_of(reference: str, style: str) -> list[tuple[str, str]]:
    """Give the parts that this software made, with their kinds."""
    (location,) = read(reference)
    return [(part.text, part.kind) for part in render(location, GRAMMAR, style=style).parts if part.generated]


def test_what_was_printed_is_not_marked() -> None:
    assert parts_of(APRF, "house-2011") == []
    assert parts_of("АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32", "gost") == []


def test_what_this_software_made_is_marked() -> None:
    assert parts_of(APRF, "chicago-note") == [("ll.", "label"), ("Moscow", "place")]
    assert ("а", "value") in parts_of(AVPRF, "native")
    assert ("059", "value") not in parts_of(AVPRF, "native")
    assert ("АВП РФ", "repository") in parts_of(AVPRF, "native")
    assert ("142-145", "leaves") in parts_of("APRF, Fond 45, Listy 142-5", "house-2011")


@pytest.mark.parametrize("style", STYLES)
def test_the_parts_are_the_text(style: str) -> None:
    rendered = render_all(read(SEED), GRAMMAR, style=style)
    assert "".join(part.text for part in rendered.parts) == rendered.text
    assert all(part.text for part in rendered.parts)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "reference",
    [
        "APRF, Fond 45, Shelf 1",
        "Milovan Djilas. Wartime. (New York: Harcourt Brace Jovanovich, 1977), 385-387",
        "A box in the Museum of Trams",
        "NARA, RG 59, CDF 1910–1929, 119.4/33A",  # the years are in no part, and would be lost
    ],
)
def test_what_is_not_understood_whole_is_printed_as_it_was(style: str, reference: str) -> None:
    (location,) = read(reference)
    rendered = render(location, GRAMMAR, style=style)
    assert rendered.text == location.as_written
    assert [part.kind for part in rendered.parts] == ["written"]


@pytest.mark.parametrize("status", ["partial", "unread"])
def test_a_place_read_in_part_is_printed_as_it_was_whatever_was_read(status: str) -> None:
    (location,) = read(APRF)
    reading = LocationReading.model_validate({"status": status, "scheme": "wilson-2011", "version": "test"})
    for style in STYLES:
        assert render(location.model_copy(update={"reading": reading}), GRAMMAR, style=style).text == APRF


def test_only_a_verified_notation_brings_levels_into_its_order() -> None:
    (location,) = read(AVPRF)
    drafts = [scheme.model_copy(update={"status": "draft"}) for scheme in KNOWLEDGE.schemes]
    unsure = Grammar(KNOWLEDGE.repositories, drafts, KNOWLEDGE.printing)
    assert render(location, unsure).text == "АВП РФ. Ф. 059а. Оп. 5а. Д. 5. П. 11. Л. 31–32"
    assert render(location, GRAMMAR).text == "АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 5. Л. 31–32"


def test_a_style_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Unusable, match="no style 'mla'") as refused:
        render(read(APRF)[0], GRAMMAR, style="mla")
    assert list(refused.value.choices) == STYLES


@given(
    fond=st.from_regex(r"[РR]?-?[0-9]{1,4}[aа]?", fullmatch=True),
    note=st.sampled_from(["", ", Fond and Opis not given"]),
    archive=st.sampled_from(["APRF", "АП РФ", "ЦДАВО України", "НАРБ", "ОР РГБ", "GARF"]),
    style=st.sampled_from(STYLES),
    script=st.sampled_from([None, "native", "latin"]),
)
def test_no_reference_mixes_scripts(fond: str, note: str, archive: str, style: str, script: str | None) -> None:
    for location in read(f"{archive}, Fond {fond}, l. 5{note}"):
        rendered = render(location, GRAMMAR, style=style, script=script)  # type: ignore[arg-type] # one of two words
        assert not is_mixed(rendered.text) or [part.kind for part in rendered.parts] == ["written"]


def test_a_value_that_has_no_other_spelling_stays_as_it_was() -> None:
    assert printed("APRF, Fond 45q, Opis X-1", "native") == "АП РФ. Ф. 45q. Оп. X-1"


def test_the_house_citation_prints_places_as_they_were() -> None:
    locations = read(SEED)
    assert print_locations(locations) == SEED
    assert [print_location(location) for location in locations] == [
        render(location, GRAMMAR, style="house-2011").text for location in locations
    ]
    odd = "GARF. F.R-9478. Op.1. D 2. L.3-4"
    assert print_locations(read(odd)) == odd


def test_every_archive_has_a_name_that_is_its_own() -> None:
    for entry in GRAMMAR.entries.values():
        if entry.scheme and entry.places == ():
            name = next((n for n in (entry.code, *entry.aliases, entry.name) if GRAMMAR.is_name_of_one(n)), None)
            assert name, entry.id
            assert not entry.native or (is_mixed(entry.native + "a") and re.search(r"\w", entry.native))


@pytest.mark.parametrize(
    ("reference", "native"),
    [
        ("TNA, FO 371/92276, p. 12", "TNA, FO 371/92276, p. 12"),
        ("TNA, FO 371/92276, f. 12", "TNA, FO 371/92276, f. 12"),
        ("AAN, KC PZPR, sygn. XIA/88, s. 12", "AAN, KC PZPR, sygn. XIA/88, s. 12"),
        ("AAN, KC PZPR, sygn. XIA/88, k. 12-15", "AAN, KC PZPR, sygn. XIA/88, k. 12–15"),
        ("ANIC, fond CC al PCR, dosar 12/1956, p. 7", "ANIC, fond CC al PCR, Folder 12/1956, p. 7"),
        ("ЦДА, ф. 1Б, оп. 6, а.е. 123, с. 2-3", "ЦДА, Ф. 1Б, Оп. 6, а.е. 123, с. 2–3"),
        ("DRA, F201-00-00/0004, Bl. 554", "DRA, F201-00-00/0004, Bl. 554"),
        ("AQSh, F. 14, V. 1957, D. 12, pp. 3-4", "AQSh, F. 14, V. 1957, D. 12, pp. 3–4"),
        ("TNA, FO 371/92276, FC 1022/513", "TNA, FO 371/92276, FC 1022/513"),
        ("NAI, MEA, F. 710(13)-P/50", "National Archives of India, MEA, File No. 710(13)-P/50"),
    ],
)
def test_pages_stay_pages_and_leaves_stay_leaves(reference: str, native: str) -> None:
    assert printed(reference, "native") == native


@pytest.mark.parametrize(
    ("reference", "end"),
    [
        ("National Archives, Washington, DC, RG 46, Box 2", "NARA, Washington, DC"),
        ("NARA, RG 46, Box 2", "NARA, College Park"),
        ("BA-MA, RH 19/12", "BArch, Freiburg"),
        ("Bundesarchiv, Koblenz, B 136/59748", "BArch, Koblenz"),
        ("BArch, B 136/59748", "BArch"),
        ("Archives diplomatiques, Nantes, Pékin, carton 12", "CADN, Nantes"),
        ("AQSh, F. 14, V. 1957, D. 12", "AQSh, Tirana"),
    ],
)
def test_an_archive_is_where_the_reference_says_that_it_is(reference: str, end: str) -> None:
    assert printed(reference, "chicago-note").endswith(f", {end}")


def test_the_places_after_the_first_are_where_the_first_is() -> None:
    found = read("NARA, Washington, DC, RG 46, Box 2, Folder 3; Box 4, Folder 1")
    assert [one.repository and one.repository.place for one in found] == ["Washington, DC"] * 2


@pytest.mark.parametrize(
    ("reference", "second"),
    [
        ("RGASPI, f. 558, op. 11, d. 334, ll. 55–59; d. 335, ll. 1–3", "RGASPI, f. 558, op. 11, d. 335, ll. 1-3"),
        ("RGASPI, f. 558, op. 11, d. 334, l. 5; ibid., d. 335, l. 3", "RGASPI, f. 558, op. 11, d. 335, l. 3"),
        ("APRF, Fond 45, Opis 1, Delo 339 and Delo 340, List 3", "APRF, Fond 45, Opis 1, Delo 340, List 3"),
        ("РГАСПИ. Ф. 558. Оп. 11. Д. 334. Л. 5; Д. 335. Л. 3", "РГАСПИ, Ф. 558, Оп. 11, Д. 335, Л. 3"),
        ("TNA, CAB 128/18 and CAB 129/41", "TNA, CAB 129/41"),
        ("TNA, FO 371/105180 and 105181", "TNA, FO 371/105181"),
        ("APRF, f. 45, op. 1, d. 3 and RGASPI, f. 17, op. 1, d. 4", "RGASPI, f. 17, op. 1, d. 4"),
        # what was not read stays
        (
            "RGASPI, f. 558, op. 11, d. 34, l. 5; d. 35, l. 3 (torn off)",
            "RGASPI, f. 558, op. 11, d. 35, l. 3 (torn off)",
        ),
    ],
)
def test_a_place_stands_alone_with_what_it_takes_over(reference: str, second: str) -> None:
    assert print_alone(read(reference)[1], GRAMMAR) == second
