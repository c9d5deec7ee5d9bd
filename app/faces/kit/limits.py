"""What a request may bring and take: the size of its address, fields and body, its time, and how many at once.

Pure ASGI. Nothing below is asked before a request has passed.
"""

import asyncio
import logging
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import problem_response

#: The largest body, in bytes.
MAX_BODY = 2**20
#: Less, by the end of the address, where no question is so long, and reading what is none costs more than its bytes:
#: ten thousand letters of a quotation, each of twelve bytes at most, and what stands around them.
SMALLER_BODIES = {"mcp": 160 * 1024, "quotations": 160 * 1024}
#: The longest path and query together, in bytes as sent.
MAX_ADDRESS = 8 * 1024
#: The most header fields, and the bytes of all their names and values.
MAX_FIELDS = 100
MAX_FIELD_BYTES = 32 * 1024

#: How many threads answer what is not on the shelf. They share one interpreter, so more would answer nothing sooner,
#: and each holds a whole answer, however long.
THREADS = 4

#: The one media type a body may have.
_BODY_TYPE = "application/json"

_log = logging.getLogger(__name__)


class _TooLargeError(HTTPException):
    """More of a body came than may; whoever is reading it is to stop."""

    def __init__(self) -> None:
        super().__init__(KINDS["content-too-large"].status.value)


class Limits:
    """Wraps the application, which then has at most ``concurrency`` requests at once, each begun in ``seconds``.

    A request counts until the application has really ended it: one that is given up is still at work in a thread,
    which nothing can stop.
    """

    def __init__(self, app: ASGIApp, addresses: Addresses, *, concurrency: int, seconds: float) -> None:
        self._app = app
        self._addresses = addresses
        self._concurrency = concurrency
        self._seconds = seconds
        self._under_way: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            current_default_thread_limiter().total_tokens = THREADS  # of this event loop, which there is only now
            await self._app(scope, receive, send)
            return
        refused = _refusal(scope)
        if refused is None and len(self._under_way) >= self._concurrency:
            refused = "overloaded"
        if refused is None:
            refused = await self._run(scope, receive, send)
        if refused:
            await self._refuse(refused, scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> str | None:
        """Let the application answer; name the problem if it does not begin in time, or reads more than it may."""
        answer = _Answer(send)
        task = asyncio.ensure_future(self._app(scope, _counted(receive, _most(scope)), answer.send))
        self._under_way.add(task)
        task.add_done_callback(partial(self._end, scope, answer))
        try:
            await asyncio.wait((task,), timeout=self._seconds)
            if task.done() or answer.is_begun:
                await task  # how long the rest takes is the client's affair
                return None
        except _TooLargeError:
            if answer.is_begun:
                raise
            return "content-too-large"
        except asyncio.CancelledError:  # the server stops, and waits no more
            answer.is_given_up = True
            task.cancel()
            raise
        answer.is_given_up = True  # and not cancelled: its thread would go on, and count no more
        return "timed-out"

    def _end(self, scope: Scope, answer: "_Answer", task: asyncio.Task[None]) -> None:
        """Count a request no more; log how one that was given up failed, for nobody else hears of it."""
        self._under_way.discard(task)
        if answer.is_given_up and not task.cancelled() and (error := task.exception()):
            who = scope.get("request_id", "-")
            _log.error("%s %r failed after it was given up", who, scope["path"], exc_info=error)

    async def _refuse(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        kind = KINDS[name]
        await problem_response(Request(scope), self._addresses, kind, kind.meaning)(scope, receive, send)


class _Answer:
    """The way of an answer to the client, which ends where the request is given up: another answer is sent then."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.is_begun = False
        self.is_given_up = False

    async def send(self, message: Message) -> None:
        """Send a part of the answer on, unless nobody waits for it any more."""
        if not self.is_given_up:
            self.is_begun = True
            await self._send(message)


def _refusal(scope: Scope) -> str | None:
    """Name the problem with what can be seen before the body, None if there is none."""
    address = scope.get("raw_path") or scope["path"].encode()
    if len(address) + len(scope["query_string"]) > MAX_ADDRESS:
        return "uri-too-long"
    fields = scope["headers"]
    if len(fields) > MAX_FIELDS or sum(len(name) + len(value) for name, value in fields) > MAX_FIELD_BYTES:
        return "header-fields-too-large"
    headers = Headers(raw=fields)
    length = headers.get("content-length", "")
    if length.isdecimal() and (len(length) > len(str(MAX_BODY)) or int(length) > _most(scope)):
        return "content-too-large"
    has_body = "transfer-encoding" in headers or length.strip("0") != ""
    if has_body and not _is_plain_json(headers):
        return "unsupported-media-type"
    return None


def _most(scope: Scope) -> int:
    """Give the largest body that an address takes, in bytes."""
    return SMALLER_BODIES.get(scope["path"].rpartition("/")[2], MAX_BODY)


def _is_plain_json(headers: Headers) -> bool:
    """Tell whether a body is JSON as it is, or says nothing of itself."""
    media_type = headers.get("content-type", _BODY_TYPE).partition(";")[0].strip().lower()
    return media_type == _BODY_TYPE and headers.get("content-encoding", "identity").strip().lower() == "identity"


def _counted(receive: Receive, most: int) -> Receive:
    """Receive a body of at most so many bytes, whatever its Content-Length said."""
    taken = 0

    async def receive_on() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise _TooLargeError
        return message

    return receive_on
