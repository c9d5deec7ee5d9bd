"""How the archive file is opened: durable writes, one at a time; reads that can change nothing; plain errors."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import QueuePool

from app import resources
from app.domain.errors import ArchiveBusy, ArchiveError, ArchiveExists, ArchiveMissing, NotAnArchive
from app.domain.identifiers import Addresses
from app.services.found import found_archive
from app.services.ledger import stamp
from app.storage import session
from app.storage.archive import Archive
from app.storage.session import Mode, open_engine, plain_errors, transaction
from tests.services.specimens import contents, open_archive, raw


def pragma(path: Path, mode: Mode, name: str) -> Any:  # noqa: ANN401 - whatever SQLite says
    """Ask a connection of the product's own for one of its settings."""
    engine = open_engine(path, mode)
    try:
        with transaction(engine) as connection:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("mode", "name", "value"),
    [
        ("write", "journal_mode", "wal"),
        ("write", "synchronous", 2),  # FULL
        ("write", "foreign_keys", 1),
        ("write", "secure_delete", 1),
        ("write", "busy_timeout", 10_000),
        ("write", "query_only", 0),
        ("migrate", "journal_mode", "wal"),
        ("migrate", "synchronous", 2),
        ("migrate", "foreign_keys", 0),
        ("read", "query_only", 1),
        ("read", "busy_timeout", 10_000),
        ("read", "wal_autocheckpoint", 0),
    ],
)
def test_a_connection_is_set_up_for_its_purpose(filled: Path, mode: Mode, name: str, value: object) -> None:
    assert pragma(filled, mode, name) == value


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_the_archives_own_connections_are_set_up_so(filled: Path, kind: str) -> None:
    archive = Archive(filled, resources.migrations())
    with getattr(archive, kind)() as repository:
        found = {
            name: repository._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        }
    archive.close()
    writer = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 0}
    assert found["journal_mode"] == "wal"
    assert found == writer if kind == "writing" else found["query_only"] == 1


def test_a_reader_can_write_nothing(filled: Path) -> None:
    archive = Archive(filled, resources.migrations())
    with pytest.raises(ArchiveError, match="readonly"), archive.reading() as repository:
        repository.set_property("public_url", "https://elsewhere.example")
    archive.close()


def test_a_write_begins_at_once_and_a_read_does_not(filled: Path) -> None:
    """A read that turns into a write fails at once, whatever the busy timeout; BEGIN IMMEDIATE waits instead."""
    began: list[str] = []
    archive = Archive(filled, resources.migrations())
    for unit in (archive.reading, archive.writing):
        with unit() as repository:
            connection = repository._connection.connection.driver_connection
            assert connection is not None
            began.append("write" if connection.in_transaction and _is_locked(filled) else "read")
    archive.close()
    assert began == ["read", "write"]


def _is_locked(path: Path) -> bool:
    with raw(path) as other:
        other.execute("PRAGMA busy_timeout = 0")
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        other.execute("ROLLBACK")
        return False


def test_a_unit_of_work_that_fails_leaves_nothing(filled: Path) -> None:
    before = contents(filled)
    archive = Archive(filled, resources.migrations())

    def fail() -> None:
        with archive.writing() as repository:
            repository.set_property("public_url", "https://elsewhere.example")
            repository.add_payload(b"{}")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    archive.close()
    assert contents(filled) == before


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(filled: Path) -> None:
    archive = Archive(filled, resources.migrations())
    with archive.reading() as reader:
        before = reader.property("public_url")
        with archive.writing() as writer:
            writer.set_property("public_url", "https://elsewhere.example")
        assert reader.property("public_url") == before
    with archive.reading() as reader:
        assert reader.property("public_url") == "https://elsewhere.example"
    archive.close()


def test_many_threads_read_at_once_each_on_a_connection_of_its_own(filled: Path) -> None:
    """SQLAlchemy's choice for a nameless SQLite URL is a pool that closes connections other threads still use."""
    house = open_archive(filled)
    assert isinstance(house.archive._reader.pool, QueuePool)
    failed: list[Exception] = []
    together = threading.Barrier(12)

    def read() -> None:
        try:
            together.wait()
            for _ in range(20):
                with house.archive.reading() as repository:
                    assert repository.head("110364")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test says it
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.archive.close()
    assert failed == []


