"""A question that may do better the next moment is asked again, and no other; answers that hold are not sent twice."""

import pickle
from collections.abc import Callable

import httpx
import pytest

from muniment_client import AsyncClient, Busy, Client, Refused, Retries, Unreachable, Withdrawn
from muniment_client.memory import Answer, Memory
from muniment_client.retries import retry_after
from tests.client.conftest import Speaker

EMPTY = {"schema": 1, "ref": "x", "candidates": []}


class Scripted:
    """A server that answers from a list, and a sleep that only writes down."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.slept: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Give the next answer."""
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def sleep(self, seconds: float) -> None:
        """Write down, and go on at once."""
        self.slept.append(seconds)


@pytest.fixture(params=["waiting", "awaited"])
def speaking(request: pytest.FixtureRequest) -> Callable[..., Speaker]:
    """Make either kind of client of a scripted server."""

    def speak(server: Scripted, address: str = "http://server", **options: object) -> Speaker:
        transport, settings = httpx.MockTransport(server), {"retries": Retries(), "memory": 1000, **options}
        if request.param == "waiting":
            return Speaker(Client(address, transport=transport, sleep=server.slept.append, **settings))  # type: ignore[arg-type]
        return Speaker(AsyncClient(address, transport=transport, sleep=server.sleep, **settings))  # type: ignore[arg-type]

    return speak


Speaking = Callable[..., Speaker]


def good(**headers: str) -> httpx.Response:
    return httpx.Response(200, json=EMPTY, headers=headers)


def busy(status: int = 503, **headers: str) -> httpx.Response:
    problem = {"type": "/problems/overloaded", "title": "Overloaded", "status": status, "detail": "d", "instance": "/"}
    return httpx.Response(status, json=problem, headers={name.replace("_", "-"): v for name, v in headers.items()})


async def test_a_busy_server_is_asked_again_after_waits_that_double(speaking: Speaking) -> None:
    server = Scripted(busy(), busy(429), busy(), good())
    assert (await speaking(server).ask("resolve", "x")).candidates == []
    assert server.slept == [0.5, 1.0, 2.0]


async def test_a_server_that_says_when_is_believed(speaking: Speaking) -> None:
    server = Scripted(busy(retry_after="7"), busy(retry_after="0"), good())
    await speaking(server).ask("resolve", "x")
    assert server.slept == [7.0, 1.0]


async def test_a_server_that_says_much_later_is_not_asked_again(speaking: Speaking) -> None:
    server = Scripted(busy(retry_after="300"))
    with pytest.raises(Busy) as told:
        await speaking(server).ask("resolve", "x")
    assert (told.value.retry_after, server.slept) == (300.0, [])


async def test_a_server_that_stays_busy_is_given_up(speaking: Speaking) -> None:
    server = Scripted(*[busy() for _ in range(9)])
    with pytest.raises(Busy, match=r"Overloaded \(503\)"):
        await speaking(server).ask("resolve", "x")
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("refused"), httpx.RemoteProtocolError("gone"), httpx.ReadError("cut")]
)
async def test_a_connection_that_breaks_is_tried_again(speaking: Speaking, error: Exception) -> None:
    server = Scripted(error, good())
    await speaking(server).ask("resolve", "x")
    assert server.slept == [0.5]
    server = Scripted(*[error] * 9)
    with pytest.raises(Unreachable, match="http://server/resolve"):
        await speaking(server).ask("resolve", "x")
    assert len(server.requests) == 4


async def test_a_slow_answer_is_not_asked_for_again(speaking: Speaking) -> None:
    server = Scripted(httpx.ReadTimeout(""), good())
    with pytest.raises(Unreachable, match="ReadTimeout"):
        await speaking(server).ask("resolve", "x")
    assert len(server.requests) == 1


@pytest.mark.parametrize("fail", [busy, lambda: httpx.ConnectError("refused")])
async def test_a_question_that_is_posted_is_asked_once(
    speaking: Speaking, fail: Callable[[], httpx.Response | Exception]
) -> None:
    server = Scripted(fail(), good())
    with pytest.raises((Busy, Unreachable)):
        await speaking(server).ask("citations", ["x"], style="apa")
    assert (len(server.requests), server.slept) == (1, [])


