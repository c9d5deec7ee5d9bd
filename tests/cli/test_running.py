"""The server in operation: several workers, ports that are taken, a stop that drains, a full disk, reading only."""

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.commands import on, refused, run
from tests.cli.programs import environment, powerless
from tests.cli.servers import serving
from tests.conftest import ROOT
from tests.services.specimens import a_record, contents, raw, save

pytestmark = pytest.mark.slow


def free_port() -> int:
    """Give a port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def children(process: "subprocess.Popen[str]") -> set[int]:
    """Give the processes a process has started."""
    return {int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that must come; fail if it does not."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 30 seconds")


def test_several_workers_serve_one_archive_with_the_settings_given_and_one_that_dies_is_replaced(made: Path) -> None:
    with serving(
        made, "--workers", "2", "--port", str(free_port()), "--read-only", "--contact", "a@b.example"
    ) as server:
        wait_until(lambda: server.words.count("Application startup complete.") == 2)
        workers = [pid for pid in children(server.process) if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]
        assert len(workers) == 2
        state = [server.get("/readyz").json() for _ in range(10)]
        assert {one["read_only"] for one in state} == {True}
        assert {server.get("/documents/110364").status_code for _ in range(10)} == {200}
        assert "mailto:a@b.example" in server.get("/.well-known/security.txt").text
        os.kill(workers[0], signal.SIGKILL)
        wait_until(lambda: server.words.count("Application startup complete.") == 3)
        assert server.get("/documents/110364").status_code == 200
    assert server.process.returncode == 0
    assert "Traceback" not in server.words


def test_what_several_workers_cannot_have_is_said_in_a_sentence(made: Path, tmp_path: Path) -> None:
    port = free_port()
    assert "choose one with --port" in refused(on(made, "serve", "--workers", "2", "--port", 0))
    assert "--metrics-port" in refused(on(made, "serve", "--workers", "2", "--port", port, "--metrics-port", "0"))
    assert "no archive" in refused(run("serve", "--archive", tmp_path / "no.db", "--workers", "2", "--port", port))
    assert on(made, "serve", "--workers", "0").exit_code == 2


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_that_is_taken_is_said_in_a_sentence(made: Path, workers: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = refused(on(made, "serve", "--port", port, "--workers", workers))
    assert told == (
        f"Cannot listen on 127.0.0.1, port {port}: address already in use. Choose others with --host and --port."
    )


def test_a_host_that_is_not_ours_is_said_in_a_sentence(made: Path) -> None:
    assert refused(on(made, "serve", "--host", "192.0.2.1", "--port", "0")).startswith("Cannot listen on 192.0.2.1")


def test_a_stop_lets_a_download_under_way_come_to_its_end(made: Path, tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number}. " + "Words that fill it. " * 500 for number in range(800)]
    assert on(made, "import", save(tmp_path / "long.json", a_record("long", *paragraphs))).exit_code == 0
    with serving(made) as server, socket.socket() as client:
        assert server.get("/readyz").json()["read_only"] is False  # nobody told it to
        whole = server.get("/documents/long.json").content
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        there = urlsplit(server.address)
        client.connect((there.hostname, there.port))
        client.sendall(b"GET /documents/long.json HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: identity\r\n\r\n")
        begun = client.recv(1000)
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: "Waiting for connections to close" in server.words)
        assert server.process.poll() is None
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((there.hostname, there.port))
        while part := client.recv(65536):
            begun += part
        server.process.wait(timeout=20)
    assert begun.partition(b"\r\n\r\n")[2] == whole
    assert "Cancel" not in server.words
    assert "Traceback" not in server.words


def test_a_read_only_server_says_so_and_reads(made: Path) -> None:
    with serving(made, "--read-only") as server:
        assert server.get("/readyz").json()["read_only"] is True
        assert server.get("/documents/110364").status_code == 200


def test_an_archive_on_a_shelf_is_served_and_nothing_is_made_beside_it(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = Path(shutil.copyfile(made, folder / "archive.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with serving(path, "--read-only", command=powerless(sys.executable, "-m", "app")) as server:
            assert server.get("/readyz").json()["read_only"] is True
            assert server.get("/documents/110364").json()["id"] == "110364"
            assert server.get("/documents").json()["items"]
            assert [file.name for file in folder.iterdir()] == ["archive.db"]
    finally:
        folder.chmod(0o755)
    assert path.read_bytes() == made.read_bytes()


@pytest.fixture(params=["disk", "limit"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None] | None]]:
    """A folder on a small disk, or any folder for processes that may write no large file."""
    folder = tmp_path / "small"
    folder.mkdir()
    if request.param == "limit":
        size = 1_000_000
        yield folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk; a limit of file size stands in for it in the other test")
    try:
        yield folder, None
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_on_a_full_disk_an_import_fails_whole_and_reads_go_on(
    made: Path, tmp_path: Path, full: tuple[Path, Callable[[], None] | None]
) -> None:
    folder, limit = full
    path = Path(shutil.copyfile(made, folder / "archive.db"))
    long = a_record("long", *(f"Paragraph {number}. {os.urandom(2000).hex()}" for number in range(700)))
    file = save(tmp_path / "long.json", long)
    before = contents(path)
    with serving(path) as server:
        log = server.get("/readyz").json()["log"]
        done = subprocess.run(
            [sys.executable, "-m", "app", "import", "--archive", path, file],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, preexec_fn=limit,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Error: The disk is full")
        assert done.stderr.endswith("; nothing was written.\n")
        for _ in range(3):
            assert server.get("/documents/110364").status_code == 200
            assert server.get("/documents").status_code == 200
            assert server.get("/readyz").json()["log"] == log
        assert server.get("/documents/long").status_code == 404
    assert contents(path) == before
    assert on(path, "verify").exit_code == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_on_a_full_disk_a_copy_fails_whole(
    made: Path, full: tuple[Path, Callable[[], None] | None], command: str
) -> None:
    folder, limit = full
    with raw(made) as connection:
        connection.execute("CREATE TABLE padding AS SELECT zeroblob(4000000) AS pad")
    files = {"backup": (made, folder / "copy.db"), "restore": (folder / "new.db", made)}
    done = subprocess.run(
        [sys.executable, "-m", "app", command, "--archive", *files[command]],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, preexec_fn=limit,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"Error: The disk is full.*; nothing was written\.\n", done.stderr)
    assert list(folder.iterdir()) == []
