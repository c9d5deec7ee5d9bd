"""What tests share: a temporary archive built by the migrations with the seed in it, and clients without sockets."""

import asyncio
import fcntl
import gc
import os
from collections.abc import AsyncIterator, Generator, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import httpx
import hypothesis
import pytest
from httpx import ASGITransport
from starlette.types import ASGIApp, Receive, Scope, Send

from app import resources
from app.domain.identifiers import Addresses
from app.house import open_settings_house
from app.main import create_app
from app.services.found import House, found_archive
from app.services.gather import find_packages
from app.services.ingest import import_sources
from app.services.ledger import stamp
from app.services.report import Report
from app.services.styles import Styles
from app.settings import Settings

# how long a thing takes is measured, not tested: a busy machine is no fault of what is tried on it
hypothesis.settings.register_profile(
    "unhurried", hypothesis.settings.default, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
SEED = ROOT / "data" / "seed" / "110364.txt"


#: What tests themselves are told, and where the file of citation styles is made once for all of them.
_KEPT = ("MUNIMENT_SHARED", "MUNIMENT_REQUIRE_ALL", "MUNIMENT_CACHE")


def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are cores: many tests wait for a server or a browser."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage in what is collected, for it stays, and less often then: that took a fifth of all time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest: begun last, it would keep one core busy while the others have nothing left."""
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


@pytest.fixture(scope="session", autouse=True)
def _cache(pytestconfig: pytest.Config) -> Iterator[None]:
    """Keep the tests out of the user's own cache. What is in ours is made once, until what makes it changes."""
    makers = [
        ROOT / "app" / name
        for name in ("domain/style.py", "services/gather.py", "services/style_search.py", "storage/styles.py")
    ]
    version = sha256(b"".join(maker.read_bytes() for maker in makers)).hexdigest()[:12]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUNIMENT_CACHE", str(pytestconfig.cache.mkdir(f"styles-{version}")))
        yield


@pytest.fixture(scope="session")
def styles_file(_cache: None) -> None:
    """The file of citation styles is there, so that nobody who asks for one waits until it is made: once, by one."""
    if find_packages() is not None:
        with (Settings().cache / "making").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            Styles(Settings().cache, resources.load_style_names()).core()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio, as uvicorn does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out of the tests."""
    for name in [n for n in os.environ if n.startswith("MUNIMENT_") and n not in _KEPT]:
        monkeypatch.delenv(name)


def skip(reason: str) -> NoReturn:
    """Skip for want of something, or fail where nothing may be wanting."""
    if os.environ.get("MUNIMENT_REQUIRE_ALL") == "1":
        pytest.fail(f"MUNIMENT_REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data that is not part of the project."""
    folder = Path(os.environ.get("MUNIMENT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        skip("the real data is not here; set MUNIMENT_SHARED to the folder that holds data/seed and data/pages")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an archive that is not there yet."""
    return Settings(archive=tmp_path / "archive.db")


def found(settings: Settings) -> None:
    """Found an archive with nothing in it, whose secret no other has."""
    addresses = Addresses(public_url=settings.public_url or "")
    found_archive(settings.archive, resources.migrations(), addresses, stamp("a test"))


@cache
def _bytes_of_archive(public_url: str | None, *sources: Path) -> bytes:
    """Make an archive once for all that begin with the same: a new one takes ten times as long as a copy."""
    with TemporaryDirectory() as folder:
        settings = Settings(archive=Path(folder) / "archive.db", public_url=public_url)
        found(settings)
        fill_archive(settings, *sources)
        return settings.archive.read_bytes()


def fill_archive(settings: Settings, *sources: Path) -> None:
    """Import sources, if there are any, into the archive of the settings."""
    if sources:
        house = open_settings_house(settings)
        report = take_in(house, *sources)
        house.archive.close()
        assert not report.has_errors, report.problems


def make_archive(settings: Settings, *sources: Path) -> None:
    """Give the settings an archive with sources in it; those of the project are the same in every test.

    Where it must not share its secret with that of another test, ``found`` it.
    """
    lasting = sources if all(source.is_relative_to(ROOT) for source in sources) else ()
    settings.archive.write_bytes(_bytes_of_archive(settings.public_url, *lasting))
    fill_archive(settings, *sources[len(lasting) :])


def take_in(house: House, *sources: Path, reason: str | None = None, onto: str | None = None) -> Report:
    """Import sources into an open archive."""
    return import_sources(
        house.archive, house.press, sources, stamp("a test", reason), lambda _count, _file: None, onto=onto
    )


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """An open archive with the seed in it."""
    make_archive(settings, SEED)
    house = open_settings_house(settings)
    yield house
    house.archive.close()


class Calm:
    """Lets the event loop go round after each answer, as it does between requests that come over a socket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app(scope, receive, send)
        await asyncio.sleep(0)


def client_of(settings: Settings) -> httpx.AsyncClient:
    """Give a client of the whole application on an archive, without a socket."""
    return client_to(create_app(settings))


def client_to(app: ASGIApp) -> httpx.AsyncClient:
    """Give a client of an application, without a socket."""
    transport = ASGITransport(app=Calm(app), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver")


@pytest.fixture
async def client(settings: Settings, house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that serves the seed; it follows no redirects."""
    assert house.archive.path == settings.archive
    async with client_of(settings) as client:
        yield client
