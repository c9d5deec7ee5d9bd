"""Runs the product's commands in this process."""

from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import main


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    """Run a command in this process; whatever it raises beside an exit fails the test."""
    result = CliRunner(env=env).invoke(main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def on(path: Path, command: str, *arguments: object, env: dict[str, str] | None = None) -> Result:
    """Run a command on an archive."""
    return run(command, "--archive", path, *arguments, env=env)


def refused(result: Result) -> str:
    """Give the one sentence with which a command ended in an error."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("Error: ").strip()


def digest(path: Path) -> dict[str, str]:
    """Give the hashes of the archive's file and of what its log-ahead file holds."""
    beside = path.with_name(f"{path.name}-wal")
    parts = {"db": path.read_bytes(), "wal": beside.read_bytes() if beside.exists() else b""}
    return {name: sha256(body).hexdigest() for name, body in parts.items()}
