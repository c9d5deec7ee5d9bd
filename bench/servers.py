"""The servers: processes of their own, each held to one core, and what Linux says of the time and memory they take."""

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 30.0


class ServerFailed(Exception):
    """A server ended, or never answered; the message gives the command to try by hand."""


@dataclass(frozen=True)
class Answer:
    """A server's answer to one request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server: what was typed to start it, and when, on the clock that only goes forward."""

    process: "subprocess.Popen[bytes]"
    command: str
    port: int
    spawned: float

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> HTTPConnection:
        """Open a connection for requests by hand."""
        return HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)

    def cpu_seconds(self) -> float:
        """Give the processor time it has taken so far, its own and the kernel's for it (proc(5), ``stat``)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def pss_mb(self) -> float:
        """Give its memory in MB of 2**20 bytes, what it shares with other processes divided among them (PSS)."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    def wait_for(self, path: str, *, status: int = 200) -> float:
        """Ask for a path until it answers with the status; give the seconds since it was started."""
        while time.monotonic() < self.spawned + _PATIENCE:
            if self.process.poll() is not None:
                raise ServerFailed(f"this ended with exit code {self.process.returncode}: {self.command}")
            with suppress(OSError, HTTPException), closing(self.connect()) as connection:
                if ask(connection, path).status == status:
                    return time.monotonic() - self.spawned
            time.sleep(0.002)
        raise ServerFailed(f"this did not answer {status} to {path} in {_PATIENCE:g} s: {self.command}")


def ask(connection: HTTPConnection, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Send one request and give the whole answer."""
    connection.request("GET", path, headers=dict(headers or {}))
    response = connection.getresponse()
    fields = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, fields, response.read())


def product(archive: Path) -> list[str]:
    """Give the product's own command to serve an archive; the port is still missing."""
    return ["app", "serve", "--archive", str(archive), "--port"]


@contextmanager
def serving(module: Sequence[str], *, core: int) -> Iterator[Server]:
    """Start a Python module with its arguments as a server on a free port and one core; stop it at the end."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUNIMENT_")}
    command = [sys.executable, "-m", *module, str(port)]
    spawned = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield Server(process, shlex.join(command), port, spawned)
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE)


def _free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
