"""What a command loads: no more than it needs, for whoever runs a hundred of them waits for that a hundred times."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from tests.conftest import ROOT, SEED

#: What speaks HTTP.
HTTP = {"fastapi", "starlette", "uvicorn", "httptools", "app.main", "app.faces"}
ARCHIVES = {"sqlalchemy", "sqlite3", "app.storage", "app.house"}

_RUN = """
import sys
from app.cli import main
main(sys.argv[1:], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""
_LOAD = """
import sys
from app.cli import main
for name in sys.argv[1:]:
    main.commands[name]
print(*sys.modules, file=sys.stderr)
"""


def loaded(program: str, *arguments: object) -> set[str]:
    """Give the modules that are there when a program of commands has ended in a process of its own."""
    words = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_the_version_is_said_without_any_command() -> None:
    found = loaded(_RUN, "--version")
    assert {name for name in found if name.partition(".")[0] == "app"} == {"app", "app.cli", "app.cli.menu"}
    assert not found & ({"pydantic", "yaml", "jinja2", "alembic"} | HTTP | ARCHIVES)


def test_only_the_command_that_serves_loads_what_speaks_http() -> None:
    assert not loaded(_LOAD, *(name for name in main.commands if name != "serve")) & HTTP
    assert loaded(_LOAD, "serve") >= HTTP


@pytest.mark.parametrize("command", ["init", "import", "verify", "show", "cite"])
def test_a_command_that_has_run_has_loaded_nothing_that_speaks_http(made: Path, tmp_path: Path, command: str) -> None:
    asked: dict[str, object] = {"import": SEED, "show": "110364", "cite": "110364"}
    arguments = [asked[command]] if command in asked else []
    path = tmp_path / "new.db" if command == "init" else made
    assert not loaded(_RUN, command, *arguments, "--archive", path) & HTTP


def test_a_reference_is_read_without_what_opens_an_archive() -> None:
    assert not loaded(_RUN, "parse", "f. 558, op. 11, d. 62") & (HTTP | ARCHIVES)


def test_an_archive_of_the_newest_shape_is_opened_without_what_migrates(made: Path, tmp_path: Path) -> None:
    assert "alembic" not in loaded(_RUN, "show", "110364", "--archive", made)
    assert "alembic" in loaded(_RUN, "init", "--empty", "--archive", tmp_path / "new.db")
