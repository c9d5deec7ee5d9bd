"""What tests of the commands share."""

from pathlib import Path

import pytest

from tests.cli.commands import on
from tests.services.specimens import filled, furnished

__all__ = ["filled", "furnished", "made"]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An archive made by the command."""
    path = tmp_path / "made.db"
    assert on(path, "init").exit_code == 0
    return path
