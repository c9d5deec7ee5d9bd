"""The way from a record's page to every citation style: a form that needs no script, and nothing of any request."""

from typing import Any

import pytest

from app import resources
from app.formats.web import FORMAT
from app.services.press import Press
from tests.formats.letters import document_of, press_of, print_page
from tests.formats.pages import Parsed, parse_page

PLACES = "APRF, Fond 45, Opis 1 and AVPRF, Fond 059a, Opis 5a"


def print_pinned(members: dict[str, Any], press: Press) -> Parsed:
    """Give the page of a revision that was asked for by its number, parsed."""
    return parse_page(press.render(document_of(members, press=press, number=3), FORMAT, is_pinned=True).body)


def options(page: Parsed) -> list[str]:
    """Give the values in the lists of the form."""
    return [option.attributes["value"] for option in page.all("option")]


def test_the_names_offered_are_those_of_the_core_styles_in_their_order() -> None:
    names = resources.load_style_names()
    assert tuple(names.aliases.get(name, name) for name in options(print_page({}))) == names.core


@pytest.mark.parametrize(("public_url", "base"), [("", ""), ("https://example.org/archive", "/archive")])
def test_the_form_leads_to_the_page_that_cites_and_names_the_addresses_of_the_api(public_url: str, base: str) -> None:
    form = print_page({}, public_url).one("form", class_="citing screen")
    assert form.attributes["action"] == f"{base}/document/letter/cite"
    assert form.attributes["method"] == "get"
    assert form.attributes["data-citation"] == f"{base}/documents/letter/citation"
    assert form.attributes["data-styles"] == f"{base}/styles"


def test_holdings_are_offered_where_there_are_several() -> None:
    assert options(print_page({"reference": PLACES}))[9:] == ["all", "1", "2"]
    assert len(options(print_page({"reference": "APRF, Fond 45, Opis 1"}))) == 9


def test_only_a_pinned_page_asks_for_its_revision() -> None:
    assert print_page({}).all("input", name="revision") == []
    pinned = print_pinned({}, press_of())
    assert [field.attributes["value"] for field in pinned.all("input", name="revision")] == ["3", "3"]
    assert "/document/letter/cite?revision=3" in pinned.addresses
    assert "/document/letter/cite" in print_page({}).addresses


def test_the_house_citation_stays_the_first_on_the_page() -> None:
    page = print_page({"reference": PLACES})
    first = page.all("p", class_="citation copyable")[0]
    assert first.words == document_of({"reference": PLACES}).citation.generated
    assert page.elements.index(first) < page.elements.index(page.all("form")[0])
