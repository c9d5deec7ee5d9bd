"""Every name a record ever had: it leads to the record, to its tombstone, or to the record that took its place."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from app.house import open_settings_house
from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import client_on, make_record, merge_record, problem_of, withdraw_record, write_records

RECORD = "/documents/110364"
SOURCE = "digitalarchive.wilsoncenter.org/document/110364"
PARTS = (
    "",
    ".json",
    ".page.txt",
    "/citation",
    "/texts/en",
    "/passages/en.p7",
    "/passages/p7",
    "/revisions",
    "/revisions/1",
)
#: Names of the seed once it has had a slug.
NAMES = (
    f"http://{SOURCE}", f"https://{SOURCE}", "HTTPS://DIGITALARCHIVE.WILSONCENTER.ORG/document/110364",
    f"https:/{SOURCE}", SOURCE, f"http://{SOURCE}/", f"http://{SOURCE}.pdf",
    "https://digitalarchive.wilsoncenter.org/document/a-slug", "a-slug",
)  # fmt: skip


def change(folder: Path, *changes: Callable[[House], object]) -> ASGIApp:
    """Make an archive with the seed, change it, and give an application that serves it."""
    settings = Settings(archive=folder / "archive.db")
    make_archive(settings, SEED)
    house = open_settings_house(settings)
    for each in changes:
        each(house)
    house.archive.close()
    return create_app(settings)


def name_by_slug(house: House) -> None:
    """Let the seed's source move it to a slug."""
    page = house.archive.path.with_name("page.txt")
    slug = b"https://digitalarchive.wilsoncenter.org/document/a-slug"
    page.write_bytes(SEED.read_bytes().replace(f"http://{SOURCE}".encode(), slug))
    report = take_in(house, page, reason="The source moved.", onto="110364")
    assert not report.has_errors, report.problems


def merge_twin(house: House) -> None:
    """Merge another record into the seed."""
    twin = make_record(1, id="twin", source_url="https://example.org/document/twin")
    assert not take_in(house, write_records(house.archive.path.parent, twin)).has_errors
    merge_record(house, "twin", "110364")


@pytest.fixture(scope="module")
def named_app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """An application that serves the seed, which has a slug too."""
    return change(tmp_path_factory.mktemp("named"), name_by_slug)


@pytest.fixture(scope="module")
def withdrawn_app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """An application that served the seed, which had a slug too, until it was withdrawn."""
    return change(tmp_path_factory.mktemp("withdrawn"), name_by_slug, lambda house: withdraw_record(house, "110364"))


@pytest.fixture(scope="module")
def merged_app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """An application that serves the seed, and a record that was merged into it."""
    return change(tmp_path_factory.mktemp("merged"), merge_twin)


