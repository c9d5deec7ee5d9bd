"""The commands: their help, wrong usage, settings, and how an archive is made."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.cli import main
from tests.cli.commands import on, refused, run
from tests.conftest import ROOT, SEED
from tests.services.specimens import contents, log_of

COMMANDS = sorted(main.commands)


def test_the_program_says_what_it_is_and_lists_its_commands() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "read, cited and embedded without error" in " ".join(result.output.split())
    assert set(COMMANDS) == {
        "backup",
        "check",
        "cite",
        "export",
        "import",
        "init",
        "lint",
        "mcp",
        "merge",
        "migrate",
        "parse",
        "quote",
        "reindex",
        "resolve",
        "restore",
        "revise",
        "serve",
        "show",
        "styles",
        "verify",
        "withdraw",
    }
    assert all(re.search(rf"^  {name} ", result.output, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_that_says_what_it_does_and_which_variables_set_it(command: str, flag: str) -> None:
    result = run(command, flag)
    assert result.exit_code == 0
    words = " ".join(result.output.split())
    assert (main.commands[command].help or "no help").split(".")[0] in words
    assert ("MUNIMENT_ARCHIVE" in words) == (command not in ("parse", "styles"))  # which need no archive


def test_the_version_is_said() -> None:
    assert run("--version").output == f"muniment, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["serv"], ["init", "--achive", "x"], ["import"], ["check"], ["show"], ["withdraw", "110364"]]
)
def test_wrong_usage_ends_with_2_and_a_hint(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["init", "--public-url", "not an address"], "--public-url: must be like https://example.org"),
        (["serve", "--port", "http"], "--port: "),
        (["serve", "--port", "65536"], "--port: "),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_by_its_flag(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments, "--archive", tmp_path / "a.db")
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["show", "1\udcff"], 2, "document_id: this is no UTF-8 text"),
        (["withdraw", "110364", "--reason", "1\udcff"], 2, "reason: this is no UTF-8 text"),
        (["withdraw", "110364", "--reason", "1\x1b"], 1, "'reason' cannot be kept: holds the character U+001B"),
        (["reindex", "--by", "1\udcff"], 1, "'by' cannot be kept: is no Unicode text"),
        (["withdraw", "110364", "--reason", ""], 1, "A withdrawal needs a reason"),
    ],
)
def test_words_that_are_no_words_are_refused(made: Path, arguments: list[str], status: int, words: str) -> None:
    before = contents(made)
    command, *rest = arguments
    result = on(made, command, *rest)
    assert result.exit_code == status
    assert f"Error: {words}" in result.stderr
    assert contents(made) == before


def test_a_variable_that_cannot_be_used_is_named_too(tmp_path: Path) -> None:
    result = run("init", "--archive", tmp_path / "a.db", env={"MUNIMENT_PUBLIC_URL": "ftp://a"})
    assert result.exit_code == 2
    assert "MUNIMENT_PUBLIC_URL: must be like" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve"],
        ["migrate"],
        ["backup", "copy.db"],
        ["check", SEED],
        ["import", SEED],
        ["revise", "110364", SEED, "--reason", "r"],
        ["show", "110364"],
        ["withdraw", "110364", "--reason", "r"],
        ["merge", "110364", "a1", "--reason", "r"],
        ["reindex"],
        ["verify"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_without_an_archive_every_command_says_how_to_make_one(tmp_path: Path, arguments: list[object]) -> None:
    command, *rest = arguments
    path = tmp_path / "no.db"
    assert refused(on(path, str(command), *rest)) == f"There is no archive at {path}. Make one with `muniment init`."
    assert list(tmp_path.iterdir()) == []


def test_init_makes_an_archive_with_the_seed_in_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.db"
    result = on(path, "init", "--by", "the founder")
    assert result.exit_code == 0
    assert f"Made {path}." in result.output
    assert "Imported as batch 2: 1 new, 0 revised, 0 unchanged" in result.output
    assert [(entry.action, entry.by) for entry in log_of(path)] == [("init", "the founder"), ("import", "the founder")]


def test_init_can_leave_the_seed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert on(path, "init", "--empty").output == f"Made {path}.\n"
    assert contents(path)["documents"] == []


def test_init_on_something_that_is_there_refuses_and_leaves_it(made: Path) -> None:
    before = made.read_bytes()
    assert refused(on(made, "init")) == f"There is something at {made} already; it was not touched."
    assert made.read_bytes() == before


def test_init_if_missing_does_nothing_where_there_is_an_archive(made: Path) -> None:
    before = made.read_bytes()
    result = on(made, "init", "--if-missing")
    assert (result.exit_code, result.output) == (0, "")
    assert made.read_bytes() == before


def test_init_if_missing_makes_an_archive_where_there_is_none(tmp_path: Path) -> None:
    result = on(tmp_path / "a.db", "init", "--if-missing")
    assert result.exit_code == 0
    assert (tmp_path / "a.db").exists()


def test_init_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(on(tmp_path / "file" / "a.db", "init")).endswith(("File exists.", "Not a directory."))


def test_a_setting_is_a_variable_and_a_flag_and_the_flag_wins(tmp_path: Path) -> None:
    env = {
        "MUNIMENT_ARCHIVE": str(tmp_path / "by-variable.db"),
        "MUNIMENT_PUBLIC_URL": "https://variable.example",
        "MUNIMENT_ACTOR": "the variable",
    }
    assert run("init", env=env).exit_code == 0
    assert (
        run(
            "init", "--archive", tmp_path / "by-flag.db", "--by", "the flag", "--public-url", "/flag", env=env
        ).exit_code
        == 0
    )
    for name, by, url in (
        ("by-variable", "the variable", "https://variable.example"),
        ("by-flag", "the flag", "/flag"),
    ):
        first = log_of(tmp_path / f"{name}.db")[0]
        assert first.by == by
        assert first.detail is not None
        assert first.detail["public_url"] == url


def test_a_final_slash_of_the_public_address_is_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    on(path, "init", "--public-url", "https://a.example/x/")
    result = on(path, "reindex", "--public-url", "https://a.example/x/")
    assert result.output == "Reindexed 1 records.\n"
    assert [entry.action for entry in log_of(path)] == ["init", "import"]


@pytest.mark.slow
def test_python_m_app_is_the_same_command(tmp_path: Path) -> None:
    def module(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert module("--help").stdout.startswith("Usage: ")
    path = tmp_path / "a.db"
    assert module("init", "--archive", path).returncode == 0
    shown_there = module("show", "--archive", path, "110364")
    assert json.loads(shown_there.stdout)["id"] == "110364"
    missing = module("serve", "--archive", tmp_path / "no.db")
    assert missing.returncode == 1
    assert missing.stderr.strip().endswith("Make one with `muniment init`.")
    assert "Traceback" not in missing.stderr
