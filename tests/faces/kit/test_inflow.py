"""Bodies that come slowly, too many at once, or not at all: nobody else waits for them."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit import inflow, limits
from app.faces.kit.limits import Limits
from tests.faces.kit.limited import END, POSTED, START, limited, reader

SCOPE: Scope = {
    "type": "http",
    "method": "POST",
    "path": "/",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json"), (b"content-length", b"100")],
}


class Slow:
    """Clients that have sent the beginning of a body and send the rest when they are let go."""

    def __init__(self, app: Limits, count: int, *, size: int = 1) -> None:
        self.go = asyncio.Event()
        self.told: list[int] = []
        self._size = size
        self._begun = asyncio.Semaphore(0)
        self._count = count
        self._tasks = [asyncio.create_task(app(SCOPE, self._receiving(), self._send)) for _ in range(count)]

    def _receiving(self) -> Receive:
        parts: list[Callable[[], Message]] = [
            lambda: {"type": "http.request", "body": b"", "more_body": False},
            lambda: {"type": "http.request", "body": b"x" * self._size, "more_body": True},
        ]

        async def receive() -> Message:
            if len(parts) == 1:
                self._begun.release()
                await self.go.wait()
            return parts.pop()()

        return receive

    async def _send(self, message: Message) -> None:
        if "status" in message:
            self.told.append(message["status"])

    async def begun(self) -> None:
        """Wait until all have sent the beginning."""
        for _ in range(self._count):
            await self._begun.acquire()

    async def given_up(self) -> list[int]:
        """Wait for what all are answered though they never go on."""
        await asyncio.gather(*self._tasks)
        return self.told

    async def ended(self) -> list[int]:
        """Let all go on, and give what they were answered."""
        self.go.set()
        await asyncio.gather(*self._tasks)
        return self.told


async def test_clients_that_send_their_bodies_slowly_take_no_turn() -> None:
    app = Limits(reader, Addresses(), concurrency=3, seconds=30, posted=POSTED)
    slow = Slow(app, 3)
    await slow.begun()
    quick = Slow(app, 3)
    assert await quick.ended() == [200] * 3
    assert await slow.ended() == [200] * 3


async def test_a_body_that_does_not_come_in_time_is_given_up() -> None:
    slow = Slow(Limits(reader, Addresses(), concurrency=1, seconds=0.05, posted=POSTED), 1)
    await slow.begun()
    assert await slow.given_up() == [503]


async def test_nobody_waits_for_a_body_that_is_not_read() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        await send(END)

    for change in ({"method": "GET"}, {"path": "/elsewhere"}):
        limits = Limits(app, Addresses(), concurrency=1, seconds=30, posted=POSTED)
        told: list[Message] = []

        async def receive() -> Message:
            pytest.fail("a body was waited for")

        async def send(message: Message, told: list[Message] = told) -> None:
            told.append(message)

        await limits({**SCOPE, **change}, receive, send)
        assert told == [START, END]


async def test_only_so_many_bytes_of_bodies_wait_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflow, "MAX_WAITING", 25)
    app = Limits(reader, Addresses(), concurrency=10, seconds=30, posted=POSTED)
    slow = Slow(app, 2, size=10)
    await slow.begun()
    assert await Slow(app, 1, size=10).ended() == [503]
    assert await slow.ended() == [200, 200]
    assert await Slow(app, 1, size=90).ended() == [200]  # one alone may be as long as it likes


async def test_only_so_many_questions_with_a_body_are_worked_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_POSTED", 2)
    done = asyncio.Event()

    async def long(_scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await done.wait()
        await send(START)
        await send(END)

    app = Limits(long, Addresses(), concurrency=10, seconds=0.05, posted=POSTED)
    assert await Slow(app, 2).ended() == [503, 503]  # given up, but still at work
    assert await Slow(app, 1).ended() == [503]
    assert len(app._posted_under_way) == 2
    done.set()
    await asyncio.sleep(0.01)
    assert await Slow(app, 1).ended() == [200]


async def test_the_application_gets_the_body_whole_and_then_what_else_happens() -> None:
    heard: list[Message] = []

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([await receive(), await receive()])
        await send(START)
        await send(END)

    parts: list[Message] = [
        {"type": "http.disconnect"},
        {"type": "http.request", "body": b"lo", "more_body": False},
        {"type": "http.request", "body": b"hel", "more_body": True},
    ]

    async def receive() -> Message:
        return parts.pop()

    async def send(_message: Message) -> None:
        pass

    await Limits(app, Addresses(), concurrency=1, seconds=30, posted=POSTED)(SCOPE, receive, send)
    assert heard == [{"type": "http.request", "body": b"hello", "more_body": False}, {"type": "http.disconnect"}]


async def test_whoever_goes_away_in_the_middle_of_a_body_asks_nothing() -> None:
    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        pytest.fail("the application was asked")

    parts: list[Message] = [{"type": "http.disconnect"}, {"type": "http.request", "body": b"x", "more_body": True}]

    async def receive() -> Message:
        return parts.pop()

    async def send(_message: Message) -> None:
        pass

    limits = Limits(app, Addresses(), concurrency=1, seconds=30, posted=POSTED)
    await limits(SCOPE, receive, send)
    assert limits._inflow._waiting == 0


async def test_whether_the_server_is_well_is_told_when_all_turns_are_taken() -> None:
    go, there = asyncio.Event(), asyncio.Semaphore(0)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/":
            there.release()
            await go.wait()
        await reader(scope, receive, send)

    async with limited(app, concurrency=1) as client:
        task = asyncio.create_task(client.get("/"))
        await there.acquire()
        assert (await client.get("/other")).status_code == 503
        for _ in range(3):
            assert (await client.get("/livez")).status_code == 200
            assert (await client.get("/readyz")).status_code == 200
        go.set()
        assert (await task).status_code == 200
