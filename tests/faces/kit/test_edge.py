"""The outermost layer, around an application that does what it likes."""

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from app.faces.kit.edge import Edge


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


async def test_the_methods_allowed_include_those_answered_here() -> None:
    async with client_of_edge(Edge(inner([], [(b"Allow", b"GET")]))) as client:
        assert (await client.get("/x")).headers["allow"] == "GET, HEAD, OPTIONS"


async def test_the_application_is_told_the_path_it_is_served_under() -> None:
    seen: list[Scope] = []
    for base_path in ("", "/archive"):
        async with client_of_edge(Edge(inner(seen, []), base_path=base_path)) as client:
            await client.get("/x")
            await client.head("/x")
    assert [scope["root_path"] for scope in seen] == ["", "", "/archive", "/archive"]


async def test_what_is_no_request_is_passed_on_as_it_is() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: object) -> None:
        pytest.fail("nobody was to be asked")

    scope: Scope = {"type": "lifespan"}
    await Edge(app, base_path="/archive")(scope, nothing, nothing)  # type: ignore[arg-type]
    assert seen == [scope]
