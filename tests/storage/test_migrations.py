"""Moving an archive from one shape to the next: forth and back on a filled archive, and nothing lost on the way."""

import io
import shutil
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app import resources
from app.domain.errors import ArchiveError, ArchiveOutdated, ArchiveTooNew
from app.services.migration import migrate_archive
from app.services.verify import verify_file
from app.storage import migrate
from app.storage.archive import Archive
from app.storage.session import create_file, open_engine, transaction
from app.storage.steps import configure
from app.storage.tables import GUARDED, is_of_an_index, metadata
from tests.services.specimens import all_bytes, contents, log_of, open_archive, raw, shape_of

MIGRATIONS = resources.migrations()
RECORDS = "20261123_records"
HEAD = "20261123_wordings"
NEXT = "20991231_next"

_STEP = '''"""A step of a test."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}


def downgrade() -> None:
    pass
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test may add its own."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__")))


def add_step(folder: Path, *lines: str) -> Path:
    """Add a step after the newest, or in its place if it was added before."""
    body = "\n".join(f"    {line}" for line in lines)
    (folder / "versions" / f"{NEXT}.py").write_text(_STEP.format(revision=NEXT, before=HEAD, body=body))
    return folder


def migrate_fully(path: Path, folder: Path = MIGRATIONS) -> None:
    """Migrate as the command does."""
    migrate_archive(path, folder, resources.load_knowledge(), lambda _done, _total: None)


def tables(path: Path) -> set[str]:
    with raw(path) as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {name for name in found if not is_of_an_index(name)}


def schema(path: Path) -> list[tuple[str, ...]]:
    with raw(path) as connection:
        return sorted(connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall())


def is_whole(path: Path) -> bool:
    return verify_file(path, MIGRATIONS, resources.load_knowledge()).is_whole


def test_there_is_one_history_with_one_end() -> None:
    assert migrate.head(MIGRATIONS) == HEAD


def test_the_history_is_that_which_alembic_sees() -> None:
    seen = ScriptDirectory.from_config(configure(MIGRATIONS)).walk_revisions()
    assert migrate._steps(MIGRATIONS) == {step.revision: step.down_revision or "" for step in seen}


def test_a_new_migration_is_read_as_alembic_writes_it(folder: Path) -> None:
    command.revision(configure(folder), "next", rev_id=NEXT)
    assert migrate.head(folder) == NEXT


def test_an_empty_file_grows_into_the_newest_shape(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create_file(path)
    migrate.upgrade(path, MIGRATIONS)
    assert tables(path) == {*metadata.tables, "alembic_version"}
    assert shape_of(path) == HEAD


def test_step_by_step_leads_to_the_same_shape_as_all_at_once(tmp_path: Path) -> None:
    at_once, by_steps = tmp_path / "at-once.db", tmp_path / "by-steps.db"
    for path in (at_once, by_steps):
        create_file(path)
    migrate.upgrade(at_once, MIGRATIONS)
    migrate.upgrade(by_steps, MIGRATIONS, RECORDS)
    for _ in range(4):
        migrate.upgrade(by_steps, MIGRATIONS, "+1")
    assert schema(by_steps) == schema(at_once)


def test_migrating_what_has_the_newest_shape_changes_nothing(filled: Path) -> None:
    before = contents(filled)
    migrate_fully(filled)
    assert contents(filled) == before


def test_the_tables_are_those_the_software_declares(filled: Path) -> None:
    """As `alembic check`, on a filled archive."""
    engine = open_engine(filled, "read")
    with transaction(engine) as connection:
        options = {
            "compare_type": True,
            "render_as_batch": True,
            "include_name": lambda name, kind, _: kind != "table" or not is_of_an_index(name),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_alembics_own_check_finds_no_drift(filled: Path) -> None:
    engine = open_engine(filled, "migrate")
    config = configure(MIGRATIONS)
    with redirect_stdout(io.StringIO()), transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.check(config)
    engine.dispose()


def test_going_back_and_forth_restores_every_byte_served(filled: Path) -> None:
    before = contents(filled)
    migrate.downgrade(filled, MIGRATIONS, RECORDS)
    assert tables(filled) == {"properties", *GUARDED, "alembic_version"}
    for table in GUARDED:
        assert contents(filled)[table] == before[table]
    migrate_fully(filled)
    assert contents(filled) == before
    assert is_whole(filled)


def test_an_archive_whose_migration_was_cut_short_before_the_building_is_built_by_the_next(filled: Path) -> None:
    before = contents(filled)
    migrate.downgrade(filled, MIGRATIONS, RECORDS)
    migrate.upgrade(filled, MIGRATIONS)  # and then the power failed
    with pytest.raises(ArchiveOutdated, match=r"interrupted before its .*, or run `muniment migrate`"):
        open_archive(filled)
    migrate_fully(filled)
    assert contents(filled) == before


def test_going_back_beyond_the_records_is_refused(filled: Path) -> None:
    before = contents(filled)
    with pytest.raises(ArchiveError, match="would delete every record"):
        migrate.downgrade(filled, MIGRATIONS, "base")
    assert contents(filled) == before
    assert is_whole(filled)


def test_an_empty_archive_can_go_back_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create_file(path)
    migrate.upgrade(path, MIGRATIONS)
    migrate.downgrade(path, MIGRATIONS, "base")
    assert tables(path) == {"alembic_version"}
    assert [row for row in schema(path) if row[0] == "trigger"] == []


def test_a_migration_that_fails_half_way_loses_nothing_and_can_be_tried_again(filled: Path, folder: Path) -> None:
    before, before_schema = contents(filled), schema(filled)
    add_step(
        folder,
        'op.create_table("half", sa.Column("a", sa.Integer, primary_key=True))',
        "op.execute(\"UPDATE properties SET value = 'x'\")",
        'with op.batch_alter_table("aliases", recreate="always") as batch:',
        '    batch.add_column(sa.Column("note", sa.String))',
        'op.execute("DELETE FROM readings")',
        'raise ValueError("the disk of a colleague")',
    )
    with pytest.raises(ArchiveError, match="rolled back; the archive is as it was: the disk of a colleague"):
        migrate_fully(filled, folder)
    assert contents(filled) == before
    assert schema(filled) == before_schema
    assert is_whole(filled)
    add_step(folder, 'op.create_table("half", sa.Column("a", sa.Integer, primary_key=True))')
    migrate_fully(filled, folder)
    assert shape_of(filled) == NEXT
    after = contents(filled, but=("half", "alembic_version"))
    assert after == {name: rows for name, rows in before.items() if name != "alembic_version"}


def test_a_migration_that_fails_in_sql_is_said_in_one_line(filled: Path, folder: Path) -> None:
    add_step(folder, 'op.execute("UPDATE nowhere SET a = 1")')
    with pytest.raises(ArchiveError, match="nowhere") as raised:
        migrate_fully(filled, folder)
    assert "\n" not in str(raised.value)


def test_a_batch_rebuild_of_a_parent_keeps_every_child(filled: Path, folder: Path) -> None:
    """With foreign keys on, dropping the old table deletes the readings and renditions of all records in silence."""
    before = contents(filled)
    add_step(
        folder,
        'with op.batch_alter_table("documents", recreate="always") as batch:',
        '    batch.add_column(sa.Column("note", sa.String))',
    )
    migrate_fully(filled, folder)
    after = contents(filled)
    assert len(before["readings"]) == 4
    for table in ("readings", "renditions", "aliases", "log", "payloads"):
        assert after[table] == before[table]
    assert [row[:-1] for row in after["documents"]] == before["documents"]


def test_the_same_rebuild_with_foreign_keys_on_would_have_lost_them(filled: Path) -> None:
    """What the rule guards against, seen with SQLite alone."""
    with raw(filled) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("UPDATE documents SET survivor = NULL")
        connection.execute("DELETE FROM aliases")  # has no cascade, and would stop the drop
        connection.execute("CREATE TABLE new AS SELECT * FROM documents")
        connection.execute("DROP TABLE documents")
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (0,)
        connection.execute("ROLLBACK")


def test_foreign_keys_are_off_while_migrating_and_all_steps_are_one_transaction(filled: Path, folder: Path) -> None:
    add_step(
        folder,
        "bind = op.get_bind()",
        'assert bind.scalar(sa.text("PRAGMA foreign_keys")) == 0',
        "assert bind.connection.driver_connection.in_transaction",
    )
    migrate_fully(filled, folder)
    assert shape_of(filled) == NEXT


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM aliases WHERE document_id = '1001'", r"aliases had \d+ rows and would have \d+"),
        ("DELETE FROM documents WHERE id = '1001'", "documents had 9 rows and would have 8"),
        ("UPDATE readings SET document_id = 'nobody' WHERE document_id = '1001'", "would break 1 references"),
        ("DROP TRIGGER log_refuse_delete", "would drop log_refuse_delete"),
    ],
)
def test_a_migration_that_would_lose_something_is_rolled_back(
    filled: Path, folder: Path, statement: str, words: str
) -> None:
    before, before_schema = contents(filled), schema(filled)
    add_step(folder, f'op.execute("{statement}")')
    with pytest.raises(ArchiveError, match=words):
        migrate_fully(filled, folder)
    assert contents(filled) == before
    assert schema(filled) == before_schema


def test_a_batch_rebuild_that_forgets_the_guards_is_rolled_back(filled: Path, folder: Path) -> None:
    before_schema = schema(filled)
    add_step(
        folder,
        'with op.batch_alter_table("log", recreate="always") as batch:',
        '    batch.add_column(sa.Column("note", sa.String))',
    )
    with pytest.raises(ArchiveError, match="would drop log_refuse_delete, log_refuse_update and was rolled back"):
        migrate_fully(filled, folder)
    assert schema(filled) == before_schema


def test_a_migration_may_empty_what_is_printed_again_from_the_records(filled: Path, folder: Path) -> None:
    before = contents(filled)
    add_step(
        folder,
        'op.execute("DELETE FROM renditions")',
        "op.execute(\"UPDATE properties SET value = '' WHERE name = 'reading_version'\")",
    )
    migrate_fully(filled, folder)
    assert contents(filled, but=("alembic_version",)) == {k: v for k, v in before.items() if k != "alembic_version"}


def test_a_migration_may_add_rows_and_drop_a_table_on_purpose(filled: Path, folder: Path) -> None:
    add_step(
        folder,
        "op.execute(\"INSERT INTO properties VALUES ('new', '1')\")",
        'op.drop_table("renditions")',
    )
    migrate.upgrade(filled, folder)
    assert "renditions" not in tables(filled)
    with raw(filled) as connection:
        assert connection.execute("SELECT value FROM properties WHERE name = 'new'").fetchone() == ("1",)


def test_a_newer_archive_is_left_as_it_is(filled: Path, folder: Path) -> None:
    add_step(folder, "pass")
    migrate_fully(filled, folder)
    before, before_bytes = contents(filled), all_bytes(filled)
    for ask in (
        lambda: open_archive(filled),
        lambda: migrate_fully(filled),
        lambda: migrate.upgrade(filled, MIGRATIONS),
    ):
        with pytest.raises(ArchiveTooNew, match=f"{NEXT}, made by a newer muniment. Nothing was touched"):
            ask()
    assert contents(filled) == before
    assert all_bytes(filled) == before_bytes


def test_nothing_is_written_into_an_archive_that_was_migrated_since_it_was_opened(filled: Path, folder: Path) -> None:
    with closing(open_archive(filled).archive) as archive:
        add_step(folder, "pass")
        migrate_fully(filled, folder)
        before = contents(filled)
        with pytest.raises(ArchiveTooNew, match=f"{NEXT}, made by a newer muniment"), archive.writing():
            pytest.fail("it is written to")
    assert contents(filled) == before


def test_an_older_archive_is_served_only_after_its_migration(filled: Path) -> None:
    migrate.downgrade(filled, MIGRATIONS, RECORDS)
    before = contents(filled)
    with pytest.raises(ArchiveOutdated, match=f"{RECORDS}, this version needs {HEAD}. Run `muniment migrate`"):
        open_archive(filled)
    assert contents(filled) == before
    migrate_fully(filled)
    open_archive(filled).archive.close()


def test_the_log_and_its_head_survive_every_migration(filled: Path, folder: Path) -> None:
    before = log_of(filled)
    migrate.downgrade(filled, MIGRATIONS, RECORDS)
    add_step(folder, "pass")
    migrate_fully(filled, folder)
    archive = Archive(filled, folder)
    with archive.reading() as repository:
        assert list(repository.entries()) == before
    archive.close()


def test_a_folder_without_migrations_is_said(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "env.py").touch()
    with pytest.raises(ArchiveError, match="holds no migration"):
        migrate.head(tmp_path)


def offline(direction: str, target: str) -> str:
    """Give the SQL that the migrations are on PostgreSQL."""
    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("dialect", "postgresql")
    getattr(command, direction)(config, target, sql=True)
    return written.getvalue()


def test_every_migration_compiles_for_postgresql() -> None:
    sql = offline("upgrade", "head")
    for table in metadata.tables:
        assert f"CREATE TABLE {table} (" in sql
    assert "BYTEA" in sql
    assert sql.startswith("BEGIN;")
    assert sql.rstrip().endswith("COMMIT;")
    assert "RAISE(ABORT" not in sql
    assert "PRAGMA" not in sql


@pytest.mark.parametrize("table", GUARDED)
def test_the_guards_are_plpgsql_on_postgresql(table: str) -> None:
    sql = offline("upgrade", "head")
    assert f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql" in sql
    assert f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW" in sql
    is_erasable = "TG_OP = 'DELETE' AND NOT (NOT EXISTS (SELECT 1 FROM erasures" in sql.split(f"{table}_refuse()")[1]
    assert is_erasable is (table in ("payloads", "sources"))


def test_every_migration_can_be_undone_on_postgresql() -> None:
    sql = offline("downgrade", "head:base")
    for table in metadata.tables:
        assert f"DROP TABLE {table};" in sql
    for table in GUARDED:
        assert f"DROP FUNCTION {table}_refuse()" in sql


def test_the_offline_form_of_this_engine_compiles_too() -> None:
    written = io.StringIO()
    config = Config(output_buffer=written)
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head", sql=True)
    connection = sqlite3.connect(":memory:")
    connection.executescript(written.getvalue())
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert {name for name in found if not is_of_an_index(name)} == {*metadata.tables, "alembic_version"}
