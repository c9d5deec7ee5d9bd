"""What is counted, and that its size does not depend on what clients send."""

import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp

from app.domain.errors import Unusable
from app.faces import face_routers
from app.faces.kit.metrics import NOWHERE, Metrics
from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.faces.conftest import client_on


@pytest.fixture
def metrics(house: House, settings: Settings) -> Metrics:
    """Counts around the whole application."""
    routes = [route for router in face_routers(house) for route in router.routes]
    return Metrics(create_app(settings), routes, house)


@pytest.fixture
async def counted(metrics: Metrics) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application that is counted."""
    async with client_on(metrics) as client:
        yield client


def count(metrics: Metrics, name: str, **labels: str) -> float | None:
    """Give the value of one series."""
    return metrics.registry.get_sample_value(f"muniment_{name}", labels)


async def test_requests_are_counted_by_route_method_and_status(metrics: Metrics, counted: httpx.AsyncClient) -> None:
    for address in ("/documents/110364", "/documents/110364.json", "/documents/1"):
        await counted.get(address)
    await counted.head("/documents/110364/passages/en.p7")
    found = "requests_total", {"route": "/documents/{id}", "method": "GET"}
    assert count(metrics, found[0], **found[1], status="2xx") == 2
    assert count(metrics, found[0], **found[1], status="4xx") == 1
    passage = {"route": "/documents/{id}/passages/{passage}"}
    assert count(metrics, "requests_total", **passage, method="HEAD", status="2xx") == 1
    assert count(metrics, "request_seconds_count", **passage) == 1
    assert count(metrics, "requests_in_progress") == 0


async def test_whatever_is_asked_for_makes_no_new_series(metrics: Metrics, counted: httpx.AsyncClient) -> None:
    for number in range(20):
        await counted.request(f"X{number}", f"/nowhere/{number}?x={number}")
    assert count(metrics, "requests_total", route=NOWHERE, method="(other)", status="4xx") == 20


async def test_the_archive_is_looked_at_when_somebody_scrapes(metrics: Metrics, house: House) -> None:
    with house.archive.reading() as repository:
        last = repository.last_entry()
    assert last
    assert count(metrics, "records") == 1
    assert count(metrics, "log_entries") == last.seq


async def test_an_archive_that_cannot_be_read_leaves_the_other_counts(
    metrics: Metrics, counted: httpx.AsyncClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise Unusable("archive", "not now")

    await counted.get("/livez")
    monkeypatch.setattr(house.archive, "reading", refuse)
    assert count(metrics, "records") is None
    assert count(metrics, "requests_total", route="/livez", method="GET", status="2xx") == 1


async def test_routes_are_the_same_under_a_path(settings: Settings, house: House) -> None:
    routes = [route for router in face_routers(house) for route in router.routes]
    metrics = Metrics(create_app(settings), routes, house)
    metrics._base_path = "/archive"
    assert metrics._route("/archive/livez") == metrics._route("/livez") == "/livez"
    assert metrics._route("/archive") == metrics._route("/archive/") == "/"
    assert metrics._route("/archivex") == NOWHERE
    assert metrics._route("/archived/livez") == NOWHERE


def test_a_port_that_is_taken_is_refused_in_a_sentence(metrics: Metrics) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Unusable, match="Set another port"):
        metrics.listen("127.0.0.1", taken.getsockname()[1])


async def test_the_scrapers_port_lives_as_long_as_the_application(metrics: Metrics) -> None:
    port = metrics.listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{port}/metrics"
    async with httpx.AsyncClient(trust_env=False) as scraper:
        assert "muniment_records 1.0" in (await scraper.get(address)).text
        await run_life(metrics)
        with pytest.raises(httpx.ConnectError):
            await scraper.get(address)


async def run_life(app: ASGIApp) -> None:
    """Let an application begin and end, as a server does."""
    told = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

    async def receive() -> dict[str, str]:
        return told.pop(0)

    async def send(_message: object) -> None:
        pass

    await app({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send)
