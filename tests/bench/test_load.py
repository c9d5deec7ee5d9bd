"""The load asks for what it is given, and counts what fails; without wrk, the command says how to install it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.load import INSTALL, Target, apply_load, write_targets
from tests.conftest import skip


@dataclass
class Witness:
    """A server that notes what it is asked for."""

    address: str = ""
    asked: set[tuple[str, str | None]] = field(default_factory=set)


@pytest.fixture
def witness() -> Iterator[Witness]:
    seen = Witness()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            seen.asked.add((self.path, self.headers["If-None-Match"]))
            self.send_response(404 if self.path == "/nowhere" else 200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    seen.address = f"http://127.0.0.1:{server.server_port}"
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def wrk() -> str:
    return shutil.which("wrk") or skip(f"the load generator is not here; install it: {INSTALL}")


@pytest.mark.usefixtures("wrk")
def test_every_target_is_asked_for_with_its_own_fields(witness: Witness, tmp_path: Path) -> None:
    targets = [Target("/documents/1", {"If-None-Match": '"a"', "Accept": "*/*"}), Target("/documents?limit=2")]
    count = apply_load(witness.address, write_targets(tmp_path / "targets", targets), seconds=1, seed=1)
    assert witness.asked == {("/documents/1", '"a"'), ("/documents?limit=2", None)}
    assert count.errors == 0
    assert count.requests > len(targets)


@pytest.mark.usefixtures("wrk")
def test_an_answer_that_says_no_is_an_error(witness: Witness, tmp_path: Path) -> None:
    count = apply_load(witness.address, write_targets(tmp_path / "targets", [Target("/nowhere")]), seconds=1, seed=1)
    assert count.errors == count.requests > 0


def test_without_the_load_generator_the_line_that_installs_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 1
    assert "apt-get install -y wrk" in result.output


def test_two_cores_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert CliRunner().invoke(main, ["--cores", "0"]).exit_code == 2
