"""The journal: one line for a request, with nothing in it that a client did not mean to publish."""

import json
import logging
from typing import Any, NoReturn

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from app.faces.kit import journal
from app.faces.kit.journal import Journal
from app.faces.rest import state
from tests.faces.conftest import client_on

SECRETS = {"authorization": "Bearer s3cret", "cookie": "session=s3cret", "x-api-key": "s3cret"}


def answering(status: int) -> ASGIApp:
    """Give an application that answers in two parts."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"three"})

    return app


def entries(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Give the lines written; each must be one line of ASCII."""
    lines = [record.getMessage() for record in caplog.records if record.name == "app.journal"]
    assert all(line.isascii() and line.isprintable() for line in lines)
    return [json.loads(line) for line in lines]


@pytest.fixture(autouse=True)
def _heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="app.journal")


async def ask(app: ASGIApp, address: str, *, everything: bool, **fields: str) -> httpx.Response:
    """Ask an application with a journal for an address."""
    async with client_on(Journal(app, everything=everything)) as client:
        return await client.get(address, headers={name.replace("_", "-"): value for name, value in fields.items()})


async def test_a_line_says_what_was_asked_and_what_became_of_it(caplog: pytest.LogCaptureFixture) -> None:
    response = await ask(answering(200), "/documents?limit=3", everything=True, user_agent="A reader")
    (entry,) = entries(caplog)
    assert response.headers["x-request-id"] == entry["id"]
    assert entry["time"].endswith("Z")
    assert entry["ms"] >= 0
    told = {name: value for name, value in entry.items() if name not in ("time", "id", "ms")}
    assert told == {
        "client": "127.0.0.1",
        "method": "GET",
        "path": "/documents",
        "parameters": ["limit"],
        "status": 200,
        "bytes": 8,
        "slow": False,
        "agent": "A reader",
    }


async def test_nothing_secret_and_nothing_searched_for_is_written(caplog: pytest.LogCaptureFixture) -> None:
    async with client_on(Journal(answering(200), everything=True)) as client:
        await client.get("/documents?q=s3cret&s3cret&id=s3cret&=s3cret&s3 cret=1", headers=SECRETS)
    (entry,) = entries(caplog)
    assert "s3" not in json.dumps(entry)
    assert entry["parameters"] == ["q", "?", "id", "?", "?"]


async def test_what_a_client_sends_cannot_end_or_turn_the_line(caplog: pytest.LogCaptureFixture) -> None:
    address = "/a%0A%7B%22id%22%3A1%7D%E2%80%AE%00%1b[2J"
    async with client_on(Journal(answering(200), everything=True)) as client:
        await client.get(address, headers={b"user-agent": b"\x7f\x9b" + b"u" * 999})
    (entry,) = entries(caplog)
    assert entry["path"].startswith('/a\n{"id":1}\u202e')
    assert len(entry["agent"]) == 200


async def test_a_line_is_short_however_long_the_question(caplog: pytest.LogCaptureFixture) -> None:
    await ask(answering(200), f"/{'a' * 5000}?{'b=1&' * 900}", everything=True)
    assert len(json.dumps(entries(caplog))) < 1500


@pytest.mark.parametrize("name", ["a", "0b-1_2.3", "x" * 64])
async def test_an_id_that_came_along_is_kept(caplog: pytest.LogCaptureFixture, name: str) -> None:
    response = await ask(answering(200), "/", everything=True, x_request_id=name)
    assert (response.headers["x-request-id"], entries(caplog)[0]["id"]) == (name, name)


@pytest.mark.parametrize("name", ["", "x" * 65, "a b", "a\tb", '"', "é", "a,b"])
async def test_an_id_that_is_none_is_not_taken_over(caplog: pytest.LogCaptureFixture, name: str) -> None:
    async with client_on(Journal(answering(200), everything=True)) as client:
        response = await client.get("/", headers=[(b"x-request-id", name.encode())])
    assert response.headers["x-request-id"] == entries(caplog)[0]["id"] != name


@pytest.mark.parametrize(("status", "told"), [(200, 0), (304, 0), (404, 0), (422, 0), (500, 1), (503, 1)])
async def test_without_the_access_log_only_failures_are_told(
    caplog: pytest.LogCaptureFixture, status: int, told: int
) -> None:
    response = await ask(answering(status), "/x", everything=False)
    assert [entry["status"] for entry in entries(caplog)] == [status] * told
    assert ("x-request-id" in response.headers) is bool(told)
    assert all(record.levelno == logging.WARNING for record in caplog.records if record.name == "app.journal")


async def test_without_the_access_log_slow_answers_are_told_too(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SLOW", -1.0)
    response = await ask(answering(200), "/x", everything=False)
    (entry,) = entries(caplog)
    assert (entry["slow"], entry["status"]) == (True, 200)
    assert response.headers["x-request-id"] == entry["id"]


@pytest.mark.parametrize("everything", [True, False])
async def test_a_request_that_nobody_answered_is_told(caplog: pytest.LogCaptureFixture, *, everything: bool) -> None:
    async def app(*_: object) -> NoReturn:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=Journal(app, everything=everything))) as client:
            await client.get("http://testserver/x")
    assert [entry["status"] for entry in entries(caplog)] == [500]


async def test_the_application_is_told_the_id() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await answering(200)(scope, receive, send)

    await ask(app, "/", everything=False, x_request_id="abc")
    assert seen[0]["request_id"] == "abc"


async def test_a_fault_is_told_with_the_id_of_its_line(
    shared_app: ASGIApp, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "LifeAnswer", None)
    async with client_on(shared_app) as client:
        response = await client.get("/livez", headers={"x-request-id": "the-fault"})
    assert (response.status_code, response.headers["x-request-id"]) == (500, "the-fault")
    assert [entry["id"] for entry in entries(caplog)] == ["the-fault"]
    assert "the-fault '/livez'" in caplog.text
