"""Backing up, putting back and going back by command."""

import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from app import resources
from app.cli.console import show_copied
from app.storage import migrate
from tests.cli.commands import on, refused, run
from tests.cli.servers import serving
from tests.conftest import ROOT
from tests.services.specimens import a_record, contents, log_of, raw, save, unguarded


def test_a_backup_says_where_it_is_which_it_is_and_how_far_the_log_goes(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    result = on(made, "backup", copy)
    assert result.exit_code == 0
    body, last = copy.read_bytes(), log_of(made)[-1]
    assert result.output == (
        f"Backed up to {copy}: {len(body)} bytes, SHA-256 {sha256(body).hexdigest()}\n"
        f"2 log entries. Log head {last.hash}\n"
    )


def test_a_restored_archive_is_the_backup_and_says_so(made: Path, tmp_path: Path) -> None:
    copy, path = tmp_path / "copy.db", tmp_path / "new" / "archive.db"
    told = on(made, "backup", copy).output
    result = on(path, "restore", copy, "--verify")
    assert result.exit_code == 0
    assert result.output.startswith(told.replace(f"Backed up to {copy}", f"Restored {path}"))
    assert result.output.splitlines()[2].startswith("The archive is whole: 1 records")
    assert log_of(made)[-1].hash in result.output.splitlines()[2]
    assert contents(path) == contents(made)


def test_an_unproved_archive_is_told_to_be_proved(made: Path, tmp_path: Path) -> None:
    on(made, "backup", tmp_path / "copy.db")
    result = on(tmp_path / "new.db", "restore", tmp_path / "copy.db")
    assert result.output.endswith("Prove every word of it with `muniment verify`.\n")


def test_a_backup_overwrites_nothing(made: Path, tmp_path: Path) -> None:
    there = save(tmp_path / "mine.json", a_record("mine"))
    before = there.read_bytes()
    assert refused(on(made, "backup", there)) == f"There is something at {there} already; it was not touched."
    assert refused(on(made, "backup", made)).endswith("it was not touched.")
    assert there.read_bytes() == before
    nowhere = tmp_path / "no"
    assert refused(on(made, "backup", nowhere / "copy.db")) == f"There is no folder {nowhere}. Make it first."


def test_a_restore_takes_no_archives_place_and_says_how_to_make_room(made: Path, tmp_path: Path) -> None:
    on(made, "backup", tmp_path / "copy.db")
    before = contents(made)
    told = refused(on(made, "restore", tmp_path / "copy.db"))
    assert told.startswith(
        f"There is something at {made} already; it was not touched. Stop the server, move it aside (`"
    )
    assert contents(made) == before
    moves = told.partition("`")[2].partition("`")[0]
    subprocess.run(["sh", "-c", moves], check=True)
    assert on(made, "restore", tmp_path / "copy.db", "--verify").exit_code == 0
    assert contents(made) == before
    assert contents(Path(f"{made}.old")) == before


def test_a_restore_of_what_is_no_backup_ends_with_a_sentence(made: Path, tmp_path: Path) -> None:
    cut, page = tmp_path / "cut.db", tmp_path / "page.pdf"
    cut.write_bytes(made.read_bytes()[:50_000])
    page.write_bytes(b"%PDF" * 1000)
    for arguments in ([cut], [cut, "--verify"]):
        assert refused(on(tmp_path / "new.db", "restore", *arguments)).startswith(f"{cut} cannot be taken. ")
    assert refused(on(tmp_path / "new.db", "restore", page)) == f"{page} is not a Muniment archive."
    assert on(tmp_path / "new.db", "restore", tmp_path / "no.db").exit_code == 2
    with unguarded(made) as connection:
        connection.execute("UPDATE log SET reason = 'x' WHERE seq = 2")
    assert "was not restored: " in refused(on(tmp_path / "new.db", "restore", made, "--verify"))
    assert not (tmp_path / "new.db").exists()


def test_an_older_backup_is_put_back_and_told_to_be_migrated(made: Path, tmp_path: Path) -> None:
    migrate.downgrade(made, resources.migrations(), "20261123_records")
    on(made, "backup", tmp_path / "copy.db")
    result = on(tmp_path / "new.db", "restore", tmp_path / "copy.db", "--verify")
    assert result.exit_code == 0
    assert result.output.endswith("It has the shape 20261123_records, which is older: run `muniment migrate`.\n")
    assert on(tmp_path / "new.db", "migrate").exit_code == 0
    assert on(tmp_path / "new.db", "verify").exit_code == 0


def test_a_migration_says_where_its_backup_is_and_how_to_go_back(made: Path) -> None:
    migrate.downgrade(made, resources.migrations(), "20261123_records")
    before = contents(made)
    result = on(made, "migrate")
    assert result.exit_code == 0
    back = result.output.rpartition("`muniment ")[2].partition("`")[0].split()
    made.rename(f"{made}.old")
    for left in made.parent.glob(f"{made.name}-*"):
        left.unlink()
    assert run(*back).exit_code == 0
    assert contents(made) == before
    assert on(Path(f"{made}.old"), "migrate").output == (
        f"{made}.old has the newest shape, {migrate.head(resources.migrations())}.\n"
    )


def test_where_only_reading_is_allowed_nothing_is_made(made: Path, tmp_path: Path) -> None:
    env = {"MUNIMENT_READ_ONLY": "1"}
    on(made, "backup", tmp_path / "copy.db")
    for arguments in (["init"], ["restore", tmp_path / "copy.db"], ["migrate"]):
        told = refused(run(*arguments, "--archive", tmp_path / "new.db", env=env))
        assert told == "MUNIMENT_READ_ONLY is set, so nothing was written. Take it away to write."
    told = refused(on(made, "withdraw", "110364", "--reason", "r", env=env))
    assert told.startswith(f"The archive {made} can only be read here")
    assert on(made, "show", "110364", env=env).exit_code == 0
    assert on(made, "backup", tmp_path / "another.db", env=env).exit_code == 0


@pytest.mark.parametrize("is_watched", [True, False])
def test_how_far_a_copy_has_come_is_shown_where_somebody_is_looking(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_watched: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_watched)
    for done in (1, 2):
        show_copied(done, 2)
    assert capsys.readouterr().err == ("\rcopied  50 %\rcopied 100 %\n" if is_watched else "")


@pytest.mark.slow
def test_a_served_archive_is_backed_up_and_its_server_goes_on(made: Path, tmp_path: Path) -> None:
    with serving(made) as server:
        before = server.get("/readyz").json()["log"]
        result = on(made, "backup", tmp_path / "copy.db")
        assert before["head"] in result.output
        assert server.get("/documents/110364").status_code == 200
    assert on(tmp_path / "copy.db", "verify").exit_code == 0


@pytest.mark.slow
def test_whenever_it_is_killed_a_backup_is_there_whole_or_not_at_all(made: Path, tmp_path: Path) -> None:
    with raw(made) as connection:  # pages enough to be in the middle of
        connection.execute("CREATE TABLE padding AS SELECT zeroblob(40000000) AS pad")
    for number, delay in enumerate((0.0, 0.02, 0.05, 0.1, 0.2)):
        copy = tmp_path / f"{number}.db"
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "backup", "--archive", made, copy], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        while process.poll() is None and not list(tmp_path.glob(f".{copy.name}.*.new")):
            time.sleep(0.005)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if copy.exists():
            assert copy.stat().st_size == made.stat().st_size
            assert log_of(copy) == log_of(made)
        else:
            assert list(tmp_path.glob(f".{copy.name}.*.new"))
