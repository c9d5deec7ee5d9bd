"""An archive begins whole: with its first records in it, or not at all."""

from pathlib import Path

from app import resources
from app.domain.identifiers import Addresses
from app.services.found import found_with_sources
from app.services.ledger import stamp
from app.services.press import Press
from app.services.report import Report
from tests.conftest import SEED
from tests.services.specimens import codes, contents, save


def found(path: Path, *sources: Path) -> Report:
    press = Press(knowledge=resources.load_knowledge(), addresses=Addresses())
    return found_with_sources(
        path, resources.migrations(), press, stamp("founder"), sources, lambda _count, _file: None
    )


def test_an_archive_begins_with_its_first_records(tmp_path: Path) -> None:
    report = found(tmp_path / "a.db", SEED)
    assert report.added == ["110364"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]
    assert [row[0] for row in contents(tmp_path / "a.db")["documents"]] == ["110364"]


def test_an_archive_whose_first_records_have_errors_is_not_made(tmp_path: Path) -> None:
    bad = save(tmp_path / "bad.json", {"title": ""})
    report = found(tmp_path / "a.db", SEED, bad)
    assert len(codes(report)) == 1
    assert report.batch is None
    assert [file.name for file in tmp_path.iterdir()] == ["bad.json"]
