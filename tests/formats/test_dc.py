"""Dublin Core: one source for each place, only senders are creators, every word as it was."""

from xml.etree.ElementTree import Element

import pytest

from app.domain.document import Document
from app.formats.dc import losses, render
from tests.formats.described import CONTEXT, HOSTILE, bare, full, hostile, parse, seed

DC = "{http://purl.org/dc/elements/1.1/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
#: The fifteen elements of the Dublin Core Metadata Element Set 1.1.
ELEMENTS = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
    *("identifier", "source", "language", "relation", "coverage", "rights"),
}


def dc_of(document: Document) -> Element:
    return parse(render(document, CONTEXT))


def words(root: Element, name: str) -> list[str]:
    return [element.text or "" for element in root.findall(f"{DC}{name}")]


@pytest.mark.parametrize("document", [seed(), full(), hostile(), bare()], ids=["seed", "full", "hostile", "bare"])
def test_it_has_nothing_but_the_fifteen_elements_and_their_words(document: Document) -> None:
    root = dc_of(document)
    assert root.tag == f"{OAI_DC}dc"
    assert {element.tag.removeprefix(DC) for element in root} <= ELEMENTS
    assert not [element for element in root if element.attrib or len(element) or not element.text]


def test_a_reader_gets_the_seed_back() -> None:
    root = dc_of(seed())
    title = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung"
    assert words(root, "title") == [title]
    assert words(root, "creator") == ["Filippov (Stalin)"]
    assert words(root, "contributor") == []
    assert words(root, "description")[1:] == ["Addressee: Mao Zedong", "Original language: Russian"]
    assert words(root, "publisher") == ["History and Public Policy Program Digital Archive"]
    assert words(root, "date") == ["1951-06-13"]
    assert words(root, "type") == ["Text", "Ciphered telegram"]
    address = "http://digitalarchive.wilsoncenter.org/document/110364"
    assert words(root, "identifier") == [address, "record-number: 110364", "No. 3557", "No. 302/sh"]
    assert words(root, "source") == [
        "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32",
        "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32",
    ]
    assert words(root, "language") == ["en"]
    assert words(root, "rights") == ["http://rightsstatements.org/vocab/CNE/1.0/"]


def test_translators_are_contributors_and_addressees_are_nobody_s_authors() -> None:
    root = dc_of(full())
    assert words(root, "creator") == ["Zhou"]
    assert words(root, "contributor") == ["Anna B. Cee", "Dee"]
    assert words(root, "description") == [
        "What it is about.",
        "Addressee: R.",
        "Addressee: CC CPSU",
        "Identified: R.: Roshchin",
        "Original language: Chinese",
        "Translation: Not a machine translation: English",
        "Translation: Machine translation: Français",
        "Credits: Thanks to everybody.",
    ]


def test_rights_relations_and_languages_travel() -> None:
    root = dc_of(full())
    assert words(root, "rights") == ["All rights reserved.", "https://example.org/rights", "Public domain."]
    assert words(root, "relation") == ["110364"]
    assert words(root, "language") == ["en", "fr"]


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("1951-06", "1951-06"),
        ("1951-06-13/1951-06-15", "1951-06-13/1951-06-15"),
        ("1951~", "1951~"),
        (None, "whenever"),
    ],
)
def test_a_date_is_as_exact_as_it_is_understood(edtf: str | None, date: str) -> None:
    assert words(dc_of(full(date={"as_written": "whenever", "edtf": edtf})), "date") == [date]


def test_every_hostile_word_is_read_back_as_it_was() -> None:
    document = hostile()
    root = dc_of(document)
    for name in ("title", "creator", "contributor", "publisher", "date", "relation"):
        assert words(root, name) == [HOSTILE]
    assert words(root, "description")[0] == HOSTILE * 5000
    assert words(root, "source") == [place.as_written for place in document.locations]
    assert words(root, "identifier")[0] == f"https://example.org/{HOSTILE}"
    assert words(root, "rights") == [HOSTILE, HOSTILE]


def test_it_tells_what_it_leaves_out_and_what_it_joins() -> None:
    assert [(loss.member, loss.how) for loss in losses(seed(), CONTEXT)] == [
        ("participants", "joined"),
        ("date.as_written", "left out"),
        ("locations.levels", "joined"),
        ("original_languages", "joined"),
        ("contents", "left out"),
        ("rights.applies_to", "left out"),
        ("texts", "left out"),
    ]
    assert [loss.member for loss in losses(bare(), CONTEXT)] == ["rights.applies_to"]
    assert {"texts.translators", "other_dates", "relations.type", "texts.machine", "credits"} <= {
        loss.member for loss in losses(full(), CONTEXT)
    }
