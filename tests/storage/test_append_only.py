"""The truth is only ever added to: the file itself refuses changes, whoever asks for them."""

import sqlite3
from pathlib import Path

import pytest

from app.storage.tables import GUARDED
from tests.services.specimens import contents, open_archive, raw, unguarded

_CHANGES = [
    ("payloads", "body = x'00'"),
    ("payloads", "sha256 = sha256"),
    ("sources", "body = x'00'"),
    ("sources", "media_type = 'text/html'"),
    ("log", "reason = 'another'"),
    ("log", "seq = seq + 100"),
    ("erasures", "entry = 1"),
    ("erasures", "sha256 = 'another'"),
]


@pytest.mark.parametrize(("table", "change"), _CHANGES)
def test_the_file_refuses_an_update(filled: Path, table: str, change: str) -> None:
    before = contents(filled)
    with raw(filled) as connection, pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        connection.execute(f"UPDATE {table} SET {change}")  # noqa: S608
    assert contents(filled) == before


@pytest.mark.parametrize("table", GUARDED)
def test_the_file_refuses_a_deletion(filled: Path, table: str) -> None:
    before = contents(filled)
    with raw(filled) as connection, pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    assert contents(filled) == before


@pytest.mark.parametrize("table", ["payloads", "sources"])
def test_replacing_a_row_changes_nothing_either(filled: Path, table: str) -> None:
    """REPLACE deletes without asking triggers unless recursive triggers are on, so the product never says REPLACE."""
    for source in (Path("app"), Path("migrations")):
        for file in source.rglob("*.py"):
            words = file.read_text(encoding="utf-8").upper()
            assert "OR REPLACE" not in words, file
            assert "REPLACE INTO" not in words, file
    house = open_archive(filled)
    before = contents(filled)
    with house.archive.writing() as repository:
        sha256, body = str(before[table][0][0]), before[table][0][-1]
        assert isinstance(body, bytes)
        if table == "payloads":
            assert repository.add_payload(body) == sha256
        else:
            repository.add_source(sha256, body, "text/html")
    house.archive.close()
    assert contents(filled) == before


def test_only_an_erasure_unlocks_a_deletion(filled: Path) -> None:
    with raw(filled) as connection:
        sha256 = connection.execute("SELECT sha256 FROM payloads").fetchone()[0]
        connection.execute("INSERT INTO erasures VALUES (?, 1)", (sha256,))
        connection.execute("DELETE FROM payloads WHERE sha256 = ?", (sha256,))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM payloads")
        assert connection.execute("SELECT count(*) FROM payloads WHERE sha256 = ?", (sha256,)).fetchone() == (0,)


def test_the_guards_are_told_apart_from_their_absence(filled: Path) -> None:
    house = open_archive(filled)
    with house.archive.inspecting() as inspection:
        assert list(inspection.file_faults()) == []
    house.archive.close()
    with raw(filled) as connection:
        connection.execute("DROP TRIGGER log_refuse_update")
    house = open_archive(filled)
    with house.archive.inspecting() as inspection:
        assert list(inspection.file_faults()) == ["trigger log_refuse_update is missing"]
    house.archive.close()


def test_unguarding_for_a_test_leaves_the_guards_as_they_were(filled: Path) -> None:
    with raw(filled) as connection:
        before = connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
    with unguarded(filled) as connection:
        connection.execute("UPDATE log SET reason = 'another' WHERE seq = 1")
    with raw(filled) as connection:
        after = connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
    assert [(row[0], row[1], row[4]) for row in after] == [(row[0], row[1], row[4]) for row in before]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            (
                "DROP TRIGGER log_refuse_update;"
                "CREATE TRIGGER log_refuse_update BEFORE UPDATE ON log WHEN 0 BEGIN SELECT 1; END"
            ),
            "trigger log_refuse_update is not what this version makes",
        ),
        ("CREATE TABLE foo (x)", "table foo is not what this version makes"),
        ("DROP INDEX ix_log_source", "index ix_log_source is missing"),
    ],
)
def test_what_the_migrations_did_not_make_is_a_fault(filled: Path, change: str, fault: str) -> None:
    with raw(filled) as connection:
        connection.executescript(change)
    house = open_archive(filled)
    with house.archive.inspecting() as inspection:
        assert list(inspection.file_faults()) == [fault]
    house.archive.close()
