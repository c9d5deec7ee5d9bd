"""The index of words: it has what is published and nothing else, and of what was erased no trace."""

from pathlib import Path

import pytest

from app import resources
from app.services.found import House
from app.services.ledger import stamp
from app.services.reindex import reindex
from app.services.verify import verify_file
from app.services.withdraw import merge, withdraw
from app.storage.tables import INDEXES
from app.understanding.wording import folded_words, runs_of
from tests.conftest import take_in
from tests.services.specimens import a_record, all_bytes, contents, open_archive, raw, save

WORDS = "The quartermaster counted eleven thousand greatcoats before the winter."


def having(house: House, words: str) -> list[str]:
    with house.archive.reading() as repository:
        found = repository.wordings.with_phrases([folded_words(words)], 10)
        assert found == repository.wordings.with_runs(runs_of(folded_words(words)), 10)
        return found


def keep(house: House, folder: Path, words: str, reason: str | None = None) -> None:
    assert not take_in(house, save(folder / "one.json", a_record("5001", words)), reason=reason).has_errors


def faults(path: Path) -> list[str]:
    found = verify_file(path, resources.migrations(), resources.load_knowledge()).faults
    return [f"{fault.subject} {fault.reason}" for fault in found]


def test_a_revision_takes_the_place_of_the_words_before(house: House, tmp_path: Path) -> None:
    keep(house, tmp_path, WORDS)
    assert having(house, WORDS) == ["5001"]
    corrected = WORDS.replace("eleven", "twelve")
    keep(house, tmp_path, corrected, "a misprint")
    assert (having(house, WORDS), having(house, corrected)) == ([], ["5001"])
    assert faults(house.archive.path) == []


def test_what_is_withdrawn_or_merged_is_no_longer_found(house: House, tmp_path: Path) -> None:
    keep(house, tmp_path, WORDS)
    with house.archive.writing() as repository:
        merge(repository, "5001", "110364", stamp("editor", "the same letter"))
    assert having(house, WORDS) == []
    with house.archive.writing() as repository:
        withdraw(repository, house.press, "110364", stamp("editor", "a wish"), minimal=False, erase=False)
    assert having(house, "an armistice is now advantageous first") == []
    assert faults(house.archive.path) == []


@pytest.mark.parametrize("first_withdrawn", [False, True])
def test_of_erased_words_no_trace_is_left_in_the_file(house: House, tmp_path: Path, *, first_withdrawn: bool) -> None:
    others = [a_record(str(6000 + n), f"Another paragraph about matter {n * 7919}.") for n in range(200)]
    keep(house, tmp_path, WORDS)
    assert not take_in(house, save(tmp_path / "others.jsonl", *others)).has_errors
    keep(house, tmp_path, WORDS + " Bandoliers too.", "more of it")
    runs = runs_of(folded_words(WORDS))
    assert b"quartermaster" in all_bytes(house.archive.path)
    for erase in (False, True) if first_withdrawn else (True,):
        with house.archive.writing() as repository:
            withdraw(repository, house.press, "5001", stamp("editor", "a court"), minimal=True, erase=erase)
    house.archive.scrub()
    left = all_bytes(house.archive.path)
    for word in ("quartermaster", "greatcoat", "bandolier", "uartermaste", *runs):
        assert word.encode() not in left.lower()
    assert having(house, "Another paragraph about matter 7919") == ["6001"]
    assert faults(house.archive.path) == []


def test_the_index_is_built_anew_the_same_and_mends_what_was_lost(filled: Path) -> None:
    before = contents(filled)
    with raw(filled) as connection:
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")  # noqa: S608
    assert any("wordings_words" in fault for fault in faults(filled))
    house = open_archive(filled)
    reindex(house.archive, house.press, stamp("editor"), lambda _done, _total: None)
    house.archive.close()
    assert contents(filled) == before
    assert faults(filled) == []


def test_an_index_that_cannot_be_read_is_found_out(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE wordings_runs_data SET block = x'00' WHERE id > 1000")
    assert any(fault.startswith("indexes of words") or "wordings_runs" in fault for fault in faults(filled))


def test_words_that_were_left_behind_in_the_index_are_found_out(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("INSERT INTO wordings_words (rowid, words) VALUES (99999, 'left behind')")
    assert [fault for fault in faults(filled) if "wordings_words" in fault] == [
        "index wordings_words has not the words of row 99999 of `wordings`; run `muniment reindex`"
    ]


def test_words_in_another_order_are_found_out(filled: Path) -> None:
    with raw(filled) as connection:
        row = connection.execute("SELECT number, title, summary, words FROM wordings LIMIT 1").fetchone()
        names = "wordings_words, rowid, title, summary, words"
        connection.execute(f"INSERT INTO wordings_words ({names}) VALUES ('delete', ?, ?, ?, ?)", row)  # noqa: S608
        turned = (*row[:1], " ".join(row[1].split()[::-1]), *row[2:])
        connection.execute("INSERT INTO wordings_words (rowid, title, summary, words) VALUES (?, ?, ?, ?)", turned)
    assert any("has not the words of row" in fault for fault in faults(filled))


def test_words_that_an_index_cuts_off_or_parts_are_no_fault(house: House, tmp_path: Path) -> None:
    keep(house, tmp_path, f"{'a' * 40_000} won't {'я' * 40_000} 北京 naïve 毛泽东 {'é' * 20_000} x_y")
    assert faults(house.archive.path) == []


def test_words_that_the_index_does_not_lead_from_are_found_out(filled: Path) -> None:
    with raw(filled) as connection:
        row = connection.execute("SELECT number, title, summary, words FROM wordings LIMIT 1").fetchone()
        names = "wordings_words, rowid, title, summary, words"
        connection.execute(f"INSERT INTO wordings_words ({names}) VALUES ('delete', ?, ?, ?, ?)", row)  # noqa: S608
        connection.execute("INSERT INTO wordings_words (rowid, title) VALUES (?, 'other')", row[:1])
    assert any("has not the words of row" in fault for fault in faults(filled))
