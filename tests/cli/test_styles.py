"""The file of citation styles made, and styles listed and shown, from the terminal."""

import json
from pathlib import Path

import pytest

from app.cli import styles as commands
from app.services import stock
from tests.cli.commands import refused, run
from tests.services.stylebooks import packages_in


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small packages are installed, and the cache is a folder of the test."""
    packages = packages_in(tmp_path / "packages")
    for module in (commands, stock):
        monkeypatch.setattr(module, "find_packages", lambda: packages)
    monkeypatch.setenv("MUNIMENT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / stock.FILE


def test_the_file_is_made_in_the_cache_or_where_it_is_told_to_be(small: Path, tmp_path: Path) -> None:
    told = run("styles", "build")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"{small} is made of a test 1, ")
    assert told.stdout.endswith(": 5 styles, 5 locales.\n")
    other = tmp_path / "elsewhere" / "mine.bin"
    assert run("styles", "build", "--output", other).exit_code == 0
    assert other.read_bytes() == small.read_bytes()


def test_a_file_that_is_there_is_left_alone_where_that_is_asked(small: Path) -> None:
    assert run("styles", "build", "--if-missing").exit_code == 0
    made = small.stat().st_mtime_ns
    assert run("styles", "build", "--if-missing").exit_code == 0
    assert small.stat().st_mtime_ns == made


def test_styles_are_listed_by_words(small: Path) -> None:
    told = run("styles", "list", "notes", "--class", "note")
    assert told.stdout == "long-notes\tManual of Notes\nplain-notes\tA Style\n"
    assert small.exists()
    assert run("styles", "list", "--prints", "archive_location").stdout.count("\n") == 2


def test_a_style_is_shown_by_any_of_its_names() -> None:
    shown = json.loads(run("styles", "show", "old-notes").stdout)
    assert (shown["id"], shown["kind"]) == ("long-notes", "note")
    assert shown["rights"]["license"].endswith("/by-sa/3.0/")


def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(run("styles", "show", "lng-notes")).endswith("Did you mean long-notes, plain-notes?")
    (tmp_path / "thesis.odt").write_text("mine")
    assert "is not overwritten" in refused(run("styles", "build", "--output", tmp_path / "thesis.odt"))
    monkeypatch.setattr(commands, "find_packages", lambda: None)
    assert "muniment[styles]" in refused(run("styles", "build", "--cache", tmp_path))
