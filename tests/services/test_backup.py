"""A backup is put back as it is, is proved before it has its name, and says whether it must be migrated."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import ArchiveTooNew, MunimentError, NotAnArchive
from app.services.backup import Restored, back_up, prove_copy, restore
from app.services.migration import migrate_safely
from app.services.verify import verify_file
from app.storage import migrate
from tests.services.specimens import contents, log_of, raw, shape_of, unguarded

MIGRATIONS = resources.migrations()
OLDEST = "20261123_records"


def ignore(_done: int, _total: int) -> None:
    """Show nothing."""


def put_back(source: Path, path: Path) -> Restored:
    """Restore as `--verify` does."""
    prove = partial(prove_copy, migrations=MIGRATIONS, knowledge=resources.load_knowledge())
    return restore(source, path, MIGRATIONS, ignore, prove=prove)


def migrated(path: Path) -> Path | None:
    """Migrate as the command does; give where the copy is."""
    done = migrate_safely(path, MIGRATIONS, resources.load_knowledge(), copying=ignore, building=ignore)
    return done.backup.path if done.backup else None


def test_a_backup_that_is_put_back_is_the_archive(filled: Path, tmp_path: Path) -> None:
    copy = back_up(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    before = contents(filled)
    filled.rename(tmp_path / "aside.db")
    restored = put_back(tmp_path / "copy.db", filled)
    assert restored.verdict is not None
    assert restored.verdict.is_whole
    assert restored.verdict.head == restored.copy.head == copy.head
    assert not restored.needs_migration
    assert contents(filled) == before


def test_without_a_proof_a_backup_is_put_back_after_a_short_look(filled: Path, tmp_path: Path) -> None:
    restored = restore(filled, tmp_path / "new.db", MIGRATIONS, ignore)
    assert restored.verdict is None
    assert contents(tmp_path / "new.db") == contents(filled)


def test_a_backup_that_is_not_whole_is_put_back_only_unproved(filled: Path, tmp_path: Path) -> None:
    """SQLite sees no flipped bit inside a text; the hashes do."""
    with unguarded(filled) as connection:
        connection.execute(
            "UPDATE payloads SET body = CAST(replace(CAST(body AS TEXT), 'First of 1001', 'Furst of 1001') AS BLOB)"
        )
    with pytest.raises(NotAnArchive, match=r"archive\.db is not whole, and was not restored: \d faults, first record"):
        put_back(filled, tmp_path / "new" / "archive.db")
    assert list((tmp_path / "new").iterdir()) == []
    restore(filled, tmp_path / "new" / "archive.db", MIGRATIONS, ignore)
    assert not verify_file(tmp_path / "new" / "archive.db", MIGRATIONS, resources.load_knowledge()).is_whole


def test_a_backup_of_an_older_shape_is_put_back_as_it_is_and_proved_by_what_it_becomes(
    filled: Path, tmp_path: Path
) -> None:
    head = log_of(filled)[-1].hash
    migrate.downgrade(filled, MIGRATIONS, OLDEST)
    back_up(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    path = tmp_path / "new" / "archive.db"
    restored = put_back(tmp_path / "copy.db", path)
    assert restored.needs_migration
    assert (restored.copy.shape, restored.copy.head) == (OLDEST, head)
    assert restored.verdict is not None
    assert restored.verdict.is_whole
    assert path.read_bytes() == (tmp_path / "copy.db").read_bytes()
    assert [file.name for file in path.parent.iterdir()] == ["archive.db"]


def test_a_backup_of_an_older_shape_that_would_not_be_whole_is_refused(filled: Path, tmp_path: Path) -> None:
    migrate.downgrade(filled, MIGRATIONS, OLDEST)
    with unguarded(filled) as connection:
        connection.execute("UPDATE log SET reason = 'another' WHERE reason IS NOT NULL")
    with pytest.raises(MunimentError, match="does not match its checksum"):
        put_back(filled, tmp_path / "new" / "archive.db")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_newer_archive_is_neither_backed_up_nor_put_back(filled: Path, tmp_path: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '20991231_next'")
    for act in (back_up, restore):
        with pytest.raises(ArchiveTooNew, match="made by a newer muniment"):
            act(filled, tmp_path / "new.db", MIGRATIONS, ignore)
    assert not (tmp_path / "new.db").exists()


def test_a_migration_copies_the_archive_first_and_the_copy_goes_back(filled: Path, tmp_path: Path) -> None:
    migrate.downgrade(filled, MIGRATIONS, OLDEST)
    before = contents(filled)
    copy = migrated(filled)
    assert copy == tmp_path / f"archive.before-{migrate.head(MIGRATIONS)}.db"
    assert contents(copy) == before
    assert shape_of(filled) == migrate.head(MIGRATIONS)
    put_back(copy, tmp_path / "again.db")
    assert contents(tmp_path / "again.db") == before


def test_each_migration_has_a_copy_of_its_own(filled: Path, tmp_path: Path) -> None:
    head = migrate.head(MIGRATIONS)
    names = []
    for _ in range(3):
        migrate.downgrade(filled, MIGRATIONS, OLDEST)
        copy = migrated(filled)
        assert copy is not None
        names.append(copy.name)
    assert names == [f"archive.before-{head}{number}.db" for number in ("", ".2", ".3")]
    assert all((tmp_path / name).exists() for name in names)


def test_without_anything_to_migrate_no_copy_is_made(filled: Path, tmp_path: Path) -> None:
    assert migrated(filled) is None
    assert not list(tmp_path.glob("*before*"))


def test_a_migration_that_cannot_be_backed_up_is_not_begun(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate.downgrade(filled, MIGRATIONS, OLDEST)
    before = contents(filled)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.services.migration.copy_archive", fail)
    with pytest.raises(OSError, match="No space left"):
        migrated(filled)
    assert contents(filled) == before


def test_of_two_migrations_at_once_one_makes_a_backup_and_the_other_finds_nothing_to_do(
    filled: Path, tmp_path: Path
) -> None:
    migrate.downgrade(filled, MIGRATIONS, OLDEST)
    others: list[Future[Path | None]] = []

    def meanwhile(_done: int, _total: int) -> None:
        if not others:
            others.append(pool.submit(migrated, filled))

    with ThreadPoolExecutor(1) as pool:
        first = migrate_safely(filled, MIGRATIONS, resources.load_knowledge(), copying=meanwhile, building=ignore)
        assert others[0].result() is None
    assert first.backup
    assert list(tmp_path.glob("*.before-*.db")) == [first.backup.path]
