"""The page to read, for software: what makes Zotero save a letter is there, and nothing that makes it save less."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.formats.base import Format
from app.formats.web import FORMAT
from app.formats.web.tags import tag_page
from tests.browser.records import HOSTILE
from tests.formats.letters import document_of, press_of, print_page, translation
from tests.formats.pages import Parsed, parse_page

ADDRESS = "https://publisher.example/document/7"
PLACES = ["APRF, Fond 45, Opis 1, Delo 339, Listy 31-32", "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"]
#: A letter of which everything is stated that Zotero has a field for.
LETTER: dict[str, Any] = {
    "title": 'Letter of "A" to <B>',
    "kind": {"as_written": "Ciphered telegram", "code": "telegram.ciphered"},
    "date": {"as_written": "June 13, 1951", "edtf": "1951-06-13"},
    "participants": [
        {"role": "sender", "as_written": "Filippov (Stalin)"},
        {"role": "addressee", "as_written": "Mao Zedong"},
        {"role": "addressee", "as_written": "Gao Gang"},
    ],
    "summary": "A summary. " * 60,
    "publisher": "A digital archive",
    "source_url": ADDRESS,
    "locations": PLACES,
    "texts": [translation(translators=["A. Translator", "B. Translator"])],
}
#: What harms (clients.md, §1): Zotero takes the page for an article, or for less than the z: elements say.
HARMFUL = ("citation_", "dc.type", "dc.source", "dc.coverage", "dc.contributor", "dcterms.type", "bibo", "prism",
           "og:site_name", "eprints", "generator", "article:", "book:")  # fmt: skip


def tags_of(page: Parsed) -> dict[str, list[str]]:
    """Give the contents of the meta elements by name, each name as often as it stands there."""
    found: dict[str, list[str]] = {}
    for element in page.all("meta"):
        for name in {element.attributes.get("name"), element.attributes.get("property")} - {None}:
            found.setdefault(str(name), []).append(element.attributes["content"])
    return found


def test_every_element_that_helps_zotero_is_there() -> None:
    tags = tags_of(print_page(LETTER))
    assert {name: tags[name] for name in tags if name.startswith(("z:", "DC"))} == {
        "z:itemType": ["letter"],
        "DC.title": [LETTER["title"]],
        "DC.date": ["1951-06-13"],
        "DC.creator": ["Filippov (Stalin)"],
        "z:recipients": ["Mao Zedong", "Gao Gang"],
        "z:translators": ["A. Translator", "B. Translator"],
        "z:letterType": ["Ciphered telegram"],
        "z:archive": ["A digital archive"],
        "z:archiveLocation": ["; ".join(PLACES)],
        "z:language": ["en"],
        "DCTERMS.abstract": [LETTER["summary"]],
        "z:url": [ADDRESS],
    }


def test_the_page_of_a_letter_leads_zotero_to_something_better() -> None:
    page = print_page(LETTER, "https://example.org/a")
    server = page.one("link", rel="unapi-server").attributes
    assert (server["type"], server["href"]) == ("application/xml", "/a/unapi")
    assert [e.attributes["title"] for e in page.all("abbr", class_="unapi-id")] == ["letter"]


@pytest.mark.parametrize("members", [LETTER, HOSTILE, {}])
def test_no_element_that_harms_is_there(members: dict[str, Any]) -> None:
    page = print_page(members)
    names = [name.lower() for name in tags_of(page)]
    assert not [name for name in names if name.startswith(HARMFUL)]
    assert "Z3988" not in {value for e in page.elements for value in e.attributes.get("class", "").split()}


@pytest.mark.parametrize(
    ("code", "item_type", "name"),
    [("letter", "letter", "z:letterType"), ("report", "report", "z:reportType"), ("minutes", "document", "z:type"),
     (None, "document", "z:type")],
)  # fmt: skip
def test_only_what_was_sent_is_a_letter_and_only_a_letter_has_recipients(
    code: str | None, item_type: str, name: str
) -> None:
    tags = tags_of(print_page({**LETTER, "kind": {"as_written": "As it is called", "code": code}}))
    assert tags["z:itemType"] == [item_type]
    assert tags[name] == ["As it is called"]
    assert ("z:recipients" in tags) is (item_type == "letter")
    assert tags["DC.creator"] == ["Filippov (Stalin)"]


def test_what_is_not_stated_has_no_element() -> None:
    assert tags_of(print_page({"title": "Untitled"})).keys() - {"viewport", "color-scheme"} == {
        "og:type", "og:title", "z:itemType", "DC.title",
    }  # fmt: skip


def test_a_date_that_is_no_day_month_or_year_keeps_its_words() -> None:
    tags = tags_of(print_page({"date": {"as_written": "between 1950 and 1951", "edtf": "1950/1951"}}))
    assert tags["DC.date"] == ["between 1950 and 1951"]


def test_who_shows_a_link_to_the_page_finds_title_description_type_and_address() -> None:
    tags = tags_of(print_page(LETTER))
    assert {name: tags[name] for name in tags if name.startswith("og:")} == {
        "og:type": ["article"],
        "og:title": [LETTER["title"]],
        "og:description": [LETTER["summary"]],  # whole: Zotero takes it for the abstract
        "og:url": [ADDRESS],
    }


def test_hostile_words_stay_contents() -> None:
    tags = tags_of(print_page(HOSTILE))
    assert tags["DC.title"] == tags["og:title"] == [HOSTILE["title"]]


def test_a_pinned_page_is_saved_as_it_is_and_not_as_the_newest_revision() -> None:
    press = press_of()
    page = parse_page(FORMAT.render(document_of(LETTER), replace(press.context, is_pinned=True)))
    assert not page.all("link", rel="unapi-server")
    assert not page.all("abbr")
    assert tags_of(page)["z:itemType"] == ["letter"]


def stub(body: bytes) -> Format:
    """Give a format for linked data that writes these bytes."""
    return Format(
        name="stub",
        title="Stub",
        media_type="application/ld+json",
        accepts=("application/ld+json",),
        suffix="stub",
        render=lambda _document, _context: body,
    )


def test_linked_data_cannot_end_the_element_it_stands_in() -> None:
    said = {"name": "</script><script>alert(1)</script><!--"}
    context = replace(press_of().context, formats=(stub(json.dumps(said).encode()),))
    page = parse_page(FORMAT.render(document_of({}), context))
    (data,) = page.all("script", type="application/ld+json")
    assert json.loads(data.words) == said
    assert len(page.all("script")) == 4


def test_without_a_format_for_linked_data_the_page_has_none() -> None:
    page = parse_page(FORMAT.render(document_of({}), replace(press_of().context, formats=(FORMAT,))))
    assert not page.all("script", type="application/ld+json")


def test_what_is_tagged_is_what_the_record_says() -> None:
    contents = {tag.content for tag in tag_page(document_of(LETTER), press_of().context)}
    assert "Stalin" not in contents  # who somebody is understood to be is never their name
