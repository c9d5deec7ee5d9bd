"""References of every tradition, read: which archive, which path, which leaves, and what is no place at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.archival.parse import MAX_REFERENCE, parse, read_location, read_locations, split_credits
from app.archival.parsed import ParsedReference
from app.domain.location import ArchivalLocation
from tests.archival.told import GRAMMAR, leaves, told

SEED = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"


def parsed(reference: str) -> ParsedReference:
    """Parse, and see that no character is lost."""
    found = parse(reference, GRAMMAR, "test")
    assert "".join(reference[piece.start : piece.end] for piece in found.pieces) == reference
    return found


def read(reference: str) -> tuple[ArchivalLocation, ...]:
    return read_locations(reference, GRAMMAR, "test")


# fmt: off
@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("APRF, Fond 45, Opis 1, Delo 339, Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32", ["ru-aprf fond=45 opis=1 delo=339 [31-32]", "ru-avprf fond=059a opis=5a delo=5 papka=11 [31-32]"]),
        ("APRF, fond 45, opis 1, delo 335, list 3.", ["ru-aprf fond=45 opis=1 delo=335 [3-3]"]),
        ("RGANI, f. 5, op. 49, d. 131, ll. 193-194. Translated by Gary Goldberg.", ["ru-rgani fond=5 opis=49 delo=131 [193-194]"]),
        ("RGASPI, F.558, Op.1, D.5754, Ll.98–100", ["ru-rgaspi fond=558 opis=1 delo=5754 [98-100]"]),
        ("RGASPI f.17, op.162, d.4, ll.113-15; f.558, op.11, d.71, l.29", ["ru-rgaspi fond=17 opis=162 delo=4 [113-115]", "ru-rgaspi fond=558 opis=11 delo=71 [29-29]"]),
        ("GARF. F.R-9478. Op.1. D 2. L.3-4.", ["ru-garf fond=R-9478 opis=1 delo=2 [3-4]"]),
        ("АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 5. Л. 31–32 об.", ["ru-avprf fond=059а opis=5а papka=11 delo=5 [31-32v]"]),
        ("РГАСПИ Ф.558.Оп.11.Д.339.Л.31", ["ru-rgaspi fond=558 opis=11 delo=339 [31-31]"]),
        ("РГАНИ. Ф. 3. Оп. 22. Д. 15. Лл. 1–4, 6, 8 об.–9.", ["ru-rgani fond=3 opis=22 delo=15 [1-4, 6-6, 8v-9]"]),
        ("ГА РФ Р7523 105 168", ["ru-garf fond=Р7523 opis=105 delo=168"]),
        ("AVPRF, 0100/10/129/78, pp. 5–6, 28–30, 43, 47", ["ru-avprf fond=0100 opis=10 papka=129 delo=78 [5-6, 28-30, 43-43, 47-47]"]),
        ("AVPRF, 06/12a/59/395, pp. 4ff", ["ru-avprf fond=06 opis=12a papka=59 delo=395 [4-]"]),
        ("GARF, 9401/1/4853", ["ru-garf fond=9401 opis=1 delo=4853"]),
        ("RGASPI, f. 82 op. 2, d. 1326, ll. 93–6", ["ru-rgaspi fond=82 opis=2 delo=1326 [93-96]"]),
        ("APRF, f. 45, op. 1, d. 1326, l. 233; d. 1350, l. 40", ["ru-aprf fond=45 opis=1 delo=1326 [233-233]", "ru-aprf fond=45 opis=1 delo=1350 [40-40]"]),
        ("RGASPI, f. 558, op. 11, d. 295, ll. 1–5, 7, d. 296, l. 3ob.", ["ru-rgaspi fond=558 opis=11 delo=295 [1-5, 7-7]", "ru-rgaspi fond=558 opis=11 delo=296 [3v-3v]"]),
        ("GARF, f. 9414, op. 1, d. 1138, l. 1-2; d. 1139, ll. 85–87; op. 2, d. 5, l. 7", ["ru-garf fond=9414 opis=1 delo=1138 [1-2]", "ru-garf fond=9414 opis=1 delo=1139 [85-87]", "ru-garf fond=9414 opis=2 delo=5 [7-7]"]),
        ("RGANI, f. 45, op. 1, d. 348, ll. 20; AVP RF, f. 059a, op. 5a, d. 3, p. 11, ll. 198; and RGASPI, f. 558, op. 11, d. 348, ll. 0020.", ["ru-rgani fond=45 opis=1 delo=348 [20-20]", "ru-avprf fond=059a opis=5a delo=3 papka=11 [198-198]", "ru-rgaspi fond=558 opis=11 delo=348 [0020-0020]"]),
        ("AVP RF, f. 0129, op. 25, pap. 161, por. 6, l. 49", ["ru-avprf fond=0129 opis=25 papka=161 delo=6 [49-49]"]),
        ("RGANI, f. 89, per. 28, dok. 10", ["ru-rgani fond=89 opis=28 delo=10"]),
        ("RGVA, f. 4, op. 19, dd. 18, 19 and 20, l. 3", ["ru-rgva fond=4 opis=19 delo=18", "ru-rgva fond=4 opis=19 delo=19", "ru-rgva fond=4 opis=19 delo=20 [3-3]"]),
        ("RGASPI f. 17, op. 21, D.504–692", ["ru-rgaspi fond=17 opis=21 delo=504–692"]),
        ("RTsKhIDNI, f. 495, op. 74, d. 102, l. 9 (verso)", ["ru-rgaspi fond=495 opis=74 delo=102 [9v-9v]"]),
        ("APRF, Listy 146-147, Fond and Opis not given; and AVPRF, Fond 059a, Opis 5a, Delo 3, Papka 11, Listy 96-97.", ["ru-aprf [146-147]", "ru-avprf fond=059a opis=5a delo=3 papka=11 [96-97]"]),
        ("Archive of the President of the Russian Federation (APRF), fond 3, opis 65, delo 826, listy 95–96.", ["ru-aprf fond=3 opis=65 delo=826 [95-96]"]),
        ("Archive of Foreign Policy of the Russian Federation (hereafter AVP RF), f. 0144, op. 30, p. 118, d. 10, l. 13", ["ru-avprf fond=0144 opis=30 papka=118 delo=10 [13-13]"]),
        ("РГАСПИ. Ф. 82. Оп. 2. Д. 1109. Л. 5; Там же. Ф. 17. Оп. 162. Д. 42. Л. 1.", ["ru-rgaspi fond=82 opis=2 delo=1109 [5-5]", "ru-rgaspi fond=17 opis=162 delo=42 [1-1]"]),
        ("RGASPI, f. 82, op. 2, d. 1109, l. 5. Ibid., d. 1110, l. 7; Ibid., l. 9.", ["ru-rgaspi fond=82 opis=2 delo=1109 [5-5]", "ru-rgaspi fond=82 opis=2 delo=1110 [7-7]", "ru-rgaspi fond=82 opis=2 delo=1110 [9-9]"]),
    ],
)
def test_russian_references_in_every_printed_habit(reference: str, places: list[str]) -> None:
    assert [told(place) for place in parsed(reference).locations] == places


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("ЦДАВО України, ф. 1115, оп. 1 спр. 1, арк. 108-111", ["ua-tsdavo fond=1115 opys=1 sprava=1 [108-111]"]),
        ("ДАСО, ф. Р-1, оп. 2, спр. 3, арк. 4 зв.", ["ua-daso fond=Р-1 opys=2 sprava=3 [4v-4v]"]),
        ("ЦДКФФА України ім. Г.С. Пшеничного, од. об. 2-152637, листівка 4", ["ua-tsdkffa odynytsia_obliku=2-152637 lystivka=4"]),
        ("Polish Foreign Ministry Archive, DV Z12 T404 W17", ["pl-amsz department=DV zespół=12 teczka=404 wiązka=17"]),
        ("AMSZ, zespół 26, wiązka 2, teczka 25", ["pl-amsz zespół=26 wiązka=2 teczka=25"]),
        ("AAN, KC PZPR, 237/XXII-822, k. 20-25", ["pl-aan creator=KC PZPR sygnatura=237/XXII-822 [20-25]"]),
        ("NA, KSČ-ÚV-02/1, sv. 26, a.j. 21, b. 3", ["cz-na fond=KSČ-ÚV-02/1 volume=26 unit=21 item=3"]),
        ("NA (Prague), 1261/0/4, sv. 24, a.j. 160, b. 1", ["cz-na fond=1261/0/4 volume=24 unit=160 item=1"]),
        ("MOL, XIX-J-1-j Korea, 4. doboz, 5/a", ["hu-mol signatura=XIX-J-1-j Korea box=4 item=5/a"]),
        ("MNL OL, XIX-J-1-j-Kína, 1959, 5. doboz, 4/b, 003456/1959", ["hu-mol signatura=XIX-J-1-j-Kína box=5 item=4/b document=003456/1959"]),
        ("PIL, 867. f. 1/sz-95. ő. e.", ["hu-pil fond=867 unit=1/sz-95"]),
        ("AMAE, Folder 784/1978, Issue 220: Features of political-diplomatic relations", ["ro-amae folder=784/1978 issue=220 title=Features of political-diplomatic relations"]),
        ("AMAE, Folder 1/1979; Issues 210-220; Socialist Countries", ["ro-amae folder=1/1979 issue=210-220 title=Socialist Countries"]),
        ("ANIC, CC RCP Fond – Foreign Relations Section, file 103/1966, pp. 1-9", ["ro-anic fond=CC RCP Fond – Foreign Relations Section folder=103/1966 [1-9]"]),
        ("AQPPSH, MPKBS-V.1961, L. 14, D. 1", ["al-aqsh section=MPKBS viti=1961 list=14 dosje=1"]),
        ("Albanian State Archives (AQPPSH), MPP Korese, D1, V. 1959", ["al-aqsh section=MPP Korese dosje=1 viti=1959"]),
        ("АКРДОПБГДСРСБНА-М, ф. 9, оп. 2, а.е. 573, л. 122–124", ["bg-comdos fond=9 opis=2 arhivna_edinitsa=573 [122-124]"]),
        ("ЦДА, ф. 378Б, оп. 1, а.е. 1075, л. 12 гръб", ["bg-tsda fond=378Б opis=1 arhivna_edinitsa=1075 [12v-12v]"]),
        ("ГХЯ архив, Х-1, Д-2, ХН-3", ["mn-mfa fond=1 dans=2 hadgalamjiin_negj=3"]),
        ("Mongolian Foreign Ministry Archive, fond 2, dans 1, kh/n 377, pp. 1-4", ["mn-mfa fond=2 dans=1 hadgalamjiin_negj=377 [1-4]"]),
        ("SAPMO-BArch, DY 30/IV 2/2.035/127, Bl. 12–13; DY 30/3378, Bl. 3", ["de-sapmo bestand=DY 30 signatur=IV 2/2.035/127 [12-13]", "de-sapmo bestand=DY 30 signatur=3378 [3-3]"]),
        ("BArch, B 136/59748, 403-410. Contributed, transcribed, and translated by Stephan Kieninger.", ["de-barch bestand=B 136 signatur=59748 [403-410]"]),
        ("BArch, RH 2/2582, Bl. 12R", ["de-barch bestand=RH 2 signatur=2582 [12v-12v]"]),
        ("PolA AA MfAA A 7142. Translated for NKIDP by Bernd Schaefer.", ["de-paaa bestand=MfAA signatur=A 7142"]),
        ("BStU MfSZ, HA IX, no. 20603, p. 2", ["de-bstu bestand=MfSZ abteilung=HA IX nummer=20603 [2-2]"]),
        ("BStU, ZA, MfS-HA I, Nr. 13321, Bl. 145", ["de-bstu location=ZA bestand=MfS abteilung=HA I nummer=13321 [145-145]"]),
        ("DRA, F201-00-00/0004, p. 554", ["de-dra signatur=F201-00-00/0004 [554-554]"]),
        ("JACAR (Japan Center for Asian Historical Records) Ref.A03032000300, Images 3-7", ["jp-jacar reference_code=A03032000300 [3-7]"]),
        ("UN Archives, S-0188-0005-02", ["un-archives series=S-0188 box=0005 file=02"]),
        ("A/AC.109/SR.12, United Nations Digital Library, https://digitallibrary.un.org/record/731480", ["un-dl document=A/AC.109/SR.12 url=https://digitallibrary.un.org/record/731480"]),
        ('National Archives of Ireland, Department of Foreign Affairs/5/313/3D, published in "Documents on Irish Foreign Policy," Volume XI, Document No. 96.', ["ie-nai department=Department of Foreign Affairs file=5/313/3D"]),
        ("PRC FMA 106-00126-01, 1–3; 106-00127-02, pp. 4-5", ["cn-fma file=106-00126-01 [1-3]", "cn-fma file=106-00127-02 [4-5]"]),
        ("PRC FMA 204-01469-03, 1-5, 6-10", ["cn-fma file=204-01469-03 [1-5, 6-10]"]),
        ("Wuhan, 9 April and 26 Dec. 1958, 70-1-767, pp. 33–45; Hubei, 30 Aug. 1961, SZ34-5-16, pp. 35–6.", ["cn-wuhan file=70-1-767 [33-45]", "cn-hubei file=SZ34-5-16 [35-36]"]),
        ("Sichuan, 18 Jan. 1961, JC1-2418, p. 2; also JC1-2419, p. 43.", ["cn-sichuan file=JC1-2418 [2-2]", "cn-sichuan file=JC1-2419 [43-43]"]),
        ("TNA, FO 371/23686, N 3335/57/38; and CAB 65/1", ["uk-tna series=FO 371 piece=23686 item=N 3335/57/38", "uk-tna series=CAB 65 piece=1"]),
        ("PRO, FO 405/256, FO 371/12500", ["uk-tna series=FO 405 piece=256", "uk-tna series=FO 371 piece=12500"]),
        ("PRO, CAB 23/95, pp. 118–19", ["uk-tna series=CAB 23 piece=95 [118-119]"]),
        ("PREM 11/3316, The National Archives of the UK", ["uk-tna series=PREM 11 piece=3316"]),
        ("The National Archives (TNA): Public Record Office (PRO) FO 371/86756, f. 12r", ["uk-tna series=FO 371 piece=86756 [12r-12r]"]),
    ],
)
def test_references_of_other_countries(reference: str, places: list[str]) -> None:
    assert [told(place) for place in parsed(reference).locations] == places


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        ("Source: Department of State, Conference Files: Lot 62 D 181, CF 851. Secret.", ["us-state series=Conference Files lot=62 D 181 subseries=CF 851"]),
        ("NARA, RG 59, CDF 1910–1929, 119.4 (Case 2000/24).", ["us-nara record_group=59 series=CDF file_number=119.4 case=2000/24"]),
        ("National Archives, RG 59, Central Decimal Files, 1950–54, 795.00/6–2950", ["us-nara record_group=59 series=Central Decimal Files file_number=795.00/6–2950"]),
        ("NARA, RG 59, Central Files 1967–69, POL US–USSR. Secret; Nodis.", ["us-nara record_group=59 series=Central Files file_number=POL US–USSR"]),
        ("Letter from William Seward to John D. Defrees, November 29, 1861, p. 520, NARA, RG 59, M40 Domestic Letters of the Department of State, 1784–1906, Vol. 55, Reel 52", ["us-nara record_group=59 microfilm=M40 series=Domestic Letters of the Department of State, 1784–1906 volume=55 reel=52 [520-520]"]),
        ("Fish diary, March 30, 1870, LCM, Fish Papers, Reel 3 (Container 280)", ["us-lcm collection=Fish Papers reel=3 container=280"]),
        ("NARA, RG 242, T-120, Roll 1234, frames 12–15", ["us-nara record_group=242 microfilm=T-120 reel=1234 [12-15]"]),
        ("Source: Department of State, Historical Documents Files (Lot File 96 D 292), Box 1, 1958-Min. of Meeting 11/7/58 and 1958-Min. of Meeting 11/8/58. Confidential.", ["us-state series=Historical Documents Files lot=96 D 292 box=1 folder=1958-Min. of Meeting 11/7/58", "us-state series=Historical Documents Files lot=96 D 292 box=1 folder=1958-Min. of Meeting 11/8/58"]),
        ("See passim, NARA, RG 59, WTC Lot File 83D222, Box 5, January–October 1953; November–December 1953; and January 1954", ["us-nara record_group=59 series=WTC lot=83D222 box=5 folder=January–October 1953", "us-nara record_group=59 series=WTC lot=83D222 box=5 folder=November–December 1953", "us-nara record_group=59 series=WTC lot=83D222 box=5 folder=January 1954"]),
        ("Kennedy Library, National Security Files, Countries Series, Cuba, Box 36, General, 10/15/62-10/23/62", ["us-jfkl collection=National Security Files series=Countries Series subseries=Cuba box=36 folder=General, 10/15/62-10/23/62"]),
        ("Eisenhower Library, Ann Whitman File, Dulles-Herter Series, Box 8, Folder 3, p. 2", ["us-ddel collection=Ann Whitman File series=Dulles-Herter Series box=8 folder=3 [2-2]"]),
        ("Thomas Mann to Department of State, September 27, 1961, NARA, RG 59, CDF 1960–1963, 023.1/9–2761.", ["us-nara record_group=59 series=CDF file_number=023.1/9–2761"]),
        ("U.S. Embassy Mexico to Department of State, June 13, 1966 and Franklin to U.S. Embassy Mexico, June 22, 1966, both in NARA, RG 59, CFPF 1964–1966, PR 10 Foreign Relations of the U.S", ["us-nara record_group=59 series=CFPF file_number=PR 10 Foreign Relations of the U.S"]),
    ],
)
def test_notes_of_american_books(reference: str, places: list[str]) -> None:
    assert [told(place) for place in parsed(reference).locations] == places


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("NA, FO 371/15589", "uk-tna series=FO 371 piece=15589"),
        ("NA, RG 59, Box 44", "us-nara record_group=59 box=44"),
        ("NA, sv. 4, a.j. 2", "cz-na volume=4 unit=2"),
        ("NAI, DFA, 305/149", "ie-nai department=DFA file=305/149"),
        ("NAI, MEA, 1(1)-BCI/50", "in-nai department=MEA file=1(1)-BCI/50"),
        ("AMAE, Asie-Océanie, Chine, vol. 211, fol. 12 v°", "fr-amae series=Asie-Océanie, Chine volume=211 [12v-12v]"),
    ],
)
def test_a_name_of_several_archives_is_told_apart_by_what_follows(reference: str, place: str) -> None:
    (found,) = parsed(reference).locations
    assert told(found) == place
    assert found.certainty == "probable"
    assert "the name is also that of" in found.basis


@pytest.mark.parametrize(
    "words",
    [
        "NA, Secret papers",
        "Milovan Djilas. Wartime. Translated by Michael B. Petrovich. (New York: Harcourt Brace Jovanovich, 1977), 385-387.",
        "Obtained by Béla Révész; translated for CWIHP by X.",
        "Shifrtelegramma 17203",
        "[Telegram]",
        "[Extract.]",
        "Report from Beijing, 12 May 1958.",
        "In Wuhan the cadres met in 1958.",
        "See the National Archives website.",
        "The Department of State said that Box 3 was lost.",
        "Letter to the National Archives, 5 May 1955",
        "FRUS, 1950, Vol. VII, Korea, p. 234.",
        "Interview with N. A., Moscow, 1995.",
        "http://digitalarchive.wilsoncenter.org/document/110364",
        "Ibid., d. 1356, ll. 120–121.",
    ],
)
# fmt: on
def test_what_is_no_place_gives_none_and_keeps_its_words(words: str) -> None:
    found = parsed(words)
    assert not found.locations
    assert "".join(words[p.start : p.end] for p in found.pieces if p.kind in ("remainder", "repository")).strip()


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

_WORDS = st.lists(
    st.sampled_from(
        [
            *("APRF", "AVPRF", "NARA", "NA", "TNA", "BArch", "AMAE", "MOL", "Wuhan", "CH-BAR", "Ibid.", "АП РФ", "JACAR"),
            *("Fond", "f.", "Оп.", "d.", "dd.", "Box", "RG", "FO", "Bd.", "Lot File", "ll.", "pp.", "Л.", "Bl.", "doboz"),
            *("45", "059a", "31-32", "142–5", "0100/10/129/78", "70-1-767", "E4#1000/781#6*", "½", "1958", "4ff", "об."),
            *(" ", ", ", ". ", "; ", " and ", "(", ")", "（", "“", "”", "\n", "\u00a0", "-", ": ", "not given", "Копия", "é"),
        ]
    ),
    max_size=60,
).map("".join)
#: Control characters and lone surrogates are in no words that are served.
_SERVABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t")
_ANY = st.one_of(_WORDS, st.text(_SERVABLE, max_size=300), st.text(st.sampled_from("APRF, f.45;and-–()“”31ob"), max_size=4096))


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


@given(_ANY)
def test_no_word_of_a_records_reference_is_lost(words: str) -> None:
    kept = "".join(location.as_written for location in read(words))
    left_out = re.sub(r"\s", "", words)
    for character in re.sub(r"\s", "", kept):
        left_out = left_out.replace(character, "", 1)
    assert set(left_out) <= set("and;also,.иtaunтd")
