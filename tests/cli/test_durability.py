"""What was acknowledged stays, whenever the process is killed; what was not is there wholly or not at all."""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app import resources
from app.services.verify import verify_file
from tests.conftest import take_in
from tests.services.specimens import a_record, contents, open_archive, raw, save

ROUNDS = 12
_PARTS = 4
_PER_BATCH = 30

#: Imports one file after the other with the product's own command, until it is killed.
_IMPORTER = """
import sys
from app.cli import main
for file in sys.argv[2:]:
    main(["import", "--archive", sys.argv[1], file], standalone_mode=False)
"""
_LISTER = """
import sqlite3, sys
print(*[row[0] for row in sqlite3.connect(sys.argv[1]).execute("SELECT id FROM documents")])
"""
_REINDEXER = """
import sys
from app.cli import main
while True:
    main(["reindex", "--archive", sys.argv[1]], standalone_mode=False)
"""
#: Says that it is ready when all is loaded, which takes longer than a new archive: it is killed while it makes one.
_FOUNDER = """
import sys
from app.cli import main
from app.storage import steps
main.commands["init"]
print("ready", flush=True)
main(["init", "--archive", sys.argv[1]], standalone_mode=False)
"""


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run a program of the product's commands as a process of its own."""
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def kill_after(process: "subprocess.Popen[str]", first: str, delay: float) -> list[str]:
    """Kill a process some time after it said a first word; give all it had said."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if first in line:
            break
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return said


def prove_whole(path: Path) -> None:
    verdict = verify_file(path, resources.migrations(), resources.load_knowledge())
    assert verdict.is_whole, verdict.faults


def batches_in(path: Path) -> dict[str, int]:
    """Give how many records of each batch are in the archive."""
    found: dict[str, int] = {}
    for document_id, *_ in contents(path)["documents"]:
        batch = str(document_id).partition("x")[0]
        found[batch] = found.get(batch, 0) + 1
    return found


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_a_killed_import_loses_no_acknowledged_batch_and_leaves_none_half(
    furnished: Path, tmp_path: Path, part: int
) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(furnished.read_bytes())
    rng = random.Random(20 + part)  # noqa: S311 - the same moments every time
    for kill in range(ROUNDS // _PARTS):
        names = [f"k{kill}b{batch}" for batch in range(12)]
        files = [
            save(tmp_path / f"{name}.jsonl", *(a_record(f"{name}x{n}", f"Words {n}. " * 20) for n in range(_PER_BATCH)))
            for name in names
        ]
        said = kill_after(start(_IMPORTER, path, *files), "Imported as batch", rng.uniform(0, 0.25))
        acknowledged = sum("Imported as batch" in line for line in said)
        found = batches_in(path)
        assert acknowledged >= 1
        assert all(found.get(name) == _PER_BATCH for name in names[:acknowledged]), (acknowledged, found)
        assert all(found.get(name, 0) in (0, _PER_BATCH) for name in names), found
        assert not any(found.get(name) for name in names[acknowledged + 1 :]), found
        prove_whole(path)


@pytest.mark.slow
def test_a_killed_reindex_leaves_what_was_served_before_or_what_is_served_after(filled: Path) -> None:
    before = contents(filled)
    rng = random.Random(7)  # noqa: S311
    for _ in range(3):
        kill_after(start(_REINDEXER, filled), "Reindexed", rng.uniform(0, 0.1))
        assert contents(filled) == before
        prove_whole(filled)


@pytest.mark.slow
def test_a_killed_init_leaves_a_whole_archive_with_the_seed_or_none(tmp_path: Path) -> None:
    rng = random.Random(11)  # noqa: S311
    for number in range(4):
        path = tmp_path / f"{number}.db"
        kill_after(start(_FOUNDER, path), "ready", rng.uniform(0.02, 0.3))
        if path.exists():
            prove_whole(path)
            assert [row[0] for row in contents(path)["documents"]] == ["110364"]
        done = subprocess.run(
            [sys.executable, "-m", "app", "init", "--if-missing", "--archive", path], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert [row[0] for row in contents(path)["documents"]] == ["110364"]


def test_a_second_writer_waits_and_both_succeed(filled: Path, tmp_path: Path) -> None:
    file = save(tmp_path / "second.json", a_record("second1", "One."))
    house = open_archive(filled)
    with raw(filled) as first:
        first.execute("BEGIN IMMEDIATE")
        first.execute("UPDATE properties SET value = value")
        second = threading.Thread(target=lambda: take_in(house, file))
        second.start()
        time.sleep(0.2)
        assert second.is_alive()
        first.execute("COMMIT")
        second.join(timeout=10)
    house.archive.close()
    assert "second1" in [row[0] for row in contents(filled)["documents"]]
    prove_whole(filled)


@pytest.mark.slow
def test_two_processes_that_import_at_once_take_turns(filled: Path, tmp_path: Path) -> None:
    def files(name: str) -> list[Path]:
        return [
            save(tmp_path / f"{name}{n}.jsonl", *(a_record(f"{name}{n}x{i}", "Words.") for i in range(10)))
            for n in range(5)
        ]

    both = [start(_IMPORTER, filled, *files("one")), start(_IMPORTER, filled, *files("two"))]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [words.count("Imported as batch") for words in said] == [5, 5]
    assert {count for name, count in batches_in(filled).items() if name[:3] in ("one", "two")} == {10}
    prove_whole(filled)


@pytest.mark.slow
def test_opening_an_archive_twice_in_one_process_loses_no_lock(filled: Path, tmp_path: Path) -> None:
    """Closing any other handle on the file drops them, and the log-ahead file then goes from under the process."""
    house = open_archive(filled)
    take_in(house, save(tmp_path / "1.json", a_record("first", "One.")))
    open_archive(filled).archive.close()
    said, _ = start(_IMPORTER, filled, save(tmp_path / "2.json", a_record("second", "Two."))).communicate(timeout=30)
    assert "Imported as batch 18" in said
    assert take_in(house, save(tmp_path / "3.json", a_record("third", "Three."))).batch == 19
    found, _ = start(_LISTER, filled).communicate(timeout=30)
    house.archive.close()
    assert {"first", "second", "third"} <= set(found.split())
    prove_whole(filled)
