"""The server as people run it: a process that serves the seed, stops when told, and believes no stranger's headers."""

import signal
import socket
import time
from pathlib import Path

import pytest

from app import resources
from app.services.verify import verify_file
from tests.cli.commands import on
from tests.cli.servers import journal, serving

pytestmark = pytest.mark.slow

#: What a proxy sends along, or anybody who wants to be taken for one.
FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Host": "evil.example",
}
PATHS = ("/documents/110364", "/documents", "/documents/110364/citation", "/documents/110364/revisions")


def test_it_serves_the_seed_and_ends_when_told(made: Path) -> None:
    with serving(made) as server:
        answer = server.get("/documents/110364")
        assert answer.status_code == 200
        assert answer.json()["id"] == "110364"
        assert server.get("/livez").status_code == 200
        assert server.get("/readyz").status_code == 200
        begin = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=10)
        assert time.monotonic() - begin < 5
    assert server.process.returncode in (0, -signal.SIGTERM)
    assert "Application shutdown complete." in server.words
    assert "Traceback" not in server.words
    assert verify_file(made, resources.migrations(), resources.load_knowledge()).is_whole


def test_without_a_trusted_proxy_the_log_shows_who_really_asked(made: Path) -> None:
    with serving(made, "--access-log") as server:
        for path in PATHS:
            assert server.get(path, FORWARDED).status_code == 200
    assert "203.0.113.7" not in server.words
    assert [(entry["client"], entry["path"]) for entry in journal(server)] == [("127.0.0.1", path) for path in PATHS]


def test_with_a_trusted_proxy_the_log_shows_for_whom_it_asked(made: Path) -> None:
    with serving(made, "--access-log", "--trusted-proxies", "127.0.0.1") as server:
        assert server.get("/documents/110364", FORWARDED).status_code == 200
    assert [(entry["client"], entry["status"]) for entry in journal(server)] == [("203.0.113.7", 200)]


def test_a_proxy_that_is_not_the_trusted_one_is_not_believed(made: Path) -> None:
    with serving(made, "--access-log", "--trusted-proxies", "192.0.2.1,10.0.0.0/8") as server:
        assert server.get("/documents/110364", FORWARDED).status_code == 200
    assert [entry["client"] for entry in journal(server)] == ["127.0.0.1"]
    assert "203.0.113.7" not in server.words


@pytest.mark.parametrize("proxies", ["", "127.0.0.1", "*"])
def test_no_address_served_depends_on_who_asks_and_how(made: Path, proxies: str) -> None:
    with serving(made, "--trusted-proxies", proxies) as server:
        for path in PATHS:
            plain, forwarded = server.get(path), server.get(path, FORWARDED)
            assert plain.content == forwarded.content
            assert plain.headers.get("link") == forwarded.headers.get("link")
            assert "evil.example" not in forwarded.text + str(forwarded.headers)
        for place in ("/document", "/documents"):
            moved = server.get(f"{place}/http://digitalarchive.wilsoncenter.org/document/110364", FORWARDED)
            assert (moved.status_code, moved.headers["location"]) == (308, f"{place}/110364")


def test_a_setting_that_differs_from_the_archive_is_said_and_changes_nothing(made: Path) -> None:
    with serving(made, "--public-url", "https://other.example") as server:
        answer = server.get("/documents/110364")
        assert "other.example" not in answer.text
    assert "'https://other.example'" in server.words
    assert "run `muniment reindex`" in server.words


def test_an_unsafe_sqlite_is_said_at_the_start(made: Path) -> None:
    with serving(made) as server:
        problems = server.get("/readyz").text
    assert ("WAL-reset" in server.words) is ("WAL-reset" in problems or "3.51.3" in problems)


def test_what_a_command_writes_is_served_without_a_restart(made: Path) -> None:
    with serving(made) as server:
        assert server.get("/documents/110364").status_code == 200
        assert on(made, "withdraw", "110364", "--reason", "at a wish", "--erase").exit_code == 0
        gone = server.get("/documents/110364")
        assert gone.status_code == 410
        assert gone.json()["tombstone"]["reason"] == "at a wish"
    assert (
        made.with_name(f"{made.name}-wal").exists() is False or made.with_name(f"{made.name}-wal").read_bytes() == b""
    )


def test_a_port_that_is_taken_ends_with_a_sentence(made: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        serving(made, "--port", str(taken.getsockname()[1])) as server,
    ):
        server.process.wait(timeout=20)
    assert server.process.returncode == 1
    assert "address already in use" in server.words
    assert "Traceback" not in server.words
