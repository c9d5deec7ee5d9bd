"""A name belongs to one record for ever: no id, address or passage is taken from the record that has it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import Ambiguous, Damaged, Moved
from app.domain.identifiers import record_name
from app.services.found import House
from app.services.ledger import Stamp
from app.services.read import find_extract, find_head, read_document
from app.services.withdraw import merge, withdraw
from tests.conftest import SEED, take_in
from tests.services.specimens import a_record, codes, save, unguarded

MARK = Stamp(at="2026-01-31T12:00:00Z", by="editor", reason="because")
SLUG = "https://archive.example/document/some-slug"


def test_a_new_id_never_takes_over_another_records_slug(house: House, tmp_path: Path) -> None:
    assert not take_in(house, save(tmp_path / "a.json", a_record("aaa1", source_url=SLUG))).has_errors
    report = take_in(house, save(tmp_path / "b.json", a_record("some-slug")))
    assert codes(report)[-1] == "address-taken"
    with house.archive.reading() as repository, pytest.raises(Moved) as moved:
        find_head(repository, "some-slug")
    assert moved.value.to == "aaa1"


def test_a_revision_cannot_take_another_records_address(house: House, tmp_path: Path) -> None:
    both = save(tmp_path / "a.jsonl", a_record("own1", source_url=SLUG), a_record("own2"))
    assert not take_in(house, both).has_errors
    stolen = save(tmp_path / "b.json", a_record("own2", source_url=SLUG))
    assert codes(take_in(house, stolen, reason="x", onto="own2"))[-1] == "address-taken"
    listed = a_record("own2", identifiers=[{"scheme": "url", "value": SLUG}])
    assert codes(take_in(house, save(tmp_path / "c.json", listed), reason="x"))[-1] == "address-taken"


def test_a_passage_id_given_twice_is_an_error(house: House, tmp_path: Path) -> None:
    passages = [{"id": "en.p1", "text": "One."}, {"id": "en.p1", "text": "Two."}]
    record = a_record("a1", texts=[{"id": "en", "role": "translation", "language": "en", "passages": passages}])
    assert codes(take_in(house, save(tmp_path / "a.json", record))) == ["invalid-record"]


def test_a_better_known_language_renumbers_nothing(house: House, tmp_path: Path) -> None:
    text = {"role": "translation", "label": "Klingon Translation", "passages": [{"text": "One."}]}
    assert not take_in(house, save(tmp_path / "a.json", a_record("a1", texts=[text]))).has_errors
    known = a_record("a1", texts=[{**text, "language": "tlh"}])
    assert not take_in(house, save(tmp_path / "b.json", known), reason="Klingon is known now.").has_errors
    with house.archive.reading() as repository:
        (passage,) = read_document(repository, house.press, "a1").passages
    assert passage.id == "und.p1"


@pytest.mark.parametrize("address", ["http://[x/document/1", "http://[::1/document/2"])
def test_an_address_no_library_can_part_has_no_number(house: House, tmp_path: Path, address: str) -> None:
    assert record_name(address) is None
    assert not take_in(house, save(tmp_path / "a.json", a_record("a1", source_url=address))).has_errors


def test_a_merged_record_can_still_be_erased(house: House, tmp_path: Path) -> None:
    assert not take_in(house, save(tmp_path / "a.json", a_record("twin", "Private words."))).has_errors
    with house.archive.writing() as repository:
        merge(repository, "twin", "110364", MARK)
        withdraw(repository, house.press, "twin", MARK, minimal=False, erase=True)
    with house.archive.reading() as repository:
        head = repository.head("twin")
    assert head
    assert (head.status, head.survivor) == ("withdrawn", None)


def test_two_erasures_in_one_second_keep_the_tombstone(house: House) -> None:
    for _ in range(2):
        with house.archive.writing() as repository:
            withdraw(repository, house.press, "110364", MARK, minimal=False, erase=True)
    with house.archive.reading() as repository:
        entry = repository.last_entry()
        assert entry
        assert repository.payload(entry.sha256 or "") is not None


def test_a_short_passage_name_is_ambiguous_as_soon_as_there_are_two_texts(house: House, tmp_path: Path) -> None:
    texts = [
        {"role": "translation", "language": "en", "passages": [{"text": "One."}, {"text": "Two."}]},
        {"role": "transcription", "language": "ru", "passages": [{"text": "Раз."}]},
    ]
    assert not take_in(house, save(tmp_path / "a.json", a_record("a1", texts=texts))).has_errors
    with house.archive.reading() as repository:
        document = read_document(repository, house.press, "a1")
    with pytest.raises(Ambiguous) as ambiguous:
        find_extract(document, "p2")
    assert ambiguous.value.choices == ("en.p2",)


def test_a_reading_of_another_version_is_read_anew(house: House) -> None:
    archive = house.archive.path
    with unguarded(archive) as connection:
        connection.execute("UPDATE readings SET version = '0', body = '{}'")
    with house.archive.reading() as repository:
        assert read_document(repository, house.press, "110364").title.startswith("Ciphered telegram")


def test_a_record_older_than_its_rules_is_said_to_be_damaged_and_breaks_nothing(house: House) -> None:
    with house.archive.writing() as repository:
        entry = repository.revision_entry("110364", 1)
        assert entry
    with unguarded(house.archive.path) as connection:
        connection.execute("UPDATE log SET sha256 = NULL WHERE document_id = '110364'")
    with house.archive.reading() as repository, pytest.raises(Damaged):
        read_document(repository, house.press, "110364", number=1)


def test_the_same_bytes_read_better_make_no_revision(house: House) -> None:
    knowledge = house.press.knowledge
    poorer = replace(house.press, knowledge=knowledge.model_copy(update={"languages": ()}))
    report = take_in(replace(house, press=poorer), SEED)
    assert (report.unchanged, report.has_errors) == (["110364"], False)


@pytest.mark.parametrize(
    "name", ["https://archive.example/document/caf%C3%A9", "https://archive.example/document/café", "café", "caf%C3%A9"]
)
def test_an_address_is_the_same_encoded_or_not(house: House, tmp_path: Path, name: str) -> None:
    record = a_record("a1", source_url="https://archive.example/document/caf%C3%A9")
    assert not take_in(house, save(tmp_path / "a.json", record)).has_errors
    with house.archive.reading() as repository, pytest.raises(Moved) as moved:
        find_head(repository, name)
    assert moved.value.to == "a1"


def test_every_date_an_editor_decides_must_be_edtf(house: House, tmp_path: Path) -> None:
    record = a_record("a1", other_dates=[{"as_written": "then", "edtf": "garbage"}])
    report = take_in(house, save(tmp_path / "a.json", record))
    assert [(p.code, p.field) for p in report.problems] == [("invalid-edtf", "other_dates[0].edtf")]
