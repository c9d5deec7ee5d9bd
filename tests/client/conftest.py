"""What tests of the client share: a live server, and both clients spoken to in the same words."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.house import open_settings_house
from app.settings import Settings
from muniment_client import AsyncClient, Client
from tests.cli.servers import serving
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import SCAN, make_record, merge_record, withdraw_record, write_records

PAGES = Path(__file__).parent.parent / "readers" / "pages"
#: How many records the live server lists.
LISTED = 8


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, styles_file: None) -> Path:
    """An archive: the seed, a record of two texts, a scan, small ones, one revised, one withdrawn, one merged."""
    assert styles_file is None
    folder = tmp_path_factory.mktemp("client")
    settings = Settings(archive=folder / "archive.db")
    small = [make_record(number) for number in range(1, 8)]
    make_archive(settings, SEED, PAGES / "two-texts.txt", write_records(folder, SCAN, *small))
    house = open_settings_house(settings)
    take_in(house, write_records(folder, make_record(1, summary="Found.")), reason="A summary was found.")
    withdraw_record(house, "r002")
    merge_record(house, "r003", "r004")
    house.archive.close()
    return settings.archive


@pytest.fixture(scope="session")
def live(archive: Path) -> Iterator[str]:
    """The address of a server of that archive."""
    with serving(archive) as server:
        yield server.address


@pytest.fixture
def reader(live: str) -> Iterator[Client]:
    """A client that waits, of the live server."""
    with Client(live) as client:
        yield client


class Speaker:
    """Asks either kind of client in the same words."""

    def __init__(self, client: Client | AsyncClient) -> None:
        self.client = client

    async def ask(self, verb: str, *args: object, **kwargs: object) -> Any:  # noqa: ANN401 - any answer
        """Ask, and give the answer."""
        answer = getattr(self.client, verb)(*args, **kwargs)
        return await answer if isinstance(self.client, AsyncClient) else answer

    async def walk(self, verb: str, *args: object, **kwargs: object) -> list[Any]:
        """Go through a list to its end."""
        items = getattr(self.client, verb)(*args, **kwargs)
        return [item async for item in items] if isinstance(self.client, AsyncClient) else list(items)


@pytest.fixture(params=["waiting", "awaited"])
async def speaker(live: str, request: pytest.FixtureRequest) -> AsyncIterator[Speaker]:
    """Either kind of client, of the live server."""
    if request.param == "waiting":
        with Client(live) as client:
            yield Speaker(client)
    else:
        async with AsyncClient(live) as awaited:
            yield Speaker(awaited)
