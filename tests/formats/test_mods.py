"""MODS: every place by itself, nobody in another's role, dates no more exact than they are, every word as it was."""

import shutil
import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from app.domain.document import Document
from app.formats.mods import losses, render
from tests.conftest import skip
from tests.formats import described
from tests.formats.described import CONTEXT, HOSTILE, bare, full, hostile, parse, seed

NAMES = {"m": "http://www.loc.gov/mods/v3"}
HREF = "{http://www.w3.org/1999/xlink}href"
SCHEMA = Path(__file__).parent / "mods-3.8.rnc"


def mods_of(document: Document) -> Element:
    return parse(render(document, CONTEXT))


def words(root: Element, path: str) -> list[str]:
    return described.words(root, path, NAMES)


def names_of(root: Element, code: str) -> list[str]:
    """Give the names in a part of the record itself, by their code of MARC."""
    people = root.findall("m:name", NAMES)
    return [words(who, "m:namePart")[0] for who in people if code in words(who, "m:role/m:roleTerm[@type='code']")]


#: Everything hostile but the addresses: those are read back as they were, but an address with spaces is none.
UNSEEMLY = hostile(source_url="https://example.org/", rights=[])


@pytest.mark.parametrize("document", [seed(), full(), UNSEEMLY, bare()], ids=["seed", "full", "hostile", "bare"])
def test_it_is_valid_by_the_schema(document: Document, tmp_path: Path) -> None:
    if shutil.which("jing") is None:
        skip("jing is not here; apt-get install jing")
    page = tmp_path / "record.xml"
    page.write_bytes(render(document, CONTEXT))
    told = subprocess.run(["jing", "-c", SCHEMA, page], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_every_place_is_a_location_with_its_whole_reference_and_whose_it_is() -> None:
    root = mods_of(seed())
    places = root.findall("m:location[@displayLabel='Original held at']", NAMES)
    assert [words(place, "m:physicalLocation") for place in places] == [
        ["APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"],
        ["AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"],
    ]
    assert [words(place, "m:shelfLocator") for place in places] == [
        ["Fond 45, Opis 1, Delo 339, Listy 31-32"],
        ["Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"],
    ]
    assert words(root, ".//m:copyInformation/m:note") == [
        "Original held at Archive of the President of the Russian Federation, Moscow",
        "Original held at Foreign Policy Archive of the Russian Federation, Moscow",
    ]
    assert words(root, "m:location/m:url") == ["http://digitalarchive.wilsoncenter.org/document/110364"]


def test_a_reference_that_cannot_be_read_is_kept_whole() -> None:
    root = mods_of(full())
    assert words(root, "m:location/m:physicalLocation")[1] == "a chest in the attic"
    assert len(words(root, "m:location/m:shelfLocator")) == 1
    assert words(root, ".//m:copyInformation/m:note")[1] == "Original held at a chest in the attic"


@pytest.mark.parametrize(("copy", "held"), [("copy", "Copy held at"), ("microfilm", "Microfilm held at")])
def test_what_is_no_original_is_not_called_one(copy: str, held: str) -> None:
    document = seed()
    place = document.locations[0].model_copy(update={"copy_": copy, "note": "torn"})
    root = mods_of(document.model_copy(update={"locations": (place,)}))
    assert root.find(f"m:location[@displayLabel='{held}']", NAMES) is not None
    assert words(root, ".//m:copyInformation/m:form") == [copy]
    assert words(root, ".//m:copyInformation/m:note")[1] == "torn"


def test_sender_addressee_and_translator_have_the_roles_of_marc() -> None:
    root = mods_of(full(kind={"as_written": "Letter", "code": "letter"}))
    assert names_of(root, "cre") == ["Zhou"]
    assert names_of(root, "rcp") == ["R.", "CC CPSU"]
    assert names_of(root, "trl") == ["Anna B. Cee", "Dee"]
    assert words(root, "m:name/m:description") == ["Identified as Roshchin"]
    terms = root.findall(".//m:roleTerm[@type='code']", NAMES)
    assert [term.get("valueURI") for term in terms] == [
        f"http://id.loc.gov/vocabulary/relators/{t.text}" for t in terms
    ]
    assert words(root, "m:genre") == ["Letter", "letter"]


def test_who_gets_anything_but_a_letter_stands_where_zotero_makes_nobody_an_author() -> None:
    root = mods_of(full())
    assert words(root, "m:name/m:namePart") == ["Zhou", "Anna B. Cee", "Dee"]
    assert words(root, "m:relatedItem[@type='original']/m:name/m:namePart") == ["R.", "CC CPSU"]
    assert words(root, "m:genre[@authority='local']") == ["document"]


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("1951-06-13", [("1951-06-13", "w3cdtf", None, None)]),
        ("1951", [("1951", "w3cdtf", None, None)]),
        ("1951-06~", [("1951-06", "w3cdtf", "approximate", None)]),
        ("1951?", [("1951", "w3cdtf", "questionable", None)]),
        ("1951%", [("1951%", "edtf", None, None)]),
        ("1951-06-13/1951-07~", [("1951-06-13", "w3cdtf", None, "start"), ("1951-07", "w3cdtf", "approximate", "end")]),
        ("1951-06/..", [("1951-06/..", "edtf", None, None)]),
        ("1951-21", [("1951-21", "edtf", None, None)]),
        ("195X", [("195X", "edtf", None, None)]),
        (None, [("whenever", None, None, None)]),
    ],
)
def test_a_date_is_as_exact_as_it_is_understood(edtf: str | None, dates: list[tuple[str | None, ...]]) -> None:
    root = mods_of(full(date={"as_written": "whenever", "edtf": edtf}))
    found = root.findall("m:originInfo/m:dateCreated", NAMES)
    assert [(d.text, d.get("encoding"), d.get("qualifier"), d.get("point")) for d in found] == dates
    assert [d.get("keyDate") for d in found] == ["yes", None][: len(found)]
    assert words(root, "m:originInfo/m:displayDate") == ["whenever"]


