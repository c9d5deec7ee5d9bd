"""How often the archive is asked: once on every path that is hot."""

from pathlib import Path

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, write_records


@pytest.mark.parametrize(
    "address",
    [
        "/documents/110364",
        "/documents/110364.json",
        "/documents",
        "/documents?limit=1",
        "/documents?id=110364&id=900001",
    ],
)
async def test_a_hot_path_asks_the_archive_once(visitor: httpx.AsyncClient, selects: list[str], address: str) -> None:
    response = await visitor.get(address)
    assert response.status_code == 200
    assert len(selects) == 1, selects


async def test_the_next_page_asks_the_archive_once(visitor: httpx.AsyncClient, selects: list[str]) -> None:
    following = (await visitor.get("/documents?limit=1")).json()["next"]
    selects.clear()
    assert (await visitor.get(following)).status_code == 200
    assert len(selects) == 1, selects


@pytest.mark.parametrize("address", ["/documents/110364", "/documents"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_an_answer_that_the_client_has_asks_the_archive_once(
    visitor: httpx.AsyncClient, selects: list[str], address: str, encoding: str
) -> None:
    headers = {"accept-encoding": encoding}
    etag = (await visitor.get(address, headers=headers)).headers["etag"]
    selects.clear()
    response = await visitor.get(address, headers={**headers, "if-none-match": etag})
    assert response.status_code == 304
    assert len(selects) == 1, selects


async def test_head_asks_the_archive_once(visitor: httpx.AsyncClient, selects: list[str]) -> None:
    assert (await visitor.head("/documents/110364")).status_code == 200
    assert len(selects) == 1, selects


@pytest.mark.parametrize(
    "address",
    [
        "/documents/110364/citation",
        "/documents/110364/texts/en",
        "/documents/110364/passages/en.p7",
        "/documents/110364/revisions",
        "/documents/110364/revisions/1",
        "/documents/110364.page.txt",
        "/documents/http://digitalarchive.wilsoncenter.org/document/110364",
        "/documents/999999",
        "/readyz",
    ],
)
async def test_no_path_asks_the_archive_often(visitor: httpx.AsyncClient, selects: list[str], address: str) -> None:
    await visitor.get(address)
    assert 1 <= len(selects) <= 8, selects


async def test_a_long_history_asks_the_archive_no_more_than_a_short_one(
    client: httpx.AsyncClient, house: House, selects: list[str], tmp_path: Path
) -> None:
    counts = []
    for number in range(2):
        selects.clear()
        await client.get("/documents/110364/revisions")
        await client.get("/documents/110364/revisions/1")
        await client.get("/documents/110364/citation")
        counts.append(len(selects))
        for times in range(5):
            record = make_record(number * 10 + times, id="110364")
            assert take_in(house, write_records(tmp_path, record), reason="Another.", onto="110364").revised
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["/livez", "/openapi.json", "/docs", "/schemas/document.json", "/nowhere"])
async def test_what_is_no_record_asks_the_archive_nothing(
    visitor: httpx.AsyncClient, selects: list[str], address: str
) -> None:
    await visitor.get(address)
    assert selects == []
