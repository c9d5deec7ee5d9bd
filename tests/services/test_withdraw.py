"""Taking records out of service: what was cited stays known, and what was erased is gone."""

import json
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import Damaged, Moved, NotFound, Unusable, Withdrawn
from app.domain.revision import LogEntry, Tombstone
from app.services.found import House
from app.services.ledger import Stamp, stamp
from app.services.press import load_payload
from app.services.read import find_head, list_revisions, read_document
from app.services.reindex import reindex
from app.services.verify import verify_file
from app.services.withdraw import merge, withdraw
from tests.conftest import take_in
from tests.services.specimens import (
    ERASED_WORDS,
    a_record,
    all_bytes,
    contents,
    log_of,
    open_archive,
    raw,
    save,
    unguarded,
)

MARK = Stamp(at="2026-01-31T12:00:00Z", by="editor", reason="at the author's wish")


def take_out(
    house: House, document_id: str, *, minimal: bool = False, erase: bool = False, mark: Stamp = MARK
) -> Tombstone:
    """Withdraw a record as the command does."""
    with house.archive.writing() as repository:
        stone = withdraw(repository, house.press, document_id, mark, minimal=minimal, erase=erase)
    if erase:
        house.archive.scrub()
    return stone


def faults(house: House) -> list[object]:
    return list(verify_file(house.archive.path, resources.migrations(), resources.load_knowledge()).faults)


def head_error(house: House, document_id: str) -> Exception:
    """Give what asking for the record raises."""
    with house.archive.reading() as repository, pytest.raises((Withdrawn, Moved)) as raised:
        find_head(repository, document_id)
    return raised.value


def entries_of(house: House, document_id: str) -> list[LogEntry]:
    with house.archive.reading() as repository:
        return list(repository.entries(document_id))


def test_a_withdrawn_record_leaves_a_tombstone_with_its_last_citation(house: House) -> None:
    with house.archive.reading() as repository:
        document = read_document(repository, house.press, "110364")
    stone = take_out(house, "110364")
    assert stone.form == "full"
    assert (stone.at, stone.by, stone.reason, stone.erased) == (MARK.at, MARK.by, MARK.reason, False)
    assert (stone.revision, stone.sha256) == (1, document.revision.sha256)
    assert stone.title == document.title
    assert stone.citation == document.citation.as_published
    assert stone.canonical_url == document.canonical_url
    error = head_error(house, "110364")
    assert isinstance(error, Withdrawn)
    assert error.tombstone == stone
    assert faults(house) == []


def test_a_minimal_tombstone_keeps_neither_title_nor_citation(house: House) -> None:
    stone = take_out(house, "110364", minimal=True)
    assert (stone.form, stone.title, stone.citation, stone.canonical_url) == ("minimal", None, None, None)
    error = head_error(house, "110364")
    assert isinstance(error, Withdrawn)
    assert error.tombstone == stone
    assert faults(house) == []


def test_a_withdrawal_keeps_the_record_in_the_archive_and_takes_it_out_of_what_is_served(house: House) -> None:
    before = contents(house.archive.path)
    take_out(house, "110364")
    after = contents(house.archive.path)
    assert set(before["payloads"]) < set(after["payloads"])
    assert before["sources"] == after["sources"]
    assert before["aliases"] == after["aliases"]
    assert after["readings"] == after["renditions"] == []


@pytest.mark.parametrize(
    "name",
    [
        "110364",
        "digitalarchive.wilsoncenter.org/document/110364",
        "http://digitalarchive.wilsoncenter.org/document/110364",
    ],
)
def test_every_address_of_a_withdrawn_record_leads_to_its_tombstone(house: House, name: str) -> None:
    take_out(house, "110364")
    with house.archive.reading() as repository:
        with pytest.raises(Withdrawn):
            find_head(repository, name)
        with pytest.raises(Withdrawn):
            list_revisions(repository, name)


