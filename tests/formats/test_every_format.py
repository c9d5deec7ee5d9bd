"""What holds for every format, whichever there are: each describes itself, renders the seed, and is served."""

import json
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from app import formats as package
from app.domain.document import Document
from app.domain.record import Record
from app.domain.revision import Revision
from app.formats import formats
from app.formats.base import Format
from app.services.found import House
from app.services.press import SUMMARY
from app.services.read import read_document
from app.settings import Settings
from tests.conftest import client_of

EVERY = pytest.mark.parametrize("fmt", formats(), ids=lambda fmt: fmt.name)


@pytest.fixture
def seed(house: House) -> Document:
    """The seed, as read from the archive."""
    with house.archive.reading() as repository:
        return read_document(repository, house.press, "110364")


@pytest.fixture
async def anybody(settings: Settings, house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A client that says nothing of what it accepts."""
    assert house.archive.path == settings.archive
    async with client_of(settings) as client:
        del client.headers["accept"]
        yield client


def test_formats_are_found_without_a_list_of_them_and_json_comes_first() -> None:
    names = [fmt.name for fmt in formats()]
    assert names[0] == "json"
    assert names[1:] == sorted(names[1:])
    assert {"json", "page"} <= set(names)
    assert package.__file__


def test_no_two_formats_can_be_taken_for_each_other() -> None:
    suffixes = [fmt.suffix for fmt in formats()]
    names = [fmt.name for fmt in formats()]
    accepted = [media_type for fmt in formats() for media_type in fmt.accepts]
    for each in (suffixes, names, accepted):
        assert len(each) == len(set(each))
    for suffix in suffixes:
        assert not any(f".{other}".endswith(f".{suffix}") for other in suffixes if other != suffix)
    assert not {"self", "html", "revisions", "citation", SUMMARY} & set(names)  # what links and renditions are named


@EVERY
def test_every_format_describes_itself(fmt: Format) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", fmt.name)
    assert re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)*", fmt.suffix)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8)?", fmt.media_type)
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", media_type) for media_type in fmt.accepts)
    assert fmt.media_type.partition(";")[0] in fmt.accepts or not fmt.accepts
    assert fmt.title
    assert fmt.title == fmt.title.strip()


@EVERY
def test_every_format_renders_the_seed_the_same_way_twice(fmt: Format, seed: Document, house: House) -> None:
    body = fmt.render(seed, house.press.context)
    assert body == fmt.render(seed, house.press.context)
    assert "Kim II Sung" in body.decode()  # as written, whatever else is said of it


@EVERY
def test_every_format_renders_a_record_of_which_hardly_anything_is_known(fmt: Format, house: House) -> None:
    record = Record(id="bare", title="A title")
    document = house.press.understand(record, Revision(number=1, at="2026-01-31T12:00:00Z", sha256=record.sha256()))
    assert "A title" in fmt.render(document, house.press.context).decode()


@EVERY
async def test_the_suffix_of_every_format_answers_with_its_media_type_and_its_bytes(
    fmt: Format, anybody: httpx.AsyncClient, seed: Document, house: House
) -> None:
    response = await anybody.get(f"/documents/110364.{fmt.suffix}")
    assert response.status_code == 200
    assert response.headers["content-type"] == fmt.media_type
    assert response.content == fmt.render(seed, house.press.context)


@EVERY
async def test_every_media_type_a_format_takes_gives_the_bytes_of_its_suffix(
    fmt: Format, anybody: httpx.AsyncClient
) -> None:
    by_suffix = await anybody.get(f"/documents/110364.{fmt.suffix}")
    for media_type in fmt.accepts:
        by_accept = await anybody.get("/documents/110364", headers={"accept": media_type})
        assert (by_accept.content, by_accept.headers) == (by_suffix.content, by_suffix.headers)


@EVERY
async def test_every_format_is_linked_to_from_the_record(fmt: Format, anybody: httpx.AsyncClient) -> None:
    response = await anybody.get("/documents/110364")
    assert response.json()["links"][fmt.name] == f"/documents/110364.{fmt.suffix}"
    assert f"</documents/110364.{fmt.suffix}>" in response.headers["link"]


@EVERY
async def test_every_format_with_a_schema_publishes_it(fmt: Format, anybody: httpx.AsyncClient) -> None:
    if fmt.schema_path is not None:
        assert json.loads((await anybody.get(fmt.schema_path)).content)


@EVERY
async def test_every_format_is_declared_in_the_description(fmt: Format, anybody: httpx.AsyncClient) -> None:
    described = (await anybody.get("/openapi.json")).json()
    content = described["paths"]["/documents/{id}"]["get"]["responses"]["200"]["content"]
    assert fmt.media_type.partition(";")[0] in content


@EVERY
def test_what_is_stored_of_a_record_is_what_its_format_renders(fmt: Format, seed: Document, house: House) -> None:
    with house.archive.reading() as repository:
        kept = repository.rendition("110364", fmt.name)
    assert (kept is not None) is fmt.stored
    if kept:
        assert kept.body == fmt.render(seed, house.press.context)
        assert kept.media_type == fmt.media_type


def test_an_address_too_long_for_a_header_is_left_to_the_body(house: House) -> None:
    links = house.press.context.link_field("110364", "https://e.org/" + "x" * 3000)
    assert "cite-as" not in links
    assert len(links) < 2000
