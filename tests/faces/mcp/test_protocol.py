"""The protocol over HTTP: both its ways, what is no message of it, and who may not ask."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from app.faces.mcp import route, server
from app.faces.mcp.tools import Tool
from app.main import create_app
from app.settings import Settings
from tests.conftest import ROOT, SEED, make_archive
from tests.faces.conftest import client_on, problem_of
from tests.faces.mcp.talk import ACCEPT, CLIENT, HANDSHAKE, META, STATELESS, ask, ask_statelessly

TOOLS = ["search", "get_document", "get_passages", "cite", "resolve_reference", "check_quotation"]
_DEEP = "[" * 100_000


async def test_a_client_that_shakes_hands_is_told_what_the_archive_is(visitor: httpx.AsyncClient) -> None:
    hello = {"protocolVersion": HANDSHAKE, "capabilities": {}, "clientInfo": CLIENT}
    response = await ask(visitor, "initialize", hello)
    result = response.json()["result"]
    assert result["protocolVersion"] == HANDSHAKE
    assert set(result["capabilities"]) == {"tools", "resources"}
    assert "exactly" in result["instructions"]
    assert "translations unless" in result["instructions"]
    assert "mcp-session-id" not in response.headers
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("version", ["2024-11-05", "2025-03-26", "2025-06-18", HANDSHAKE])
async def test_every_version_that_shakes_hands_is_spoken(visitor: httpx.AsyncClient, version: str) -> None:
    hello = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}
    assert (await ask(visitor, "initialize", hello)).json()["result"]["protocolVersion"] == version
    listed = await ask(visitor, "tools/list", mcp_protocol_version=version)
    assert [tool["name"] for tool in listed.json()["result"]["tools"]] == TOOLS


async def test_a_client_that_shakes_no_hands_is_answered_too(visitor: httpx.AsyncClient) -> None:
    found = (await ask_statelessly(visitor, "server/discover", {})).json()["result"]
    assert STATELESS in found["supportedVersions"]
    listed = (await ask_statelessly(visitor, "tools/list", {})).json()["result"]
    assert [tool["name"] for tool in listed["tools"]] == TOOLS
    assert (listed["cacheScope"], listed["ttlMs"] > 0) == ("public", True)
    wanted = {"name": "get_document", "arguments": {"id": "110364"}}
    called = (await ask_statelessly(visitor, "tools/call", wanted)).json()["result"]
    assert called["structuredContent"]["id"] == "110364"


async def test_a_notification_is_taken_and_not_answered(visitor: httpx.AsyncClient) -> None:
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    response = await visitor.post("/mcp", json=message, headers=ACCEPT)
    assert (response.status_code, response.content) == (202, b"")


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
async def test_there_is_no_stream_and_no_session_to_end(visitor: httpx.AsyncClient, method: str) -> None:
    response = await visitor.request(method, "/mcp", headers=ACCEPT)
    assert response.status_code == 405
    assert response.headers["allow"] == "POST, OPTIONS"


async def test_very_many_arguments_take_no_more_to_refuse_than_a_few(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[int] = []
    threads: list[int] = []

    def noted(error: ValidationError, tool: Tool) -> str:
        refused.append(error.error_count())
        threads.append(threading.get_ident())
        return tool.name

    monkeypatch.setattr(server, "_say_invalid", noted)
    arguments = {"words": "armistice"} | {f"x{number}": number for number in range(5000)}
    answer = (await ask(visitor, "tools/call", {"name": "search", "arguments": arguments})).json()
    assert answer["result"]["isError"]
    assert refused[0] < 100
    assert threads[0] != threading.get_ident(), "on the loop that serves everybody"


def request(method: str, **params: object) -> dict[str, Any]:
    """Give a message that is a request."""
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


HOSTILE: dict[str, bytes | list[Any] | dict[str, Any] | int | str | None] = {
    "no JSON": b"{",
    "nothing": b"",
    "no UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"\xff"}',
    "a lone surrogate": b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\\ud800"}}',
    "a long number": b'{"jsonrpc":"2.0","id":' + b"9" * 10_000 + b',"method":"ping"}',
    "deep": _DEEP.encode(),
    "a batch": [{"jsonrpc": "2.0", "id": 1, "method": "ping"}] * 2,
    "an empty batch": [],
    "a word": "ping",
    "null": None,
    "no method": {"jsonrpc": "2.0", "id": 1},
    "an old version": {"id": 1, "method": "ping"},
    "an answer": {"jsonrpc": "2.0", "id": 1, "result": {}},
    "an unknown method": {"jsonrpc": "2.0", "id": 1, "method": "tools/destroy"},
    "a method as a list": {"jsonrpc": "2.0", "id": 1, "method": ["ping"]},
    "parameters as a list": {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [1]},
    "parameters as a word": {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": "x"},
    "no parameters": {"jsonrpc": "2.0", "id": 1, "method": "tools/call"},
    "an id as an object": {"jsonrpc": "2.0", "id": {}, "method": "ping"},
    "arguments as a list": request("tools/call", name="cite", arguments=[]),
    "a name as a number": request("tools/call", name=7),
    "a foreign resource": request("resources/read", uri="file:///etc/passwd"),
    "an unknown resource": request("resources/read", uri="muniment://documents/x"),
    "a way up": request("resources/read", uri="muniment://documents/../x"),
    "prompts": {"jsonrpc": "2.0", "id": 1, "method": "prompts/list"},
    "a stream": {"jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": {}},
}  # fmt: skip


@pytest.mark.parametrize("version", [None, HANDSHAKE, STATELESS, "1999-01-01", "", "é", "x" * 5000])
@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_no_good_message_breaks_nothing(
    visitor: httpx.AsyncClient, name: str, version: str | None
) -> None:
    body = HOSTILE[name]
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {**ACCEPT, "content-type": "application/json"}
    versions = [] if version is None else [(b"mcp-protocol-version", version.encode("latin-1"))]
    fields = [*((key.encode(), value.encode()) for key, value in headers.items()), *versions]
    response = await visitor.post("/mcp", content=content, headers=fields)
    assert response.status_code < 500
    if response.content:
        answer = response.json()
        assert ("error" in answer) != ("type" in answer) or answer.get("result") == {}
    else:
        assert response.status_code == 202


async def test_an_unknown_version_is_told_those_that_are_spoken(visitor: httpx.AsyncClient) -> None:
    meta = {**META, "io.modelcontextprotocol/protocolVersion": "1999-01-01"}
    fields = {"mcp_protocol_version": "1999-01-01", "mcp_method": "tools/list"}
    response = await ask(visitor, "tools/list", {"_meta": meta}, **fields)
    assert response.status_code == 400
    assert STATELESS in response.text


async def test_an_unknown_method_and_an_unknown_tool_are_errors_of_the_protocol(visitor: httpx.AsyncClient) -> None:
    assert (await ask(visitor, "tools/destroy")).json()["error"]["code"] == -32601
    error = (await ask(visitor, "tools/call", {"name": "destroy", "arguments": {}})).json()["error"]
    assert error["code"] == -32602
    assert "check_quotation" in error["message"]


@pytest.mark.parametrize("is_told", [True, False])
async def test_a_body_over_a_mebibyte_is_a_problem(visitor: httpx.AsyncClient, is_told: bool) -> None:  # noqa: FBT001
    body = b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"' + b"x" * 2**20 + b'"}}'

    async def pieces() -> AsyncIterator[bytes]:
        yield body

    content = body if is_told else pieces()
    headers = {**ACCEPT, "content-type": "application/json"}
    problem_of(await visitor.post("/mcp", content=content, headers=headers), 413)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"accept": "application/json", "content-type": "text/plain"}, 415),
        ({"accept": "application/json", "content-type": "application/json-seq"}, 415),
    ],
)
async def test_other_media_types_are_problems(visitor: httpx.AsyncClient, headers: dict[str, str], status: int) -> None:
    response = await visitor.post("/mcp", content=b'{"jsonrpc":"2.0","id":1,"method":"ping"}', headers=headers)
    problem_of(response, status)


async def test_a_client_that_takes_no_json_is_told_so_as_the_protocol_has_it(visitor: httpx.AsyncClient) -> None:
    shaken = await ask(visitor, "tools/list", accept="text/html")
    assert (shaken.status_code, shaken.json()["error"]["code"]) == (406, -32600)
    problem_of(await ask(visitor, "tools/list", accept="text/html", mcp_protocol_version=STATELESS), 406)


async def test_a_client_that_takes_only_json_or_anything_is_answered(visitor: httpx.AsyncClient) -> None:
    for accept in ("application/json", "*/*"):
        assert (await ask(visitor, "tools/list", accept=accept)).status_code == 200


FOREIGN = ["http://evil.example", "https://archive.example.evil.org", "null", "", "http://testserver", "file://"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_page_of_another_origin_is_refused(visitor: httpx.AsyncClient, origin: str) -> None:
    problem = problem_of(await ask(visitor, "tools/list", origin=origin), 403)
    assert problem["type"] == "/problems/foreign-origin"


@pytest.mark.parametrize("name", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "127.0.0.1"])
async def test_a_page_of_this_machine_itself_may_ask(visitor: httpx.AsyncClient, name: str) -> None:
    response = await ask(visitor, "tools/list", origin=f"http://{name}", host=name)
    assert response.status_code == 200


async def test_a_name_that_somebody_lets_lead_here_is_no_origin_of_ours(visitor: httpx.AsyncClient) -> None:
    for name in ("evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example:8000"):
        problem_of(await ask(visitor, "tools/list", origin=f"http://{name}", host=name), 403)
    problem_of(await ask(visitor, "tools/list", origin="http://localhost:6274", host="localhost:8000"), 403)


@pytest.fixture
def published(settings: Settings) -> Settings:
    """Settings of an archive with a public address."""
    named = settings.model_copy(update={"public_url": "https://archive.example/papers"})
    make_archive(named, SEED)
    return named


async def test_the_public_address_is_an_origin_of_ours(published: Settings) -> None:
    async with client_on(create_app(published)) as client:
        assert (await ask(client, "tools/list", origin="https://archive.example")).status_code == 200
        problem_of(await ask(client, "tools/list", origin="http://archive.example"), 403)
        problem_of(await ask(client, "tools/list", origin="https://archive.example:444"), 403)


async def test_without_its_library_the_server_serves_all_else(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "find_spec", lambda _: None)
    problem = problem_of(await ask(visitor, "tools/list"), 501)
    assert problem["type"] == "/problems/not-installed"
    assert "muniment[mcp]" in problem["detail"]
    assert (await visitor.get("/documents/110364")).status_code == 200


def test_the_library_is_not_loaded_before_somebody_asks() -> None:
    code = (
        "import sys, app.main, app.cli, app.faces.mcp.tools; print([name for name in sys.modules if 'mcp' == name[:3]])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


async def test_requests_of_the_protocol_take_turns_with_all_others(settings: Settings) -> None:
    make_archive(settings, SEED)
    async with client_on(create_app(settings.model_copy(update={"limit_concurrency": 1}))) as client:
        first, second = await asyncio.gather(ask(client, "tools/list"), ask(client, "tools/list"))
        assert first.status_code == 200
        assert problem_of(second, 503)["type"] == "/problems/overloaded"
    async with client_on(create_app(settings.model_copy(update={"request_timeout": 0.000001}))) as client:
        assert problem_of(await ask(client, "tools/list"), 503)["type"] == "/problems/timed-out"