@pytest.mark.parametrize("status", [404, 500, 502])
async def test_other_refusals_are_told_at_once_even_without_a_problem(speaking: Speaking, status: int) -> None:
    server = Scripted(httpx.Response(status, text="<html>proxy</html>"))
    with pytest.raises(Refused) as told:
        await speaking(server).ask("resolve", "x")
    assert told.value.status == status
    assert told.value.problem.type == "about:blank"


def test_waits_are_bounded() -> None:
    retries = Retries(attempts=2000, first=1.0, longest=8.0)
    assert [retries.wait(failed, None) for failed in (1, 2, 3, 4, 5, 1999)] == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]
    assert retries.wait(2000, None) is None
    assert retries.wait(1, 8.5) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "12"}, 12.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", "date": "Wed, 21 Oct 2026 07:28:30 GMT"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT"}, None),
        ({"retry-after": "soon", "date": "Wed, 21 Oct 2026 07:28:30 GMT"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "²"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert retry_after(httpx.Response(503, headers=encoded)) == seconds


async def test_an_answer_that_still_holds_is_not_sent_again(speaking: Speaking) -> None:
    server = Scripted(good(etag='"a"'), httpx.Response(304), good(etag='"b"'), httpx.Response(304))
    speaker = speaking(server)
    first, *others = [await speaker.ask("resolve", "x") for _ in range(4)]
    assert others == [first] * 3
    asked = [request.headers.get("if-none-match") for request in server.requests]
    assert asked == [None, '"a"', '"a"', '"b"']


async def test_what_is_not_remembered_is_asked_for_anew(speaking: Speaking) -> None:
    server = Scripted(good(etag='"a"'), good(etag='"a"'))
    speaker = speaking(server, memory=0)
    for _ in range(2):
        await speaker.ask("resolve", "x")
    assert "if-none-match" not in server.requests[1].headers


def test_memory_is_bounded_and_keeps_what_was_asked_for_last() -> None:
    memory = Memory(10)
    for name in "abc":
        memory.keep(name, Answer(b"1234", "", '"e"', ""))
        memory.find("a")
    assert [name for name in "abc" if memory.find(name)] == ["a", "c"]
    assert memory.held == 8
    memory.keep("a", Answer(b"12345678901", "", '"e"', ""))
    memory.keep("d", Answer(b"1", "", None, ""))
    assert [name for name in "abcd" if memory.find(name)] == ["c"]
    assert memory.held == 4


@pytest.mark.parametrize(
    ("following", "path"),
    [
        ("/archive/documents?limit=1&after=x", "/archive/documents"),
        ("https://public.example.org/archive/documents?limit=1&after=x", "/archive/documents"),
        ("https://elsewhere.example.org/documents?limit=1&after=x", "/archive/documents"),
    ],
)
async def test_a_list_goes_on_at_the_server_that_was_asked(speaking: Speaking, following: str, path: str) -> None:
    page = {"schema": 1, "items": [], "limit": 1, "next": None, "missing": [], "absences": [], "damaged": []}
    server = Scripted(httpx.Response(200, json={**page, "next": following}), httpx.Response(200, json=page))
    assert await speaking(server, "http://server/archive/").walk("documents") == []
    assert [str(request.url.copy_with(query=None)) for request in server.requests] == [
        "http://server/archive/documents",
        f"http://server{path}",
    ]
    assert server.requests[1].url.params["after"] == "x"


async def test_what_is_damaged_on_a_page_is_warned_of(speaking: Speaking) -> None:
    page = {"schema": 1, "items": [], "limit": 1, "next": None, "missing": [], "absences": [], "damaged": ["r1", "r2"]}
    server = Scripted(httpx.Response(200, json=page))
    with pytest.warns(UserWarning, match="damaged on the server, and left out: r1, r2"):
        await speaking(server).walk("documents")


async def test_an_error_can_be_sent_to_another_process(speaking: Speaking) -> None:
    tombstone = {"reason": "why"}
    problem = {**busy(410).json(), "tombstone": tombstone}
    with pytest.raises(Withdrawn) as told:
        await speaking(Scripted(httpx.Response(410, json=problem))).ask("resolve", "x")
    again = pickle.loads(pickle.dumps(told.value))  # noqa: S301 - our own bytes
    assert (str(again), again.tombstone) == (str(told.value), tombstone)


async def test_the_client_says_who_it_is(speaking: Speaking) -> None:
    server = Scripted(good())
    await speaking(server).ask("resolve", "x")
    assert server.requests[0].headers["user-agent"].startswith("muniment-client/")
