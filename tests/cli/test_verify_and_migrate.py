"""Proving, building anew and migrating by command, on archives whole, old, new and damaged."""

import json
from pathlib import Path

import pytest

from app import resources
from app.services.verify import Verdict
from app.storage import migrate
from tests.cli.commands import on, refused
from tests.services.specimens import a_record, contents, log_of, raw, save, unguarded


def test_reindex_moves_the_archive_to_another_address(made: Path) -> None:
    result = on(made, "reindex", "--public-url", "https://new.example", "--by", "me")
    assert (result.exit_code, result.output) == (
        0,
        (
            "Reindexed 1 records.\nThe public address changed from (none) to https://new.example. "
            "Restart `muniment serve`.\n"
        ),
    )
    entry = log_of(made)[-1]
    assert (entry.action, entry.by, entry.detail) == ("move", "me", {"public_url": "https://new.example"})
    assert on(made, "verify").exit_code == 0


def test_reindex_without_an_address_keeps_the_archives_own(made: Path) -> None:
    on(made, "reindex", "--public-url", "https://new.example")
    assert on(made, "reindex").exit_code == 0
    assert [entry.action for entry in log_of(made)] == ["init", "import", "move"]


def test_an_older_archive_is_told_to_migrate_and_then_serves_the_same(made: Path) -> None:
    before = contents(made)
    migrate.downgrade(made, resources.migrations(), "20261123_records")
    assert refused(on(made, "show", "110364")).endswith("Run `muniment migrate`.")
    result = on(made, "migrate")
    copy = made.with_name(f"made.before-{migrate.head(resources.migrations())}.db")
    assert result.exit_code == 0
    assert f"Backed up to {copy}: " in result.output
    assert f"{made} has the newest shape, {migrate.head(resources.migrations())}.\n" in result.output
    assert f"`muniment restore {copy} --archive {made}`" in result.output
    assert contents(made) == before


def test_a_newer_archive_is_left_alone(made: Path) -> None:
    with raw(made) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '20991231_next'")
    before = made.read_bytes()
    for command in ("verify", "migrate", "reindex"):
        assert "made by a newer muniment. Nothing was touched" in refused(on(made, command))
    assert made.read_bytes() == before


def test_verify_says_that_the_archive_is_whole_and_gives_the_head_of_its_log(made: Path) -> None:
    result = on(made, "verify")
    assert result.exit_code == 0
    head = log_of(made)[-1].hash
    assert result.output == (
        "The archive is whole: 1 records, 1 payloads, 1 sources, 2 log entries, 0 erased. " + f"Log head {head}\n"
    )


def test_verify_lists_faults_and_ends_with_1(made: Path) -> None:
    with unguarded(made) as connection:
        connection.execute("UPDATE payloads SET body = replace(body, 'armistice', 'Armistice')")
    result = on(made, "verify")
    assert result.exit_code == 1
    assert "record 110364, revision 1: its bytes do not have the SHA-256" in result.output
    assert "The archive is NOT whole" in result.output


@pytest.mark.parametrize("is_damaged", [False, True])
def test_verify_gives_the_same_as_json(made: Path, *, is_damaged: bool) -> None:
    if is_damaged:
        with unguarded(made) as connection:
            connection.execute("UPDATE log SET reason = 'x' WHERE seq = 2")
    result = on(made, "verify", "--json")
    verdict = json.loads(result.stdout)
    assert set(verdict) == {*Verdict.__dataclass_fields__, "whole"}
    assert verdict["whole"] is not is_damaged
    assert result.exit_code == int(is_damaged)
    subjects = [fault["subject"] for fault in verdict["faults"]]
    assert subjects[:1] == (["log entry 2 (import of record 110364)"] if is_damaged else [])


@pytest.mark.parametrize("damage", ["cut", "noise", "other"])
def test_verify_of_a_damaged_file_is_a_fault_without_a_traceback(made: Path, damage: str) -> None:
    body = made.read_bytes()
    noise = bytes(range(256)) * 64
    changed = {"cut": body[:30_000], "noise": body[:8192] + noise + body[8192 + len(noise) :], "other": b"%PDF" * 99}
    made.write_bytes(changed[damage])
    result = on(made, "verify", "--json")
    assert result.exit_code == 1
    assert any(fault["subject"] == "file" for fault in json.loads(result.stdout)["faults"])


def test_a_damaged_file_stops_every_command_with_a_sentence(made: Path, tmp_path: Path) -> None:
    with made.open("r+b") as file:
        file.truncate(20_000)
    file_ = save(tmp_path / "a.json", a_record("a1"))
    for arguments in (["show", "110364"], ["import", file_], ["check", file_], ["reindex"], ["migrate"]):
        assert "damaged" in refused(on(made, str(arguments[0]), *arguments[1:]))
