"""The outermost layer, around an application that does what it likes."""

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from app.faces.kit.edge import Edge
from app.settings import Settings
from tests.conftest import SEED, client_of, make_archive


def inner(seen: list[Scope], headers: list[tuple[bytes, bytes]]) -> ASGIApp:
    """Give an application that notes what it is asked, and answers in two parts."""

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})

    return app


def client_of_edge(edge: ASGIApp) -> httpx.AsyncClient:
    """Give a client of an application."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=edge), base_url="http://testserver")


async def test_head_is_asked_as_get_and_answered_without_any_of_its_parts() -> None:
    seen: list[Scope] = []
    async with client_of_edge(Edge(inner(seen, [(b"content-length", b"6")]))) as client:
        response = await client.head("/x")
    assert (response.content, response.headers["content-length"]) == (b"", "6")
    assert [scope["method"] for scope in seen] == ["GET"]


async def test_a_preflight_does_not_reach_the_application() -> None:
    seen: list[Scope] = []
    async with client_of_edge(Edge(inner(seen, []))) as client:
        assert (await client.options("/x")).status_code == 204
    assert seen == []


@pytest.mark.parametrize("policy", [None, b"default-src 'self'"])
async def test_an_answer_has_one_policy_its_own_if_it_brings_one(policy: bytes | None) -> None:
    headers = [(b"Content-Security-Policy", policy)] if policy else []
    async with client_of_edge(Edge(inner([], headers))) as client:
        found = (await client.get("/x")).headers.get_list("content-security-policy")
    assert found == [policy.decode() if policy else "default-src 'none'; frame-ancestors 'none'"]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/document/110364", "GET, HEAD, OPTIONS"),
        ("/mcp", "POST, OPTIONS"),
        ("/citations", "POST, OPTIONS"),
        ("/quotations", "GET, HEAD, POST, OPTIONS"),
    ],
)
@pytest.mark.parametrize("base_path", ["", "/archive"])
async def test_an_address_says_which_methods_it_takes_when_asked_and_when_it_refuses(
    settings: Settings, path: str, allowed: str, base_path: str
) -> None:
    settings = settings.model_copy(update={"public_url": base_path})
    make_archive(settings, SEED)
    async with client_of(settings) as client:
        for method in ("OPTIONS", "PUT"):
            assert (await client.request(method, f"{base_path}{path}")).headers["allow"] == allowed


async def test_the_application_is_told_the_path_it_is_served_under() -> None:
    seen: list[Scope] = []
    for base_path in ("", "/archive"):
        async with client_of_edge(Edge(inner(seen, []), base_path=base_path)) as client:
            await client.get("/x")
            await client.head("/x")
    assert [scope["root_path"] for scope in seen] == ["", "", "/archive", "/archive"]


@pytest.mark.parametrize(
    ("asked", "passed_on"),
    [("/archive", "/archive/"), ("/archive/", "/archive/"), ("/", "/"), ("/archives", "/archives"), ("/x", "/x")],
)
async def test_the_path_it_is_served_under_is_the_first_page_too(asked: str, passed_on: str) -> None:
    seen: list[Scope] = []
    async with client_of_edge(Edge(inner(seen, []), base_path="/archive")) as client:
        await client.get(asked)
        await client.head(asked)
    assert [scope["path"] for scope in seen] == [passed_on] * 2


@pytest.mark.parametrize("public_url", ["https://example.org/archive", "/archive"])
async def test_a_public_address_as_it_is_printed_shows_the_first_page(settings: Settings, public_url: str) -> None:
    """A proxy may take the path off or leave it, and readers may write the final slash or not."""
    published = settings.model_copy(update={"public_url": public_url})
    make_archive(published, SEED)
    async with client_of(published) as client:
        answers = [await client.get(path) for path in ("/archive", "/archive/", "/")]
        assert [answer.status_code for answer in answers] == [200] * 3
        assert len({answer.content for answer in answers}) == 1
        assert 'href="/archive/document/110364"' in answers[0].text
        assert (await client.get("/archivex")).status_code == 404


async def test_what_is_no_request_is_passed_on_as_it_is() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: object) -> None:
        pytest.fail("nobody was to be asked")

    scope: Scope = {"type": "lifespan"}
    await Edge(app, base_path="/archive")(scope, nothing, nothing)  # type: ignore[arg-type]
    assert seen == [scope]
