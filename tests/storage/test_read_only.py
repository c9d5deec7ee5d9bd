"""An archive that can only be read is read whole, changed by nobody, and nothing is made beside it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from app import resources
from app.domain.errors import ArchiveError
from app.storage import footing
from app.storage.archive import Archive
from app.storage.footing import Footing, find_footing
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


#: Runs commands one after the other, and tells of each how it ended.
_SEVERAL = """
import json, sys
from click.testing import CliRunner
from app.cli import main
for words in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, words)
    broken = "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
    print(json.dumps([done.exit_code, done.stdout, done.stderr + broken]))
"""


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def run(path: Path, *commands: Sequence[object], **variables: str) -> list[Done]:
    """Run commands on an archive as somebody who may write only where permissions say so."""
    every = [[str(first), "--archive", str(path), *map(str, rest)] for first, *rest in commands]
    words = powerless(sys.executable, "-c", _SEVERAL, json.dumps(every))
    said = subprocess.run(words, cwd=ROOT, env=environment(**variables), capture_output=True, text=True, check=True)
    assert said.stderr == ""
    return [Done(*json.loads(line)) for line in said.stdout.splitlines()]


#: Commands that read, and what they say.
READING: tuple[tuple[list[object], str], ...] = (
    (["show", "110364"], '"id": "110364"'),
    (["verify"], "The archive is whole: 9 records"),
    (["check", SEED], "1 unchanged"),
)
WRITING: tuple[list[object], ...] = (
    ["import", SEED],
    ["revise", "110364", SEED, "--reason", "r"],
    ["withdraw", "110364", "--reason", "r"],
    ["withdraw", "110364", "--reason", "r", "--erase"],
    ["merge", "110364", "1001", "--reason", "r"],
    ["reindex"],
    ["migrate"],
)


@pytest.mark.slow
def test_a_command_that_reads_works_where_nothing_can_be_written(shelf: Path) -> None:
    before = shelf.read_bytes()
    commands = [arguments for arguments, _ in READING]
    for refused in run(shelf, *commands):
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "set MUNIMENT_READ_ONLY=1" in refused.stderr
    for done, (_, words) in zip(run(shelf, *commands, MUNIMENT_READ_ONLY="1"), READING, strict=True):
        assert (done.returncode, done.stderr) == (0, "")
        assert words in done.stdout
    assert [file.name for file in shelf.parent.iterdir()] == [shelf.name]
    assert shelf.read_bytes() == before


@pytest.mark.slow
def test_an_archive_that_nobody_may_read_is_said_to_be_so(shelf: Path, tmp_path: Path) -> None:
    shelf.chmod(0)
    told = run(shelf, ["verify"], ["backup", tmp_path / "copy.db"], ["check", SEED], ["migrate"])
    assert len(told) == 4
    for done in told:
        assert done.returncode == 1
        assert "See who may read and write it" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_backup_can_be_made_where_nothing_can_be_written(shelf: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert [done.returncode for done in run(shelf, ["backup", copy], MUNIMENT_READ_ONLY="1")] == [0]
    assert [done.returncode for done in run(copy, ["verify"])] == [0]


@pytest.mark.slow
def test_a_command_that_writes_says_in_a_sentence_that_it_cannot(shelf: Path) -> None:
    before = shelf.read_bytes()
    for done, arguments in zip(run(shelf, *WRITING), WRITING, strict=True):
        assert (done.returncode, done.stdout) == (1, ""), arguments
        said = ("cannot be read here: nothing can be written in its folder", "can only be read here")
        assert done.stderr.startswith(tuple(f"Error: The archive {shelf} {words}" for words in said)), arguments
        assert done.stderr.count("\n") == 1, arguments
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


def test_a_folder_that_cannot_be_written_is_read_only_on_the_operators_word(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not find_footing(filled, read_only=True).is_still  # the folder can be written, and somebody may
    close_folder(monkeypatch, tmp_path)
    monkeypatch.setattr(footing, "_can_share", lambda _: False)
    with pytest.raises(ArchiveError, match="MUNIMENT_READ_ONLY=1"):
        find_footing(filled, read_only=False)
    assert find_footing(filled, read_only=True).is_still
    filled.with_name(f"{filled.name}-wal").write_bytes(b"changes")
    with pytest.raises(ArchiveError, match="holds changes"):
        find_footing(filled, read_only=True)


def test_an_archive_read_as_one_that_never_changes_is_not_read_on_once_it_has(filled: Path) -> None:
    still = Footing(filled, is_still=True)
    with still.held():
        assert still.holds()
    house = open_archive(filled)
    with house.archive.writing() as repository:
        repository.set_property("public_url", "https://other.example")
    house.archive.close()
    assert not still.holds()
    with pytest.raises(ArchiveError, match="changed while it was served"), still.held():
        pytest.fail("it was read")


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
