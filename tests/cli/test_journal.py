"""What a server tells of its requests, on its own output and to whoever scrapes it."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.cli.commands import run
from tests.cli.servers import journal, serving

pytestmark = pytest.mark.slow


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def damage(archive: Path) -> None:
    """Break the bytes of every record, and what is kept of them."""
    with closing(sqlite3.connect(archive)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in tables:
            file.execute(f'DROP TRIGGER "{name}"')
        file.execute("UPDATE payloads SET body = x'00'")
        file.execute("DELETE FROM readings")
        file.execute("DELETE FROM renditions")
        file.commit()


def test_the_access_log_is_one_line_of_json_a_request_with_the_id_of_the_answer(made: Path) -> None:
    with serving(made, "--access-log") as server:
        answer = server.get("/documents/110364/citation?style=house", {"X-Request-Id": "from-a-proxy.1"})
        server.get("/documents?id=110364&x=s3cret")
    first, second = journal(server)
    assert answer.headers["x-request-id"] == first["id"] == "from-a-proxy.1"
    assert (first["path"], first["parameters"], first["status"]) == ("/documents/110364/citation", ["style"], 200)
    assert first["bytes"] == len(answer.content)
    assert (second["parameters"], second["status"]) == (["id", "x"], 422)
    assert "s3cret" not in server.words


def test_stored_answers_are_in_the_access_log_too(made: Path) -> None:
    with serving(made, "--access-log") as server:
        answer = server.get("/documents/110364")
    assert [entry["id"] for entry in journal(server)] == [answer.headers["x-request-id"]]


def test_without_the_access_log_only_what_failed_is_told(made: Path) -> None:
    damage(made)
    with serving(made) as server:
        assert server.get("/livez").status_code == 200
        assert server.get("/nowhere").status_code == 404
        failed = server.get("/documents/110364/citation")
        assert failed.status_code == 503
    (entry,) = journal(server)
    assert (entry["id"], entry["status"]) == (failed.headers["x-request-id"], 503)
    assert "HTTP/1.1" not in server.words  # uvicorn has a log of its own


def test_counts_are_served_on_a_port_of_their_own_until_the_end(made: Path) -> None:
    port = free_port()
    with serving(made, "--metrics-port", str(port)) as server:
        server.get("/documents/110364")
        counts = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        assert server.get("/metrics").status_code == 404
    assert 'muniment_requests_total{method="GET",route="/documents/{id}",status="2xx"} 1.0' in counts
    assert "process_resident_memory_bytes" in counts
    assert f"Metrics are at http://127.0.0.1:{port}/metrics" in server.words
    assert "Traceback" not in server.words
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False)


def test_a_metrics_port_that_is_taken_ends_with_a_sentence(made: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--archive", made, "--port", "0", "--metrics-port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert "Set another port" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--limit-concurrency", "0"),
        ("--request-timeout", "0"),
        ("--request-timeout", "nan"),
        ("--metrics-port", "70000"),
        ("--contact", "nobody"),
    ],
)
def test_a_setting_out_of_bounds_is_wrong_usage(made: Path, flag: str, value: str) -> None:
    result = run("serve", "--archive", made, flag, value)
    assert result.exit_code == 2
    assert flag in result.stderr
