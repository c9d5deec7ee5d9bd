"""What a next revision does to links to passages is asked about, passage by passage."""

from pathlib import Path

import pytest

from app.readers.base import Problem
from app.services.found import House
from tests.conftest import take_in
from tests.services.specimens import save

_LEADS = "in the API its links and citations lead back to revision 1, on the page to the beginning of the record"


def _letter(text_id: str, **words: str) -> dict[str, object]:
    passages = [{"id": f"{text_id}.{name}", "text": text} for name, text in words.items()]
    text = {"id": text_id, "role": "translation", "language": "en", "translators": [], "passages": passages}
    return {"id": "a1", "title": "Letter", "texts": [text]}


def _revised(house: House, folder: Path, changed: dict[str, object]) -> list[Problem]:
    take_in(house, save(folder / "first.json", _letter("en", p1="One.", p2="Two.")))
    report = take_in(house, save(folder / "next.json", changed), reason="r", onto="a1")
    assert report.revised == ["a1"]
    assert {problem.severity for problem in report.problems} <= {"query"}
    return report.problems


@pytest.mark.parametrize(
    ("changed", "code", "passage", "reason"),
    [
        (
            _letter("en", p1="One.", p7="Two."),
            "passage-gone",
            "en.p2",
            f"there is no passage en.p2 any more (its words stand in en.p7 now); {_LEADS}",
        ),
        (
            _letter("en", p1="One."),
            "passage-gone",
            "en.p2",
            f"there is no passage en.p2 any more (it is taken out); {_LEADS}",
        ),
        (
            _letter("en", p1="One.", p2=" "),
            "passage-emptied",
            "en.p2",
            "passage en.p2 has no words any more; links to it and citations of it stay, and show nothing",
        ),
        (
            _letter("gb", p1="One.", p2="Two."),
            "passages-gone",
            "en.p1",
            f"none of the 2 passages en.p1 to en.p2 is left; {_LEADS.replace('its', 'their', 1)}",
        ),
    ],
)
def test_a_passage_that_links_no_longer_find_is_a_query(
    house: House, tmp_path: Path, changed: dict[str, object], code: str, passage: str, reason: str
) -> None:
    (problem,) = _revised(house, tmp_path, changed)
    assert (problem.code, problem.field, problem.reason) == (code, passage, reason)
    assert problem.suggestion


@pytest.mark.parametrize(
    "changed",
    [
        _letter("en", p1="One, corrected.", p2="Two."),
        _letter("en", p2="Two.", p1="One."),
        _letter("en", p1="One.", p3="Three.", p2="Two."),
    ],
)
def test_a_passage_that_keeps_its_id_is_none(house: House, tmp_path: Path, changed: dict[str, object]) -> None:
    assert _revised(house, tmp_path, changed) == []


def test_a_passage_that_had_no_words_before_loses_none(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "first.json", _letter("en", p1="One.", p2="")))
    changed = {**_letter("en", p1="One.", p2=" "), "title": "Another"}
    report = take_in(house, save(tmp_path / "next.json", changed), reason="r", onto="a1")
    assert (report.revised, report.problems) == (["a1"], [])
