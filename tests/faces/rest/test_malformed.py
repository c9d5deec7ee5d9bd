"""Three thousand malformed requests, over real sockets: each is answered, as it should be, and soon."""

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.commands import on
from tests.cli.servers import Server, serving
from tests.faces.rest.malformed import Attempt, Malice

pytestmark = pytest.mark.slow

REQUESTS = 3000
SEED = 1951
CONNECTIONS = 8
#: Generous; what is measured is printed.
SLOWEST = 2.0


@dataclass
class Outcome:
    """What became of a request; ``status`` 0: the connection ended without an answer, or ten seconds went by."""

    attempt: Attempt
    status: int
    seconds: float
    complaint: str = ""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the seed."""
    archive: Path = tmp_path_factory.mktemp("malformed") / "archive.db"
    assert on(archive, "init").exit_code == 0
    with serving(archive) as server:
        yield server


def send(place: tuple[str, int], attempt: Attempt) -> Outcome:
    """Send one request on a connection of its own, and read what comes back."""
    begin = time.monotonic()
    with socket.create_connection(place, timeout=10) as connection:
        try:
            connection.sendall(attempt.data)
            if not attempt.is_whole:
                connection.shutdown(socket.SHUT_WR)
            response = HTTPResponse(connection, method=attempt.method)
            response.begin()
            body = response.read()
            complaint = complain(response, body, may_be_page=b"text/html" in attempt.data)
            if attempt.leaves_the_line_clear and not response.will_close and not complaint:
                complaint = ask_again(connection)
        except (OSError, HTTPException) as error:
            return Outcome(attempt, 0, time.monotonic() - begin, repr(error))
    return Outcome(attempt, response.status, time.monotonic() - begin, complaint)


def ask_again(connection: socket.socket) -> str:
    """Say what is wrong with the answer to the next request on the same connection."""
    connection.sendall(b"GET /livez HTTP/1.1\r\nHost: testserver\r\n\r\n")
    response = HTTPResponse(connection, method="GET")
    response.begin()
    response.read()
    return "" if response.status == 200 else f"the next request on the connection got {response.status}"


def complain(response: HTTPResponse, body: bytes, *, may_be_page: bool) -> str:
    """Say what is wrong with an answer, in itself. Whoever asks for HTML may be told of an error in a page."""
    if response.getheader("X-Injected"):
        return "a header was injected"
    if response.status < 400 or response.getheader("Content-Length") != str(len(body)):
        return "" if response.status < 400 or not body else "its length is not what it says"
    if may_be_page and response.getheader("Content-Type") == "text/html; charset=utf-8":
        return ""
    if response.getheader("Content-Type") != "application/problem+json":
        return f"no problem: {response.getheader('Content-Type')}"
    with suppress(ValueError):
        return "" if json.loads(body)["status"] == response.status else "another status in the body"
    return f"no JSON: {body[:80]!r}"


def test_three_thousand_malformed_requests_break_nothing(attacked: Server, capsys: pytest.CaptureFixture[str]) -> None:
    malice = Malice(attacked.get("/openapi.json").json(), SEED)
    address = urlsplit(attacked.address)
    place = (str(address.hostname), int(address.port or 0))
    begin = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        outcomes = list(pool.map(lambda number: send(place, malice.attempt(number)), range(REQUESTS)))
    whole = [outcome for outcome in outcomes if outcome.attempt.is_whole]
    # 501 is oEmbed's word for a format that it does not have
    failed = [o for o in outcomes if o.status >= 500 and (o.status, b"/oembed" in o.attempt.data) != (501, True)]
    dropped = [o for o in whole if o.status == 0]
    wrong = [o for o in outcomes if o.status and o.complaint]
    slow = [o for o in outcomes if o.seconds > SLOWEST]
    statuses = Counter(outcome.status for outcome in outcomes)
    with capsys.disabled():
        print(  # noqa: T201 - quoted where the result is told
            f"\nfuzz: {REQUESTS} malformed requests (seed {SEED}, {REQUESTS - len(whole)} of them broken off), "
            f"{len(failed)} x 5xx, {len(dropped)} dropped, "
            f"{len(wrong)} errors that are no problem, slowest {max(o.seconds for o in outcomes) * 1000:.0f} ms, "
            f"{time.monotonic() - begin:.1f} s in all; {dict(sorted(statuses.items()))}"
        )
    assert not failed, failed[:3]
    assert not dropped, dropped[:3]
    assert not wrong, wrong[:3]
    assert not slow, slow[:3]
    assert attacked.get("/documents/110364").status_code == 200
    assert "Traceback" not in attacked.words


def test_the_requests_are_the_same_in_every_run_and_wrong_in_many_ways(attacked: Server) -> None:
    description = attacked.get("/openapi.json").json()
    first, again = (Malice(description, SEED) for _ in range(2))
    made = [first.attempt(number).data for number in range(500)]
    assert made == [again.attempt(number).data for number in range(500)]
    assert len(set(made)) > 480