def test_a_date_that_the_cataloguer_supplied_is_called_inferred() -> None:
    root = mods_of(full(date={"as_written": "[June 13, 1951]"}))
    date = root.find("m:originInfo/m:dateCreated", NAMES)
    assert date is not None
    assert (date.text, date.get("qualifier")) == ("1951-06-13", "inferred")


def test_languages_rights_and_the_machine_travel() -> None:
    root = mods_of(full())
    assert words(root, "m:language/m:languageTerm") == ["en", "fr"]
    assert words(root, "m:relatedItem/m:language/m:languageTerm") == ["zh", "Chinese"]
    assert words(root, "m:note[@type='translation']") == [
        "Not a machine translation: English",
        "Machine translation: Français",
    ]
    rights = root.findall("m:accessCondition", NAMES)
    assert [(r.get("displayLabel"), r.get(HREF), r.text) for r in rights] == [
        ("translation", "https://example.org/rights", "All rights reserved."),
        ("original", None, "Public domain."),
    ]


def test_other_records_numbers_and_identifiers_travel() -> None:
    root = mods_of(seed())
    numbers = root.findall("m:identifier[@type='document number']", NAMES)
    assert [(n.text, n.get("displayLabel")) for n in numbers] == [("3557", "No. 3557"), ("302/sh", "No. 302/sh")]
    root = mods_of(full())
    assert words(root, "m:identifier[@type='doi']") == ["10.1000/7"]
    assert words(root, "m:relatedItem[@otherType='reply-to']/m:identifier") == ["110364"]
    assert words(root, "m:note[@type='creation/production credits']") == ["Thanks to everybody."]


def test_every_hostile_word_is_read_back_as_it_was() -> None:
    document = hostile()
    root = mods_of(document)
    for path in ("m:titleInfo/m:title", "m:originInfo/m:displayDate", "m:relatedItem/m:note"):
        assert words(root, path) == [HOSTILE]
    assert words(root, "m:abstract") == [HOSTILE * 5000]
    assert words(root, "m:location/m:physicalLocation") == [place.as_written for place in document.locations]
    assert (HOSTILE, HOSTILE) in [(i.text, i.get("type")) for i in root.findall("m:identifier", NAMES)]
    assert words(root, "m:location/m:url") == [f"https://example.org/{HOSTILE}"]
    assert words(root, "m:name/m:namePart") == [HOSTILE, HOSTILE]


def test_bibutils_reads_the_sender_as_the_one_author() -> None:
    if shutil.which("xml2bib") is None:
        skip("bibutils is not here; apt-get install bibutils")
    read = subprocess.run(["xml2bib"], input=render(seed(), CONTEXT), capture_output=True, check=True).stdout.decode()
    assert 'author="{Filippov (Stalin)}"' in read
    assert 'title="Ciphered telegram, Filippov (Stalin) to Mao Zedong' in read
    assert 'location="APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"' in read
    assert 'url="http://digitalarchive.wilsoncenter.org/document/110364"' in read
    assert 'language="en"' in read


def test_it_tells_what_it_leaves_out() -> None:
    assert [loss.member for loss in losses(seed(), CONTEXT)] == ["locations.levels", "texts"]
    assert [loss.member for loss in losses(bare(), CONTEXT)] == []
    assert "other_dates.as_written" in [loss.member for loss in losses(full(), CONTEXT)]