def test_two_units_of_work_of_one_thread_do_not_meet(filled: Path) -> None:
    archive = Archive(filled, resources.migrations())
    with archive.reading() as one, archive.reading() as other:
        assert one.property("secret") == other.property("secret")
    archive.close()


def test_a_writer_who_waits_too_long_is_told_that_nothing_was_written(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_BUSY_MS", 20)
    archive = Archive(filled, resources.migrations())
    with raw(filled) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="nothing was written"), archive.writing():
            pass
        other.execute("ROLLBACK")
    with archive.writing() as repository:
        repository.set_property("public_url", "https://elsewhere.example")
    archive.close()


def test_erased_bytes_that_a_reader_holds_on_to_are_said_to_be_there_still(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_BUSY_MS", 20)
    archive = Archive(filled, resources.migrations())
    with archive.reading() as reader:
        assert reader.property("secret")
        with archive.writing() as repository:
            repository.set_property("public_url", "https://elsewhere.example")
        with pytest.raises(ArchiveBusy, match="Erase it once more"):
            archive.scrub()
    archive.scrub()
    archive.close()


def test_no_file_is_said_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing, match="muniment init"):
        Archive(tmp_path / "no.db", resources.migrations())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [b"", b"SQLite format 3\0", b"%PDF-1.7", b"SQLite format 3\0" + bytes(200)],
    ids=["empty", "cut", "pdf", "other"],
)
def test_another_programs_file_is_not_taken_for_an_archive(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(body)
    with pytest.raises(NotAnArchive, match="is not a Muniment archive"):
        Archive(path, resources.migrations())
    assert path.read_bytes() == body


def test_an_archive_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "100% [a]?b#c &ü\udcff.db"
    found_archive(path, resources.migrations(), Addresses(), stamp())
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    open_archive(path).archive.close()
    assert {file.name for file in tmp_path.iterdir()} <= {path.name, f"{path.name}-wal", f"{path.name}-shm"}


def test_making_an_archive_where_something_is_leaves_it_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_text("mine")
    with pytest.raises(ArchiveExists, match="not touched"):
        found_archive(path, resources.migrations(), Addresses(), stamp())
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_an_archive_that_somebody_made_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    def be_slower(_: Archive) -> None:
        path.write_text("theirs")

    with pytest.raises(ArchiveExists, match="not touched"):
        found_archive(path, resources.migrations(), Addresses(), stamp(), first=be_slower)
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_an_archive_that_could_not_be_finished_leaves_no_file_behind(tmp_path: Path) -> None:
    def fail(_: Archive) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        found_archive(tmp_path / "archive.db", resources.migrations(), Addresses(), stamp(), first=fail)
    assert list(tmp_path.iterdir()) == []


def _full(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1")
    connection.execute(
        "CREATE TABLE big AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n LIMIT 9999) "
        "SELECT hex(randomblob(99)) FROM n"
    )


def _shut(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("DELETE FROM aliases")


def _gone(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT * FROM no_such_table")


@pytest.mark.parametrize(
    ("fail", "error", "words"),
    [
        (_full, ArchiveError, "The disk is full; nothing was written"),
        (_shut, ArchiveError, "cannot be used"),
        (_gone, NotAnArchive, "is damaged"),
    ],
)
def test_what_sqlite_says_of_the_file_is_said_in_a_sentence(
    filled: Path, fail: Callable[[sqlite3.Connection], None], error: type[ArchiveError], words: str
) -> None:
    with raw(filled) as connection, pytest.raises(error, match=words), plain_errors():
        fail(connection)


def test_a_fault_of_this_software_is_not_blamed_on_the_file(filled: Path) -> None:
    with raw(filled) as connection, pytest.raises(sqlite3.OperationalError, match="syntax"), plain_errors():
        connection.execute("SELEKT 1")


@pytest.mark.parametrize(("version", "is_warned"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)])
def test_an_unsafe_sqlite_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], *, is_warned: bool
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert ("WAL-reset bug" in (session.sqlite_warning() or "")) is is_warned
