"""Reads a Dockerfile, and carries out its steps in a folder that stands for the image's root."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.programs import environment
from tests.conftest import ROOT


@dataclass(frozen=True)
class Step:
    """One instruction: its word, and what follows it on its line."""

    word: str
    rest: str


def read_steps(text: str) -> list[Step]:
    """Give the instructions of a Dockerfile, without comments and with continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [
        Step(word, " ".join(rest.split())) for word, _, rest in (line.partition(" ") for line in whole.splitlines())
    ]


def is_ignored(path: str, patterns: str) -> bool:
    """Tell whether .dockerignore keeps a file from the engine; the last pattern that fits it, or its folder, counts."""
    answer = False
    for line in (line for line in patterns.splitlines() if line and not line.startswith("#")):
        pattern = re.escape(line.removeprefix("!")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if re.match(rf"{pattern}(?:/|$)", path):
            answer = not line.startswith("!")
    return answer


@dataclass
class Image:
    """What the steps have made: a folder for the image's root, and the variables set in it."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    _place: str = "/"

    @property
    def root(self) -> Path:
        """The image's root."""
        return self.folder / "image"

    def at(self, path: str) -> Path:
        """Give where a path of the image is on this machine."""
        return self.root / os.path.join(self._place, path).lstrip("/")  # noqa: PTH118 - a later absolute part wins

    def here(self, words: str) -> str:
        """Let the image's paths, and its user, be this machine's."""
        placed = re.sub(r"(?<![\w./])/(?=(?:wheels|dist|opt|data|src)\b)", f"{self.root}/", words)
        return placed.replace("owner 10001", f"owner {os.getuid()}").replace("group 10001", f"group {os.getgid()}")

    def environment(self, **more: str) -> dict[str, str]:
        """Give the variables a process of the image has."""
        return environment(**{**self.variables, **more})

    def take(self, step: Step) -> None:
        """Carry out one step."""
        act = getattr(self, f"_{step.word.lower()}", None)
        if act:
            act(step.rest)

    def _from(self, _: str) -> None:
        if self.root.exists():
            self.root.rename(self.folder / "build")
        self.root.mkdir()
        self._place, self.variables = "/", {}

    def _workdir(self, rest: str) -> None:
        self._place = rest
        self.at("").mkdir(parents=True, exist_ok=True)

    def _copy(self, rest: str) -> None:
        *sources, target = (word for word in rest.split() if not word.startswith("--"))
        origin = self.folder / "build" if "--from=" in rest else ROOT
        for source in sources:
            found = origin / source.lstrip("/")
            to = self.at(target) / found.name if target.endswith("/") else self.at(target)
            to.parent.mkdir(parents=True, exist_ok=True)
            if found.is_dir():
                shutil.copytree(
                    found, to, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "*.db", "*.db-*")
                )
            else:
                shutil.copyfile(found, to)

    def _env(self, rest: str) -> None:
        for name, value in re.findall(r"(\w+)=(\S+)", rest):
            self.variables[name] = self.here(value).replace("$PATH", os.environ["PATH"])

    def _run(self, rest: str) -> None:
        done = run_in(self, rest, self.environment(PATH=f"{self._base()}:{os.environ['PATH']}"))
        if done.returncode:
            raise StepFailedError(f"RUN {rest}\n{done.stdout}{done.stderr}")

    def _base(self) -> Path:
        """Give a folder with the one program the base image has: its Python."""
        program = self.folder / "bin" / "python"
        if not program.exists():
            program.parent.mkdir()
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        return program.parent


class StepFailedError(Exception):
    """A step ended with an error; the text is what it said."""


def run_in(image: Image, words: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a shell's words in the place where the image's steps have come to."""
    return subprocess.run(
        ["sh", "-c", image.here(words)], cwd=image.at(""), env=env, capture_output=True, text=True, check=False
    )
