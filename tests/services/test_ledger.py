"""The audit log: who changed the archive, when and why, each line chained to all before it."""

import re
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from app import resources
from app.domain.errors import Damaged, Unusable
from app.domain.identifiers import Addresses
from app.domain.revision import LogEntry
from app.house import open_settings_house
from app.services.found import found_archive
from app.services.ledger import GENESIS, chain_hash, proved, stamp
from app.services.verify import verify_file
from app.settings import Settings
from tests.conftest import take_in
from tests.services.specimens import a_record, log_of, save, unguarded


def subjects(path: Path) -> list[str]:
    """Give what verify finds fault with."""
    verdict = verify_file(path, resources.migrations(), resources.load_knowledge())
    return [fault.subject for fault in verdict.faults]


@pytest.mark.parametrize(
    ("words", "why"),
    [("a\x01b", "holds the character U\\+0001"), ("a\udcff", "is no Unicode text"), ("a" * 1_000_001, "1000000")],
    ids=["control", "surrogate", "long"],
)
@pytest.mark.parametrize("name", ["by", "reason"])
def test_words_that_no_log_can_keep_are_refused_before_anything_is_written(name: str, words: str, why: str) -> None:
    with pytest.raises(Unusable, match=f"'{name}' cannot be kept: .*{why}"):
        stamp(**{name: words})


def test_every_entry_is_chained_to_the_one_before_and_numbered(filled: Path) -> None:
    entries = log_of(filled)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == [GENESIS, *(entry.hash for entry in entries[:-1])]
    assert all(chain_hash(entry) == entry.hash for entry in entries)
    assert len({entry.hash for entry in entries}) == len(entries)


def test_an_entry_says_who_when_and_why(filled: Path) -> None:
    by_action = {entry.action: entry for entry in log_of(filled)}
    assert set(by_action) == {"init", "import", "revise", "withdraw", "erase", "merge"}
    assert (by_action["init"].by, by_action["init"].reason) == ("founder", None)
    assert (by_action["revise"].by, by_action["revise"].reason) == ("a test", "a misprint")
    assert (by_action["erase"].by, by_action["erase"].reason) == ("editor", "a court")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.at) for entry in log_of(filled))


def test_an_entry_names_the_record_its_revision_and_its_bytes(filled: Path) -> None:
    revised = next(entry for entry in log_of(filled) if entry.action == "revise")
    assert (revised.document_id, revised.revision) == ("1010", 2)
    assert revised.sha256
    assert revised.source


def test_entries_of_one_batch_say_so(filled: Path) -> None:
    batches = [entry.batch for entry in log_of(filled)]
    assert batches == [1, 2, 3, 3, 3, 3, 3, 3, 9, 10, 11, 12, 13, 14, 15, 16]


def test_the_same_words_by_another_hand_or_at_another_time_have_another_hash(filled: Path) -> None:
    entry = log_of(filled)[-1]
    for name in set(LogEntry.model_fields) - {"hash"}:
        value = getattr(entry, name)
        other = 99 if name in ("seq", "batch", "revision") else {"another": "thing"} if name == "detail" else "other"
        assert value != other
        assert chain_hash(entry.model_copy(update={name: other})) != entry.hash, name


def test_an_entry_that_was_changed_is_not_built_upon(filled: Path) -> None:
    entry = log_of(filled)[3]
    assert proved(entry) is entry
    with pytest.raises(Damaged, match="Log entry 4"):
        proved(entry.model_copy(update={"by": "somebody else"}))


def _remove(log: Connection) -> None:
    log.execute("DELETE FROM log WHERE seq = 4")


def _remove_and_renumber(log: Connection) -> None:
    log.execute("DELETE FROM log WHERE seq = 4")
    for seq in range(5, 17):
        log.execute("UPDATE log SET seq = ? WHERE seq = ?", (seq - 1, seq))


def _remove_first(log: Connection) -> None:
    log.execute("DELETE FROM log WHERE seq = 1")


def _remove_last(log: Connection) -> None:
    log.execute("DELETE FROM log WHERE seq = 16")


def _swap(log: Connection) -> None:
    for before, after in ((4, 99), (5, 4), (99, 5)):
        log.execute("UPDATE log SET seq = ? WHERE seq = ?", (after, before))


def _edit(log: Connection) -> None:
    log.execute("UPDATE log SET reason = 'no reason' WHERE seq = 12")


def _edit_and_hash_again(log: Connection) -> None:
    row = log.execute("SELECT * FROM log WHERE seq = 12").fetchone()
    names = [column[1] for column in log.execute("PRAGMA table_info(log)")]
    members = {**dict(zip(names, row, strict=True)), "reason": "no reason", "detail": None}
    entry = LogEntry.model_validate(members)
    log.execute("UPDATE log SET reason = ?, hash = ? WHERE seq = 12", (entry.reason, chain_hash(entry)))


def _forge(log: Connection) -> None:
    log.execute(
        "INSERT INTO log SELECT seq + 1, at, by, action, batch, document_id, NULL, sha256, source, 'forged', detail, "
        "hash, printf('%064d', 7) FROM log WHERE seq = 16"
    )


@pytest.mark.parametrize(
    ("tamper", "subject"),
    [
        (_remove, "log entry 5"),
        (_remove_and_renumber, "log entry 4"),
        (_remove_first, "log entry 2"),
        # the chain alone cannot know its own end: the tables do, and whoever witnessed the head
        (_remove_last, "documents row 1005"),
        (_swap, "log entry 4"),
        (_edit, "log entry 12"),
        (_edit_and_hash_again, "log entry 13"),
        (_forge, "log entry 17"),
    ],
)
def test_a_log_that_was_tampered_with_is_found_out(
    filled: Path, tamper: Callable[[Connection], None], subject: str
) -> None:
    assert subjects(filled) == []
    with unguarded(filled) as connection:
        tamper(connection)
    assert any(found.startswith(subject) for found in subjects(filled)), subjects(filled)


def test_the_verdict_gives_the_head_of_the_log_to_be_witnessed(filled: Path) -> None:
    verdict = verify_file(filled, resources.migrations(), resources.load_knowledge())
    assert verdict.head == log_of(filled)[-1].hash
    assert verdict.entries == 16


def test_the_first_entry_binds_the_archives_own_properties(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    found_archive(path, resources.migrations(), Addresses(public_url="https://a.example"), stamp("founder"))
    (first,) = log_of(path)
    assert first.action == "init"
    assert first.detail is not None
    assert first.detail["public_url"] == "https://a.example"
    assert "secret" not in first.detail


def test_a_batch_that_fails_leaves_no_line_in_the_log(settings: Settings, tmp_path: Path) -> None:
    found_archive(settings.archive, resources.migrations(), Addresses(), stamp())
    house = open_settings_house(settings)
    report = take_in(house, save(tmp_path / "bad.json", a_record("a1", title="")))
    house.archive.close()
    assert report.has_errors
    assert len(log_of(settings.archive)) == 1