def test_an_erased_record_is_gone_from_the_file_byte_for_byte(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", ERASED_WORDS, "More.")))
    take_in(house, save(tmp_path / "b.json", a_record("a1", ERASED_WORDS + " Again.", "More.")), reason="r")
    hashes = {digest for entry in entries_of(house, "a1") for digest in (entry.sha256, entry.source)}
    assert ERASED_WORDS.encode() in all_bytes(house.archive.path)
    stone = take_out(house, "a1", erase=True)
    assert (stone.form, stone.erased, stone.title) == ("minimal", True, None)
    assert ERASED_WORDS.encode() not in all_bytes(house.archive.path)
    assert b"greatcoats" not in all_bytes(house.archive.path)
    after = contents(house.archive.path)
    kept = {row[0] for table in ("payloads", "sources") for row in after[table]}
    assert len(hashes) == 4
    assert not hashes & kept
    assert {row[0] for row in after["erasures"]} == hashes


def test_an_erased_record_is_gone_even_where_much_else_stands_around_it(house: House, tmp_path: Path) -> None:
    """Pages are filled, split and joined: nothing of the text may stay in what they leave free."""
    for batch in range(4):
        several = [a_record(f"b{batch}x{n}", f"Phrase {batch}x{n}." * (n % 7 + 1)) for n in range(25)]
        take_in(house, save(tmp_path / f"{batch}.jsonl", *several))
    take_in(house, save(tmp_path / "a.json", a_record("a1", *[ERASED_WORDS] * 40)))
    for batch in range(4):
        again = [a_record(f"b{batch}x{n}", f"Phrase {batch}x{n}, again." * (n % 11 + 1)) for n in range(25)]
        take_in(house, save(tmp_path / f"{batch}.jsonl", *again), reason="r")
    take_out(house, "a1", erase=True)
    assert ERASED_WORDS.encode() not in all_bytes(house.archive.path)


def test_after_an_erasure_the_log_still_proves_itself_and_says_what_is_gone(filled: Path) -> None:
    verdict = verify_file(filled, resources.migrations(), resources.load_knowledge())
    assert verdict.is_whole, verdict.faults
    assert verdict.erased == 2
    assert ERASED_WORDS.encode() not in all_bytes(filled)
    erased = next(entry for entry in log_of(filled) if entry.document_id == "1007")
    assert erased.sha256 in {row[0] for row in contents(filled)["erasures"]}


def test_an_erasure_that_is_not_in_the_log_is_found(filled: Path) -> None:
    with raw(filled) as connection:
        sha256 = connection.execute("SELECT sha256 FROM log WHERE document_id = '1001'").fetchone()[0]
        connection.execute("INSERT INTO erasures VALUES (?, 1)", (sha256,))
        connection.execute("DELETE FROM payloads WHERE sha256 = ?", (sha256,))
    verdict = verify_file(filled, resources.migrations(), resources.load_knowledge())
    subjects = [fault.subject for fault in verdict.faults]
    assert f"erasures row {sha256}" in subjects
    assert "record 1001, revision 1" in subjects


def test_bytes_that_were_erased_and_are_back_are_found(filled: Path) -> None:
    erased = next(entry for entry in log_of(filled) if entry.document_id == "1007" and entry.revision)
    record = {**a_record("1007", ERASED_WORDS, "A second paragraph.")}
    house = open_archive(filled)
    with house.archive.writing() as repository:
        record["texts"] = [
            {
                "id": "en",
                "role": "translation",
                "language": "en",
                "passages": [{"id": "en.p1", "text": ERASED_WORDS}, {"id": "en.p2", "text": "A second paragraph."}],
            }
        ]
        body = json.dumps(record, sort_keys=True, separators=(",", ":")).encode()
        assert repository.add_payload(body) == erased.sha256
    assert [str(fault) for fault in faults(house)] == [
        "Fault(subject='record 1007, revision 1', reason='was erased, but its bytes are there')"
    ]
    house.archive.close()


def test_a_withdrawn_record_can_still_be_erased_and_its_full_tombstone_with_it(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", "One.", title=ERASED_WORDS)))
    take_out(house, "a1")
    assert ERASED_WORDS.encode() in all_bytes(house.archive.path)
    take_out(house, "a1", erase=True)
    assert ERASED_WORDS.encode() not in all_bytes(house.archive.path)
    error = head_error(house, "a1")
    assert isinstance(error, Withdrawn)
    assert error.tombstone.erased
    assert faults(house) == []


def test_records_read_from_one_file_with_an_erased_one_stay_whole(house: House, tmp_path: Path) -> None:
    """The file's bytes hold the erased text, so they go too; the other records are kept in bytes of their own."""
    take_in(house, save(tmp_path / "a.jsonl", a_record("a1", ERASED_WORDS), a_record("a2", "Two.")))
    take_out(house, "a1", erase=True)
    assert ERASED_WORDS.encode() not in all_bytes(house.archive.path)
    with house.archive.reading() as repository:
        assert read_document(repository, house.press, "a2").title == "Letter a2"
    assert faults(house) == []
    take_out(house, "a2", erase=True)
    assert faults(house) == []


def test_the_reason_for_an_erasure_stays(house: House) -> None:
    take_out(house, "110364", erase=True)
    error = head_error(house, "110364")
    assert isinstance(error, Withdrawn)
    assert error.tombstone.reason == MARK.reason
    assert entries_of(house, "110364")[-1].reason == MARK.reason


@pytest.mark.parametrize("erase", [False, True])
def test_a_record_withdrawn_by_nobody_named_has_its_tombstone_like_others(house: House, *, erase: bool) -> None:
    stone = take_out(house, "110364", erase=erase, mark=stamp(reason="why"))
    error = head_error(house, "110364")
    assert isinstance(error, Withdrawn)
    assert error.tombstone == stone
    assert error.tombstone.by is None
    assert faults(house) == []


def test_a_withdrawal_without_a_reason_is_refused(house: House) -> None:
    with pytest.raises(Unusable, match="needs a reason"):
        take_out(house, "110364", mark=stamp("editor"))


def test_a_record_is_withdrawn_once(house: House) -> None:
    take_out(house, "110364")
    with pytest.raises(Unusable, match="withdrawn already"):
        take_out(house, "110364")


def test_what_is_not_there_cannot_be_withdrawn(house: House) -> None:
    with pytest.raises(NotFound):
        take_out(house, "4711")


def test_a_damaged_tombstone_is_not_shown(house: House) -> None:
    take_out(house, "110364")
    digest = entries_of(house, "110364")[-1].sha256
    with unguarded(house.archive.path) as connection:
        connection.execute("UPDATE payloads SET body = replace(body, 'author', 'editor') WHERE sha256 = ?", (digest,))
    with house.archive.reading() as repository, pytest.raises(Damaged, match="tombstone of record 110364"):
        find_head(repository, "110364")


def test_a_merged_record_leads_to_its_survivor(filled: Path) -> None:
    house = open_archive(filled)
    for document_id, survivor in (("1004", "1005"), ("1005", "1006")):
        error = head_error(house, document_id)
        assert isinstance(error, Moved)
        assert error.to == survivor
    with house.archive.reading() as repository:
        assert find_head(repository, "1006").status == "published"
    house.archive.close()


def test_a_merged_records_revisions_stay_at_their_own_address(filled: Path) -> None:
    house = open_archive(filled)
    with house.archive.reading() as repository:
        (entry,) = list_revisions(repository, "1004")
        assert b"First of 1004." in load_payload(repository, entry)
    house.archive.close()


def test_merging_makes_no_revision_of_either(filled: Path) -> None:
    revisions = [entry.revision for entry in log_of(filled) if entry.document_id in ("1004", "1005", "1006")]
    assert revisions == [1, 1, 1, None, None]


@pytest.mark.parametrize(
    ("gone", "survivor", "words"),
    [
        ("1001", "1001", "into itself"),
        ("1002", "1001", "1002 is withdrawn"),
        ("1001", "1002", "1002 is withdrawn"),
        ("1001", "1004", "1004 is merged"),
        ("1004", "1001", "1004 is merged"),
        ("4711", "1001", "no record '4711'"),
        ("1001", "4711", "no record '4711'"),
    ],
)
def test_only_two_published_records_can_be_merged(filled: Path, gone: str, survivor: str, words: str) -> None:
    house = open_archive(filled)
    before = contents(filled)
    with pytest.raises((Unusable, NotFound), match=words), house.archive.writing() as repository:
        merge(repository, gone, survivor, MARK)
    assert contents(filled) == before
    house.archive.close()


def test_a_merge_without_a_reason_is_refused(filled: Path) -> None:
    house = open_archive(filled)
    with pytest.raises(Unusable, match="needs a reason"), house.archive.writing() as repository:
        merge(repository, "1001", "1006", stamp("editor"))
    house.archive.close()


def test_a_survivor_may_be_withdrawn_and_all_that_led_to_it_ends_there(filled: Path) -> None:
    house = open_archive(filled)
    take_out(house, "1006")
    assert isinstance(head_error(house, "1006"), Withdrawn)
    assert isinstance(head_error(house, "1005"), Moved)
    reindex(house.archive, house.press, MARK, lambda _done, _total: None)
    assert faults(house) == []
    house.archive.close()
