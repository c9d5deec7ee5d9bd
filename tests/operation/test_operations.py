"""docs/operations.md is true: its commands are run as they stand, in a folder of their own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.commands import on
from tests.cli.programs import environment, powerless
from tests.conftest import ROOT, skip
from tests.operation.dockerfile import read_steps

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PROGRAMS = Path(sys.executable).parent


def blocks(mark: str) -> list[str]:
    """Give what stands in the blocks of the page that follow a mark."""
    return re.findall(rf"<!-- {mark} -->\n```\w+\n(.*?)\n```", PAGE, re.DOTALL)


def commands(mark: str) -> list[str]:
    """Give the commands in the blocks of a mark, in their order."""
    return [line.removeprefix("$ ") for block in blocks(mark) for line in block.splitlines()]


def test_every_command_of_the_page_is_run_or_says_why_not() -> None:
    marked = sum(len(blocks(mark)) for mark in ("test: run", "test: as in the Dockerfile", "not run: needs [a-z ]+"))
    assert marked == PAGE.count("```console")
    assert all(
        line.startswith("$ ")
        for block in re.findall(r"```console\n(.*?)\n```", PAGE, re.DOTALL)
        for line in block.splitlines()
    )


def test_the_install_is_what_the_dockerfile_does() -> None:
    """So it is run by the test of the Dockerfile's steps, and once is enough."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    steps = [
        step.rest
        for step in read_steps(text)
        if step.word == "RUN" and step.rest.startswith(("python ", "PYTHONPATH="))
    ]
    plain = [rest.replace("--quiet ", "").replace("/wheels", "wheels").replace("/dist", "dist") for rest in steps]
    assert [line.replace("python3 ", "python ", 1) for line in commands("test: as in the Dockerfile")] == plain


@pytest.mark.slow
def test_the_commands_of_the_page_do_what_it_says(tmp_path: Path) -> None:
    if not shutil.which("curl"):
        skip("curl is not here: apt-get install -y curl")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    script = "\n".join(commands("test: run")).replace("8000", port)
    env = environment(PATH=f"{PROGRAMS}:{os.environ['PATH']}")
    words = powerless("bash", "-euxo", "pipefail", "-c", script)
    output = tmp_path / "output"
    with output.open("w") as told:
        process = subprocess.Popen(
            words, cwd=tmp_path, env=env, stdout=told, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            process.wait(timeout=120)
        finally:
            with suppress(ProcessLookupError):  # what is left of it, if it ended before its servers
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    said = output.read_text(encoding="utf-8")
    assert process.returncode == 0, said
    assert said.count("The archive is whole: 1 records") == 3
    assert '"read_only":true' in said
    assert "has the newest shape" in said
    assert not (tmp_path / "drill.db").exists()
    assert on(tmp_path / "archive.db", "verify").exit_code == 0


@pytest.mark.slow
def test_the_nightly_line_backs_up_and_proves(made: Path, tmp_path: Path) -> None:
    (line,) = commands("test: cron")
    when, command = line.split()[:5], line.split(maxsplit=5)[5]
    assert all(re.fullmatch(r"\*|\d+", part) for part in when)
    assert "%" not in command.replace(r"\%", "")  # cron ends a command at a bare one
    made.rename(tmp_path / "muniment.db")
    here = command.replace(r"\%", "%").replace("/var/lib/muniment", str(tmp_path))
    here = here.replace("/opt/muniment/bin/", f"{PROGRAMS}/")
    done = subprocess.run(["sh", "-c", here], env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The archive is whole" in done.stdout
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1
    assert not (tmp_path / "drill.db").exists()
