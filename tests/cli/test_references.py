"""References read and resolved from the terminal."""

import json
from pathlib import Path

from tests.cli.commands import on, run
from tests.faces.conftest import make_record, write_records

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


def test_what_is_to_be_settled_is_listed_record_by_record(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    assert on(archive, "init").exit_code == 0
    references = [
        "APRF, f. 45, op. 1, d. 339, ll. 31",
        "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 33",
        "AVP RF, f. 059а, op. 5a, p. 11, d. 5, l. 40",
        "Somebody's attic, third box",
    ]
    records = [make_record(number, reference=words) for number, words in enumerate(references, 1)]
    assert on(archive, "import", write_records(tmp_path, *records)).exit_code == 0
    result = on(archive, "lint")
    assert result.exit_code == 0
    told = {line.partition(": “")[0] for line in result.stdout.splitlines() if "“" in line}
    assert {
        "110364: same-leaves-in-two-archives",
        "r001: leaf-label-differs",
        "r003: unit-spelled-two-ways",
        "r004: location-not-read",
    } == told
    assert result.stdout.splitlines()[-1] == "4 to settle."
