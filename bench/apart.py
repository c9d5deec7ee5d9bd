"""Measures in a process of its own, so that nothing measured before is warm."""

import subprocess
import sys


def ask(module: str, *arguments: str, core: int | None = None) -> float:
    """Give the number a module prints when it is run, on one core if told; raise ChildProcessError if it cannot."""
    pinned = ["taskset", "--cpu-list", str(core)] if core is not None else []
    command = [*pinned, sys.executable, "-m", module, *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise ChildProcessError(answer.stderr.strip() or f"exit code {answer.returncode}")
    return float(answer.stdout)
