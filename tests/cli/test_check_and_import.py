"""Checking and importing by command: places, outcomes, exit codes; a check changes nothing."""

import re
from pathlib import Path

from tests.cli.commands import digest, on
from tests.conftest import SEED
from tests.services.specimens import a_record, contents, log_of, save


def test_check_of_a_clean_file_ends_with_0_and_changes_nothing(made: Path, tmp_path: Path) -> None:
    before = digest(made)
    result = on(made, "check", save(tmp_path / "a.json", a_record("a1")))
    assert result.exit_code == 0
    assert result.output.endswith("Checked: 1 new, 0 revised, 0 unchanged; 0 errors, 0 queries. Nothing was written.\n")
    assert digest(made) == before


def test_check_with_queries_only_ends_with_0_and_changes_nothing(made: Path, tmp_path: Path) -> None:
    before = digest(made)
    file = save(tmp_path / "a.json", a_record("a1", title="Letter, Kim II Sung to Stalin"))
    result = on(made, "check", file)
    assert result.exit_code == 0
    assert f"{file}:1: query: record a1: title:" in result.output
    assert "0 errors" in result.output
    assert digest(made) == before


def test_check_and_import_print_the_same_errors_and_queries(made: Path, tmp_path: Path) -> None:
    page = SEED.read_text(encoding="utf-8").replace("Deliver immediately", "Deliver at once")
    (tmp_path / "1.txt").write_text(page, encoding="utf-8")
    save(tmp_path / "2.jsonl", a_record(None, title="Letter, Kim II Sung to Stalin"), a_record("a1", "One."))
    for reason in ((), ("--reason", "a misprint")):
        checked, imported = on(made, "check", tmp_path, *reason), on(made, "import", tmp_path, *reason)
        assert checked.exit_code == imported.exit_code == (0 if reason else 1)
        told = [[line for line in said.output.splitlines() if "[" in line] for said in (checked, imported)]
        assert told[0] == told[1]
        assert any("[reason-needed]" in line for line in told[0]) is not bool(reason)
        assert any(": query: record number 1: title: two capital i's" in line for line in told[0])


def test_check_says_that_ids_are_given_at_import_and_names_none(made: Path, tmp_path: Path) -> None:
    file = save(tmp_path / "a.jsonl", a_record(None, title="Letter, Kim II Sung to Stalin"), a_record("a1", "One."))
    checked = on(made, "check", file).output
    assert "New records without an id, which an import gives one: 1.\n" in checked
    assert not re.search(r"\bm[0-9a-z]{11}\b", checked)
    assert re.search(r"New: m[0-9a-z]{11}, a1\n", on(made, "import", file).output)


def test_check_with_errors_ends_with_1_and_changes_nothing(made: Path, tmp_path: Path) -> None:
    before = digest(made)
    save(tmp_path / "a.jsonl", a_record("a1"), {"title": "t", "txts": []}, {"id": "A!", "title": "t"})
    (tmp_path / "b.pdf").write_bytes(b"\xff")
    result = on(made, "check", tmp_path / "a.jsonl", tmp_path / "b.pdf")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert f"{tmp_path}/a.jsonl:2: error: txts: No member of this name is known here. [member-unknown]" in lines
    assert "    Did you mean 'texts'?" in lines
    assert any(line.startswith(f"{tmp_path}/a.jsonl:3: error: id: ") for line in lines)
    assert any(line.startswith(f"{tmp_path}/b.pdf: error: no reader recognises this file") for line in lines)
    assert lines[-1].endswith("3 errors, 0 queries. Nothing was written.")
    assert digest(made) == before


def test_check_of_a_path_that_is_not_there_is_wrong_usage(made: Path, tmp_path: Path) -> None:
    before = digest(made)
    result = on(made, "check", tmp_path / "no.json")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert digest(made) == before


def test_import_takes_files_and_folders_in_one_batch(made: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    save(tmp_path / "folder" / "a.json", a_record("a1"))
    result = on(made, "import", tmp_path / "folder", save(tmp_path / "b.json", a_record("a2")), SEED, "--by", "me")
    assert result.exit_code == 0
    assert "Imported as batch 3: 2 new, 0 revised, 1 unchanged; 0 errors, 0 queries." in result.output
    assert [(entry.batch, entry.by) for entry in log_of(made)[-2:]] == [(3, "me"), (3, "me")]


def test_import_with_errors_ends_with_1_and_writes_nothing(made: Path, tmp_path: Path) -> None:
    before = contents(made)
    result = on(made, "import", save(tmp_path / "a.jsonl", a_record("a1"), {"title": ""}))
    assert result.exit_code == 1
    assert f"{tmp_path}/a.jsonl:2: error: title: " in result.output
    assert "Nothing was written: 1 errors" in result.output
    assert contents(made) == before


def test_importing_the_same_again_says_that_nothing_changed(made: Path) -> None:
    result = on(made, "import", SEED)
    assert result.exit_code == 0
    assert "Imported: 0 new, 0 revised, 1 unchanged" in result.output


def test_a_changed_record_without_a_reason_ends_with_1(made: Path, tmp_path: Path) -> None:
    page = SEED.read_text(encoding="utf-8").replace("Kim II Sung", "Kim Il Sung")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    result = on(made, "import", tmp_path / "page.txt")
    assert result.exit_code == 1
    assert "[reason-needed]" in result.output
    assert on(made, "import", tmp_path / "page.txt", "--reason", "a misprint").exit_code == 0
    assert log_of(made)[-1].revision == 2
