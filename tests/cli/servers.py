"""Runs the product's server as a process of its own, on a free port of this machine."""

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import ROOT

_STARTED = re.compile(r"Uvicorn running on (http://\S+)")


@dataclass
class Server:
    """A server that answers at ``address``; ``said`` are the lines it has written so far."""

    process: "subprocess.Popen[str]"
    address: str = ""
    said: list[str] = field(default_factory=list)
    _started: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Read what the process says until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := _STARTED.search(line):
                self.address = found[1]
                self._started.set()
        self._started.set()

    def wait(self) -> None:
        """Wait until it answers, or has ended."""
        assert self._started.wait(timeout=30), self.said

    @property
    def words(self) -> str:
        """All that it has said."""
        return "".join(self.said)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Ask for an address, and follow nowhere."""
        return httpx.get(self.address + path, headers=headers, trust_env=False)


def journal(server: Server) -> list[dict[str, Any]]:
    """Give the lines of JSON it has written."""
    return [json.loads(line) for line in server.said if line.startswith("{")]


@contextmanager
def serving(
    archive: Path,
    *arguments: str,
    command: Sequence[str] = (sys.executable, "-m", "app"),
    folder: Path = ROOT,
) -> Iterator[Server]:
    """Serve an archive; at the end the server is told to stop, and has."""
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", "--archive", str(archive), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
    )
    server = Server(process)
    listener = threading.Thread(target=server.listen)
    listener.start()
    try:
        server.wait()
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        listener.join()
        assert process.stdout is not None
        process.stdout.close()
