"""An archive whose records lie in the files that these tests look into."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp

from app.main import create_app
from app.settings import Settings
from tests.conftest import SEED, make_archive
from tests.faces.conftest import client_on, make_record, write_records

#: Places beside the seed's, by the number of the record.
REFERENCES = {
    1: "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 29",
    2: "APRF, f. 45, op. 1, d. 339, ll. 35-36",
    3: "APRF, f. 45, op. 1, d. 34, l. 1",
    4: "TNA, PREM 4/27/1",
    5: "APRF, f. 45, op. 1, d. 339",
    6: "AQSh, F. 14, V. 1957, D. 12, Fl. 3",
    7: "Somebody's attic, third box",
    8: "NARA, RG 59, Central Decimal File 1950-54, Box 1234, 611.61/5-1450",
    9: "ГАРФ. Ф. Р-9478. Оп. 1. Д. 5. Л. 4",
    10: "RGASPI, f. 558, op. 11, d. 34, l. 9",
    11: "JACAR Ref. B02030123400, images 1-3",
}


@pytest.fixture(scope="session")
def filed_app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application on the archive of these places."""
    folder = tmp_path_factory.mktemp("filed")
    settings = Settings(archive=folder / "archive.db", public_url=None)
    records = [make_record(number, reference=words) for number, words in REFERENCES.items()]
    make_archive(settings, SEED, write_records(folder, *records))
    return create_app(settings)


@pytest.fixture
async def reader(filed_app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it."""
    async with client_on(filed_app) as client:
        yield client
