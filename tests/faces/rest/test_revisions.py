"""A record's history: each revision is the record as supplied, byte for byte, at an address of its own, for ever."""

import hashlib
import json
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import SEED, take_in
from tests.faces.conftest import link_to, links_of, problem_of

HISTORY = "/documents/110364/revisions"


def revise(house: House, folder: Path, times: int = 1) -> None:
    """Make further revisions of the seed, each with another word in it."""
    for number in range(times):
        page = folder / f"page{number}.txt"
        page.write_bytes(SEED.read_bytes().replace(b"For Roshchin.", f"For Roshchin {number}.".encode()))
        report = take_in(house, page, reason=f"Correction {number}.", onto="110364")
        assert report.revised == ["110364"], report.problems


async def test_the_history_lists_every_revision_with_its_reason(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    revise(house, tmp_path, times=2)
    history = (await client.get(HISTORY)).json()
    assert history["document_id"] == "110364"
    assert [revision["number"] for revision in history["revisions"]] == [1, 2, 3]
    assert [revision["reason"] for revision in history["revisions"]] == [None, "Correction 0.", "Correction 1."]
    assert {revision["by"] for revision in history["revisions"]} == {"a test"}
    assert [revision["url"] for revision in history["revisions"]] == [f"{HISTORY}/{n}" for n in (1, 2, 3)]


async def test_the_bytes_of_every_revision_have_the_hash_the_history_gives(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    revise(house, tmp_path, times=3)
    revisions = (await client.get(HISTORY)).json()["revisions"]
    assert len({revision["sha256"] for revision in revisions}) == 4
    for revision in revisions:
        response = await client.get(revision["url"])
        assert response.headers["content-type"] == "application/json"
        assert hashlib.sha256(response.content).hexdigest() == revision["sha256"]
    record = (await client.get("/documents/110364")).json()
    assert record["revision"] == {name: revisions[-1][name] for name in ("number", "at", "sha256", "url")}


async def test_a_revision_never_changes_whatever_comes_after_it(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    first, entry = await client.get(f"{HISTORY}/1"), (await client.get(HISTORY)).json()["revisions"][0]
    revise(house, tmp_path, times=2)
    later = await client.get(f"{HISTORY}/1")
    assert later.content == first.content
    assert later.headers["etag"] == first.headers["etag"]
    assert (await client.get(HISTORY)).json()["revisions"][0] == entry


async def test_the_record_of_a_revision_is_canonical_and_holds_no_address_of_ours(visitor: httpx.AsyncClient) -> None:
    body = (await visitor.get(f"{HISTORY}/1")).content
    record = json.loads(body)
    assert body == json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert record["schema"] == 1
    assert b"/documents/" not in body
    assert set(record) <= {
        "schema",
        "id",
        "title",
        "date",
        "summary",
        "citation",
        "publisher",
        "source_url",
        "reference",
    } | {
        "credits",
        "original_language",
        "contents",
        "identifiers",
        "texts",
    }


async def test_a_revision_can_be_imported_again_and_changes_nothing(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    path = tmp_path / "again.json"
    path.write_bytes((await client.get(f"{HISTORY}/1")).content)
    report = take_in(house, path)
    assert (report.unchanged, report.added, report.revised, report.problems) == (["110364"], [], [], [])


async def test_each_revision_links_to_its_neighbours_and_to_the_latest(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    revise(house, tmp_path, times=2)
    relations = {}
    for number in (1, 2, 3):
        response = await client.get(f"{HISTORY}/{number}")
        relations[number] = {link.rel: link.target for link in links_of(response)}
    shared = {"latest-version": f"{HISTORY}/3", "version-history": HISTORY}
    assert relations[1] == {**shared, "successor-version": f"{HISTORY}/2"}
    assert relations[2] == {**shared, "predecessor-version": f"{HISTORY}/1", "successor-version": f"{HISTORY}/3"}
    assert relations[3] == {**shared, "predecessor-version": f"{HISTORY}/2"}
    for target in {target for links in relations.values() for target in links.values()}:
        assert (await client.get(target)).status_code == 200


async def test_the_only_revision_is_the_latest(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{HISTORY}/1")
    assert link_to(response, "latest-version") == f"{HISTORY}/1"
    assert {link.rel for link in links_of(response)} == {"latest-version", "version-history"}


@pytest.mark.parametrize("number", [2, 99, 2**31 - 1])
async def test_a_revision_that_does_not_exist_is_404_with_the_newest_near(
    visitor: httpx.AsyncClient, number: int
) -> None:
    assert problem_of(await visitor.get(f"{HISTORY}/{number}"), 404)["near"] == ["1"]


@pytest.mark.parametrize(
    "number",
    ["0", "-1", "x", "1.5", "2147483648", str(2**63), str(2**64), "9" * 30, "9" * 1000, "1e9", "nan", "%00", "٣x"],
)
async def test_what_is_no_number_of_a_revision_is_422(visitor: httpx.AsyncClient, number: str) -> None:
    (error,) = problem_of(await visitor.get(f"{HISTORY}/{number}"), 422)["errors"]
    assert error["parameter"] == "number"


async def test_the_history_of_an_unknown_record_is_404(visitor: httpx.AsyncClient) -> None:
    for address in ("/documents/110365/revisions", "/documents/110365/revisions/1"):
        assert "110364" in problem_of(await visitor.get(address), 404)["near"]


async def test_the_history_is_found_by_another_name_too(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace(b"document/110364", b"document/a-slug"))
    assert not take_in(house, page, reason="The address changed.", onto="110364").has_errors
    for rest in ("", "/1"):
        response = await client.get(f"/documents/a-slug/revisions{rest}")
        assert response.status_code == 308
        assert response.headers["location"] == f"{HISTORY}{rest}"


@pytest.mark.parametrize("number", ["1.0", "+1", "1_0", "٣", "0x1", "1e0"])
async def test_a_revision_has_one_address_only(client: httpx.AsyncClient, number: str) -> None:
    response = await client.get(f"/documents/110364/revisions/{number}")
    assert response.status_code == 422
    assert (await client.get("/documents/110364/citation", params={"revision": number})).status_code == 422
    assert (await client.get("/documents", params={"limit": number})).status_code == 422
