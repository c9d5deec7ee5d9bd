"""Taking sources in: a whole batch or nothing of it, and the same source twice changes nothing."""

import itertools
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, event

from app.domain.errors import NotFound, Withdrawn
from app.domain.record import Record
from app.domain.revision import LogEntry
from app.services import sources
from app.services.found import House
from app.services.ingest import check_sources, import_sources
from app.services.ledger import stamp
from app.services.press import load_payload, load_record
from app.services.report import Report
from app.services.withdraw import merge, withdraw
from tests.conftest import SEED, take_in
from tests.domain.records import records
from tests.services.specimens import HOST, a_record, codes, contents, save

_NUMBERS = itertools.count()


def look(house: House, *sources: Path, reason: str | None = None) -> Report:
    """Check sources as `muniment check` does."""
    return check_sources(house.archive, house.press, sources, lambda _count, _file: None, reason=reason)


def entries_of(house: House, document_id: str) -> list[LogEntry]:
    with house.archive.reading() as repository:
        return list(repository.entries(document_id))


def records_of(house: House, document_id: str) -> list[Record]:
    with house.archive.reading() as repository:
        return [load_record(repository, entry) for entry in repository.entries(document_id) if entry.revision]


def test_a_batch_is_acknowledged_with_its_number(house: House, tmp_path: Path) -> None:
    report = take_in(house, save(tmp_path / "a.json", a_record("a1", "One.")))
    assert (report.added, report.revised, report.unchanged) == (["a1"], [], [])
    assert report.batch == 3
    assert [entry.batch for entry in entries_of(house, "a1")] == [3]


def test_one_bad_file_among_good_ones_keeps_all_of_them_out(house: House, tmp_path: Path) -> None:
    before = contents(house.archive.path)
    for number in range(5):
        save(tmp_path / f"good{number}.json", a_record(f"a{number}", "One."))
    save(tmp_path / "good3x.json", a_record("b1", title=7))
    report = take_in(house, tmp_path)
    assert report.has_errors
    assert report.batch is None
    assert contents(house.archive.path) == before


def test_one_bad_line_among_good_ones_keeps_all_of_them_out(house: House, tmp_path: Path) -> None:
    before = contents(house.archive.path)
    report = take_in(house, save(tmp_path / "a.jsonl", a_record("a1", "One."), {"title": ""}, a_record("a2", "One.")))
    assert [problem.line for problem in report.problems if problem.severity == "error"] == [2]
    assert contents(house.archive.path) == before


def test_every_error_of_a_batch_is_told_at_once(house: House, tmp_path: Path) -> None:
    report = take_in(house, save(tmp_path / "a.jsonl", *({"id": f"a{n}", "title": ""} for n in range(4))))
    assert len(codes(report)) == 4


def test_importing_the_same_again_changes_nothing(house: House) -> None:
    before = contents(house.archive.path)
    report = take_in(house, SEED)
    assert (report.added, report.revised, report.unchanged) == ([], [], ["110364"])
    assert report.batch is None
    assert contents(house.archive.path) == before


def test_the_same_record_from_another_file_changes_nothing(house: House, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SEED.read_bytes())
    assert take_in(house, copy).unchanged == ["110364"]
    assert len(entries_of(house, "110364")) == 1


