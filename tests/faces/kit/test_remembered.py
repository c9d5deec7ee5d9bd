"""Citations are remembered as they were answered, for as long as their record is as it was, and only so many."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.faces.kit import remembered
from app.faces.kit.hotpath import HotPath
from app.faces.kit.remembered import MAX_ONE, Answer, Remembered
from app.house import open_settings_house
from app.main import create_app
from app.services.found import House
from app.settings import Settings
from tests.conftest import make_archive, take_in
from tests.faces.conftest import client_on, make_record, withdraw_record, write_records

CITATION = "/documents/110364/citation"


class Watch:
    """Notes whether a request came as far as this."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note one, and let it go on."""
        self.count += 1
        await self._app(scope, receive, send)


@pytest.fixture
def routes(shared_app: ASGIApp) -> Watch:
    """The application behind the hot path."""
    assert isinstance(shared_app, HotPath)
    return Watch(shared_app._app)


@pytest.fixture
def hot(shared_settings: Settings, routes: Watch) -> Iterator[HotPath]:
    """A hot path that remembers nothing yet."""
    house = open_settings_house(shared_settings)
    yield HotPath(routes, house.archive.shelf())
    house.archive.close()


def assert_same(one: httpx.Response, other: httpx.Response) -> None:
    """Compare two answers, field for field; the order of fields says nothing."""
    assert one.status_code == other.status_code
    assert sorted(one.headers.raw) == sorted(other.headers.raw)
    assert one.content == other.content


@pytest.mark.parametrize("accept", [None, "application/json", "text/plain", "text/*;q=0.3, text/html"])
@pytest.mark.parametrize("rest", ["", "?", "?holding=1", "?holding=2&format=html", "?revision=1", "s?x=1", "?leaf=9"])
async def test_what_is_remembered_is_what_the_routes_answer(
    hot: HotPath, routes: Watch, accept: str | None, rest: str
) -> None:
    headers = {"accept": accept} if accept else {}
    async with client_on(hot) as quick, client_on(routes) as ordinary:
        for method in ("HEAD", "GET", "GET", "HEAD"):
            one = await quick.request(method, CITATION + rest, headers=headers)
            assert_same(one, await ordinary.request(method, CITATION + rest, headers=headers))
        etag = (await ordinary.get(CITATION + rest, headers=headers)).headers.get("etag", '"x"')
        for known in (etag, f'W/{etag}, "x"', "*", '"other"'):
            asked = {**headers, "if-none-match": known}
            one = await quick.get(CITATION + rest, headers=asked)
            assert_same(one, await ordinary.get(CITATION + rest, headers=asked))


async def test_an_equal_request_is_not_made_again(hot: HotPath, routes: Watch) -> None:
    async with client_on(hot) as quick:
        first = await quick.get(CITATION)
        for _ in range(3):
            assert (await quick.get(CITATION)).content == first.content
            assert (await quick.get(CITATION, headers={"if-none-match": first.headers["etag"]})).status_code == 304
        assert routes.count == 1
        await quick.get(f"{CITATION}?holding=1")
        await quick.get(CITATION, headers={"accept": "text/plain"})
        assert routes.count == 3


async def test_a_client_that_has_it_already_lets_it_be_remembered(hot: HotPath, routes: Watch) -> None:
    async with client_on(hot) as quick:
        etag = (await quick.get(CITATION)).headers["etag"]
    routes.count, hot.remembered = 0, Remembered()
    async with client_on(hot) as quick:
        for _ in range(3):
            assert (await quick.get(CITATION, headers={"if-none-match": etag})).status_code == 304
    assert routes.count == 1


async def test_what_is_wrong_is_not_remembered(hot: HotPath, routes: Watch) -> None:
    async with client_on(hot) as quick:
        for query in ("?x=1", "?leaf=99", "?revision=7"):
            for _ in range(2):
                assert (await quick.get(CITATION + query)).status_code in (404, 422)
        await quick.get("/documents/999999/citation")
    assert routes.count == 7
    assert len(hot.remembered) == 0


async def test_a_record_that_changes_is_cited_anew(client: httpx.AsyncClient, house: House, tmp_path: Path) -> None:
    before = (await client.get(CITATION)).json()
    record = make_record(1, id="110364", title="Another title")
    assert not take_in(house, write_records(tmp_path, record), reason="A better title.", onto="110364").has_errors
    after = (await client.get(CITATION)).json()
    assert (before["revision"], after["revision"]) == (1, 2)
    assert "Another title" in after["text"]
    withdraw_record(house, "110364")
    assert (await client.get(CITATION)).status_code == 410


async def test_the_archive_is_asked_once_for_what_is_remembered(visitor: httpx.AsyncClient, selects: list[str]) -> None:
    await visitor.get(CITATION)
    selects.clear()
    assert (await visitor.get(CITATION)).status_code == 200
    assert len(selects) == 1, selects


@pytest.mark.parametrize("base", ["/archive"])
async def test_a_base_path_may_be_there_or_taken_off(tmp_path: Path, base: str) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=base)
    make_archive(settings, write_records(tmp_path, make_record(1)))
    app = create_app(settings)
    assert isinstance(app, HotPath)
    async with client_on(app) as client:
        for address in (f"{base}/documents/r001/citation", "/documents/r001/citation"):
            assert (await client.get(address)).status_code == 200
    assert len(app.remembered) == 2


def answer_of(length: int) -> Answer:
    """Make an answer of so many bytes."""
    return Answer([], [], '"x"', b"x" * length)


@given(st.lists(st.tuples(st.text("abc", max_size=2), st.integers(0, MAX_ONE + 10)), max_size=60))
def test_never_more_is_remembered_than_was_agreed(kept: list[tuple[str, int]]) -> None:
    memory = Remembered(most=200_000)
    for name, length in kept:
        memory.keep((name, b"", None), "mark", answer_of(length))
        assert memory.size <= 200_000
        assert len(memory) * remembered._OVERHEAD <= memory.size
        found = memory.recall((name, b"", None), "mark")
        assert found is None or len(found.body) <= MAX_ONE
    for name, _ in kept:
        assert memory.recall((name, b"", None), "another mark") is None


def test_what_was_not_asked_for_the_longest_is_forgotten_first() -> None:
    memory = Remembered(most=3 * (1000 + remembered._OVERHEAD + 1))
    for name in "abc":
        memory.keep((name, b"", None), "1", answer_of(1000))
    assert memory.recall(("a", b"", None), "1")
    memory.keep(("d", b"", None), "1", answer_of(1000))
    assert [name for name in "abcd" if memory.recall((name, b"", None), "1")] == ["a", "c", "d"]


async def test_thousands_of_questions_take_no_more_room(shared_settings: Settings) -> None:
    async def give(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - as any application
        await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", b'"x"')]})
        await send({"type": "http.response.body", "body": b"x" * 5000})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def ignore(message: Message) -> None:
        """Look at no answer."""

    house = open_settings_house(shared_settings)
    hot = HotPath(give, house.archive.shelf())
    scope = {"type": "http", "method": "GET", "path": CITATION}
    for number in range(4000):
        query = f"style=style-{number}".encode()
        await hot({**scope, "query_string": query, "headers": []}, receive, ignore)
        await hot({**scope, "query_string": query * 100, "headers": []}, receive, ignore)
    house.archive.close()
    assert hot.remembered.size <= remembered.MAX_BYTES
    assert 500 < len(hot.remembered) < 2000
