"""A copy of an archive that is being written to is the archive of one moment; what goes back is what was copied."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import ArchiveError, ArchiveExists, ArchiveMissing, NotAnArchive
from app.services.verify import verify_file
from app.storage import backup
from app.storage.archive import Archive
from app.storage.backup import copy_archive, put_back
from app.storage.placement import beside
from app.storage.session import create_file
from tests.conftest import take_in
from tests.services.specimens import a_record, contents, log_of, open_archive, raw, save

MIGRATIONS = resources.migrations()

#: Imports one record after the other with the product's own command, until it is killed.
_WRITER = """
import itertools, json, pathlib, sys
from app.cli import main
file = pathlib.Path(sys.argv[2])
for number in itertools.count():
    file.write_text(json.dumps({"schema": 1, "id": f"w{number}", "title": "Letter " + "of words " * 500}))
    main(["import", "--archive", sys.argv[1], str(file)], standalone_mode=False)
"""
#: Copies an archive, one way or the other, and stops in the middle until it is killed.
_STUCK = """
import pathlib, sys, time
from app import resources
from app.storage import backup
def stop(done, total):
    print("copying", done, total, flush=True)
    time.sleep(60)
backup._PAGES = 4
backup._CHUNK = 9999
source, target = map(pathlib.Path, sys.argv[2:])
if sys.argv[1] == "backup":
    backup.copy_archive(source, target, resources.migrations(), stop)
else:
    backup.put_back(source, target, resources.migrations(), stop, lambda path: None)
"""


def ignore(_done: int, _total: int) -> None:
    """Show nothing."""


def accept(_path: Path) -> None:
    """Find nothing wrong."""


def is_whole(path: Path) -> bool:
    return verify_file(path, MIGRATIONS, resources.load_knowledge()).is_whole


def names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_copy_says_all_that_the_archive_says_and_which_file_it_is(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    copy = copy_archive(filled, target, MIGRATIONS, ignore)
    assert names_in(target.parent) == {"copy.db"}
    assert (copy.path, copy.size) == (target, target.stat().st_size)
    assert copy.sha256 == sha256(target.read_bytes()).hexdigest()
    last = log_of(filled)[-1]
    assert (copy.entries, copy.head) == (last.seq, last.hash)
    assert contents(target) == contents(filled)
    assert is_whole(target)


def test_a_copy_holds_what_is_still_in_the_log_ahead_file(filled: Path, tmp_path: Path) -> None:
    house = open_archive(filled)
    take_in(house, save(tmp_path / "late.json", a_record("late", "Words.")))
    assert filled.with_name(f"{filled.name}-wal").stat().st_size > 0
    copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    house.archive.close()
    assert "late" in [row[0] for row in contents(tmp_path / "copy.db")["documents"]]


def test_a_copy_is_of_one_moment_though_somebody_writes_at_every_step(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a transaction around all steps, each write would make SQLite begin anew, and it would never end."""
    monkeypatch.setattr(backup, "_PAGES", 2)
    before, steps = contents(filled), []
    house = open_archive(filled)

    def write(done: int, total: int) -> None:
        steps.append((done, total))
        assert len(steps) < 1000, "it begins anew again and again"
        take_in(house, save(tmp_path / "new.json", a_record(f"n{len(steps)}", "Words.")))

    copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, write)
    house.archive.close()
    assert len(steps) > 5
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert contents(tmp_path / "copy.db") == before
    assert is_whole(tmp_path / "copy.db")
    assert {f"n{n + 1}" for n in range(len(steps))} <= {str(row[0]) for row in contents(filled)["documents"]}


@pytest.mark.slow
def test_copies_made_while_another_process_imports_are_all_whole(filled: Path, tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(filled), str(tmp_path / "w.json")], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    entries = []
    try:
        for number in range(8):
            while "Imported" not in writer.stdout.readline():
                assert writer.poll() is None
            copy = copy_archive(filled, tmp_path / f"{number}.db", MIGRATIONS, ignore)
            entries.append(copy.entries)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert all(is_whole(tmp_path / f"{number}.db") for number in range(8))
    assert is_whole(filled)
    assert entries == sorted(entries)
    assert entries[0] < entries[-1]  # somebody wrote meanwhile


