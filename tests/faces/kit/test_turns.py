"""How long a request may take and how many are under way, around applications that wait and fail as they like."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.limits import Limits
from app.faces.kit.threads import THREADS
from tests.faces.conftest import client_on, problem_of
from tests.faces.kit.limited import END, START, limited, reader


class Waiting:
    """An application whose requests all wait until they are let go."""

    def __init__(self) -> None:
        self.there = asyncio.Semaphore(0)
        self.go = asyncio.Event()
        self.cancelled = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, then read and answer."""
        self.there.release()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        await reader(scope, receive, send)


async def nothing() -> Message:
    """Receive a request without a body."""
    return {"type": "http.request", "body": b"", "more_body": False}


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fail if it never is."""
    for _ in range(4_000):
        if is_so():
            return
        await asyncio.sleep(0.005)
    pytest.fail("it never was")


async def freed(client: httpx.AsyncClient) -> None:
    """Wait until a request is answered again; fail if none ever is."""
    for _ in range(4_000):
        if (await client.get("/")).status_code == 200:
            return
        await asyncio.sleep(0.005)
    pytest.fail("no place was ever free again")


async def gone(tasks: Iterable[asyncio.Task[httpx.Response]]) -> list[int]:
    """Wait for answers and give their statuses."""
    return [response.status_code for response in await asyncio.gather(*tasks)]


async def test_more_requests_than_are_taken_at_once_are_told_to_come_back() -> None:
    app = Waiting()
    async with limited(app, concurrency=3) as client:
        tasks = [asyncio.create_task(client.get("/")) for _ in range(3)]
        for _ in tasks:
            await app.there.acquire()
        response = await client.get("/")
        assert problem_of(response, 503)["type"] == "/problems/overloaded"
        assert response.headers["retry-after"] == "1"
        app.go.set()
        assert await gone(tasks) == [200, 200, 200]
        assert (await client.get("/")).status_code == 200


async def test_a_request_that_fails_or_is_given_up_takes_no_place_for_ever() -> None:
    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError

    async with limited(app, concurrency=1) as client:
        for _ in range(3):
            with suppress(RuntimeError):
                assert (await client.get("/")).status_code != 503
    waiting = Waiting()
    async with limited(waiting, concurrency=1) as client:
        task = asyncio.create_task(client.get("/"))
        await waiting.there.acquire()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        waiting.go.set()
        await freed(client)


async def test_an_answer_that_is_not_begun_in_time_is_given_up() -> None:
    app = Waiting()
    async with limited(app, seconds=0.05) as client:
        response = await client.get("/")
    assert problem_of(response, 503)["type"] == "/problems/timed-out"
    assert int(response.headers["retry-after"]) > 0


async def test_a_request_that_is_given_up_keeps_its_place_until_it_has_ended() -> None:
    app = Waiting()
    async with limited(app, concurrency=1, seconds=0.05) as client:
        assert problem_of(await client.get("/"), 503)["type"] == "/problems/timed-out"
        assert problem_of(await client.get("/"), 503)["type"] == "/problems/overloaded"
        app.go.set()
        await freed(client)
    assert app.cancelled == 0


async def test_what_runs_in_a_thread_keeps_its_place_there() -> None:
    """A thread cannot be stopped: requests given up must not let others in beside it, or threads would pile up."""
    entered: list[int] = []
    go = threading.Event()

    def read_slowly(_: Request) -> PlainTextResponse:
        entered.append(threading.get_ident())
        assert go.wait(60)
        return PlainTextResponse("read")

    before, crowd = threading.active_count(), 3
    app = Starlette(routes=[Route("/", read_slowly)])
    async with limited(app, concurrency=crowd, seconds=0.05) as client:
        bursts = [await asyncio.gather(*(client.get("/") for _ in range(crowd))) for _ in range(5)]
        kinds = [problem_of(response, 503)["type"] for burst in bursts for response in burst]
        assert kinds == ["/problems/timed-out"] * crowd + ["/problems/overloaded"] * crowd * 4
        await until(lambda: len(entered) == crowd)
        assert threading.active_count() <= before + crowd
        go.set()
        await freed(client)
    assert len(set(entered[:crowd])) == crowd


async def test_what_a_request_says_after_it_was_given_up_reaches_nobody() -> None:
    app, ended = Waiting(), asyncio.Event()

    async def tell_end(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, send)
        ended.set()

    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    await Limits(tell_end, Addresses(), concurrency=1, seconds=0.05)(scope, nothing, send)
    assert [message.get("status") for message in told] == [503, None]
    app.go.set()
    await until(ended.is_set)
    assert len(told) == 2


async def test_a_request_that_fails_after_it_was_given_up_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    go = asyncio.Event()

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await go.wait()
        raise RuntimeError("too late")

    async with limited(app, concurrency=1, seconds=0.05) as client:
        problem_of(await client.get("/slow"), 503)
        go.set()
        await until(lambda: bool(caplog.records))
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("app.faces.kit.limits", logging.ERROR)
    assert "'/slow' failed after it was given up" in record.message
    assert "too late" in caplog.text


@pytest.mark.parametrize("begins", [True, False])
async def test_a_server_that_stops_at_once_stops_what_is_under_way(*, begins: bool) -> None:
    app = Waiting()

    async def begin(scope: Scope, receive: Receive, send: Send) -> None:
        if begins:
            await send(START)
        await app(scope, receive, send)

    async def send(_message: Message) -> None:
        pass

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    seconds = 0.05 if begins else 30
    task = asyncio.create_task(Limits(begin, Addresses(), concurrency=1, seconds=seconds)(scope, nothing, send))
    await app.there.acquire()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: app.cancelled == 1)


async def test_an_answer_that_is_begun_may_take_its_time() -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(START)
        await asyncio.sleep(0.2)
        await send(END)

    async with limited(app, seconds=0.05) as client:
        assert (await client.get("/")).text == "read"


@pytest.mark.parametrize("begins", [True, False])
async def test_a_timeout_of_the_application_itself_stays_its_own(*, begins: bool) -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        if begins:
            await send(START)
        raise TimeoutError("its own")

    transport = httpx.ASGITransport(app=Limits(app, Addresses(), concurrency=1, seconds=30))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        with pytest.raises(TimeoutError, match="its own"):
            await client.get("/")


async def test_a_few_threads_answer_and_whoever_comes_then_waits() -> None:
    under_way: list[int] = []
    lock, go = threading.Lock(), threading.Event()

    def work(_request: Request) -> PlainTextResponse:
        with lock:
            under_way.append(len(under_way))
        go.wait(20)
        return PlainTextResponse("done")

    app = Limits(Starlette(routes=[Route("/", work)]), Addresses(), concurrency=30, seconds=30)
    limiter = current_default_thread_limiter()
    before = limiter.total_tokens
    told: list[Message] = []

    async def begin() -> Message:
        return {"type": "lifespan.shutdown" if told else "lifespan.startup"}

    async def tell(message: Message) -> None:
        told.append(message)

    try:
        await app({"type": "lifespan", "app": app, "state": {}}, begin, tell)
        async with client_on(app) as client:
            asked = [asyncio.ensure_future(client.get("/")) for _ in range(3 * THREADS)]
            await until(lambda: len(under_way) >= THREADS)
            await asyncio.sleep(0.05)
            assert len(under_way) == THREADS
            go.set()
            assert {answer.status_code for answer in await asyncio.gather(*asked)} == {200}
    finally:
        go.set()
        limiter.total_tokens = before