@pytest.fixture
async def named(named_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the archive in which the seed has a slug."""
    async with client_on(named_app) as client:
        yield client


@pytest.fixture
async def withdrawn(withdrawn_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the archive from which the seed was withdrawn."""
    async with client_on(withdrawn_app) as client:
        yield client


@pytest.fixture
async def merged(merged_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the archive in which a record was merged into the seed."""
    async with client_on(merged_app) as client:
        yield client


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["documents", "document"])
async def test_every_address_a_record_ever_had_leads_to_it(named: httpx.AsyncClient, folder: str, name: str) -> None:
    response = await named.get(f"/{folder}/{name}")
    assert response.status_code == 308
    assert response.headers["location"] == f"/{folder}/110364"
    assert response.headers["cache-control"] == "public, max-age=60"  # a record can move once more


async def test_an_address_may_be_encoded(named: httpx.AsyncClient) -> None:
    response = await named.get(f"/documents/http%3A%2F%2F{SOURCE.replace('/', '%2F')}%3Flang%3Dru")
    assert (response.status_code, response.headers["location"]) == (308, RECORD)


@pytest.mark.parametrize("part", PARTS)
async def test_another_name_leads_to_the_same_part_of_the_record(named: httpx.AsyncClient, part: str) -> None:
    response = await named.get(f"/documents/a-slug{part}")
    assert response.status_code == 308
    assert response.headers["location"] == f"{RECORD}{part}"
    followed = await named.get(response.headers["location"], follow_redirects=True)
    assert followed.status_code == 200


@pytest.mark.parametrize("part", [part for part in PARTS if not part.startswith(".")])
async def test_a_whole_address_leads_to_a_part_of_the_record_as_well(named: httpx.AsyncClient, part: str) -> None:
    for name in (f"http://{SOURCE}", f"https%3A%2F%2F{SOURCE.replace('/', '%2F')}"):
        response = await named.get(f"/documents/{name}{part}")
        assert (response.status_code, response.headers["location"]) == (308, f"{RECORD}{part}")


async def test_a_redirect_keeps_the_question_asked(named: httpx.AsyncClient) -> None:
    response = await named.get("/documents/a-slug/citation?style=house&revision=1")
    assert response.headers["location"] == f"{RECORD}/citation?style=house&revision=1"


@pytest.mark.parametrize("part", ["п", "%0D%0AX-Evil:%201", "a%3Fb", "a%23b", "%F0%9F%92%A9", "%22%3E", "a%2Fb", "%FF"])
async def test_nothing_in_an_address_can_break_a_redirect(named: httpx.AsyncClient, part: str) -> None:
    response = await named.get(f"/documents/a-slug/passages/{part}")
    if response.status_code == 308:
        assert response.headers["location"].isascii()
        assert response.headers["location"].startswith(f"{RECORD}/passages/")
        assert "x-evil" not in response.headers
        assert (await named.get(response.headers["location"])).status_code == 404
    else:
        problem_of(response, 404)


async def test_a_question_with_odd_bytes_cannot_break_a_redirect(named: httpx.AsyncClient) -> None:
    response = await named.get("/documents/a-slug/citation?style=%D0%BF%FF%0D%0A")
    assert response.headers["location"] == f"{RECORD}/citation?style=%D0%BF%FF%0D%0A"
    problem_of(await named.get(response.headers["location"]), 404)


@pytest.mark.parametrize(
    "name", ["110365", "11036", "110364x", "a", "nobody", "http://elsewhere.example/document/110364", "п"]
)
@pytest.mark.parametrize("part", ["", "/citation", "/revisions", "/texts/en", "/passages/p1"])
async def test_an_unknown_name_is_404_with_a_few_near_ids(visitor: httpx.AsyncClient, name: str, part: str) -> None:
    problem = problem_of(await visitor.get(f"/documents/{name}{part}"), 404)
    assert 1 <= len(problem["near"]) <= 3
    assert set(problem["near"]) <= {"110364", "900001", "900777"}


async def test_near_ids_are_at_most_three_and_the_most_alike_comes_first(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    records = [make_record(number, id=f"1103{number}") for number in range(60, 70) if number != 64]
    assert not take_in(house, write_records(tmp_path, *records)).has_errors
    for address in ("/documents/1103645", "/document/1103645"):
        near = problem_of(await client.get(address), 404)["near"]
        assert len(near) == 3
        assert near[0] == "110364"


async def test_a_very_long_name_is_answered(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.get(f"/documents/{'a' * 1999}"), 404)
    problem_of(await visitor.get(f"/documents/{'a' * 2001}"), 422)
    problem_of(await visitor.get(f"/documents/{'a' * 60_000}"), 414)


@pytest.mark.parametrize(
    "address", [*(f"{RECORD}{part}" for part in PARTS), "/document/110364", "/document/110364.json"]
)
async def test_every_address_of_a_withdrawn_record_is_410_with_its_tombstone(
    withdrawn: httpx.AsyncClient, named: httpx.AsyncClient, address: str
) -> None:
    last = (await named.get(RECORD)).json()
    tombstone = problem_of(await withdrawn.get(address), 410)["tombstone"]
    assert (tombstone["id"], tombstone["status"], tombstone["form"]) == ("110364", "withdrawn", "full")
    assert tombstone["reason"] == "The donor asked for it."
    assert tombstone["by"] == "a test"
    assert tombstone["citation"] == last["citation"]["as_published"]
    assert tombstone["title"] == last["title"]
    assert tombstone["canonical_url"] == last["canonical_url"]
    assert (tombstone["revision"], tombstone["sha256"]) == (2, last["revision"]["sha256"])
    assert tombstone["erased"] is False


async def test_a_withdrawn_record_is_gone_whatever_is_accepted(withdrawn: httpx.AsyncClient) -> None:
    problem_of(await withdrawn.get(RECORD, headers={"accept": "image/png"}), 410)


async def test_a_withdrawn_record_is_gone_for_whoever_has_it_still(client: httpx.AsyncClient, house: House) -> None:
    etag = (await client.get(RECORD)).headers["etag"]
    withdraw_record(house, "110364")
    for header in (etag, "*"):
        problem_of(await client.get(RECORD, headers={"if-none-match": header}), 410)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["documents", "document"])
async def test_every_other_name_of_a_withdrawn_record_is_410_too(
    withdrawn: httpx.AsyncClient, folder: str, name: str
) -> None:
    assert problem_of(await withdrawn.get(f"/{folder}/{name}"), 410)["tombstone"]["id"] == "110364"


@pytest.mark.parametrize("part", PARTS)
async def test_every_part_of_a_withdrawn_record_is_410_by_its_other_names(
    withdrawn: httpx.AsyncClient, part: str
) -> None:
    assert problem_of(await withdrawn.get(f"/documents/a-slug{part}"), 410)["tombstone"]["id"] == "110364"


@pytest.mark.parametrize("erase", [False, True])
async def test_a_minimal_tombstone_keeps_neither_title_nor_citation(
    client: httpx.AsyncClient, house: House, *, erase: bool
) -> None:
    withdraw_record(house, "110364", minimal=True, erase=erase)
    response = await client.get(RECORD)
    tombstone = problem_of(response, 410)["tombstone"]
    assert (tombstone["form"], tombstone["erased"]) == ("minimal", erase)
    assert tombstone["title"] is tombstone["citation"] is tombstone["canonical_url"] is None
    assert "Mao" not in response.text


async def test_a_withdrawn_record_that_is_erased_later_loses_its_citation_too(
    client: httpx.AsyncClient, house: House
) -> None:
    withdraw_record(house, "110364")
    withdraw_record(house, "110364", erase=True)
    response = await client.get(RECORD)
    assert problem_of(response, 410)["tombstone"]["form"] == "minimal"
    assert "Mao" not in response.text


async def test_a_withdrawn_record_is_near_nobody(withdrawn: httpx.AsyncClient) -> None:
    assert problem_of(await withdrawn.get("/documents/110365"), 404)["near"] == []


@pytest.mark.parametrize("folder", ["documents", "document"])
@pytest.mark.parametrize("name", ["twin", "https://example.org/document/twin"])
async def test_a_merged_record_leads_to_the_one_that_took_its_place(
    merged: httpx.AsyncClient, folder: str, name: str
) -> None:
    headers = {"accept": "application/json"}
    response = await merged.get(f"/{folder}/{name}", headers=headers, follow_redirects=True)
    assert response.status_code == 200
    assert response.json()["id"] == "110364"
    assert response.url.path == f"/{folder}/110364"
    assert {answer.status_code for answer in response.history} == {308}


@pytest.mark.parametrize("part", ["/texts/en", "/passages/en.p1", "/passages/p1", "/citation", "/citation?style=house"])
async def test_a_part_of_a_merged_record_never_becomes_the_like_named_part_of_another(
    merged: httpx.AsyncClient, part: str
) -> None:
    response = await merged.get(f"/documents/twin{part}")
    assert response.status_code == 308
    assert response.headers["location"] == (f"{RECORD}{part}" if "citation" in part else RECORD)
    assert (await merged.get(response.headers["location"])).status_code == 200


async def test_a_passage_of_a_merged_record_is_not_cited_as_the_like_named_one_of_another(
    merged: httpx.AsyncClient,
) -> None:
    for name in ("twin", "https://example.org/document/twin"):
        problem = problem_of(await merged.get(f"/documents/{name}/citation?locator=en.p1"), 422)
        assert "whose passages are its own" in problem["detail"]
        assert [(error["parameter"], error["near"]) for error in problem["errors"]] == [("id", ["110364"])]
    pinned = (await merged.get("/documents/twin/citation?locator=en.p1&revision=1")).json()
    assert "Letter 1" in pinned["text"]
    renamed = await merged.get(f"/documents/{SOURCE}/citation?locator=en.p7&style=house")
    assert renamed.headers["location"] == f"{RECORD}/citation?locator=en.p7&style=house"


async def test_the_suffix_of_a_merged_record_s_address_is_kept(merged: httpx.AsyncClient) -> None:
    for folder in ("documents", "document"):
        response = await merged.get(f"/{folder}/twin.page.txt")
        assert response.headers["location"] == f"/{folder}/110364.page.txt"


async def test_the_revisions_of_a_merged_record_stay_at_their_own_addresses(merged: httpx.AsyncClient) -> None:
    history = (await merged.get("/documents/twin/revisions")).json()
    assert history["document_id"] == "twin"
    (revision,) = history["revisions"]
    response = await merged.get(revision["url"])
    assert response.status_code == 200
    assert response.json()["title"] == "Letter 1"
    pinned = await merged.get("/documents/twin/passages/en.p1?revision=1")
    assert pinned.status_code == 200
    assert pinned.json()["text"] == "Words of record 1."


async def test_a_record_merged_into_a_withdrawn_one_ends_at_its_tombstone(
    client: httpx.AsyncClient, house: House
) -> None:
    merge_twin(house)
    withdraw_record(house, "110364")
    response = await client.get("/documents/twin", follow_redirects=True)
    assert problem_of(response, 410)["tombstone"]["id"] == "110364"