@pytest.mark.parametrize("kind", ["backup", "restore"])
def test_a_killed_copy_leaves_nothing_under_its_name_and_can_be_made_again(
    filled: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _STUCK, kind, str(filled), str(target)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("copying")
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    left = names_in(target.parent)
    assert left
    assert all(name.startswith(".copy.db.") for name in left)
    copy_archive(filled, target, MIGRATIONS, ignore)
    assert is_whole(target)


def test_a_copy_that_fails_half_way_leaves_no_file(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()

    def fail(_done: int, _total: int) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        copy_archive(filled, tmp_path / "copies" / "copy.db", MIGRATIONS, fail)
    with pytest.raises(KeyError):
        put_back(filled, tmp_path / "copies" / "copy.db", MIGRATIONS, fail, accept)
    assert names_in(tmp_path / "copies") == set()


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_written_over_or_beside_what_is_there(filled: Path, tmp_path: Path, suffix: str) -> None:
    there = tmp_path / f"copy.db{suffix}"
    there.write_text("mine")
    with pytest.raises(ArchiveExists, match="not touched"):
        copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    with pytest.raises(ArchiveExists, match=f"mv .*copy.db{suffix} .*copy.db.old{suffix}`"):
        put_back(filled, tmp_path / "copy.db", MIGRATIONS, ignore, accept)
    assert there.read_text() == "mine"


def test_somebody_who_was_faster_keeps_the_name(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    def be_faster(_done: int, _total: int) -> None:
        target.write_text("theirs")

    with pytest.raises(ArchiveExists, match="not touched"):
        copy_archive(filled, target, MIGRATIONS, be_faster)
    assert target.read_text() == "theirs"


@pytest.mark.parametrize("is_faster", [False, True])
def test_a_disk_without_hard_links_takes_a_copy_too(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_faster: bool
) -> None:
    target = tmp_path / "copy.db"

    def refuse(*_: object) -> None:
        if is_faster:
            target.write_text("theirs")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    if is_faster:
        with pytest.raises(ArchiveExists):
            copy_archive(filled, target, MIGRATIONS, ignore)
        assert target.read_text() == "theirs"
    else:
        copy_archive(filled, target, MIGRATIONS, ignore)
        assert is_whole(target)
    assert not [name for name in names_in(tmp_path) if name.startswith(".")]


def test_a_copy_is_no_more_readable_than_the_archive(filled: Path, tmp_path: Path) -> None:
    filled.chmod(0o600)
    copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_there_must_be_an_archive_to_copy(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        copy_archive(tmp_path / "no.db", tmp_path / "copy.db", MIGRATIONS, ignore)
    create_file(tmp_path / "empty.db")
    with pytest.raises(NotAnArchive, match="There is no log in it"):
        copy_archive(tmp_path / "empty.db", tmp_path / "copy.db", MIGRATIONS, ignore)
    assert "copy.db" not in names_in(tmp_path)


def test_a_damaged_archive_is_not_copied_as_a_good_one(filled: Path, tmp_path: Path) -> None:
    body = bytearray(filled.read_bytes())
    body[8192 : 8192 + 4096] = bytes(range(256)) * 16
    filled.write_bytes(body)
    with pytest.raises(ArchiveError, match="damaged"):
        copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    assert not (tmp_path / "copy.db").exists()


def test_what_is_put_back_is_the_copy_byte_for_byte(filled: Path, tmp_path: Path) -> None:
    made = copy_archive(filled, tmp_path / "copy.db", MIGRATIONS, ignore)
    (tmp_path / "copy.db").chmod(0o400)
    steps: list[tuple[int, int]] = []
    path = tmp_path / "new" / "archive.db"
    back = put_back(tmp_path / "copy.db", path, MIGRATIONS, lambda *step: steps.append(step), accept)
    assert (back.sha256, back.head, back.path) == (made.sha256, made.head, path)
    assert path.read_bytes() == (tmp_path / "copy.db").read_bytes()
    assert steps[-1] == (made.size, made.size)
    assert names_in(path.parent) == {"archive.db"}
    assert os.access(path, os.W_OK)
    house = open_archive(path)
    assert take_in(house, save(tmp_path / "new.json", a_record("new1", "Words."))).added == ["new1"]
    house.archive.close()


def test_what_is_looked_at_and_refused_does_not_get_the_name(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "archive.db"

    def refuse(unfinished: Path) -> None:
        assert contents(unfinished)["documents"]
        assert not path.exists()
        raise NotAnArchive("no")

    with pytest.raises(NotAnArchive):
        put_back(filled, path, MIGRATIONS, ignore, refuse)
    assert names_in(path.parent) == set()


@pytest.mark.parametrize("size", [0, 50, 5000, 40_000, -4096])
def test_a_copy_that_was_cut_short_is_not_put_back(filled: Path, tmp_path: Path, size: int) -> None:
    cut = tmp_path / "cut.db"
    cut.write_bytes(filled.read_bytes()[:size])
    with pytest.raises(NotAnArchive, match=r"cut\.db"):
        put_back(cut, tmp_path / "new" / "archive.db", MIGRATIONS, ignore, accept)
    assert not (tmp_path / "new").exists() or names_in(tmp_path / "new") == set()


def test_another_programs_file_is_not_put_back(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with raw(other) as connection:
        connection.execute("CREATE TABLE mine (a)")
    with pytest.raises(NotAnArchive, match="is not a Muniment archive"):
        put_back(other, tmp_path / "archive.db", MIGRATIONS, ignore, accept)


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_a_file_with_changes_beside_it_is_no_backup(filled: Path, tmp_path: Path, suffix: str) -> None:
    filled.with_name(f"{filled.name}{suffix}").write_bytes(b"changes")
    with pytest.raises(NotAnArchive, match="Copy it with `muniment backup`"):
        put_back(filled, tmp_path / "new.db", MIGRATIONS, ignore, accept)


def test_an_archive_that_was_only_read_is_a_backup_too(filled: Path, tmp_path: Path) -> None:
    Archive(filled, MIGRATIONS).close()
    for left in beside(filled):
        assert not left.exists() or left.stat().st_size == 0 or left.name.endswith("-shm")
    put_back(filled, tmp_path / "new.db", MIGRATIONS, ignore, accept)
    assert is_whole(tmp_path / "new.db")


def test_a_copy_of_a_copy_is_the_same(filled: Path, tmp_path: Path) -> None:
    first = copy_archive(filled, tmp_path / "1.db", MIGRATIONS, ignore)
    shutil.copyfile(tmp_path / "1.db", tmp_path / "2.db")
    second = copy_archive(tmp_path / "2.db", tmp_path / "3.db", MIGRATIONS, ignore)
    assert second.head == first.head
    assert contents(tmp_path / "3.db") == contents(filled)
