"""Damaged bytes: served again from what is whole, or not at all; never as good."""

import sqlite3
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, problem_of, withdraw_record, write_records

RECORD = "/documents/110364"
PARTS = ("", ".json", ".page.txt", "/citation", "/texts/en", "/passages/en.p7")


def alter(house: House, *statements: str) -> None:
    """Change the archive behind its back, past the triggers that guard it."""
    connection = sqlite3.connect(house.archive.path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for statement in (*(f"DROP TRIGGER {name}" for (name,) in triggers), *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def flip(house: House, table: str, column: str, *, where: str = "1") -> None:
    """Flip one bit in the middle of a column of bytes."""
    connection = sqlite3.connect(house.archive.path)
    rows = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}").fetchall()  # noqa: S608 - our own
    connection.close()
    assert rows
    for row, value in rows:
        body = bytearray(value)
        body[len(body) // 2] ^= 4
        alter(house, f"UPDATE {table} SET {column} = x'{body.hex()}' WHERE rowid = {row}")  # noqa: S608 - our own


def ruin(house: House, *tables: str) -> None:
    """Flip a bit in all bytes that each table holds: those of a rendition in both forms."""
    for table in tables:
        for column in ("body", "gzip") if table == "renditions" else ("body",):
            flip(house, table, column)


async def read(client: httpx.AsyncClient, address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """Give what an address answers."""
    response = await client.get(address, headers=headers)
    assert response.status_code == 200, response.text
    return response.content, dict(response.headers)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("column", ["body", "gzip"])
async def test_a_rendition_with_a_flipped_bit_is_made_again_just_as_it_was(
    client: httpx.AsyncClient, house: House, column: str, encoding: str
) -> None:
    before = await read(client, RECORD, **{"accept-encoding": encoding})
    flip(house, "renditions", column)
    assert await read(client, RECORD, **{"accept-encoding": encoding}) == before


@pytest.mark.parametrize(
    "change",
    [
        "etag = '\"0\"'", "etag = CAST(x'ff' AS TEXT)", "link = '<https://evil.example>; rel=\"cite-as\"'",
        "media_type = 'text/html'", "version = '0'", "revision = 2", "crc = crc + 1", "crc = 'x'", "body = x''",
    ],
)  # fmt: skip
async def test_whatever_is_damaged_of_a_rendition_it_is_made_again(
    client: httpx.AsyncClient, house: House, change: str
) -> None:
    before = await read(client, RECORD)
    alter(house, f"UPDATE renditions SET {change}")  # noqa: S608 - our own
    assert await read(client, RECORD) == before


@pytest.mark.parametrize("table", ["renditions", "readings"])
async def test_bytes_that_a_flipped_bit_made_text_are_made_again(
    client: httpx.AsyncClient, house: House, table: str
) -> None:
    before = [await read(client, f"{RECORD}{part}") for part in PARTS]
    alter(house, f"UPDATE {table} SET body = CAST(body AS TEXT)")  # noqa: S608 - our own
    assert [await read(client, f"{RECORD}{part}") for part in PARTS] == before


async def test_a_rendition_that_is_missing_is_made_again(client: httpx.AsyncClient, house: House) -> None:
    before = await read(client, RECORD)
    alter(house, "DELETE FROM renditions")
    assert await read(client, RECORD) == before


async def test_a_damaged_reading_is_passed_over_for_the_record(client: httpx.AsyncClient, house: House) -> None:
    before = [await read(client, f"{RECORD}{part}") for part in PARTS]
    ruin(house, "readings", "renditions")
    assert [await read(client, f"{RECORD}{part}") for part in PARTS] == before


@pytest.mark.parametrize("part", PARTS)
async def test_a_record_is_503_when_nothing_whole_is_left_of_it(
    client: httpx.AsyncClient, house: House, part: str
) -> None:
    ruin(house, "renditions", "readings", "payloads")
    response = await client.get(f"{RECORD}{part}")
    problem = problem_of(response, 503)
    assert problem["type"] == "/problems/unavailable"
    assert "verify" in problem["detail"]
    assert response.headers["cache-control"] == "no-store"
    assert int(response.headers["retry-after"]) > 0


@pytest.mark.parametrize("part", PARTS)
async def test_a_damaged_record_is_never_served_as_good(client: httpx.AsyncClient, house: House, part: str) -> None:
    before = await read(client, f"{RECORD}{part}")
    ruin(house, "renditions", "payloads")
    response = await client.get(f"{RECORD}{part}")
    if response.status_code == 200:  # from the reading, which has a checksum of its own
        assert (response.content, dict(response.headers)) == before
    else:
        problem_of(response, 503)


@pytest.mark.parametrize("address", [RECORD, f"{RECORD}.json", "/document/110364"])
async def test_what_is_stored_of_a_damaged_record_is_not_made_again_from_its_reading(
    client: httpx.AsyncClient, house: House, address: str
) -> None:
    ruin(house, "renditions", "payloads")
    problem_of(await client.get(address), 503)


@pytest.mark.parametrize("part", ["/revisions/1", "/texts/en?revision=1", "/passages/en.p7?revision=1"])
async def test_a_damaged_revision_is_503_and_not_what_is_left_of_it(
    client: httpx.AsyncClient, house: House, part: str
) -> None:
    flip(house, "payloads", "body")
    problem_of(await client.get(f"{RECORD}{part}"), 503)


async def test_a_revision_that_is_whole_is_served_beside_one_that_is_not(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    first = await read(client, f"{RECORD}/revisions/1")
    record = make_record(1, id="110364")
    assert not take_in(house, write_records(tmp_path, record), reason="Another text.", onto="110364").has_errors
    (_, newest) = (await client.get(f"{RECORD}/revisions")).json()["revisions"]
    flip(house, "payloads", "body", where=f"sha256 = '{newest['sha256']}'")
    problem_of(await client.get(f"{RECORD}/revisions/2"), 503)
    assert (await read(client, f"{RECORD}/revisions/1"))[0] == first[0]


async def test_a_damaged_summary_is_made_again_in_the_list(client: httpx.AsyncClient, house: House) -> None:
    before = [await read(client, address) for address in ("/documents", "/documents?id=110364")]
    flip(house, "renditions", "body")
    assert [await read(client, address) for address in ("/documents", "/documents?id=110364")] == before


async def test_a_list_names_a_record_of_which_nothing_whole_is_left_and_goes_on(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1), make_record(2))).has_errors
    flip(house, "payloads", "body", where="sha256 IN (SELECT sha256 FROM log WHERE document_id = '110364')")
    for column in ("body", "gzip"):
        flip(house, "renditions", column, where="document_id = '110364'")
    for address in ("/documents", "/documents?id=r001&id=110364&id=r002"):
        response = await client.get(address)
        assert response.json()["damaged"] == ["110364"]
        assert [item["id"] for item in response.json()["items"]] == ["r001", "r002"]
        assert response.headers["cache-control"] == "no-store"
    assert "110364, which is damaged in the store" in (await client.get("/")).text


async def test_a_damaged_tombstone_is_503(client: httpx.AsyncClient, house: House) -> None:
    withdraw_record(house, "110364")
    flip(house, "payloads", "body")
    problem_of(await client.get(RECORD), 503)


async def test_a_file_that_cannot_be_read_is_503(client: httpx.AsyncClient, house: House) -> None:
    alter(house, "DROP TABLE renditions", "DROP TABLE log")
    for address in (RECORD, "/documents", "/readyz", f"{RECORD}/revisions"):
        problem_of(await client.get(address), 503)
    assert (await client.get("/livez")).status_code == 200


async def test_the_service_is_not_ready_without_a_log(client: httpx.AsyncClient, house: House) -> None:
    alter(house, "DELETE FROM log")
    problem_of(await client.get("/readyz"), 503)


async def test_a_list_is_cited_from_what_is_whole_and_names_what_is_not(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1), make_record(2))).has_errors
    asked = {"style": "apa", "bibliography": ["110364", "r001", "r002"]}
    before = (await client.post("/citations", json=asked)).json()
    flip(house, "readings", "body")
    assert (await client.post("/citations", json=asked)).json() == before
    flip(house, "payloads", "body", where="sha256 = (SELECT sha256 FROM log WHERE document_id = 'r001')")
    after = (await client.post("/citations", json=asked)).json()
    assert [entry["id"] for entry in after["bibliography"]] == ["110364", "r002"]
    assert after["missing"] == ["r001"]
    assert after["absences"][0]["status"] == 503
