"""The registry of formats over HTTP: the list of them, and what each does not say of a record."""

from itertools import pairwise

import httpx
import pytest

from app.domain.document import Document
from app.formats import formats
from app.formats.base import Format
from app.services.example import example_document
from app.services.found import House
from tests.faces.conftest import links_of, problem_of

EVERY = pytest.mark.parametrize("fmt", formats(), ids=lambda fmt: fmt.name)


@pytest.fixture
def seed(bare_house: House) -> Document:
    """The record the software comes with."""
    return example_document(bare_house.press, bare_house.seed)


def told(fmt: Format, document: Document, house: House) -> list[dict[str, str]]:
    """Give what a format itself says it loses."""
    found = fmt.tell_losses(document, house.press.context)
    return [{"member": loss.member, "how": loss.how, "why": loss.why} for loss in found]


async def test_every_format_is_listed_as_it_describes_itself(
    visitor: httpx.AsyncClient, seed: Document, bare_house: House
) -> None:
    answer = (await visitor.get("/formats")).json()
    assert answer["example"] == seed.id == "110364"
    assert [one["name"] for one in answer["formats"]] == [fmt.name for fmt in formats()]
    for one, fmt in zip(answer["formats"], formats(), strict=True):
        assert one == {
            "name": fmt.name,
            "title": fmt.title,
            "media_type": fmt.media_type,
            "accepts": list(fmt.accepts),
            "suffix": fmt.suffix,
            "stored": fmt.stored,
            "schema": fmt.schema_path,
            "losses": told(fmt, seed, bare_house),
        }


async def test_the_list_is_the_same_whatever_is_in_the_archive(
    visitor: httpx.AsyncClient, bare_client: httpx.AsyncClient
) -> None:
    first, second = await visitor.get("/formats"), await visitor.get("/formats")
    assert first.content == second.content == (await bare_client.get("/formats")).content
    assert first.headers["etag"] == second.headers["etag"]


@EVERY
async def test_what_a_format_loses_of_a_record_is_told_by_suffix_and_by_accept(
    visitor: httpx.AsyncClient, seed: Document, bare_house: House, fmt: Format
) -> None:
    by_suffix = await visitor.get(f"/documents/110364.{fmt.suffix}?loss=1")
    assert by_suffix.status_code == 200
    assert by_suffix.headers["content-type"] == "application/json"
    assert by_suffix.json() == {"id": "110364", "format": fmt.name, "losses": told(fmt, seed, bare_house)}
    for media_type in fmt.accepts:
        by_accept = await visitor.get("/documents/110364?loss=1", headers={"accept": media_type})
        assert by_accept.content == by_suffix.content


async def test_what_is_lost_differs_from_record_to_record(visitor: httpx.AsyncClient) -> None:
    seed, scan = [(await visitor.get(f"/documents/{i}.csv?loss=1")).json() for i in ("110364", "900777")]
    assert {"locations", "numbers"} <= {loss["member"] for loss in seed["losses"]}
    assert not {"locations", "numbers"} & {loss["member"] for loss in scan["losses"]}


@pytest.mark.parametrize("value", ["0", "", "true", "1.0"])
async def test_a_loss_report_is_asked_for_in_one_way(visitor: httpx.AsyncClient, value: str) -> None:
    problem = problem_of(await visitor.get(f"/documents/110364.csv?loss={value}"), 422)
    assert [error["parameter"] for error in problem["errors"]] == ["loss"]


async def test_a_loss_report_is_asked_for_of_records_only(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/documents/999999.csv?loss=1"), 404)
    problem_of(await visitor.get("/documents/110364?loss=1", headers={"accept": "image/png"}), 406)


async def test_another_name_of_a_record_leads_to_its_loss_report(visitor: httpx.AsyncClient) -> None:
    for name in ("http://digitalarchive.wilsoncenter.org/document/110364", "110364/"):
        moved = await visitor.get(f"/documents/{name}?loss=1")
        assert (moved.status_code, moved.headers["location"]) == (308, "/documents/110364?loss=1")


async def test_the_page_links_to_every_format_in_the_order_of_the_list(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/document/110364")).text
    places = [page.index(f'href="/documents/110364.{fmt.suffix}"') for fmt in formats()]
    assert all(one < other for one, other in pairwise(places))
    head = page.partition("</head>")[0]
    for fmt in formats():
        assert f'<link rel="alternate" type="{fmt.bare_type}" href="/documents/110364.{fmt.suffix}"' in head


@EVERY
async def test_the_links_of_every_form_are_less_than_4_kb_and_name_what_is_stored(
    visitor: httpx.AsyncClient, fmt: Format
) -> None:
    response = await visitor.get(f"/documents/110364.{fmt.suffix}")
    assert len(response.headers["link"]) <= 4000
    alternates = {link.target for link in links_of(response) if link.rel == "alternate"}
    assert alternates >= {f"/documents/110364.{other.suffix}" for other in formats() if other.stored}


async def test_a_format_is_no_list(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get("/formats?limit=1"), 422)
    problem_of(await visitor.get("/formats/csv"), 404)
