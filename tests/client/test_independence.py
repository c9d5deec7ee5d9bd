"""The client is a package of its own: it needs httpx and Pydantic, and nothing of the server."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from muniment_client import __version__
from tests.conftest import ROOT

PACKAGE = ROOT / "client" / "src" / "muniment_client"


def imports_of(folder: Path) -> Iterator[str]:
    """Give the packages that the modules of a folder import."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").partition(".")[0]


def test_the_client_imports_its_two_dependencies_and_nothing_else() -> None:
    assert set(imports_of(PACKAGE)) - sys.stdlib_module_names == {"httpx", "pydantic", "muniment_client"}


def test_the_server_imports_nothing_of_the_client() -> None:
    assert "muniment_client" not in set(imports_of(ROOT / "app"))


def test_the_client_declares_what_it_imports_and_the_licence_it_has() -> None:
    project = tomllib.loads((ROOT / "client" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [name.partition(">")[0] for name in project["dependencies"]] == ["httpx", "pydantic"]
    assert (ROOT / "client" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert __version__.count(".") == 2
