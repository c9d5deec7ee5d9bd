"""How tests talk to the server over HTTP, as a client that was never initialised, or is of the stateless protocol."""

import re
from typing import Any

import httpx

#: The newest protocol that begins with a handshake, and the first without.
HANDSHAKE, STATELESS = "2025-11-25", "2026-07-28"
ACCEPT = {"accept": "application/json, text/event-stream"}
CLIENT = {"name": "a test", "version": "1"}
#: What each request of the stateless protocol says of its client.
META = {
    "io.modelcontextprotocol/protocolVersion": STATELESS,
    "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}


async def ask(
    client: httpx.AsyncClient, method: str, params: dict[str, Any] | None = None, **headers: str
) -> httpx.Response:
    """Send one request; underscores in names of fields are hyphens."""
    fields = {**ACCEPT, **{name.replace("_", "-"): value for name, value in headers.items()}}
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    return await client.post("/mcp", json=message, headers=fields)


async def ask_statelessly(client: httpx.AsyncClient, method: str, params: dict[str, Any]) -> httpx.Response:
    """Send one request of the stateless protocol."""
    named = {"mcp_name": params["name"]} if "name" in params else {}
    whole = {**params, "_meta": META}
    return await ask(client, method, whole, mcp_protocol_version=STATELESS, mcp_method=method, **named)


async def call(client: httpx.AsyncClient, name: str, **arguments: object) -> dict[str, Any]:
    """Call a tool, and give its result."""
    response = await ask(client, "tools/call", {"name": name, "arguments": arguments})
    assert response.status_code == 200, response.text
    result: dict[str, Any] = response.json()["result"]
    return result


async def told(client: httpx.AsyncClient, name: str, **arguments: object) -> dict[str, Any]:
    """Call a tool that answers, and give what it tells."""
    result = await call(client, name, **arguments)
    assert not result["isError"], result
    structured: dict[str, Any] = result["structuredContent"]
    return structured


async def refused(client: httpx.AsyncClient, name: str, **arguments: object) -> str:
    """Call a tool that cannot answer, and give its sentence."""
    result = await call(client, name, **arguments)
    assert result["isError"], result
    assert "structuredContent" not in result
    sentence: str = result["content"][0]["text"]
    return sentence


async def resource(client: httpx.AsyncClient, uri: str) -> str:
    """Read a resource."""
    (contents,) = (await ask(client, "resources/read", {"uri": uri})).json()["result"]["contents"]
    assert (contents["uri"], contents["mimeType"]) == (uri, "text/markdown")
    words: str = contents["text"]
    return words


def parted(text: str) -> tuple[str, str, str]:
    """Give the mark of a result, what stands outside of its marks, and what stands between them."""
    legend, _, body = text.partition("\n")
    (mark,) = set(re.findall(r"\[/?([0-9a-f]{8})\]", legend))
    within = re.compile(rf"\[{mark}\](.*?)\[/{mark}\]", re.DOTALL)
    assert body.count(f"[{mark}]") == body.count(f"[/{mark}]") > 0
    return mark, within.sub("", body), "\n".join(within.findall(body))
