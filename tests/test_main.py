"""The layers around the routes, in their order, as the settings ask for them."""

import asyncio
import logging
import sys

import pytest
from fastapi import Request
from starlette.responses import Response

from app.faces.rest import formats
from app.main import create_app
from app.settings import Settings
from tests.conftest import SEED, make_archive
from tests.faces.conftest import client_on, problem_of

LONG = "a" * 9000


@pytest.fixture
def archive(settings: Settings) -> Settings:
    """Settings of an archive with the seed in it."""
    make_archive(settings, SEED)
    return settings


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Semaphore, asyncio.Event]:
    """Let /formats wait: the semaphore counts who is there, the event lets them go."""
    there, go = asyncio.Semaphore(0), asyncio.Event()

    async def list_formats(_routes: formats.Routes, request: Request) -> Response:
        assert request.method == "GET"
        there.release()
        await go.wait()
        return Response("alive")

    monkeypatch.setattr(formats.Routes, "list_formats", list_formats)
    return there, go


@pytest.mark.parametrize(
    ("address", "fields", "content", "status"),
    [
        ("/documents?id=" + LONG, {}, b"", 414),
        ("/documents", {"cookie": LONG * 4}, b"", 431),
        ("/documents", {"content-type": "text/csv"}, b"x", 415),
        ("/documents", {}, b"x" * 2_000_000, 413),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_what_is_too_much_is_refused_with_a_whole_problem(
    archive: Settings, method: str, address: str, fields: dict[str, str], content: bytes, status: int
) -> None:
    async with client_on(create_app(archive)) as client:
        response = await client.request(method, address, headers=fields, content=content)
    if method == "GET":
        problem_of(response, status)
    else:
        assert (response.status_code, response.content) == (status, b"")


async def test_a_crowd_is_told_to_come_back_while_stored_answers_go_on(
    archive: Settings, holding: tuple[asyncio.Semaphore, asyncio.Event]
) -> None:
    there, go = holding
    async with client_on(create_app(archive.model_copy(update={"limit_concurrency": 2}))) as client:
        tasks = [asyncio.create_task(client.get("/formats")) for _ in range(2)]
        for _ in tasks:
            await there.acquire()
        assert problem_of(await client.get("/documents"), 503)["type"] == "/problems/overloaded"
        assert (await client.get("/documents/110364")).status_code == 200
        for address in ("/livez", "/readyz"):
            assert (await client.get(address)).status_code == 200
        go.set()
        assert [response.text for response in await asyncio.gather(*tasks)] == ["alive", "alive"]


async def test_what_takes_too_long_is_given_up_and_told(
    archive: Settings, holding: tuple[asyncio.Semaphore, asyncio.Event], caplog: pytest.LogCaptureFixture
) -> None:
    assert not holding[1].is_set()
    async with client_on(create_app(archive.model_copy(update={"request_timeout": 0.05}))) as client:
        response = await client.get("/formats")
    assert problem_of(response, 503)["type"] == "/problems/timed-out"
    assert response.headers["x-request-id"] in caplog.text


@pytest.mark.parametrize("told", [True, False])
async def test_the_access_log_is_off_unless_asked_for(
    archive: Settings, caplog: pytest.LogCaptureFixture, *, told: bool
) -> None:
    caplog.set_level(logging.INFO)
    async with client_on(create_app(archive.model_copy(update={"access_log": told}))) as client:
        answers = [await client.get(address) for address in ("/documents/110364", "/documents", "/nowhere")]
    assert [("x-request-id" in answer.headers) for answer in answers] == [told] * 3
    assert len([record for record in caplog.records if record.name == "app.journal"]) == (3 if told else 0)


async def test_nothing_is_counted_unless_a_port_is_set(archive: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "app.faces.kit.metrics", raising=False)
    async with client_on(create_app(archive)) as client:
        assert (await client.get("/metrics")).status_code == 404
    assert "app.faces.kit.metrics" not in sys.modules
