"""Applications behind the limits, and a client that asks them."""

import httpx
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.edge import Edge
from app.faces.kit.limits import Limits
from tests.faces.conftest import client_on

START: Message = {"type": "http.response.start", "status": 200, "headers": []}
END: Message = {"type": "http.response.body", "body": b"read"}

#: The addresses that read a body.
POSTED = ("/", "/mcp", "/archive/quotations")


async def reader(_scope: Scope, receive: Receive, send: Send) -> None:
    """Read the whole body, then answer."""
    while (await receive()).get("more_body"):
        pass
    await send(START)
    await send(END)


def limited(app: ASGIApp, *, concurrency: int = 10, seconds: float = 30) -> httpx.AsyncClient:
    """Give a client of an application behind the limits."""
    layered = Limits(app, Addresses(), concurrency=concurrency, seconds=seconds, posted=POSTED)
    return client_on(Edge(layered))
