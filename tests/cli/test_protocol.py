"""How the server meets clients that are slow, endless, or no clients at all."""

import asyncio
import json
import signal
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, suppress
from http.client import HTTPResponse
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from app.cli import protocol
from app.cli.protocol import GLANCE, MAX_FRAME, PatientProtocol
from tests.cli.commands import on
from tests.cli.servers import Server, serving
from tests.faces.conftest import make_record, write_records

pytestmark = pytest.mark.slow

SLOW_CLIENTS = 300
LONG = 30_000_000
HEAD = b"GET /documents/110364 HTTP/1.1\r\nHost: testserver\r\n"


def connect(server: Server) -> socket.socket:
    """Connect to a server, as any client does."""
    place = urlsplit(server.address)
    return socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=10)


def answer_to(connection: socket.socket) -> tuple[HTTPResponse, bytes]:
    """Read one answer."""
    response = HTTPResponse(connection)
    response.begin()
    return response, response.read()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the seed."""
    archive = tmp_path_factory.mktemp("protocol") / "archive.db"
    assert on(archive, "init").exit_code == 0
    with serving(archive) as server:
        yield server


def test_three_hundred_half_sent_requests_leave_good_clients_unharmed(server: Server) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(connect(server))) for _ in range(SLOW_CLIENTS)]
        for number, connection in enumerate(slow):
            connection.sendall(HEAD[: 1 + number % len(HEAD)])
        for address in ("/documents/110364", "/documents/110364/citation", "/documents", "/readyz") * 10:
            assert server.get(address).status_code == 200
        last = slow[-1]
        last.sendall(HEAD[1 + (SLOW_CLIENTS - 1) % len(HEAD) :] + b"\r\n")  # and a slow one is served in the end
        assert answer_to(last)[0].status == 200


@pytest.mark.parametrize(
    "data",
    [
        b"garbage\r\n\r\n",
        HEAD + b"X: \x00\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00",  # the first bytes of TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_no_http_is_answered_with_a_problem(server: Server, data: bytes) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(data)
        response, body = answer_to(connection)
        assert connection.recv(1) == b""  # and the connection ends
    assert (response.status, response.getheader("Content-Type")) == (400, "application/problem+json")
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    problem = json.loads(body)
    assert (problem["type"], problem["status"]) == ("about:blank", 400)


@pytest.mark.parametrize("data", [b"X: " + b"x" * 4096, b"X: y\r\n" * 500], ids=["one-field", "many-fields"])
def test_a_head_without_an_end_is_cut_off(server: Server, data: bytes) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(HEAD)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            connection.sendall(data * (64 * MAX_FRAME // len(data)))
    assert server.get("/livez").status_code == 200


def test_a_body_nobody_reads_does_not_count_as_a_head(server: Server) -> None:
    with closing(connect(server)) as connection:
        length = 4 * MAX_FRAME
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % length)
        assert answer_to(connection)[0].status == 200
        connection.sendall(b"x" * length + HEAD + b"\r\n")
        assert answer_to(connection)[0].status == 200


def test_a_request_to_change_the_protocol_is_answered_as_any_other(server: Server) -> None:
    with closing(connect(server)) as connection:
        for upgrade in (b"websocket", b"h2c", b"x"):
            connection.sendall(HEAD + b"Connection: Upgrade\r\nUpgrade: %b\r\n\r\n" % upgrade)
            assert answer_to(connection)[0].status == 200


def test_an_answer_under_way_is_finished_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    text = "words " * 160_000
    passages = [{"id": f"en.p{number}", "text": text} for number in range(1, 11)]
    texts = [{"id": "en", "role": "translation", "language": "en", "passages": passages}]
    assert on(archive, "init", "--empty").exit_code == 0
    assert on(archive, "import", write_records(tmp_path, make_record(1, texts=texts))).exit_code == 0
    with serving(archive) as server, closing(connect(server)) as connection:
        connection.sendall(b"GET /documents/r001/texts/en HTTP/1.1\r\nHost: testserver\r\n\r\n")
        response = HTTPResponse(connection)
        response.begin()
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # long enough for a server that does not wait to be gone
        assert len(json.loads(response.read())["text"]["passages"]) == 10
        server.process.wait(timeout=20)
    assert "Application shutdown complete." in server.words


def test_a_client_that_never_reads_does_not_hold_up_the_stop(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    texts = [
        {
            "id": "en",
            "role": "translation",
            "passages": [{"id": f"en.p{n}", "text": "x" * 900_000} for n in range(1, 12)],
        }
    ]
    assert on(archive, "init", "--empty").exit_code == 0
    assert on(archive, "import", write_records(tmp_path, make_record(1, texts=texts))).exit_code == 0
    with serving(archive, "--request-timeout", "1") as server, closing(connect(server)) as connection:
        connection.sendall(b"GET /documents/r001 HTTP/1.1\r\nHost: testserver\r\n\r\n")
        assert connection.recv(1) == b"H"
        begin = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=20)
        assert time.monotonic() - begin < 15


async def waiting(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer after several times the patience there is in these tests, or with more than any system keeps."""
    await asyncio.sleep(0.3 if scope["path"] == "/slow" else 0)
    if scope["path"] == "/long":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % LONG)]})
        await send({"type": "http.response.body", "body": b"x" * LONG})
        return
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


