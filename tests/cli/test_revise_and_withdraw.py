"""Showing, revising, withdrawing, erasing and merging by command."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import on, refused
from tests.conftest import SEED
from tests.services.specimens import ERASED_WORDS, a_record, all_bytes, contents, log_of, save


def shown(path: Path, document_id: str, *arguments: object) -> dict[str, Any]:
    result = on(path, "show", document_id, *arguments)
    assert result.exit_code == 0, result.output
    record: dict[str, Any] = json.loads(result.stdout)
    return record


def test_what_show_prints_is_changed_and_becomes_the_next_revision(made: Path, tmp_path: Path) -> None:
    record = shown(made, "110364")
    first = log_of(made)[-1]
    record["texts"][0]["passages"][0]["text"] += " (corrected)"
    record["title"] = record["title"].replace("Kim II Sung", "Kim Il Sung")
    result = on(made, "revise", "110364", save(tmp_path / "r.json", record), "--reason", "a misprint", "--by", "me")
    assert result.exit_code == 0
    assert "0 new, 1 revised" in result.output
    assert shown(made, "110364") == record
    assert shown(made, "110364", "--revision", "1")["title"] != record["title"]
    entry = log_of(made)[-1]
    assert (entry.action, entry.revision, entry.by, entry.reason) == ("revise", 2, "me", "a misprint")
    assert log_of(made)[-2] == first
    assert on(made, "verify").exit_code == 0


def test_what_show_prints_is_the_same_record(made: Path, tmp_path: Path) -> None:
    result = on(made, "revise", "110364", save(tmp_path / "r.json", shown(made, "110364")), "--reason", "none")
    assert "0 new, 0 revised, 1 unchanged" in result.output
    assert len(log_of(made)) == 2


def test_a_new_page_may_be_the_next_revision(made: Path, tmp_path: Path) -> None:
    page = SEED.read_text(encoding="utf-8").replace("Kim II Sung", "Kim Il Sung")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    assert on(made, "revise", "110364", tmp_path / "page.txt", "--reason", "r").exit_code == 0
    assert "Kim Il Sung" in shown(made, "110364")["title"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "110365"], "There is no record '110365' in this archive."),
        (["show", "110364", "--revision", "7"], "There is no revision of record 110364 '7' in this archive."),
        (["withdraw", "110365", "--reason", "r"], "There is no record '110365' in this archive."),
        (["merge", "110364", "110364", "--reason", "r"], "A record cannot be merged into itself."),
        (["merge", "110364", "110365", "--reason", "r"], "There is no record '110365' in this archive."),
        (["revise", "110365", SEED, "--reason", "r"], "There is no record '110365' in this archive."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(made: Path, arguments: list[object], words: str) -> None:
    before = contents(made)
    command, *rest = arguments
    assert refused(on(made, str(command), *rest)) == words
    assert contents(made) == before


def test_a_withdrawn_record_is_shown_no_more(made: Path) -> None:
    result = on(made, "withdraw", "110364", "--reason", "at a wish", "--by", "me")
    assert (result.exit_code, result.output) == (0, "Withdrew 110364.\n")
    assert refused(on(made, "show", "110364")) == "Record 110364 was withdrawn: at a wish"
    entry = log_of(made)[-1]
    assert (entry.action, entry.by, entry.reason) == ("withdraw", "me", "at a wish")


def test_an_erased_record_is_gone_from_the_file(made: Path, tmp_path: Path) -> None:
    on(made, "import", save(tmp_path / "a.json", a_record("a1", ERASED_WORDS)))
    assert ERASED_WORDS.encode() in all_bytes(made)
    result = on(made, "withdraw", "a1", "--reason", "a court", "--erase")
    assert (result.exit_code, result.output) == (0, "Erased a1.\n")
    assert ERASED_WORDS.encode() not in all_bytes(made)
    verified = on(made, "verify")
    assert verified.exit_code == 0
    assert "The archive is whole: 2 records" in verified.output
    assert "2 erased" in verified.output


def test_a_minimal_withdrawal_keeps_no_title(made: Path) -> None:
    assert on(made, "withdraw", "110364", "--reason", "r", "--minimal").exit_code == 0
    newest = log_of(made)[-1].sha256
    stone = json.loads(next(row[1] for row in contents(made)["payloads"] if row[0] == newest))  # type: ignore[arg-type]
    assert stone["form"] == "minimal"
    assert "title" not in stone


def test_a_merged_record_leads_to_the_other(made: Path, tmp_path: Path) -> None:
    on(made, "import", save(tmp_path / "a.json", a_record("a1")))
    result = on(made, "merge", "a1", "110364", "--reason", "the same", "--by", "me")
    assert (result.exit_code, result.output) == (0, "a1 now leads to 110364.\n")
    assert refused(on(made, "show", "a1")) == "This is now 110364."
    assert log_of(made)[-1].by == "me"
