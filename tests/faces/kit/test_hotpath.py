"""The hot path answers as the ordinary routes do, field for field, or leaves it to them."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.faces.kit import hotpath
from app.faces.kit.hotpath import HotPath
from app.house import open_settings_house
from app.main import create_app
from app.settings import Settings
from app.storage.shelf import MAX_BYTES, Shelf
from tests.conftest import make_archive
from tests.faces.conftest import client_on, make_record, write_records

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
ADDRESSES = (
    "/documents/110364", "/documents/110364.json", "/documents/110364.html", "/documents/900777",
    "/document/110364", "/document/110364.json", "/document/110364.html", "/document/900001",
)  # fmt: skip
ACCEPTS = (None, "*/*", "application/json", "text/html", BROWSER, "text/html;q=0.5, application/json;q=0.4")
ENCODINGS = (None, "gzip", "gzip, deflate, br", "gzip;q=0", "identity", "br")
#: What the hot path leaves to the routes, of addresses that it might be thought to answer.
LEFT = (
    "/documents/110364.page.txt", "/documents/110364.xyz", "/documents/999999", "/documents/110364?x=1", "/documents",
    "/documents/110364/", "/documents/110364/texts/en", "/documents/a", "/documents/110364.json.json", "/documents/",
    "/documents/110364.JSON", "/document/", "/Documents/110364", "/documents/110364%0A", "/documents/11%300364.",
)  # fmt: skip


class Watch:
    """Notes whether a request came as far as this."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note one, and let it go on."""
        self.count += 1
        await self._app(scope, receive, send)


@pytest.fixture(scope="module")
def routes(shared_app: ASGIApp) -> Watch:
    """The application behind the hot path."""
    assert isinstance(shared_app, HotPath)
    return Watch(shared_app._app)


@pytest.fixture(scope="module")
def hot(shared_settings: Settings, routes: Watch) -> Iterator[HotPath]:
    """The hot path before an application that is watched."""
    house = open_settings_house(shared_settings)
    yield HotPath(routes, house.archive.shelf())
    house.archive.close()


async def ask_both(
    hot: HotPath, routes: Watch, method: str, address: str, headers: dict[str, str]
) -> tuple[httpx.Response, httpx.Response, bool]:
    """Give both answers, and whether the hot path answered itself."""
    async with client_on(hot) as quick, client_on(routes) as ordinary:
        before = routes.count
        one = await quick.request(method, address, headers=headers)
        is_hot = routes.count == before
        return one, await ordinary.request(method, address, headers=headers), is_hot


def assert_same(one: httpx.Response, other: httpx.Response) -> None:
    """Compare two answers, field for field; the order of fields says nothing."""
    assert one.status_code == other.status_code
    assert sorted(one.headers.raw) == sorted(other.headers.raw)
    assert one.content == other.content


@pytest.mark.parametrize(("method", "encoding"), [*product(["GET"], ENCODINGS), ("HEAD", None), ("HEAD", "gzip")])
@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_stored_answer_is_the_ordinary_one_and_its_304_too(
    hot: HotPath, routes: Watch, address: str, accept: str | None, encoding: str | None, method: str
) -> None:
    headers = {name: value for name, value in (("accept", accept), ("accept-encoding", encoding)) if value}
    one, other, is_hot = await ask_both(hot, routes, method, address, headers)
    assert is_hot
    assert one.status_code == 200
    assert_same(one, other)
    for known in (one.headers["etag"], f'W/{one.headers["etag"]}, "x"', "*"):
        again, once, is_hot = await ask_both(hot, routes, method, address, {**headers, "if-none-match": known})
        assert is_hot
        assert again.status_code == 304
        assert_same(again, once)
    stale, anew, is_hot = await ask_both(hot, routes, method, address, {**headers, "if-none-match": '"other"'})
    assert is_hot
    assert stale.status_code == 200
    assert_same(stale, anew)


@pytest.mark.parametrize("address", LEFT)
async def test_the_rest_is_left_to_the_routes(hot: HotPath, routes: Watch, address: str) -> None:
    one, other, is_hot = await ask_both(hot, routes, "GET", address, {})
    assert not is_hot
    assert_same(one, other)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {}),
        ("OPTIONS", {}),
        ("GET", {"accept": "image/png"}),
        ("GET", {"accept": "text/csv, application/json;q=0"}),
        ("GET", {"accept": f"application/json, {'x/y, ' * 200}"}),
        ("GET", {"content-type": "text/csv", "content-length": "3"}),
    ],
)
async def test_what_is_unusual_is_left_to_the_routes(
    hot: HotPath, routes: Watch, method: str, headers: dict[str, str]
) -> None:
    one, other, is_hot = await ask_both(hot, routes, method, "/documents/110364", headers)
    assert not is_hot
    assert_same(one, other)


@given(
    st.sampled_from([*ADDRESSES, *LEFT]),
    st.dictionaries(
        st.sampled_from(["accept", "accept-encoding", "if-none-match"]),
        st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
        | st.sampled_from([*filter(None, (*ACCEPTS, *ENCODINGS)), "*", "text/*;q=0.1, gzip;;q"]),
    ),
)
async def test_whatever_is_asked_the_two_never_differ(
    hot: HotPath, routes: Watch, address: str, headers: dict[str, str]
) -> None:
    one, other, _ = await ask_both(hot, routes, "GET", address, headers)
    assert_same(one, other)


