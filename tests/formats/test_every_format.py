"""What holds for every format, whichever there are: each describes itself, renders the seed, and is served."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from app import formats as package
from app.domain.document import Document
from app.domain.identifiers import Addresses
from app.domain.record import Record
from app.domain.revision import Revision
from app.formats import formats, split_suffix
from app.formats.base import Format
from app.formats.base.links import MOST_LINKS, link_field
from app.formats.json.shape import DocumentShape
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
    for fmt in formats():  # also where one ends as another does: ".page.txt" and ".txt"
        assert split_suffix(f"110364.{fmt.suffix}") == ("110364", fmt)
    assert not {"self", "html", "revisions", "citation", SUMMARY} & set(names)  # what links and renditions are named


@EVERY
def test_every_format_describes_itself(fmt: Format) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", fmt.name)
    assert re.fullmatch(r"[a-z0-9]+(\.[a-z0-9]+)*", fmt.suffix)
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; charset=utf-8(; header=present)?)?", fmt.media_type)
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


def unlike(one: httpx.Response, other: httpx.Response) -> set[str]:
    """Give the names of the header fields in which two answers differ."""
    return {name for name, _ in set(one.headers.multi_items()) ^ set(other.headers.multi_items())}


@EVERY
async def test_every_media_type_a_format_takes_gives_the_bytes_of_its_suffix(
    fmt: Format, anybody: httpx.AsyncClient
) -> None:
    by_suffix = await anybody.get(f"/documents/110364.{fmt.suffix}")
    for media_type in fmt.accepts:
        by_accept = await anybody.get("/documents/110364", headers={"accept": media_type})
        assert by_accept.content == by_suffix.content
        assert unlike(by_accept, by_suffix) <= {"x-request-id"}  # only an answer that took long has one


@EVERY
async def test_who_has_a_format_already_is_told_so_by_suffix_and_by_accept(
    fmt: Format, anybody: httpx.AsyncClient
) -> None:
    asked: list[tuple[str, dict[str, str]]] = [(f"/documents/110364.{fmt.suffix}", {})]
    asked += (("/documents/110364", {"accept": media_type}) for media_type in fmt.accepts)
    for path, headers in asked:
        etag = (await anybody.get(path, headers=headers)).headers["etag"]
        again = await anybody.get(path, headers={**headers, "if-none-match": etag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


async def test_no_two_formats_have_the_same_validator(anybody: httpx.AsyncClient) -> None:
    etags = [(await anybody.get(f"/documents/110364.{fmt.suffix}")).headers["etag"] for fmt in formats()]
    assert len(set(etags)) == len(formats())
    for fmt, other in zip(formats(), etags[1:] + etags[:1], strict=True):  # who has one has no other
        answer = await anybody.get(f"/documents/110364.{fmt.suffix}", headers={"if-none-match": other})
        assert answer.status_code == 200


@EVERY
async def test_every_format_is_linked_to_from_the_record(fmt: Format, anybody: httpx.AsyncClient) -> None:
    response = await anybody.get("/documents/110364")
    assert response.json()["links"][fmt.name] == f"/documents/110364.{fmt.suffix}"
    assert f"</documents/110364.{fmt.suffix}>" in response.headers["link"]


@pytest.mark.parametrize("path", sorted(filter(None, (fmt.schema_path for fmt in formats()))))
async def test_a_format_with_a_schema_publishes_it(path: str, anybody: httpx.AsyncClient) -> None:
    assert json.loads((await anybody.get(path)).content)


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
    links = link_field(house.press.context, "110364", "https://e.org/" + "x" * 3000)
    assert "cite-as" not in links
    assert len(links) <= MOST_LINKS


def test_however_long_our_addresses_are_the_links_to_formats_leave_room_in_their_header(house: House) -> None:
    addresses = Addresses(public_url=f"https://{'archive.' * 20}example.org/{'deep/' * 20}archive")
    context = replace(house.press.context, addresses=addresses)
    links = link_field(context, "m" * 64, "https://e.org/1")
    assert len(links) <= MOST_LINKS
    told = {fmt for fmt in formats() if f'.{fmt.suffix}>; rel="alternate"' in links}
    assert {fmt for fmt in formats() if fmt.stored} <= told < set(formats())
    assert set(context.links("m" * 64)) > {fmt.name for fmt in formats()}  # all of them stand in the body
    assert len(link_field(context, "m" * 64, "https://e.org/" + "x" * 1900)) <= MOST_LINKS


@EVERY
def test_every_loss_is_of_a_member_of_our_json_and_has_a_reason(fmt: Format, seed: Document, house: House) -> None:
    for loss in fmt.tell_losses(seed, house.press.context):
        assert loss.member.partition(".")[0] in {*DocumentShape.model_fields, "basis"}
        assert loss.why == loss.why.strip()
        assert loss.why


@EVERY
def test_a_file_of_several_records_has_all_that_each_has(fmt: Format, seed: Document, house: House) -> None:
    body = fmt.render(seed, house.press.context)
    if fmt.joined is not None:
        for number in (0, 1, 2):
            joined = b"".join(fmt.joined([body] * number))
            assert joined.decode().count("Kim II Sung") == number * body.decode().count("Kim II Sung")
