"""The recipes of docs/deploy are right in the eyes of the programs they are for, and the proxy does what it says."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
import yaml

from app.settings import Settings
from tests.cli.commands import on
from tests.cli.servers import Server, serving
from tests.conftest import ROOT, skip
from tests.operation.dockerfile import read_steps

DEPLOY = ROOT / "docs" / "deploy"
UNIT = (DEPLOY / "muniment.service").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
STEPS = read_steps((ROOT / "Dockerfile").read_text(encoding="utf-8"))
#: The longest a stop may take, unless a setting says otherwise.
DRAIN = Settings.model_fields["request_timeout"].default


def program(name: str, package: str) -> str:
    """Give a program of the system, or skip with the line that installs it."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        skip(f"{name} is not here: apt-get install -y {package}")
    return found


def test_systemd_finds_no_fault_in_the_unit_and_little_to_attack(tmp_path: Path) -> None:
    analyze = program("systemd-analyze", "systemd")
    unit = tmp_path / "muniment.service"
    # verify looks whether the program is there
    unit.write_text(UNIT.replace("/opt/muniment/bin/muniment", sys.executable), encoding="utf-8")
    seen = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert (seen.returncode, seen.stdout + seen.stderr) == (0, "")
    # in tenths: 0 is nothing to attack, 100 is all there is
    command = [analyze, "security", "--offline=yes", "--threshold=20", str(unit)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_unit_waits_longer_than_a_stop_takes_and_runs_the_products_commands() -> None:
    found = dict(line.split("=", 1) for line in UNIT.splitlines() if re.match(r"[A-Z]\w+=", line))
    assert float(found["TimeoutStopSec"]) > DRAIN
    assert found["KillMode"] == "mixed"
    assert found["User"] not in ("", "root")
    assert f"/var/lib/{found['StateDirectory']}" == found["WorkingDirectory"]
    for line in ("ExecStart", "ExecStartPre"):
        words = found[line].split()[1:]
        assert on(Path("no.db"), words[0], "--help").exit_code == 0
        assert all(word in on(Path("no.db"), words[0], "--help").output for word in words[1:])


def test_the_compose_file_keeps_the_container_small_and_says_what_the_image_says() -> None:
    document = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    (service,) = document["services"].values()
    steps = {step.word: step.rest for step in STEPS}
    assert service["user"] == steps["USER"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {volume.split(":")[1] for volume in service["volumes"]} == set(json.loads(steps["VOLUME"]))
    assert {volume.split(":")[0] for volume in service["volumes"]} == set(document["volumes"])
    assert [port.split(":")[-1] for port in service["ports"]] == [steps["EXPOSE"]]
    assert (DEPLOY / service["build"] / "Dockerfile").exists()
    check = steps["HEALTHCHECK"]
    assert service["healthcheck"]["test"] == ["CMD", *json.loads(check[check.index("[") :])]
    assert float(service["stop_grace_period"].removesuffix("s")) > DRAIN
    assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])
    named = {name.removeprefix("MUNIMENT_").lower() for name in service["environment"]}
    assert named <= set(Settings.model_fields)
    assert Settings(contact=service["environment"]["MUNIMENT_CONTACT"]).contact


def recipe(folder: Path, *, listen: int = 80, server: str = "127.0.0.1:8000", is_caching: bool = False) -> Path:
    """Write the recipe as a whole configuration for a test: its own ports and folders, and a shorter patience."""
    site = NGINX.replace("listen 80;", f"listen 127.0.0.1:{listen};").replace("127.0.0.1:8000", server)
    site = site.replace("client_header_timeout 10s;", "client_header_timeout 2s;")
    site = site.replace("/var/cache/nginx/", f"{folder}/")
    if is_caching:
        site = site.replace("#cache ", "")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    # as root, nginx would hand its work to another user, who may not enter the test's folder
    user = "user root;" if os.geteuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{ worker_connections 1024; }}\n"
        f"http {{ access_log off; {temporary}\n{site}\n}}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("is_caching", [False, True])
def test_nginx_finds_no_fault_in_the_recipe(tmp_path: Path, *, is_caching: bool) -> None:
    nginx = program("nginx", "nginx-light")
    path = recipe(tmp_path, is_caching=is_caching)
    seen = subprocess.run([nginx, "-t", "-e", "stderr", "-c", path], capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr
    assert "warn" not in seen.stderr


def test_the_proxy_waits_longer_than_the_server() -> None:
    found = re.search(r"proxy_read_timeout (\d+)s;", NGINX)
    assert found
    assert float(found[1]) > DRAIN


def is_open(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def proxying(folder: Path, server: Server, *, is_caching: bool) -> Iterator[httpx.Client]:
    """Run nginx in front of a server; give a client of nginx."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    path = recipe(folder, listen=port, server=server.address.removeprefix("http://"), is_caching=is_caching)
    process = subprocess.Popen([program("nginx", "nginx-light"), "-e", "stderr", "-c", path], stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20) as client:
            for _ in range(200):
                if is_open(port):
                    break
                assert process.poll() is None
                time.sleep(0.05)
            yield client
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=20)


@pytest.mark.slow
@pytest.mark.parametrize("is_caching", [False, True])
def test_what_comes_through_the_proxy_is_what_the_server_says(made: Path, tmp_path: Path, *, is_caching: bool) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    paths = (
        "/documents/110364",
        "/documents/http://digitalarchive.wilsoncenter.org/document/110364",
        "/documents/http%3A%2F%2Fdigitalarchive.wilsoncenter.org%2Fdocument%2F110364",
        "/documents/no",
        f"/documents/{'x' * 9000}",
    )
    with serving(made) as server, proxying(folder, server, is_caching=is_caching) as client:
        for path in (*paths, *paths):
            for encoding in ("identity", "gzip"):
                through = client.get(path, headers={"accept-encoding": encoding})
                direct = server.get(path, {"accept-encoding": encoding})
                assert (through.status_code, through.content) == (direct.status_code, direct.content)
                for name in ("etag", "vary", "content-encoding", "link", "location", "cache-control"):
                    assert through.headers.get(name) == direct.headers.get(name), (path, name)
        etag = client.get(paths[0]).headers["etag"]
        assert client.get(paths[0], headers={"if-none-match": etag}).status_code == 304
        assert client.post("/documents/110364", content=b"x" * 1_500_000).json()["status"] in (405, 413, 415)


def is_let_go(client: socket.socket) -> bool:
    """Wait until the other side ends the connection; tell whether it did so without an answer of the server."""
    client.settimeout(20)
    try:
        return b"200 OK" not in client.recv(1000)
    except ConnectionResetError:
        return True


@pytest.mark.slow
def test_three_hundred_slow_clients_are_let_go_and_leave_a_good_one_unharmed(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with serving(made) as server, proxying(folder, server, is_caching=False) as client, ExitStack() as opened:
        good = client.get("/documents/110364").content
        slow = []
        for _ in range(300):
            one = opened.enter_context(socket.create_connection((client.base_url.host, client.base_url.port or 80)))
            one.sendall(b"GET /documents/110364 HTTP/1.1\r\nHost: archive.example.org\r\nX-Slow: ")
            slow.append(one)
        for _ in range(50):
            answer = client.get("/documents/110364")
            assert (answer.status_code, answer.content) == (200, good)
        assert all(is_let_go(one) for one in slow)
        assert client.get("/documents/110364").content == good
