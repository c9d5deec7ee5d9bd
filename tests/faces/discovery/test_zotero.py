"""Zotero at the page of the seed: each row of what was measured with it, as far as a server has it in hand.

Its own translators were run on 32 kinds of page (translation-server 2.0.5): what is called helpful here saved the
letter whole or nearly so, what is called harmful made an article of it, or lost the archive.
"""

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import httpx
import pytest

from app.faces.discovery.unapi import offered
from tests.faces.reading_room.visitors import ANYTHING, read
from tests.formats.pages import Parsed

PERMALINK = "/document/110364"
PLACES = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32; AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
ADDRESS = "http://digitalarchive.wilsoncenter.org/document/110364"
#: The elements that Zotero reads where there is no unAPI, with what they say of the seed, which names no translator.
META = {
    "z:itemType": "letter",
    "DC.title": "Ciphered telegram, Filippov (Stalin) to Mao Zedong",
    "DC.date": "1951-06-13",
    "DC.creator": "Filippov (Stalin)",
    "z:recipients": "Mao Zedong",
    "z:archive": "History and Public Policy Program Digital Archive",
    "z:archiveLocation": PLACES,
    "z:language": "en",
    "DCTERMS.abstract": "Stalin",
    "z:letterType": "Ciphered telegram",
    "z:url": ADDRESS,
}
#: What Zotero sends as it saves from a web page, where a JSON that is liked as much would be an error.
TRANSLATION_SERVER = ANYTHING


async def test_zotero_which_takes_anything_gets_the_page(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(PERMALINK, headers=TRANSLATION_SERVER)
    assert response.headers["content-type"].startswith("text/html")


async def test_link_and_abbr_lead_to_unapi(visitor: httpx.AsyncClient) -> None:
    page = await read(visitor, PERMALINK)
    server = page.one("link", rel="unapi-server").attributes
    assert (server["type"], server["href"]) == ("application/xml", "/unapi")
    assert page.one("abbr", class_="unapi-id").attributes["title"] == "110364"
    assert (await visitor.get("/unapi")).status_code == 200
    assert (await visitor.get("/unapi?id=110364")).status_code == 300


async def test_of_the_formats_that_zotero_knows_the_best_is_named_first(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/unapi?id=110364")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    assert [one.attrib["name"] for one in root] == ["rdf_zotero", "mods", "ris", "bibtex"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rdf_zotero", ["<z:itemType>letter<", "Filippov (Stalin)", "Mao Zedong", "z:recipients", PLACES, ADDRESS]),
        ("ris", ["TY  - PCOMM", "AU  - Filippov (Stalin)", "A2  - Mao Zedong", "APRF, Fond 45", "AVPRF, Fond 059a"]),
        ("mods", ["<genre", "Ciphered telegram", "<physicalLocation", "APRF, Fond 45", "AVPRF, Fond 059a"]),
        ("bibtex", ["@misc{", "Filippov", "APRF, Fond 45", "AVPRF, Fond 059a"]),
    ],
)
async def test_unapi_gives_a_letter_with_its_people_and_both_places(
    visitor: httpx.AsyncClient, name: str, words: list[str]
) -> None:
    record = (await visitor.get(f"/unapi?id=110364&format={name}")).text
    assert [word for word in words if word not in record] == []


@pytest.mark.parametrize("name", META)
async def test_meta_element(visitor: httpx.AsyncClient, name: str) -> None:
    (element,) = (await read(visitor, PERMALINK)).all("meta", name=name)
    assert META[name] in element.attributes["content"]


@pytest.mark.parametrize("name", ["ris", "bibtex", "rdf_zotero", "mods"])
async def test_a_file_s_address_has_the_media_type_that_zotero_imports(visitor: httpx.AsyncClient, name: str) -> None:
    fmt = offered()[name]
    answer = await visitor.get(f"{PERMALINK}.{fmt.suffix}", headers=TRANSLATION_SERVER)
    assert answer.status_code == 200
    assert (
        answer.headers["content-type"]
        == {
            "ris": "application/x-research-info-systems",
            "bibtex": "application/x-bibtex",
            "rdf_zotero": "application/rdf+xml",
            "mods": "application/mods+xml",
        }[name]
    )


async def test_the_old_translator_of_this_archive_fetches_ris_behind_the_page_s_address(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get(f"{PERMALINK}.ris", headers=TRANSLATION_SERVER)
    assert answer.status_code == 200
    assert answer.text.startswith("TY  - ")
    assert answer.text.rstrip().endswith("ER  -")
    assert answer.content == (await visitor.get("/documents/110364.ris")).content


def _names(page: Parsed) -> list[str]:
    both = [(element.attributes.get("name"), element.attributes.get("property")) for element in page.all("meta")]
    return [name.lower() for pair in both for name in pair if name]


def _classes(page: Parsed) -> list[str]:
    return [name for element in page.elements for name in element.attributes.get("class", "").split()]


#: What harms, each with how a page that has it is told.
HARMFUL: dict[str, Callable[[Parsed], bool]] = {
    "COinS": lambda page: "Z3988" in _classes(page),
    "Highwire citation_*": lambda page: any(name.startswith("citation_") for name in _names(page)),
    "DC.type": lambda page: any(name in ("dc.type", "dcterms.type", "dc:type") for name in _names(page)),
    "DC.coverage": lambda page: any(name in ("dc.coverage", "dcterms.coverage") for name in _names(page)),
    "bibo:type": lambda page: any(name.startswith("bibo") for name in _names(page)),
    "prism.*": lambda page: any(name.startswith("prism") for name in _names(page)),
    "eprints.*": lambda page: any(name.startswith("eprints") for name in _names(page)),
    "og:site_name": lambda page: "og:site_name" in _names(page),
    "microdata": lambda page: any("itemscope" in element.attributes for element in page.elements),
    "nothing but JSON-LD, Open Graph and alternates": lambda page: not any(n.startswith("z:") for n in _names(page)),
    "the subjects of the page as keywords": lambda page: "keywords" in _names(page),
}


@pytest.mark.parametrize("harm", HARMFUL)
@pytest.mark.parametrize("document_id", ["110364", "900001", "900777"])
async def test_no_page_has(visitor: httpx.AsyncClient, harm: str, document_id: str) -> None:
    assert not HARMFUL[harm](await read(visitor, f"/document/{document_id}"))


async def test_ris_is_of_no_type_that_zotero_takes_for_an_article(visitor: httpx.AsyncClient) -> None:
    for document_id in ("110364", "900001", "900777"):
        words = (await visitor.get(f"/document/{document_id}.ris")).text
        assert words.partition("\n")[0].strip() in ("TY  - PCOMM", "TY  - MANSCPT")


async def test_csl_has_a_recipient_in_a_letter_alone(visitor: httpx.AsyncClient) -> None:
    for document_id in ("110364", "900001", "900777"):
        (item,) = json.loads((await visitor.get(f"/document/{document_id}.csl.json")).content)
        assert ("recipient" in item) <= (item["type"] == "personal_communication")


async def test_bibtex_has_no_type_that_biblatex_refuses(visitor: httpx.AsyncClient) -> None:
    for suffix in ("bib", "biblatex.bib"):
        words = (await visitor.get(f"{PERMALINK}.{suffix}")).text
        assert words.startswith(("@unpublished{", "@misc{"))