def test_the_same_file_twice_in_one_batch_is_taken_once(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.json", a_record("a1", "One."))
    report = take_in(house, file, file, tmp_path)
    assert report.added == ["a1"]
    assert not report.has_errors


def test_a_changed_record_needs_a_reason(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", "One.")))
    before = contents(house.archive.path)
    report = take_in(house, save(tmp_path / "a.json", a_record("a1", "One, corrected.", summary="New.")))
    (problem,) = report.problems
    assert problem.code == "reason-needed"
    assert "summary, texts" in problem.reason
    assert "--reason" in (problem.suggestion or "")
    assert contents(house.archive.path) == before


def test_a_changed_record_with_a_reason_makes_the_next_revision_and_leaves_the_first_as_it_was(
    house: House, tmp_path: Path
) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", "One.")))
    (first,) = entries_of(house, "a1")
    with house.archive.reading() as repository:
        bytes_before = load_payload(repository, first)
    report = take_in(house, save(tmp_path / "a.json", a_record("a1", "One, corrected.")), reason="a misprint")
    assert report.revised == ["a1"]
    entries = entries_of(house, "a1")
    assert entries[0] == first
    assert (entries[1].action, entries[1].revision, entries[1].reason) == ("revise", 2, "a misprint")
    with house.archive.reading() as repository:
        assert load_payload(repository, first) == bytes_before
        assert sha256(bytes_before).hexdigest() == first.sha256
        head = repository.head("a1")
    assert head is not None
    assert head.revision == 2


def test_going_back_to_the_words_before_is_a_revision_of_its_own(house: House, tmp_path: Path) -> None:
    files = [save(tmp_path / f"{words}.json", a_record("a1", words, title=words)) for words in ("One.", "Two.")]
    for file in (*files, files[0]):
        take_in(house, file, reason="back and forth", onto="a1" if entries_of(house, "a1") else None)
    entries = entries_of(house, "a1")
    assert [entry.revision for entry in entries] == [1, 2, 3]
    assert entries[0].sha256 == entries[2].sha256 != entries[1].sha256


@pytest.mark.parametrize("reason", [None, "the yearly import"])
def test_an_old_file_never_undoes_a_correction_made_since(house: House, tmp_path: Path, reason: str | None) -> None:
    file = save(tmp_path / "a.jsonl", a_record(None, "One."), a_record("a2", "Two."))
    (first, second) = take_in(house, file).added
    corrected = save(tmp_path / "b.json", a_record(first, "One, corrected."))
    assert take_in(house, corrected, reason="a misprint", onto=first).revised == [first]
    before = contents(house.archive.path)
    report = take_in(house, file, reason=reason)
    assert (report.added, report.revised, report.unchanged) == ([], [], [first, second])
    (problem,) = report.problems
    assert (problem.severity, problem.code, problem.record) == ("query", "superseded", first)
    assert "revision 1 was read from this; revision 2 came after" in problem.reason
    assert contents(house.archive.path) == before


def test_a_file_of_many_records_is_looked_up_once(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.jsonl", *(a_record(None, f"Words {number}.") for number in range(30)))
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", listen)
    assert len(take_in(house, file).added) == len(take_in(house, file).unchanged) == 30
    event.remove(Engine, "before_cursor_execute", listen)
    assert len([statement for statement in asked if "log.source = ?" in statement]) == 2


def test_passage_ids_live_through_the_archive(house: House, tmp_path: Path) -> None:
    versions = [
        ["We met at noon.", "He spoke of grain.", "We parted."],
        ["We met at noon.", "He spoke of the grain.", "Then of arms.", "We parted."],
        ["We met at noon.", "Then of arms."],
        ["We met at noon.", "And of coal, at length.", "Then of arms."],
    ]
    for number, paragraphs in enumerate(versions):
        assert not take_in(house, save(tmp_path / f"{number}.json", a_record("a1", *paragraphs)), reason="r").has_errors
    kept = [[passage.id for passage in record.texts[0].passages] for record in records_of(house, "a1")]
    assert kept == [
        ["en.p1", "en.p2", "en.p3"],
        ["en.p1", "en.p2", "en.p4", "en.p3"],
        ["en.p1", "en.p4"],
        ["en.p1", "en.p5", "en.p4"],
    ]


def test_a_removed_paragraphs_id_cannot_be_given_to_other_words(house: House, tmp_path: Path) -> None:
    for number, paragraphs in enumerate([("A.", "B."), ("A.",)]):
        take_in(house, save(tmp_path / f"{number}.json", a_record("a1", *paragraphs)), reason="r")
    record = json.loads(records_of(house, "a1")[-1].canonical())
    record["texts"][0]["passages"].append({"id": "en.p2", "text": "Quite other words."})
    report = take_in(house, save(tmp_path / "reused.json", record), reason="r")
    assert codes(report) == ["id-reused"]
    assert codes(look(house, tmp_path / "reused.json")) == ["id-reused"]


@pytest.mark.parametrize(
    "address", [f"{HOST}/document/4711", "http://archive.example/document/4711/", f"{HOST}/document/4711.pdf"]
)
def test_the_id_is_the_number_in_the_address(house: House, tmp_path: Path, address: str) -> None:
    page = SEED.read_text(encoding="utf-8").replace("http://digitalarchive.wilsoncenter.org/document/110364", address)
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    report = take_in(house, tmp_path / "page.txt")
    assert report.added == ["4711"]


def test_a_slug_becomes_an_alias_by_which_the_record_is_found_again(house: House, tmp_path: Path) -> None:
    address = f"{HOST}/document/telegram-of-june"
    added = take_in(house, save(tmp_path / "a.json", a_record(None, "One.", source_url=address))).added
    with house.archive.reading() as repository:
        assert repository.alias("telegram-of-june") == added[0]
        assert repository.alias("archive.example/document/telegram-of-june") == added[0]
    changed = a_record(None, "One, corrected.", source_url=address.replace("https", "http"))
    report = take_in(house, save(tmp_path / "b.json", changed), reason="a misprint")
    assert report.revised == added


def test_with_neither_number_nor_slug_an_id_is_minted(house: House, tmp_path: Path) -> None:
    added = take_in(house, save(tmp_path / "a.jsonl", a_record(None, "One."), a_record(None, "Two."))).added
    assert len(set(added)) == 2
    assert all(re.fullmatch(r"m[0-9bcdfghjkmnpqrstvwxyz]{11}", document_id) for document_id in added)


def test_a_minted_record_is_recognised_by_its_source(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.jsonl", a_record(None, "One."), a_record(None, "Two."))
    added = take_in(house, file).added
    before = contents(house.archive.path)
    moved = tmp_path / "moved.jsonl"
    file.rename(moved)
    assert take_in(house, moved).unchanged == added
    assert contents(house.archive.path) == before


def test_the_same_number_at_another_host_is_another_document(house: House, tmp_path: Path) -> None:
    before = contents(house.archive.path)
    file = save(tmp_path / "a.json", a_record("110364", "One.", source_url="https://other.example/document/110364"))
    for report in (take_in(house, file), take_in(house, file, reason="because"), look(house, file)):
        assert codes(report) == ["id-taken"]
        assert "digitalarchive.wilsoncenter.org" in report.problems[0].reason
    assert contents(house.archive.path) == before


def test_the_same_number_at_two_hosts_within_one_batch_is_refused(house: House, tmp_path: Path) -> None:
    urls = [f"https://{host}.example/document/4711" for host in ("one", "two")]
    file = save(tmp_path / "a.jsonl", *(a_record("4711", "One.", source_url=url) for url in urls))
    assert codes(take_in(house, file)) == codes(look(house, file)) == ["id-taken"]


def test_an_address_of_one_record_is_not_taken_for_another(house: House, tmp_path: Path) -> None:
    seed = records_of(house, "110364")[0]
    file = save(tmp_path / "a.json", a_record("a1", "One.", source_url=seed.source_url))
    report = take_in(house, file)
    assert codes(report) == ["address-taken"]
    assert "110364" in report.problems[0].reason


def test_two_records_of_one_id_in_one_batch_are_refused(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.jsonl", a_record("a1", "One."), a_record("a1", "Two."))
    for report in (take_in(house, file), take_in(house, file, reason="because"), look(house, file)):
        assert codes(report) == ["twice-in-batch"]
    with house.archive.reading() as repository:
        assert repository.head("a1") is None


def test_a_withdrawn_record_is_not_taken_in_again(house: House, tmp_path: Path) -> None:
    with house.archive.writing() as repository:
        withdraw(repository, house.press, "110364", stamp("e", "why"), minimal=False, erase=False)
    before = contents(house.archive.path)
    for report in (take_in(house, SEED), take_in(house, SEED, reason="because"), look(house, SEED)):
        # the very bytes it was read from keep nothing else out
        assert [(p.code, p.severity) for p in report.problems] == [("not-published", "query")]
        assert "withdrawn" in report.problems[0].reason
    changed = tmp_path / "page.txt"
    changed.write_bytes(SEED.read_bytes().replace(b"advisors", b"advisers"))
    assert codes(take_in(house, changed, reason="because")) == ["not-published"]
    assert contents(house.archive.path) == before


def test_a_merged_record_is_not_taken_in_again_and_its_survivor_is_named(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.json", a_record("a1", "One."))
    take_in(house, file)
    with house.archive.writing() as repository:
        merge(repository, "a1", "110364", stamp("e", "the same"))
    report = take_in(house, file, reason="because")
    assert [(p.code, p.severity) for p in report.problems] == [("not-published", "query")]
    assert "110364" in (report.problems[0].suggestion or "")


def test_a_source_is_kept_once_byte_for_byte_under_its_hash(house: House, tmp_path: Path) -> None:
    body = json.dumps([a_record("a1", "One."), a_record("a2", "Two.")], indent=7).encode() + b" \r\n"
    (tmp_path / "a.json").write_bytes(body)
    take_in(house, tmp_path / "a.json")
    digest = sha256(body).hexdigest()
    assert {entry.source for i in ("a1", "a2") for entry in entries_of(house, i)} == {digest}
    kept = [row for row in contents(house.archive.path)["sources"] if row[0] == digest]
    assert kept == [(digest, "application/json", body)]


def test_the_seeds_page_is_kept_byte_for_byte(house: House) -> None:
    assert [row[2] for row in contents(house.archive.path)["sources"]] == [SEED.read_bytes()]


def test_files_of_a_folder_that_nobody_can_read_are_only_asked_about(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    save(folder / "deep" / "a.json", a_record("a1", "One."))
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe")
    (folder / ".hidden.json").write_text("{", encoding="utf-8")
    report = take_in(house, folder)
    assert report.added == ["a1"]
    (query,) = [problem for problem in report.problems if problem.code == "unknown-format"]
    assert query.severity == "query"
    assert query.file == str(folder / "scan.pdf")


def test_a_file_that_was_named_itself_must_be_one_that_can_be_read(house: House, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n\xff\xfe")
    report = take_in(house, tmp_path / "scan.pdf")
    assert codes(report) == ["unknown-format"]
    assert "record" in (report.problems[0].suggestion or "")


def test_a_file_the_machine_cannot_read_is_an_error(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    file = save(tmp_path / "in" / "a.json", a_record("a1", "One."))

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for report in (take_in(house, file), take_in(house, tmp_path / "in")):
        assert codes(report) == ["unreadable-file"]
        assert report.problems[0].reason == "the file cannot be read: Permission denied"


def test_a_file_that_is_too_large_is_not_even_read(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = save(tmp_path / "a.json", a_record("a1", "One."))
    monkeypatch.setattr(sources, "MAX_SOURCE", 10)
    assert codes(take_in(house, file)) == ["file-too-large"]


def test_ids_that_contradict_each_other_are_an_error_of_the_record(house: House, tmp_path: Path) -> None:
    text = {"id": "en", "role": "translation", "passages": [{"id": "ru.p1", "text": "a"}]}
    file = save(tmp_path / "a.json", a_record("a1", texts=[text]))
    for report in (take_in(house, file), look(house, file)):
        assert codes(report) == ["invalid-record"]
        assert "does not begin with the id of its text" in report.problems[0].reason


def test_an_empty_folder_is_an_empty_batch(house: House, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = contents(house.archive.path)
    report = take_in(house, tmp_path / "empty")
    assert not report.problems
    assert report.batch is None
    assert contents(house.archive.path) == before


def test_a_date_an_editor_wrote_wrong_is_an_error(house: House, tmp_path: Path) -> None:
    record = a_record("a1", "One.", date={"as_written": "June", "edtf": "June 1951"})
    report = take_in(house, save(tmp_path / "a.json", record))
    assert codes(report) == ["invalid-edtf"]
    assert report.problems[0].field == "date.edtf"


def test_a_check_finds_the_same_problems_and_outcomes_as_the_import(house: House, tmp_path: Path) -> None:
    save(tmp_path / "1.jsonl", a_record("a1", "One."), a_record("a1", "Two."), {"title": ""})
    save(tmp_path / "2.json", a_record("110364", "One.", source_url="https://other.example/document/110364"))
    save(tmp_path / "3.json", a_record("a2", "One.", date={"as_written": "x", "edtf": "x"}))
    save(tmp_path / "4.json", a_record("a3", "Kim II Sung wrote.", title="Letter, Kim II Sung to Stalin"))
    (tmp_path / "5.pdf").write_bytes(b"\xff")
    checked, imported = look(house, tmp_path), take_in(house, tmp_path)
    assert checked.problems == imported.problems
    assert codes(checked) == ["twice-in-batch", codes(checked)[1], "id-taken", "invalid-edtf"]
    assert (checked.added, checked.revised, checked.unchanged) == (imported.added, imported.revised, imported.unchanged)


def test_a_check_asks_for_a_reason_as_the_import_does(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", "One.", "Kim II Sung wrote.")))
    changed = save(tmp_path / "a.json", a_record("a1", "Kim II Sung wrote."))
    checked, imported = look(house, changed), take_in(house, changed)
    assert [(p.code, p.severity) for p in checked.problems] == [("reason-needed", "error")]
    assert checked.problems == imported.problems
    checked, imported = look(house, changed, reason="why"), take_in(house, changed, reason="why")
    assert {"passage-gone", "look-alike-characters"} < {p.code for p in checked.problems}
    assert checked.problems == imported.problems
    assert checked.revised == imported.revised == ["a1"]


def test_a_check_knows_every_address_of_the_batch_as_the_import_does(house: House, tmp_path: Path) -> None:
    other = [{"scheme": "url", "value": f"{HOST}/document/a-slug"}]
    save(tmp_path / "1.json", a_record("a1", identifiers=other))
    save(tmp_path / "2.json", a_record("a2", source_url=f"{HOST}/document/a-slug"))
    save(tmp_path / "3.json", a_record("a-slug"))
    checked, imported = look(house, tmp_path), take_in(house, tmp_path)
    assert checked.problems == imported.problems
    assert [p.code for p in checked.problems if p.severity == "error"] == ["address-taken", "address-taken"]


def test_the_same_record_twice_is_no_other_name_of_the_one_whose_address_ends_like_it(
    house: House, tmp_path: Path
) -> None:
    save(tmp_path / "1.json", a_record("x1", "One."))
    save(tmp_path / "2.json", a_record("a1", source_url=f"{HOST}/document/x1"))
    save(tmp_path / "3.jsonl", a_record("a2"), a_record("x1", "One."))
    assert not look(house, tmp_path).has_errors
    assert not take_in(house, tmp_path).has_errors


def test_a_record_that_is_given_its_id_is_called_by_its_place(house: House, tmp_path: Path) -> None:
    new = save(tmp_path / "new.json", a_record(None, title="Letter, Kim II Sung to Stalin"))
    checked, imported = look(house, new), take_in(house, new)
    assert checked.problems == imported.problems
    assert {p.record for p in checked.problems} == {"number 1"}
    assert (checked.minted, imported.minted) == (1, 1)


def test_an_error_names_no_id_that_is_never_given(house: House, tmp_path: Path) -> None:
    address = f"{HOST}/document/one"
    named = a_record("a1", "Two.", source_url=address)
    several = (a_record(None, "One.", source_url=address), named, a_record(None, "Three.", source_url=address))
    file = save(tmp_path / "several.jsonl", *several)
    checked, imported = look(house, file), take_in(house, file)
    assert checked.problems == imported.problems
    taken, twice = (p.reason for p in checked.problems if p.severity == "error")
    place = f"record number 1 of {file} (its id is given at import)"
    assert taken == f"the address {address} belongs to {place}, but the id given is a1"
    assert twice == f"{place} stands twice in this batch, with different content"


def test_revising_takes_one_record_and_only_that(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("a1", "One.")))
    several = save(tmp_path / "b.jsonl", a_record(None, "Two."), a_record(None, "Three."))
    assert codes(take_in(house, several, reason="r", onto="a1")) == ["several-records"]
    other = save(tmp_path / "c.json", a_record("a2", "Two."))
    assert codes(take_in(house, other, reason="r", onto="a1")) == ["other-record"]
    report = take_in(house, save(tmp_path / "d.json", a_record(None, "Two.")), reason="r", onto="a1")
    assert report.revised == ["a1"]


def test_a_new_source_may_give_a_record_another_address(house: House, tmp_path: Path) -> None:
    take_in(house, save(tmp_path / "a.json", a_record("4711", "One.", source_url="https://one.example/document/4711")))
    changed = a_record("4711", "One.", source_url="https://two.example/document/4711")
    report = take_in(house, save(tmp_path / "b.json", changed), reason="it moved", onto="4711")
    assert report.revised == ["4711"]
    with house.archive.reading() as repository:
        assert repository.alias("one.example/document/4711") == repository.alias("two.example/document/4711") == "4711"


def test_an_erased_source_is_not_taken_in_again(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.json", a_record(None, "One."))
    (erased,) = take_in(house, file).added
    with house.archive.writing() as repository:
        withdraw(repository, house.press, erased, stamp("e", "why"), minimal=True, erase=True)
    for report in (take_in(house, file), look(house, file)):
        assert [(p.code, p.severity) for p in report.problems] == [("not-published", "query")]
    take_in(house, save(tmp_path / "b.json", a_record("a2", "Two.")))
    assert codes(take_in(house, file, reason="r", onto="a2")) == ["erased-source"]


def test_revising_what_is_not_there_says_so(house: House, tmp_path: Path) -> None:
    file = save(tmp_path / "a.json", a_record(None, "One."))
    with pytest.raises(NotFound, match="no record '4711'"):
        take_in(house, file, reason="r", onto="4711")
    with house.archive.writing() as repository:
        withdraw(repository, house.press, "110364", stamp("e", "why"), minimal=False, erase=False)
    with pytest.raises(Withdrawn, match="was withdrawn: why"):
        take_in(house, file, reason="r", onto="110364")


def test_progress_is_told_after_every_record(house: House, tmp_path: Path) -> None:
    told: list[int] = []
    file = save(tmp_path / "a.jsonl", *(a_record(f"a{n}", "One.") for n in range(3)))
    import_sources(house.archive, house.press, [file], stamp(), lambda count, _file: told.append(count))
    assert told == [1, 2, 3]


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_any_record_the_schema_allows_is_kept_as_it_is(house: House, tmp_path: Path, record: Record) -> None:
    record = record.model_copy(update={"id": f"m{next(_NUMBERS)}"})  # one that no example before had
    file = tmp_path / "record.json"
    file.write_bytes(record.canonical())
    report = take_in(house, file)
    assert not report.has_errors, report.problems
    assert records_of(house, record.id) == [record]
    assert take_in(house, file).unchanged == [record.id]


def test_the_same_bytes_twice_are_one_record_checked_or_imported(house: House, tmp_path: Path) -> None:
    files = [save(tmp_path / name, a_record(None, "One.")) for name in ("a.json", "b.json")]
    assert len(look(house, *files).added) == len(take_in(house, *files).added) == 1


def test_a_page_that_lost_its_line_ends_is_said_to_be_cited_only_as_a_whole(house: House, tmp_path: Path) -> None:
    page = tmp_path / "flat.txt"
    page.write_text(" ".join(SEED.read_text(encoding="utf-8").split()), encoding="utf-8")
    (problem,) = [p for p in look(house, page, reason="r").problems if p.code == "text-not-divided"]
    assert (problem.severity, problem.field, problem.line) == ("query", "en.p9", 1)