@asynccontextmanager
async def impatient(
    monkeypatch: pytest.MonkeyPatch, patience: float = 0.05
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Connect to a server that waits for nobody."""
    monkeypatch.setattr(protocol, "PATIENCE", patience)
    config = uvicorn.Config(waiting, log_config=None, timeout_keep_alive=60)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: PatientProtocol(config, state, {}), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize(
    "data", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\nHost: x\r\n"]
)
async def test_whoever_never_ends_a_request_is_let_go(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    async with impatient(monkeypatch) as (reader, writer):
        writer.write(data)
        assert await asyncio.wait_for(reader.read(), 10) == b""


async def test_whoever_waits_for_an_answer_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async with impatient(monkeypatch) as (reader, writer):
        writer.write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).startswith(b"HTTP/1.1 204")


@pytest.mark.parametrize("then", [b"", b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n"])
async def test_whoever_takes_nothing_of_an_answer_is_let_go(monkeypatch: pytest.MonkeyPatch, then: bytes) -> None:
    async with impatient(monkeypatch) as (reader, writer):
        cast("asyncio.Transport", writer.transport).pause_reading()
        writer.write(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n" + then)
        await asyncio.sleep(1)
        cast("asyncio.Transport", writer.transport).resume_reading()
        got = 0
        with suppress(ConnectionError):
            while part := await asyncio.wait_for(reader.read(2**20), 10):
                got += len(part)
        assert got < LONG


async def test_whoever_takes_an_answer_slowly_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "_PATIENCE_TO_READ", 20)
    async with impatient(monkeypatch) as (reader, writer):
        writer.write(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.readuntil(b"\r\n\r\n")
        got = 0
        while got < LONG:
            part = await asyncio.wait_for(reader.read(2**20), 10)
            assert part
            got += len(part)
            await asyncio.sleep(0.02)


async def test_whatever_is_asked_in_one_go_is_answered_and_waits_as_bytes_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lengths = []
    note = PatientProtocol.on_message_complete

    def complete(self: PatientProtocol) -> None:
        note(self)
        lengths.append(len(self.pipeline))

    monkeypatch.setattr(PatientProtocol, "on_message_complete", complete)
    request, times = b"GET / HTTP/1.1\r\n\r\n", 10_000
    async with impatient(monkeypatch, patience=5) as (reader, writer):
        writer.write(request * times)
        for _ in range(times):
            assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).startswith(b"HTTP/1.1 204")
    assert len(lengths) == times
    assert max(lengths) <= GLANCE // len(request) + 1


@pytest.mark.parametrize("anyio_backend", [("asyncio", {"use_uvloop": True})])  # as in the product
async def test_whoever_goes_away_with_several_answers_due_is_no_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with impatient(monkeypatch, patience=5) as (reader, writer):
        writer.write(b"GET /long HTTP/1.1\r\n\r\n" * 4)
        assert await reader.read(1) == b"H"
        writer.transport.abort()
        await asyncio.sleep(0.2)
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
