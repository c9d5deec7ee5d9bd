"""What a historian has read stays as it was read: a changed line is a changed citation, and a line in the changelog."""

import os
from pathlib import Path

from tests.golden.varied import CITED, cite_all


def test_every_line_is_as_it_was_read() -> None:
    assert cite_all(Path(os.environ["MUNIMENT_CACHE"])) == CITED.read_text(encoding="utf-8")


def test_no_translator_is_printed_as_an_author_and_no_day_is_lost_where_a_style_prints_days() -> None:
    lines = CITED.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if ": Kathryn Weathersby" in line or "] Kathryn Weathersby" in line]
    assert [line for line in lines if line.startswith("chicago-notes-bibliography fr-FR") and "26 juin 1950" in line]
    assert not [line for line in lines if "Zedong Mao" in line or "Il Sung Kim" in line]
