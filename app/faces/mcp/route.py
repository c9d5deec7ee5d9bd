"""The way to the server over HTTP: one address, a request in, its answer out, nothing kept between two of them."""

from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Message, Receive

from app.faces.kit.answers import NOW
from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import problem_response
from app.faces.mcp.origins import is_foreign
from app.services.found import House

if TYPE_CHECKING:  # its library is an extra, and takes as long to load as all the rest of us
    from mcp.server.lowlevel import Server

PATH = "/mcp"
_JSON = "application/json"
#: What the library refuses before it has read a message, and the kinds of problem these are.
_REFUSED = {400: "unsupported-media-type", 406: "not-acceptable", 413: "content-too-large"}


class Routes:
    """The route of the protocol."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._server: Server[Any] | None = None

    def add_to(self, router: APIRouter) -> None:
        """Declare the route."""
        router.add_api_route(PATH, self.ask_mcp, methods=["POST"], include_in_schema=False)

    async def ask_mcp(self, request: Request) -> Response:
        """Answer one message of the protocol (MCP, Streamable HTTP), whichever of its versions the client speaks."""
        addresses = self._house.press.addresses
        if is_foreign(request.headers.get("origin"), request.headers.get("host", ""), addresses):
            kind = KINDS["foreign-origin"]
            return problem_response(request, addresses, kind, kind.meaning)
        if find_spec("mcp") is None:
            kind = KINDS["not-installed"]
            return problem_response(request, addresses, kind, "This server has no `mcp`: install `muniment[mcp]`.")
        body = await request.body()  # here, so that one that is too large is refused as everywhere
        if self._server is None:
            self._server = await to_thread.run_sync(self._make_server)
        exchange = _Exchange(request, body)
        await exchange.run(self._server)
        return exchange.response or self._refuse(request, exchange.status)

    def _refuse(self, request: Request, status: int) -> Response:
        kind = KINDS[_REFUSED.get(status, "bad-request")]
        detail = f"{kind.meaning} Here: a message of the Model Context Protocol, as JSON, for JSON in answer."
        return problem_response(request, self._house.press.addresses, kind, detail)

    def _make_server(self) -> "Server[Any]":
        from app.faces.mcp.server import make_server  # noqa: PLC0415 - only where somebody asks

        return make_server(self._house)


class _Exchange:
    """One message and its answer, taken whole: what is no JSON is made one of our problems."""

    def __init__(self, request: Request, body: bytes) -> None:
        self._request = request
        self._body: bytes | None = body
        self._start: Message = {"status": 500, "headers": []}
        self._said = b""

    async def run(self, server: "Server[Any]") -> None:
        """Let the server answer. A manager of its own for each message: so nobody needs to start or stop one."""
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager  # noqa: PLC0415 - see above

        manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(self._request.scope, self._receive(self._request.receive), self._send)

    def _receive(self, receive: Receive) -> Receive:
        async def receive_on() -> Message:
            if self._body is None:
                return await receive()
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}

        return receive_on

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._said += message.get("body", b"")

    @property
    def status(self) -> int:
        """The status of the answer."""
        return int(self._start["status"])

    @property
    def response(self) -> Response | None:
        """The answer, None where it is a refusal that is no message of the protocol."""
        kind = dict(self._start["headers"]).get(b"content-type", b"").decode("latin-1")
        if self.status >= HTTPStatus.BAD_REQUEST and not kind.startswith(_JSON):
            return None
        media_type = _JSON if self._said else None
        return Response(self._said, self.status, {"cache-control": NOW}, media_type)
