"""An archive that can only be read is read whole, changed by nobody, and nothing is made beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import ArchiveError
from app.storage.archive import Archive
from app.storage.session import can_write, is_frozen
from tests.cli.programs import environment, powerless
from tests.conftest import ROOT, SEED, take_in
from tests.services.specimens import a_record, open_archive, save

MIGRATIONS = resources.migrations()


@pytest.fixture
def shelf(filled: Path, tmp_path: Path) -> Iterator[Path]:
    """An archive in a folder where nobody may write, and which nobody may write."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = folder / "archive.db"
    shutil.copyfile(filled, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


def run(path: Path, command: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run a command on an archive as somebody who may write only where permissions say so."""
    words = powerless(sys.executable, "-m", "app", command, "--archive", path, *arguments)
    return subprocess.run(words, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "110364"], '"id": "110364"'),
        (["verify"], "The archive is whole: 9 records"),
        (["check", SEED], "1 unchanged"),
    ],
)
def test_a_command_that_reads_works_where_nothing_can_be_written(
    shelf: Path, arguments: list[object], words: str
) -> None:
    before = shelf.read_bytes()
    done = run(shelf, str(arguments[0]), *arguments[1:])
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout
    assert [file.name for file in shelf.parent.iterdir()] == [shelf.name]
    assert shelf.read_bytes() == before


@pytest.mark.slow
def test_a_backup_can_be_made_where_nothing_can_be_written(shelf: Path, tmp_path: Path) -> None:
    assert run(shelf, "backup", tmp_path / "copy.db").returncode == 0
    assert run(tmp_path / "copy.db", "verify").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["import", SEED],
        ["revise", "110364", SEED, "--reason", "r"],
        ["withdraw", "110364", "--reason", "r"],
        ["withdraw", "110364", "--reason", "r", "--erase"],
        ["merge", "110364", "1001", "--reason", "r"],
        ["reindex"],
        ["migrate"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_command_that_writes_says_in_a_sentence_that_it_cannot(shelf: Path, arguments: list[object]) -> None:
    before = shelf.read_bytes()
    done = run(shelf, str(arguments[0]), *arguments[1:])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: The archive {shelf} can only be read here, and nothing was written.")
    assert done.stderr.count("\n") == 1
    assert [file.name for file in shelf.parent.iterdir()] == [shelf.name]
    assert shelf.read_bytes() == before


def test_an_archive_opened_for_reading_only_refuses_to_write_and_reads(filled: Path) -> None:
    archive = Archive(filled, MIGRATIONS, read_only=True)
    assert archive.is_read_only
    with archive.reading() as repository:
        assert repository.head("110364")
    with pytest.raises(ArchiveError, match="can only be read here"), archive.writing():
        pass
    with pytest.raises(ArchiveError, match="can only be read here"):
        archive.scrub()
    archive.close()


def test_an_archive_that_can_be_written_is_not_read_only(filled: Path) -> None:
    archive = Archive(filled, MIGRATIONS)
    assert not archive.is_read_only
    archive.close()


def close_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder look as if nobody may write there."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and access(path, mode))


def test_a_file_is_taken_for_unchanging_only_where_that_can_be_true(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_frozen(filled)  # the folder can be written, and somebody may
    close_folder(monkeypatch, tmp_path)
    assert is_frozen(filled)
    assert not can_write(filled)
    wal, index = (tmp_path / f"{filled.name}{suffix}" for suffix in ("-wal", "-shm"))
    wal.touch()
    assert is_frozen(filled)  # left by somebody who only read
    index.touch()
    assert not is_frozen(filled)  # somebody has it open
    index.unlink()
    wal.write_bytes(b"changes")
    assert not is_frozen(filled)  # what is in there would be left out


def test_a_reader_beside_a_writer_sees_what_is_written_though_its_folder_is_not_its_own(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_archive(filled)
    take_in(house, save(tmp_path / "1.json", a_record("first", "One.")))
    close_folder(monkeypatch, tmp_path)
    reader = Archive(filled, MIGRATIONS)
    assert reader.is_read_only
    take_in(house, save(tmp_path / "2.json", a_record("second", "Two.")))
    with reader.reading() as repository:
        assert repository.head("first")
        assert repository.head("second")
    reader.close()
    house.archive.close()