async def test_a_field_on_several_lines_is_one_list(hot: HotPath, routes: Watch) -> None:
    async with client_on(hot) as quick, client_on(routes) as ordinary:
        lines = [("accept", "image/png"), ("accept", "text/html;q=0.1"), ("accept-encoding", "br")]
        lines.append(("accept-encoding", "gzip"))
        one = await quick.get("/documents/110364", headers=lines)
        other = await ordinary.get("/documents/110364", headers=lines)
    assert one.headers["content-type"] == "text/html; charset=utf-8"
    assert one.headers["content-encoding"] == "gzip"
    assert_same(one, other)


@pytest.mark.parametrize("base", ["/archive", "/a.b/c"])
async def test_a_base_path_may_be_there_or_taken_off(tmp_path: Path, base: str) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=base)
    make_archive(settings, write_records(tmp_path, make_record(1)))
    app = create_app(settings)
    assert isinstance(app, HotPath)
    house = open_settings_house(settings)
    routes = Watch(app._app)
    hot = HotPath(routes, house.archive.shelf(), base_path=base)
    for address in (f"{base}/documents/r001", "/documents/r001", f"{base}/document/r001"):
        one, other, is_hot = await ask_both(hot, routes, "GET", address, {})
        assert (is_hot, one.status_code) == (True, 200)
        assert_same(one, other)
    for address in (f"{base}x/documents/r001", f"{base}{base}/documents/r001", "/axb/c/documents/r001"):
        _, other, is_hot = await ask_both(hot, routes, "GET", address, {})
        assert (is_hot, other.status_code) == (False, 404)
    house.archive.close()


async def test_an_answer_too_large_is_left_to_a_thread(tmp_path: Path) -> None:
    settings = Settings(archive=tmp_path / "archive.db")
    long = [{"text": f"{number} {'words that go on ' * 60}"} for number in range(400)]
    record = {"id": "long", "title": "Long", "texts": [{"role": "translation", "language": "en", "passages": long}]}
    make_archive(settings, write_records(tmp_path, record))
    app = create_app(settings)
    assert isinstance(app, HotPath)
    house = open_settings_house(settings)
    routes = Watch(app._app)
    hot = HotPath(routes, house.archive.shelf())
    one, other, is_hot = await ask_both(hot, routes, "GET", "/documents/long", {})
    assert len(one.content) > MAX_BYTES
    assert not is_hot
    assert_same(one, other)
    small, other, is_hot = await ask_both(hot, routes, "GET", "/documents/long", {"accept-encoding": "gzip"})
    assert is_hot  # compressed it is small enough
    assert_same(small, other)
    house.archive.close()


async def test_a_file_that_fails_is_left_to_the_routes_which_say_so(
    hot: HotPath, routes: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "_row", lambda *_: None)
    one, other, is_hot = await ask_both(hot, routes, "GET", "/documents/110364", {})
    assert not is_hot
    assert_same(one, other)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/documents/110364", {"accept": f"application/json;x={'y' * 500}"}),
        ("/documents/110364", {"accept-encoding": f"gzip;q=0.{'0' * 500}1"}),
        ("/documents/110364", {"if-none-match": f'"{"x" * 500}", *'}),
        (f"/documents/110364.{'json' * 6}", {}),
    ],
)
async def test_what_is_long_is_left_to_the_routes(
    hot: HotPath, routes: Watch, address: str, headers: dict[str, str]
) -> None:
    one, other, is_hot = await ask_both(hot, routes, "GET", address, headers)
    assert not is_hot
    assert_same(one, other)


async def test_many_lines_of_a_field_are_as_long_as_one(hot: HotPath, routes: Watch) -> None:
    lines = [("accept-encoding", f"coding-{number}") for number in range(90)]
    async with client_on(hot) as quick:
        before = routes.count
        assert (await quick.get("/documents/110364", headers=lines)).status_code == 200
    assert routes.count == before + 1


async def test_what_is_remembered_stays_small_whatever_is_sent(
    shared_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches = {name: getattr(hotpath, name) for name in ("_stored_format", "_takes_gzip")}
    lengths: list[int] = []

    def listen(cache: Callable[..., object], *said: str | None) -> object:
        lengths.append(sum(len(part or "") for part in said))
        return cache(*said)

    for name, cache in caches.items():
        cache.cache_clear()
        monkeypatch.setattr(hotpath, name, partial(listen, cache))
    house = open_settings_house(shared_settings)
    hot = HotPath(_pass_over, house.archive.shelf())
    for number in range(3000):
        letters = f"{number:b}".translate({48: "a", 49: "b"})
        for suffix in ("", f".{letters}", f".json.{letters * 400}"):
            for field in (letters, letters * 400):
                fields = [(b"accept", f"text/html, x/{field}"), (b"accept-encoding", f"gzip, {field}")]
                await hot(_ask(f"/documents/110364{suffix}", fields), _receive, _send)
    house.archive.close()
    assert lengths
    assert max(lengths) < 600
    for cache in caches.values():
        assert 0 < cache.cache_info().currsize <= cache.cache_info().maxsize <= 256


def _ask(path: str, fields: list[tuple[bytes, str]]) -> Scope:
    """Give a request as a server hands it on."""
    headers = [(name, value.encode()) for name, value in fields]
    return {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}


async def _pass_over(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer nothing."""


async def _receive() -> Message:
    """Give no body."""
    return {"type": "http.request"}


async def _send(message: Message) -> None:
    """Look at no answer."""
