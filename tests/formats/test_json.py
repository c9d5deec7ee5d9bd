"""The API's own JSON: the members of the published schema, in their order, and addresses as the archive has them."""

import json

import pytest

from app.domain.identifiers import Addresses
from app.formats import formats
from app.formats.base import Context
from app.formats.base.links import iri_to_uri, link_field
from app.formats.json import render, summarise
from app.formats.json.shape import DocumentShape, SummaryShape
from app.services.example import example_document
from app.services.found import House


def names_of(shape: type[DocumentShape] | type[SummaryShape]) -> list[str]:
    """Give the members of a shape by the names they have on the wire."""
    return [field.alias or name for name, field in shape.model_fields.items()]


def test_members_come_in_the_order_of_the_schema(house: House) -> None:
    document = example_document(house.press, house.seed)
    assert list(json.loads(render(document, house.press.context))) == names_of(DocumentShape)
    assert list(json.loads(summarise(document, house.press.context))) == names_of(SummaryShape)


def test_what_is_not_known_is_null_and_stays_on_the_wire(house: House) -> None:
    text = json.loads(render(example_document(house.press, house.seed), house.press.context))["texts"][0]
    assert [text["of"], text["translators"], text["machine"]] == [None, None, None]


def test_the_words_are_written_in_utf_8_and_not_escaped(house: House) -> None:
    assert "First—about an armistice".encode() in render(example_document(house.press, house.seed), house.press.context)


@pytest.mark.parametrize("public_url", ["", "/archive", "https://example.org", "https://example.org/archive"])
def test_every_link_begins_with_the_archive_s_address(public_url: str) -> None:
    context = Context(addresses=Addresses(public_url=public_url), formats=formats())
    links = context.links("110364")
    assert links["self"] == f"{public_url}/documents/110364"
    assert links["html"] == f"{public_url}/document/110364"
    assert set(links) == {"self", "html", "revisions", "citation", *(fmt.name for fmt in formats())}
    assert all(link.startswith(f"{public_url}/document") for link in links.values())


@pytest.mark.parametrize(
    ("address", "encoded"),
    [
        ("http://example.org/a?b=c&d#e", "http://example.org/a?b=c&d#e"),
        ("http://example.org/%D0%BF", "http://example.org/%D0%BF"),
        ("http://example.org/п", "http://example.org/%D0%BF"),
        ('x>; rel="self", <y', "x%3E;%20rel=%22self%22,%20%3Cy"),
        ("http://example.org/\r\nX-Evil: 1", "http://example.org/%0D%0AX-Evil:%201"),
    ],
)
def test_no_address_can_end_the_header_it_stands_in(address: str, encoded: str) -> None:
    assert iri_to_uri(address) == encoded
    context = Context(addresses=Addresses(public_url=""), formats=formats())
    field = link_field(context, "110364", address)
    assert field.isascii()
    assert field.startswith(f'<{encoded}>; rel="cite-as", <')
