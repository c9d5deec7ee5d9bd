"""Bodies on their way in: taken whole before a request takes its turn, and only so much of them at once.

Whoever sends a body slowly keeps no turn from others, and what is parsed on the event loop is parsed one at a time.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Message, Receive

#: How many bytes of bodies may be here, come in part or whole. One body alone may always, however long it is.
MAX_WAITING = 64 * 2**20


class NotTakenError(Exception):
    """A body is not taken; ``kind`` names the problem."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Inflow:
    """Takes bodies in, each in at most ``seconds``."""

    def __init__(self, *, seconds: float) -> None:
        self._seconds = seconds
        self._waiting = 0
        self._gate = asyncio.Lock()

    @asynccontextmanager
    async def taken(self, receive: Receive, most: int) -> AsyncIterator[Receive]:
        """Take a body of at most so many bytes, whatever its Content-Length said, and give what hands it on.

        It counts until it has been dealt with. Raise NotTakenError if it is not to be had.
        """
        body = bytearray()
        size = 0
        try:
            try:
                async with asyncio.timeout(self._seconds):
                    async for part in _parts(receive):
                        body += part
                        size += len(part)
                        self._waiting += len(part)
                        self._refuse(size, most)
            except TimeoutError:
                raise NotTakenError("timed-out") from None
            whole = bytes(body)
            body.clear()
            yield self._handed(whole, receive)
        finally:
            self._waiting -= size

    def _handed(self, body: bytes, receive: Receive) -> Receive:
        """Give a body at once, and then whatever else happens; others have the event loop between two bodies."""
        left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_on() -> Message:
            if not left:
                return await receive()
            async with self._gate:
                await asyncio.sleep(0)
            return left.pop()

        return receive_on

    def _refuse(self, size: int, most: int) -> None:
        if size > most:
            raise NotTakenError("content-too-large")
        if self._waiting > max(size, MAX_WAITING):
            raise NotTakenError("overloaded")


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    """Give the parts of a body as they come."""
    is_last = False
    while not is_last:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotTakenError("timed-out")  # nobody will read it
        is_last = not message.get("more_body", False)
        yield message.get("body", b"")
