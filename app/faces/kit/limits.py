"""What a request may bring and take: the size of its address, fields and body, its time, and how many at once.

Pure ASGI. Nothing below is asked before a request has passed.
"""

import asyncio
import logging
from collections.abc import Container
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.inflow import Inflow, NotTakenError
from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import problem_response
from app.faces.kit.threads import THREADS

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

#: How many requests with a body may be under way: one thread answers the long ones, and each holds what it asks for.
MOST_POSTED = 32

#: What tells whether the server is well takes no turn, and is told when all are taken.
_STATE = frozenset(("/livez", "/readyz"))

#: The one media type a body may have.
_BODY_TYPE = "application/json"

_log = logging.getLogger(__name__)


class Limits:
    """Wraps the application, which then has at most ``concurrency`` requests at once, each begun in ``seconds``.

    ``posted`` are the addresses that read a body, which is taken in first; of others nobody does.
    A request counts until the application has really ended it: one that is given up is still at work in a thread,
    which nothing can stop.
    """

    def __init__(
        self, app: ASGIApp, addresses: Addresses, *, concurrency: int, seconds: float, posted: Container[str] = ()
    ) -> None:
        self._app = app
        self._addresses = addresses
        self._posted = posted
        self._concurrency = concurrency
        self._seconds = seconds
        self._inflow = Inflow(seconds=seconds)
        self._under_way: set[asyncio.Task[None]] = set()
        self._posted_under_way: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            current_default_thread_limiter().total_tokens = THREADS  # of this event loop, which there is only now
            await self._app(scope, receive, send)
            return
        is_read = scope["method"] == "POST" and self._path(scope) in self._posted
        refused = _refusal(scope, is_read=is_read)
        if refused is None and is_read:
            refused = await self._take_in(scope, receive, send)
        elif refused is None:
            refused = await self._run(scope, receive, send, self._under_way)
        if refused:
            await self._refuse(refused, scope, receive, send)

    async def _take_in(self, scope: Scope, receive: Receive, send: Send) -> str | None:
        """Take the body in, and only then a turn; name the problem if either cannot be had."""
        try:
            async with self._inflow.taken(receive, _most(scope)) as handed:
                if len(self._posted_under_way) >= MOST_POSTED:
                    return "overloaded"
                return await self._run(scope, handed, send, self._posted_under_way)
        except NotTakenError as error:
            return error.kind

    async def _run(self, scope: Scope, receive: Receive, send: Send, under_way: set[asyncio.Task[None]]) -> str | None:
        """Let the application answer; name the problem if there is no turn, or it does not begin in time."""
        takes_turn = self._path(scope) not in _STATE
        if takes_turn and len(under_way) >= self._concurrency:
            return "overloaded"
        answer = _Answer(send)
        task = asyncio.ensure_future(self._app(scope, receive, answer.send))
        if takes_turn:
            under_way.add(task)
        task.add_done_callback(partial(self._end, scope, answer, under_way))
        try:
            await asyncio.wait((task,), timeout=self._seconds)
            if task.done() or answer.is_begun:
                await task  # how long the rest takes is the client's affair
                return None
        except asyncio.CancelledError:  # the server stops, and waits no more
            answer.is_given_up = True
            task.cancel()
            raise
        answer.is_given_up = True  # and not cancelled: its thread would go on, and count no more
        return "timed-out"

    def _path(self, scope: Scope) -> str:
        """Give the path as it is declared."""
        return str(scope["path"]).removeprefix(self._addresses.base_path)

    def _end(
        self, scope: Scope, answer: "_Answer", under_way: set[asyncio.Task[None]], task: asyncio.Task[None]
    ) -> None:
        """Count a request no more; log how one that was given up failed, for nobody else hears of it."""
        under_way.discard(task)
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


def _refusal(scope: Scope, *, is_read: bool) -> str | None:
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
    if has_body and not _is_plain_json(headers, is_read=is_read):
        return "unsupported-media-type"
    return None


def _most(scope: Scope) -> int:
    """Give the largest body that an address takes, in bytes."""
    return SMALLER_BODIES.get(scope["path"].rpartition("/")[2], MAX_BODY)


def _is_plain_json(headers: Headers, *, is_read: bool) -> bool:
    """Tell whether a body is JSON as it is. One that nobody will read may say nothing of itself."""
    media_type = headers.get("content-type", "" if is_read else _BODY_TYPE).partition(";")[0].strip().lower()
    return media_type == _BODY_TYPE and headers.get("content-encoding", "identity").strip().lower() == "identity"
