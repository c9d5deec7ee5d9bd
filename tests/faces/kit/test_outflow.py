"""Long answers are handed over in pieces, and only so much of them waits at once."""

import asyncio

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit import outflow
from app.faces.kit.edge import Edge
from app.faces.kit.outflow import MAX_WAITING, PIECE, Outflow
from tests.faces.conftest import client_on, problem_of
from tests.faces.kit.limited import END, START

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "scheme": "http"}


def saying(body: bytes) -> Outflow:
    """Give an application that answers with these bytes."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": body})

    return Outflow(app, Addresses())


async def nothing() -> Message:
    """Give no body."""
    return {"type": "http.request"}


@pytest.mark.parametrize("length", [0, 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 7])
async def test_whatever_its_length_an_answer_arrives_whole(length: int) -> None:
    body = bytes(number % 251 for number in range(length))
    async with client_on(saying(body)) as client:
        assert (await client.get("/")).content == body


async def test_no_part_of_a_long_answer_is_longer_than_a_piece_and_the_last_is_said_to_be() -> None:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    await saying(b"x" * (3 * PIECE + 1))(SCOPE, nothing, send)
    assert told[0] == START
    assert [(len(part["body"]), part["more_body"]) for part in told[1:]] == [
        (PIECE, True),
        (PIECE, True),
        (PIECE, True),
        (1, False),
    ]


async def test_the_next_piece_waits_until_the_client_has_taken_the_one_before() -> None:
    told: list[Message] = []
    is_read = asyncio.Event()

    async def send(message: Message) -> None:
        if len(told) == 2:
            await is_read.wait()
        told.append(message)

    task = asyncio.ensure_future(saying(b"x" * (3 * PIECE))(SCOPE, nothing, send))
    await asyncio.sleep(0.01)
    assert len(told) == 2
    is_read.set()
    await task
    assert len(told) == 4


async def test_when_too_much_waits_a_client_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "MAX_WAITING", 4 * PIECE)
    app = saying(b"x" * (3 * PIECE))
    is_read = asyncio.Event()

    async def unread(_message: Message) -> None:
        await is_read.wait()

    slow = asyncio.ensure_future(app(SCOPE, nothing, unread))
    await asyncio.sleep(0)
    async with client_on(Edge(app)) as client:
        problem = await client.get("/")
        assert problem_of(problem, 503)["type"] == "/problems/overloaded"
        assert int(problem.headers["retry-after"]) > 0
        is_read.set()
        await slow
        assert (await client.get("/")).status_code == 200


async def test_one_answer_alone_may_be_as_long_as_it_likes() -> None:
    async with client_on(saying(b"x" * (MAX_WAITING + 1))) as client:
        assert len((await client.get("/")).content) == MAX_WAITING + 1


async def test_a_client_that_goes_away_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "MAX_WAITING", PIECE)
    app = saying(b"x" * (3 * PIECE))

    async def gone(_message: Message) -> None:
        raise ConnectionError

    for _ in range(3):
        with pytest.raises(ConnectionError):
            await app(SCOPE, nothing, gone)
    async with client_on(app) as client:
        assert (await client.get("/")).status_code == 200


async def test_an_answer_that_comes_in_parts_is_sent_on_as_it_comes() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        await send({"type": "http.response.body", "body": b"x" * (PIECE + 1), "more_body": True})
        await send(END)

    async with client_on(Outflow(app, Addresses())) as client:
        response: httpx.Response = await client.get("/")
    assert response.content == b"x" * (PIECE + 1) + b"read"


async def test_what_is_no_request_is_passed_on() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def send(_message: Message) -> None:
        """Look at nothing."""

    await Outflow(app, Addresses())({"type": "lifespan"}, nothing, send)
    assert seen == [{"type": "lifespan"}]
