"""Stored bytes are proved whenever they are read: damaged ones are made anew from the record, or not served at all."""

import json
from pathlib import Path

import httpx
import pytest

from app.domain.document import Document
from app.domain.errors import Damaged, MunimentError
from app.domain.rendition import Rendition
from app.formats import formats
from app.services.find import list_records, several_records
from app.services.found import House
from app.services.read import find_revision, list_revisions, read_document, read_rendition
from app.settings import Settings
from tests.conftest import client_of
from tests.services.specimens import open_archive, raw, unguarded

JSON = next(fmt for fmt in formats() if fmt.name == "json")

#: Ways a stored rendition can go wrong; the last two leave text that is no UTF-8.
DAMAGE = [
    "body = replace(CAST(body AS TEXT), 'First', 'Fyrst')",
    "body = x''",
    "gzip = x'00'",
    "crc = crc + 1",
    "etag = 'x'",
    "revision = 7",
    "media_type = 'text/html'",
    "link = CAST(x'c3' AS TEXT)",
    "etag = CAST(x'ff22' AS TEXT)",
]


def damage_record(path: Path, document_id: str) -> None:
    """Change a word of a record itself."""
    with unguarded(path) as connection:
        connection.execute(
            "UPDATE payloads SET body = CAST(replace(CAST(body AS TEXT), 'First', 'Fyrst') AS BLOB) "
            "WHERE sha256 = (SELECT sha256 FROM log WHERE document_id = ? AND revision = 1)",
            (document_id,),
        )


def read(house: House, document_id: str = "1001") -> Rendition:
    with house.archive.reading() as repository:
        return read_rendition(repository, house.press, document_id, JSON)


def read_reading(house: House, document_id: str = "1001") -> Document:
    with house.archive.reading() as repository:
        return read_document(repository, house.press, document_id)


def refusal(house: House, document_id: str = "1001") -> str:
    """Give what is said instead of serving a record."""
    with pytest.raises(Damaged) as raised:
        read(house, document_id)
    return str(raised.value)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_rendition_is_made_anew_from_its_record(filled: Path, damage: str) -> None:
    house = open_archive(filled)
    good = read(house)
    with raw(filled) as connection:
        connection.execute(f"UPDATE renditions SET {damage} WHERE document_id = '1001'")  # noqa: S608
    assert read(house) == good
    house.archive.close()


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_rendition_of_a_damaged_record_is_not_served(filled: Path, damage: str) -> None:
    with raw(filled) as connection:
        connection.execute(f"UPDATE renditions SET {damage} WHERE document_id = '1001'")  # noqa: S608
    damage_record(filled, "1001")
    house = open_archive(filled)
    assert "muniment verify" in refusal(house)
    house.archive.close()


def test_a_missing_rendition_is_made_anew_from_its_record(filled: Path) -> None:
    house = open_archive(filled)
    good = read(house)
    with raw(filled) as connection:
        connection.execute("DELETE FROM renditions WHERE document_id = '1001'")
    assert read(house) == good
    damage_record(filled, "1001")
    assert "Revision 1 of record 1001" in refusal(house)
    house.archive.close()


def test_a_damaged_summary_in_a_list_is_made_anew(filled: Path) -> None:
    house = open_archive(filled)

    def lists() -> list[tuple[bytes, ...]]:
        with house.archive.reading() as repository:
            listed = list_records(repository, house.press, after=None, limit=50)
            chosen = several_records(repository, house.press, ["1001"])
        return [listed.items, chosen.items]

    good = lists()
    with raw(filled) as connection:
        connection.execute("UPDATE renditions SET body = x'7b7d' WHERE name = 'summary'")
    assert lists() == good
    house.archive.close()


def test_a_damaged_reading_is_passed_over_for_the_record(filled: Path) -> None:
    house = open_archive(filled)
    good = read_reading(house)
    with raw(filled) as connection:
        connection.execute("UPDATE readings SET body = replace(CAST(body AS TEXT), 'First', 'Fyrst')")
    assert read_reading(house) == good
    damage_record(filled, "1001")
    with pytest.raises(Damaged):
        read_reading(house)
    house.archive.close()


@pytest.mark.parametrize(
    ("table", "change", "where"),
    [
        ("documents", "status = 'publishee'", "id = '1001'"),
        ("documents", "revision = 'x'", "id = '1001'"),
        ("log", "detail = '{'", "document_id = '1001'"),
        ("log", "sha256 = 'x'", "document_id = '1001'"),
        ("log", "reason = 'another'", "document_id = '1001'"),
    ],
)
def test_a_state_or_a_history_that_cannot_be_proved_is_not_shown(
    filled: Path, table: str, change: str, where: str
) -> None:
    with unguarded(filled) as connection:
        connection.execute(f"UPDATE {table} SET {change} WHERE {where}")  # noqa: S608
    house = open_archive(filled)
    for ask in (list_revisions, lambda repository, name: find_revision(repository, name, 1)):
        with pytest.raises(MunimentError) as raised, house.archive.reading() as repository:
            ask(repository, "1001")
        assert isinstance(raised.value, Damaged)
    house.archive.close()


async def test_a_damaged_record_answers_503_and_its_neighbours_go_on(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE renditions SET crc = 0, gzip_crc = 0")
        connection.execute("UPDATE readings SET crc = 0")
    damage_record(filled, "1001")
    async with client_of(Settings(archive=filled)) as client:
        await _damaged(await client.get("/a/documents/1001"))
        await _damaged(await client.get("/a/documents/1001/texts/en"))
        await _damaged(await client.get("/a/documents/1001/revisions/1"))
        good = await client.get("/a/documents/1006")
    assert good.status_code == 200
    assert good.json()["texts"][0]["passages"][0]["text"] == "First of 1006."


async def _damaged(response: httpx.Response) -> None:
    assert response.status_code == 503, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "Fyrst" not in response.text
    assert json.loads(response.text)["type"].endswith("/problems/unavailable")
