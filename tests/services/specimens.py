"""Records to test with, and an archive that holds records in every state."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app import resources
from app.domain.identifiers import Addresses
from app.domain.revision import LogEntry
from app.house import open_settings_house
from app.services.found import House, found_archive
from app.services.ledger import stamp
from app.services.report import Report
from app.services.withdraw import merge, withdraw
from app.settings import Settings
from app.storage.tables import is_of_an_index
from tests.conftest import SEED, take_in

#: Words that stand nowhere but in the record that is erased.
ERASED_WORDS = "The quartermaster counted eleven thousand greatcoats."

#: Where the specimens say they were published.
HOST = "https://archive.example"


def a_record(document_id: str | None = None, *paragraphs: str, **members: object) -> dict[str, object]:
    """Give a record as our JSON has it, with one English translation of these paragraphs."""
    record: dict[str, object] = {"schema": 1, "title": f"Letter {document_id}", **members}
    if document_id:
        record["id"] = document_id
    if paragraphs:
        passages = [{"text": words} for words in paragraphs]
        record["texts"] = [{"role": "translation", "language": "en", "passages": passages}]
    return record


def save(path: Path, *records: Mapping[str, object]) -> Path:
    """Write records to a file: one a line if its name says so, else one as JSON."""
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text(lines, encoding="utf-8")
    return path


def open_archive(path: Path, public_url: str | None = None) -> House:
    """Open an archive file as the product does."""
    return open_settings_house(Settings(archive=path, public_url=public_url))


def furnish(path: Path, folder: Path) -> None:
    """Make an archive with a record in every state: revised, withdrawn fully, minimally, erased; merged twice over."""
    found_archive(path, resources.migrations(), Addresses(public_url="https://muniment.example/a"), stamp("founder"))
    house = open_archive(path)
    several = save(
        folder / "several.jsonl",
        *(
            a_record(str(n), f"First of {n}.", f"Second of {n}.", source_url=f"{HOST}/document/{n}")
            for n in range(1001, 1007)
        ),
    )
    dated = a_record("1010", "A Путь.", date={"as_written": "June 1951"}, source_url=f"{HOST}/document/a-slug-of-words")
    erased = save(folder / "erased.json", a_record("1007", ERASED_WORDS, "A second paragraph."))
    for source in (SEED, several, save(folder / "dated.json", dated), erased):
        assert not take_in(house, source).has_errors
    dated["title"] = "Letter 1010, corrected"
    assert take_in(house, save(folder / "corrected.json", dated), reason="a misprint").revised == ["1010"]
    with house.archive.writing() as repository:
        withdraw(repository, house.press, "1002", stamp("editor", "not ours"), minimal=False, erase=False)
        withdraw(repository, house.press, "1003", stamp("editor", "a wish"), minimal=True, erase=False)
        withdraw(repository, house.press, "1007", stamp("editor", "a court"), minimal=True, erase=True)
        merge(repository, "1004", "1005", stamp("editor", "the same letter"))
        merge(repository, "1005", "1006", stamp("editor", "the same letter again"))
    house.archive.scrub()
    house.archive.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive with a record in every state, which nobody changes; tests take copies of it."""
    folder = tmp_path_factory.mktemp("furnished")
    furnish(folder / "archive.db", folder)
    return folder / "archive.db"


@pytest.fixture
def filled(furnished: Path, tmp_path: Path) -> Path:
    """A copy of the archive with a record in every state."""
    return Path(shutil.copyfile(furnished, tmp_path / "archive.db"))


def raw(path: Path) -> closing[sqlite3.Connection]:
    """Open an archive behind the product's back."""
    return closing(sqlite3.connect(path, isolation_level=None))


def contents(path: Path, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of all tables, which is all that an archive says."""
    with raw(path) as connection:
        found = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        names = [name for name in found if not is_of_an_index(name)]  # they say what `wordings` says, in any order
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608
            for name in sorted(names)
            if name not in but
        }


def all_bytes(path: Path) -> bytes:
    """Give the bytes of the archive's file and of the log-ahead file beside it."""
    beside = path.with_name(f"{path.name}-wal")
    return path.read_bytes() + (beside.read_bytes() if beside.exists() else b"")


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Change an archive behind the product's back, as nobody should: triggers away, and back again at the end."""
    with raw(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # no power is cut, and every statement here is a commit
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in triggers:
            connection.execute(statement)


def log_of(path: Path) -> list[LogEntry]:
    """Give the log of an archive, oldest first."""
    house = open_archive(path)
    with house.archive.reading() as repository:
        entries = list(repository.entries())
    house.archive.close()
    return entries


def codes(report: Report) -> list[str]:
    """Give the codes of what is wrong in a batch, without what is only doubtful."""
    return [problem.code for problem in report.problems if problem.severity == "error"]


def shape_of(path: Path) -> str | None:
    """Give the name of an archive's shape, None for an empty one."""
    with raw(path) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
