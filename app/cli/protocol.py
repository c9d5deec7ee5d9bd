"""How bytes become requests: uvicorn's own way, made polite to what is no HTTP, and short with what never ends.

Limits that can be told of in an ordinary answer are in ``app/faces/kit/limits.py``; these are for what never becomes
a request, and so is never seen there.
"""

import asyncio

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.domain.record import canonical_json
from app.faces.kit.problems import MEDIA_TYPE

#: The most bytes a client may send that are no body, in one request: first line, fields, and what frames a body.
MAX_FRAME = 256 * 1024
#: How many bytes are looked at at once. A request takes a hundred times the memory of the few bytes that ask for it, so
#: those that come behind it wait as bytes until it is answered.
GLANCE = 1024
#: How long a client may keep us waiting for the rest of a request, in seconds; up to twice as long in practice.
PATIENCE = 20.0
#: How many times as long it may take nothing of an answer: what has come to its system is not seen here.
_PATIENCE_TO_READ = 3

# No type of our own: which address the archive is published under is not known down here.
_BODY = canonical_json(
    {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "These bytes are no HTTP request."}
)
_ANSWER = b"\r\n".join(
    (
        b"HTTP/1.1 400 Bad Request",
        b"content-type: " + MEDIA_TYPE.encode(),
        b"content-length: %d" % len(_BODY),
        b"x-content-type-options: nosniff",
        b"access-control-allow-origin: *",
        b"cache-control: no-store",
        b"connection: close",
        b"",
        _BODY,
    )
)


class PatientProtocol(HttpToolsProtocol):
    """One connection of a client, which is let go when its request does not end."""

    _frame = 0
    _requests = 0
    _pauses = 0
    _unseen = b""
    _served: RequestResponseCycle | None = None
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Begin to wait for requests."""
        super().connection_made(transport)
        self._watch = self.loop.call_later(PATIENCE, self._look, (0, 0, 0), 0)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        if self._served:  # uvicorn tells the request that came last, which may still wait for this one
            self._served.disconnected = True
        if self._watch:
            self._watch.cancel()

    def data_received(self, data: bytes) -> None:
        """Read on, unless there is a request already that waits for others to be answered."""
        if self._unseen or self.pipeline or len(data) > GLANCE:
            self._unseen += data
            self._read_on()
        else:  # nearly always: as short as can be
            self._frame += len(data)
            super().data_received(data)
            if self._frame > MAX_FRAME:
                self._refuse_endless()

    def on_response_complete(self) -> None:
        """Turn to the next request, and read on when there is none."""
        super().on_response_complete()
        if self._unseen:
            self._read_on()

    def _read_on(self) -> None:
        """Look at what has come, if all so far can still be the beginning of a request, and none waits for another."""
        data, seen = self._unseen, 0
        while seen < len(data) and not self.pipeline and not self.transport.is_closing():
            glance = data[seen : seen + GLANCE]
            seen += len(glance)
            self._frame += len(glance)
            super().data_received(glance)
            if self._frame > MAX_FRAME:
                self._refuse_endless()
        self._unseen = data[seen:]
        if self._unseen:
            self.flow.pause_reading()

    def _refuse_endless(self) -> None:
        if not self.transport.is_closing():
            self.send_400_response("Endless HTTP request received.")

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._served = cycle
        super()._start_asgi_task(cycle, app)

    def on_body(self, body: bytes) -> None:
        """Count it as no part of the frame."""
        self._frame -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count anew for the next request."""
        self._frame = 0
        self._requests += 1
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words; ours are the same for all
        """Answer what is no HTTP with a problem, and hang up."""
        self.transport.write(_ANSWER)
        self.transport.close()

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self._pauses += 1

    def _look(self, seen: tuple[int, int, int], times: int) -> None:
        """Hang up on a client that has not moved since we looked last, but for one that waits for us."""
        unread = self.transport.get_write_buffer_size()
        state = (self._requests, self._pauses, unread)
        times = times + 1 if state == seen else 0
        is_answered = self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr] # None at first
        if times >= _PATIENCE_TO_READ and unread:
            self.transport.abort()  # close would wait for it to read
            return
        if times and is_answered and not unread:
            self.transport.close()
            return
        self._watch = self.loop.call_later(PATIENCE, self._look, state, times)
