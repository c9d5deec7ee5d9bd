"""References read and resolved from the terminal."""

import json
from pathlib import Path

from tests.cli.commands import on, run

GOST = "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"


def test_a_reference_is_read_without_an_archive() -> None:
    result = run("parse", GOST)
    assert result.exit_code == 0
    (place,) = json.loads(result.output)["locations"]
    assert place["location"]["repository"]["code"] == "APRF"
    assert place["location"]["leaves"]["as_written"] == "31–32"


def test_a_text_that_is_too_long_or_empty_is_refused_with_a_sentence() -> None:
    for words in ("", "x" * (64 * 1024 + 1)):
        result = run("parse", words)
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: `ref` ")


def test_a_reference_finds_its_record(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    assert on(archive, "init").exit_code == 0
    result = on(archive, "resolve", GOST)
    assert result.exit_code == 0
    (found,) = json.loads(result.output)
    assert (found["id"], found["relation"], found["exact"]) == ("110364", "same leaves", True)
    assert json.loads(on(archive, "resolve", "nothing of the kind").output) == []
