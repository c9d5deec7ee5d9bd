"""Long answers on their way: handed over as fast as each client reads, and only so much of them at once.

A server keeps what it is handed until the client has taken it: a few hundred clients that ask for long answers and read
none would fill the memory. Pure ASGI.
"""

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import problem_response

#: A longer body is handed over in pieces of so many bytes, each when the client has taken most of the one before.
PIECE = 256 * 1024
#: How many bytes of long bodies may wait for their clients. One body alone may always, however long it is.
MAX_WAITING = 64 * 2**20


class Outflow:
    """Wraps the application; when too much is waiting already, a client is asked to come again."""

    def __init__(self, app: ASGIApp, addresses: Addresses) -> None:
        self._app = app
        self._addresses = addresses
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; a long answer counts for nothing else any more while the client reads it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held = _Held(send)
        await self._app(scope, receive, held.send)
        if held.start is None:
            return
        if self._waiting and self._waiting + len(held.body) > MAX_WAITING:
            kind = KINDS["overloaded"]
            await problem_response(Request(scope), self._addresses, kind, kind.meaning)(scope, receive, send)
        else:
            await self._pour(held.start, held.body, send)

    async def _pour(self, start: Message, body: bytes, send: Send) -> None:
        self._waiting += len(body)
        try:
            await send(start)
            for first in range(0, len(body), PIECE):
                last = first + PIECE
                piece = {"type": "http.response.body", "body": body[first:last], "more_body": last < len(body)}
                await send(piece)
        finally:
            self._waiting -= len(body)


class _Held:
    """The way of an answer that holds a long one back: ``start`` and ``body`` are what is still to be sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        """Send a part of an answer on, but for a long body and what belongs before it."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        if self.start is not None:
            if len(message["body"]) > PIECE and not message.get("more_body"):
                self.body = message["body"]
                return
            await self._send(self.start)
            self.start = None
        await self._send(message)
