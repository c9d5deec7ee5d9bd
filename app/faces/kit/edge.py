"""The outermost layer: HEAD answered as GET without a body, preflights, and the headers every answer has.

Pure ASGI: a layer that buffers would cost more than the answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.faces.kit.answers import DATA_POLICY

# CORS is for reading by anybody, without credentials. It is granted always, not only to requests with an Origin: a
# shared cache may keep an answer it got for a client that sent none.
_OPEN = (b"access-control-allow-origin", b"*")
#: The fields of every answer but 304.
STANDING = (
    _OPEN,
    (b"access-control-expose-headers", b"*"),
    (b"x-content-type-options", b"nosniff"),
)
#: The fields of every 304: what it does not have stays as the client has it (RFC 9111, §3.2).
STANDING_UNCHANGED = (_OPEN,)
_DEFAULT_POLICY = (b"content-security-policy", DATA_POLICY)
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),  # POST for long questions; it changes nothing
    (b"access-control-allow-headers", b"*"),
    (b"access-control-max-age", b"86400"),
)
_READ = b"GET, HEAD, OPTIONS"


def posted_to(routes: Iterable[BaseRoute]) -> dict[str, bytes]:
    """Give the addresses that take POST, with what each says in Allow."""
    taken: dict[str, set[str]] = defaultdict(set)
    for route in routes:
        if isinstance(route, Route):
            taken[route.path] |= route.methods or set()
    return {
        path: b"GET, HEAD, POST, OPTIONS" if "GET" in methods else b"POST, OPTIONS"
        for path, methods in taken.items()
        if "POST" in methods
    }


class Edge:
    """Wraps the application, which is served under ``base_path``, whether or not a proxy takes that off.

    ``posted`` are the addresses that take more than being read, with the methods of each.
    """

    def __init__(self, app: ASGIApp, *, base_path: str = "", posted: Mapping[str, bytes] | None = None) -> None:
        self._app = app
        self._base_path = base_path
        self._posted = posted or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed = self._posted.get(scope["path"].removeprefix(self._base_path), _READ)
        if scope["method"] == "OPTIONS":
            start: Message = {
                "type": "http.response.start",
                "status": 204,
                "headers": [*STANDING, *_PREFLIGHT, (b"allow", allowed)],
            }
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        is_head = scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _complete(message["status"], message["headers"], allowed)}
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        inner = {**scope, "method": "GET" if is_head else scope["method"]}
        if self._base_path:
            inner["root_path"] = self._base_path
            if scope["path"] == self._base_path:  # the public address as it is printed, without a final slash
                inner["path"] = f"{self._base_path}/"
        await self._app(inner, receive, send_on)


def _complete(status: int, headers: list[tuple[bytes, bytes]], allowed: bytes) -> list[tuple[bytes, bytes]]:
    if status == HTTPStatus.NOT_MODIFIED:
        return [*headers, *STANDING_UNCHANGED]
    complete = [*headers, *STANDING]
    if not any(name.lower() == b"content-security-policy" for name, _ in headers):
        complete.append(_DEFAULT_POLICY)
    # the router names the methods of one route, where an address may have two
    return [(n, allowed if n.lower() == b"allow" else v) for n, v in complete]
