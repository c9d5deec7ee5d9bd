"""An archive made by an earlier version is refused until it is migrated, and then says what it always said."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from app import resources
from app.services.press import load_payload
from app.services.read import find_revision
from app.services.verify import verify_file
from app.storage import migrate
from app.storage.session import APPLICATION_ID
from tests.cli.commands import on, refused
from tests.services.specimens import contents, log_of, open_archive, shape_of

MIGRATIONS = resources.migrations()
#: Archives as SQL, each named for the shape it has; made by `muniment init` of the version that had that shape.
ARCHIVES = sorted((Path(__file__).parent / "archives").glob("*.sql"))


@pytest.fixture(params=ARCHIVES, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive as an earlier version made it."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
        # what a dump does not say
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    return path


def payloads(path: Path) -> dict[str, str]:
    """Give the SHA-256 of the bytes of every record, by the SHA-256 they are kept under."""
    return {str(name): sha256(bytes(body)).hexdigest() for name, body in contents(path)["payloads"]}  # type: ignore[call-overload] # BLOBs


def shapes() -> list[str]:
    """Give the names of the shapes there were, the newest first."""
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def test_every_archive_kept_has_a_shape_there_was() -> None:
    assert ARCHIVES
    assert {path.stem for path in ARCHIVES} <= set(shapes())


def test_an_archive_of_an_earlier_version_is_migrated_and_reads_the_same(old: Path, tmp_path: Path) -> None:
    shape, newest = shape_of(old), migrate.head(MIGRATIONS)
    before, tables = payloads(old), contents(old)
    if shape != newest:
        told = f"The archive has the shape {shape}, this version needs {newest}. Run `muniment migrate`."
        assert refused(on(old, "show", "110364")) == told
        assert contents(old) == tables
    done = on(old, "migrate")
    assert done.exit_code == 0
    assert f"{old} has the newest shape, {newest}.\n" in done.output
    assert verify_file(old, MIGRATIONS, resources.load_knowledge()).is_whole
    assert payloads(old) == before
    assert contents(old)["log"] == tables["log"]
    backup = tmp_path / f"old.before-{newest}.db"
    assert backup.exists() is (shape != newest)
    if shape != newest:
        assert contents(backup) == tables


def test_the_bytes_of_a_revision_are_those_it_was_made_with(old: Path) -> None:
    made = next(row for row in contents(old)["log"] if "110364" in row)
    assert on(old, "migrate").exit_code == 0
    house = open_archive(old)
    with house.archive.reading() as repository:
        entry = find_revision(repository, "110364", 1)
        body = load_payload(repository, entry)
    house.archive.close()
    assert sha256(body).hexdigest() == entry.sha256
    assert entry.sha256 in made
    assert log_of(old)[1] == entry
