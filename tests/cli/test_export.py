"""Records written down in a format from the terminal: the records go out, and what is to be said of them beside."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from app.formats import formats
from app.settings import Settings
from tests.cli.commands import on, refused
from tests.conftest import SEED, make_archive
from tests.faces.conftest import make_record, write_records


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the seed and five small records."""
    folder = tmp_path_factory.mktemp("exported")
    path = folder / "archive.db"
    make_archive(Settings(archive=path), SEED, write_records(folder, *map(make_record, range(1, 6))))
    return path


IDS = ["110364", *(f"r00{number}" for number in range(1, 6))]


@pytest.mark.parametrize("name", [fmt.name for fmt in formats()])
def test_a_record_is_written_in_every_format(archive: Path, tmp_path: Path, name: str) -> None:
    told = on(archive, "export", "110364", "--to", name)
    assert told.exit_code == 0
    assert "Kim II Sung" in told.stdout
    path = tmp_path / "record"
    assert on(archive, "export", "110364", "--to", name, "--output", path).exit_code == 0
    assert path.read_bytes() == told.stdout_bytes


def test_what_a_format_cannot_say_goes_beside_the_record(archive: Path) -> None:
    told = on(archive, "export", "110364", "--to", "csv")
    assert "csv: locations joined: Several values stand in one cell" in told.stderr
    assert on(archive, "export", "110364", "--to", "json").stderr == ""
    told = on(archive, "export", "--all", "--to", "csv")
    assert "csv: locations joined in 1 of 6 records: " in told.stderr


def test_several_records_make_one_file_of_the_format(archive: Path) -> None:
    told = on(archive, "export", "r002", "r001", "r002", "--to", "json")
    assert [json.loads(line)["id"] for line in told.stdout.splitlines()] == ["r002", "r001"]
    rows = csv.DictReader(StringIO(on(archive, "export", "--all", "--to", "csv").stdout_bytes.decode(), newline=""))
    assert [row["id"] for row in rows] == IDS


def test_all_records_are_written_to_a_folder_each_to_its_own_file(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    told = on(archive, "export", "--all", "--to", "markdown", "--output", folder)
    assert told.exit_code == 0
    assert told.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == [f"{i}.md" for i in IDS]
    assert told.stderr.startswith(f"Exported 6 records to {folder}: 6 written, 0 as they were.\n")
    assert (folder / "r003.md").read_bytes() == on(archive, "export", "r003", "--to", "markdown").stdout_bytes


def test_an_export_that_was_broken_off_goes_on_where_it_stopped(archive: Path, tmp_path: Path) -> None:
    asked = ("export", "--all", "--to", "text", "--output", tmp_path)
    on(archive, *asked)
    whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "r001.txt").unlink()
    (tmp_path / "r002.txt").write_bytes(whole["r002.txt"][:10])
    (tmp_path / ".r003.txt.part").write_bytes(b"half")
    kept = (tmp_path / "r004.txt").stat().st_mtime_ns
    told = on(archive, *asked)
    assert "6 records" in told.stderr
    assert "2 written, 4 as they were." in told.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".txt"} == whole
    assert (tmp_path / "r004.txt").stat().st_mtime_ns == kept


def test_one_record_that_cannot_be_had_keeps_no_other_from_being_written(archive: Path, tmp_path: Path) -> None:
    told = on(archive, "export", "r001", "nobody", "110364", "--to", "markdown", "--output", tmp_path)
    assert told.exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["110364.md", "r001.md"]
    assert "Error: There is no record 'nobody' in this archive." in told.stderr
    assert "2 written" in told.stderr


def test_a_record_is_exported_by_any_of_its_names(archive: Path, tmp_path: Path) -> None:
    address = "http://digitalarchive.wilsoncenter.org/document/110364"
    assert (
        on(archive, "export", address, "--to", "json").stdout == on(archive, "export", "110364", "--to", "json").stdout
    )
    on(archive, "export", address, "r001", "--to", "json", "--output", tmp_path)
    assert (tmp_path / "110364.json").exists()


def test_a_folder_that_is_there_takes_one_record_too(archive: Path, tmp_path: Path) -> None:
    on(archive, "export", "r001", "--to", "csv", "--output", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["r001.csv"]


def test_what_cannot_be_done_is_said_and_nothing_is_written(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    assert "several records need a folder" in refused(on(archive, "export", "--all", "--to", "json", "--output", file))
    assert file.read_bytes() == b"mine"
    assert "no record 'nobody'" in refused(on(archive, "export", "nobody", "--to", "json", "--output", tmp_path / "x"))
    assert refused(on(archive, "export", "r001", "--to", "json", "--output", tmp_path / "no" / "x"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


@pytest.mark.parametrize(
    "asked",
    [
        ("--to", "json"),
        ("r001", "--all", "--to", "json"),
        ("r001", "--to", "pdf"),
        ("r001",),
        ("--all", "--to", "markdown"),
        ("r001", "r002", "--to", "web"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(archive: Path, asked: tuple[str, ...]) -> None:
    told = on(archive, "export", *asked)
    assert told.exit_code == 2
    assert told.stdout == ""


def test_an_archive_with_nothing_in_it_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    make_archive(Settings(archive=path))
    told = on(path, "export", "--all", "--to", "csv")
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", "")
    told = on(path, "export", "--all", "--to", "csv", "--output", tmp_path / "out")
    assert told.exit_code == 0
