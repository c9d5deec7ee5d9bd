"""What is withdrawn, merged or damaged, as archives are browsed and records found."""

import sqlite3
from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records

WORDS = "APRF, f. 45, op. 1, d. 339, ll. 35-36"
DELO = "/archives/ru-aprf/fond-45/opis-1/delo-339"


@pytest.fixture(autouse=True)
def neighbour(house: House, tmp_path: Path) -> None:
    """A record beside the seed, in the same file."""
    assert not take_in(house, write_records(tmp_path, make_record(1, reference=WORDS))).has_errors


async def found(client: httpx.AsyncClient, ref: str) -> list[str]:
    return [one["id"] for one in (await client.get("/resolve", params={"ref": ref})).json()["candidates"]]


@pytest.mark.parametrize("erase", [False, True])
async def test_a_withdrawn_record_is_gone_from_its_file_and_is_not_found(
    client: httpx.AsyncClient, house: House, *, erase: bool
) -> None:
    assert await found(client, WORDS) == ["r001", "110364"]
    withdraw_record(house, "r001", erase=erase)
    unit = (await client.get(DELO)).json()
    assert (unit["records"], [item["id"] for item in unit["items"]]) == (1, ["110364"])
    assert await found(client, WORDS) == ["110364"]
    assert await found(client, "Letter 1") == await found(client, "r001") == []
    withdraw_record(house, "110364", erase=erase)
    problem_of(await client.get(DELO), 404)
    assert (await client.get("/archives")).json()["archives"] == []


async def test_a_merged_record_leads_to_the_one_that_is_left(client: httpx.AsyncClient, house: House) -> None:
    merge_record(house, "r001", "110364")
    assert [item["id"] for item in (await client.get(DELO)).json()["items"]] == ["110364"]
    assert await found(client, WORDS) == ["110364"]
    assert await found(client, "/document/r001") == ["110364"]


async def test_a_damaged_place_hides_no_archive(client: httpx.AsyncClient, house: House) -> None:
    connection = sqlite3.connect(house.archive.path)
    connection.execute("UPDATE holdings SET location = 'x' WHERE document_id = '110364'")
    connection.commit()
    connection.close()
    archives = (await client.get("/archives")).json()["archives"]
    assert [one["value"] for one in archives] == ["APRF", "AVPRF"]
    (fond,) = (await client.get("/archives/ru-aprf")).json()["children"]
    assert (fond["value"], fond["records"]) == ("45", 2)
