"""One line of JSON for a request: what was asked, what became of it, and how long it took.

Never what a client did not mean to publish: no cookies, no credentials, and of the query only the names of its
parameters, because their values are what people search for.
"""

import json
import logging
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: A request whose answer takes longer to begin is always told of, in seconds.
SLOW = 1.0

_log = logging.getLogger("app.journal")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PARAMETER = re.compile(r"([A-Za-z][A-Za-z0-9_.-]{0,39})=")
_MAX_PARAMETERS = 20
_MAX_PATH = 500
_MAX_AGENT = 200
_FAILED = 500


class Journal:
    """Wraps the application. Tells of every request, or, unless ``everything``, of failed and slow ones only.

    An answer that is told of has the line's id in its X-Request-Id.
    """

    def __init__(self, app: ASGIApp, *, everything: bool) -> None:
        self._app = app
        self._everything = everything

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        entry = _Entry(_request_id(scope), is_told=self._everything)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.begin(message["status"])
                if entry.is_told:
                    message = {**message, "headers": [*message["headers"], (b"x-request-id", entry.id.encode())]}
            else:
                entry.sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app({**scope, "request_id": entry.id}, receive, send_on)
        finally:
            if entry.status is None:
                entry.begin(_FAILED)  # nothing was answered: the server will say that it failed
            if entry.is_told:
                _log.log(entry.level, "%s", entry.line(scope))


@dataclass
class _Entry:
    """A line in the making."""

    id: str
    is_told: bool
    status: int | None = None
    sent: int = 0
    is_slow: bool = False
    _at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _started: float = field(default_factory=perf_counter)

    def begin(self, status: int) -> None:
        """Note that the answer begins."""
        self.status = status
        self.is_slow = perf_counter() - self._started > SLOW
        self.is_told = self.is_told or self.is_slow or status >= _FAILED

    @property
    def level(self) -> int:
        """How much it matters to whoever runs the service."""
        return logging.WARNING if self.is_slow or (self.status or 0) >= _FAILED else logging.INFO

    def line(self, scope: Scope) -> str:
        """Write it: ASCII only, so that nothing a client sent can end the line or turn it around."""
        client = scope.get("client")
        told = {
            "time": self._at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "id": self.id,
            "client": client[0] if client else None,
            "method": scope["method"],
            "path": scope["path"][:_MAX_PATH],
            "parameters": _parameters(scope["query_string"]),
            "status": self.status,
            "bytes": self.sent,
            "ms": round((perf_counter() - self._started) * 1000, 1),
            "slow": self.is_slow,
            "agent": Headers(scope=scope).get("user-agent", "")[:_MAX_AGENT],
        }
        return json.dumps(told)


def _request_id(scope: Scope) -> str:
    """Give the id the client, or a proxy before us, chose for the request, if it is one; else make one."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _parameters(query: bytes) -> list[str]:
    """Give the names of a query's parameters, without values; what is no name at all is not repeated."""
    parts = query.decode("latin-1").split("&", _MAX_PARAMETERS)[:_MAX_PARAMETERS] if query else []
    return [named[1] if (named := _PARAMETER.match(part)) else "?" for part in parts]
