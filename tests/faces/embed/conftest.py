"""What tests of embedding share: an archive that knows its address, with records revised, merged and withdrawn."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp

from app.house import open_settings_house
from app.main import create_app
from app.settings import Settings
from tests.browser.records import HOSTILE, SCRIPTS, VAST, WITHDRAWN
from tests.conftest import SEED, make_archive, take_in
from tests.faces.conftest import client_on, make_record, merge_record, withdraw_record, write_records

#: What the archive calls itself. It is asked under another name, as behind a proxy.
PUBLIC = "https://archive.example"

_TWO = {"id": "en", "role": "translation", "language": "en"}
_WORDS = [{"id": "en.p1", "text": "What stays."}, {"id": "en.p2", "text": "What is taken out."}]


@pytest.fixture(scope="session")
def stranger_app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application: the seed was corrected, a passage taken out, a record merged, another withdrawn."""
    folder = tmp_path_factory.mktemp("embed")
    settings = Settings(archive=folder / "archive.db", public_url=PUBLIC)
    shrunk = make_record(9, texts=[_TWO | {"passages": _WORDS}])
    records = (HOSTILE, SCRIPTS, VAST, WITHDRAWN, make_record(1), make_record(2), shrunk)
    make_archive(settings, SEED, write_records(folder, *records))
    house = open_settings_house(settings)
    read_again = folder / "read-again.txt"
    read_again.write_bytes(SEED.read_bytes().replace(b"paper pilots", b"pilots of paper"))
    corrected = write_records(folder, make_record(9, texts=[_TWO | {"passages": _WORDS[:1]}]), name="corrected.json")
    report = take_in(house, read_again, corrected, reason="It was read again.")
    assert sorted(report.revised) == ["110364", "r009"], report.problems
    merge_record(house, "r001", "r002")
    withdraw_record(house, "withdrawn")
    house.archive.close()
    return create_app(settings)


@pytest.fixture
async def stranger(stranger_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's site, which asks what to show. It says nothing of what it accepts, and follows no redirects."""
    async with client_on(stranger_app) as client:
        yield client
