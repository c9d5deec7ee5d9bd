"""Runs programs to their end: with no setting of this machine, or without the powers of root."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import skip


def environment(**variables: str) -> dict[str, str]:
    """Give the variables of this process without those that would change what a program does, and with some more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MUNIMENT_", "PYTHON", "COV_"))}
    cache = {name: value for name, value in os.environ.items() if name == "MUNIMENT_CACHE"}  # never the user's own
    return {**kept, **cache, **variables}


def call(*command: object, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end, which must be a good one, without any setting of this machine."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def powerless(*command: object) -> Sequence[str]:
    """Give the command that runs a command as somebody who may write only where permissions say so."""
    words = [str(part) for part in command]
    if os.geteuid() != 0:
        return words
    if not shutil.which("setpriv"):
        skip("setpriv is not here: apt-get install -y util-linux")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *words]
