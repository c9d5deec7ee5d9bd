"""A quotation checked from the terminal."""

import json
from pathlib import Path

from app.settings import Settings
from tests.cli.commands import on
from tests.conftest import SEED, make_archive


def test_a_quotation_is_checked_in_one_record_and_in_all(tmp_path: Path) -> None:
    make_archive(Settings(archive=tmp_path / "archive.db"), SEED)
    for named in ((), ("--id", "http://digitalarchive.wilsoncenter.org/document/110364")):
        told = on(tmp_path / "archive.db", "quote", "an armistice is now advantageous", *named)
        verdict = json.loads(told.stdout)
        assert (told.exit_code, verdict["outcome"], verdict["passages"]) == (0, "exact", "en.p5")


def test_words_that_cannot_be_looked_for_are_a_sentence(tmp_path: Path) -> None:
    make_archive(Settings(archive=tmp_path / "archive.db"), SEED)
    told = on(tmp_path / "archive.db", "quote", "two words")
    assert told.exit_code == 1
    assert "at least 3 words" in told.stderr
