"""The load: ``wrk`` with connections that are kept alive, asking for many addresses in random order."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CONNECTIONS = 16
INSTALL = "apt-get install -y wrk"

_SCRIPT = Path(__file__).with_name("load.lua")


class WrkMissing(Exception):
    """The load generator is not on this machine; the message says how to install it."""


@dataclass(frozen=True)
class Target:
    """One thing to ask for: a path, and the header fields to ask with."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """Give the line of the file that the script reads."""
        return "\t".join([self.path, *(f"{name}: {value}" for name, value in self.headers.items())])


@dataclass(frozen=True)
class Count:
    """What wrk counted. An error is an answer of 400 or more, or a connection that failed or waited too long."""

    requests: int
    seconds: float
    p99_ms: float
    errors: int


def find_wrk() -> str:
    """Give the path of the load generator; raise WrkMissing if there is none."""
    found = shutil.which("wrk")
    if not found:
        raise WrkMissing(f"The load generator wrk is not here; install it: {INSTALL}")
    return found


def write_targets(path: Path, targets: Sequence[Target]) -> Path:
    """Write targets to the file that the script reads."""
    path.write_text("".join(f"{target.line()}\n" for target in targets), encoding="utf-8")
    return path


def apply_load(address: str, targets: Path, *, seconds: float, seed: int) -> Count:
    """Ask a server for targets as fast as it answers, for so many seconds."""
    flags = ["--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds:g}s", "--latency"]
    command = [find_wrk(), *flags, "--script", str(_SCRIPT), address, "--", str(targets), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    counted = json.loads(done.stdout.splitlines()[-1])
    return Count(
        requests=counted["requests"],
        seconds=counted["microseconds"] / 1e6,
        p99_ms=counted["p99"] / 1e3,
        errors=counted["errors"],
    )
