"""Proving the archive whole: what is wrong is named, and a file damaged as a whole is a fault and never a crash."""

import gzip
import random
import shutil
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import ArchiveError
from app.domain.rendition import make_reading, seal
from app.services.ledger import Ledger, stamp
from app.services.verify import Verdict, verify, verify_file
from app.storage import migrate
from tests.conftest import SEED, take_in
from tests.services.specimens import a_record, contents, open_archive, raw, save, unguarded

_PAGE = 4096


def prove(path: Path) -> Verdict:
    return verify_file(path, resources.migrations(), resources.load_knowledge())


def test_an_archive_that_nobody_touched_is_whole(furnished: Path, tmp_path: Path) -> None:
    verdict = prove(Path(shutil.copyfile(furnished, tmp_path / "a.db")))
    assert verdict.faults == []
    assert (verdict.records, verdict.payloads, verdict.sources, verdict.entries, verdict.erased) == (9, 12, 4, 16, 2)


def _cut(body: bytes, rng: random.Random) -> bytes:
    return body[: rng.randrange(100, len(body))]


def _zero_a_page(body: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(body) // _PAGE) * _PAGE
    return body[:start] + bytes(_PAGE) + body[start + _PAGE :]


def _add_noise(body: bytes, rng: random.Random) -> bytes:
    length = rng.choice((1, 10, 100, 1000, 5000))
    start = rng.randrange(100, len(body) - length)
    return body[:start] + rng.randbytes(length) + body[start + length :]


def _flip_bits(body: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(body)
    for _ in range(30):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _swap_pages(body: bytes, rng: random.Random) -> bytes:
    pages = [body[start : start + _PAGE] for start in range(0, len(body), _PAGE)]
    one, other = rng.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def verdict_or_sentence(path: Path) -> Verdict | str:
    """Verify, and give what is said where the archive cannot even be opened."""
    try:
        return prove(path)
    except ArchiveError as error:
        return str(error)


def readable(path: Path) -> object:
    """Give what the file still says, None where it cannot be read."""
    try:
        return contents(path, but=("alembic_version",))
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _all_damage(body: bytes) -> Iterator[tuple[str, int, bytes]]:
    for damage in (_cut, _zero_a_page, _add_noise, _flip_bits, _swap_pages):
        for seed in range(30):
            yield damage.__name__, seed, damage(body, random.Random(seed))  # noqa: S311


@pytest.mark.slow
def test_a_damaged_file_is_a_fault_and_never_a_crash(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage that changed nothing an archive says (free pages, free bytes of a page) need not be found."""
    monkeypatch.setattr(migrate, "shape", cache(migrate.shape))  # no damage reaches the migrations
    good, body = readable(furnished), furnished.read_bytes()
    path = tmp_path / "damaged.db"
    found = 0
    for damage, seed, damaged in _all_damage(body):
        for beside in tmp_path.iterdir():
            beside.unlink()
        path.write_bytes(damaged)
        verdict = verdict_or_sentence(path)
        if isinstance(verdict, Verdict) and verdict.is_whole:
            assert readable(path) == good, (damage, seed)
        else:
            found += 1
    assert found > 100


@pytest.mark.parametrize("length", [100, 512, 4095, 4096, 8192, 100_000])
def test_a_file_cut_short_is_said_to_be_damaged(filled: Path, length: int) -> None:
    with filled.open("r+b") as file:
        file.truncate(length)
    verdict = prove(filled)
    assert any(fault.subject == "file" for fault in verdict.faults)


def test_a_value_that_became_one_of_another_type_is_found(filled: Path) -> None:
    with unguarded(filled) as connection:
        connection.execute("UPDATE payloads SET body = CAST(body AS TEXT)")
        connection.execute("UPDATE renditions SET body = CAST(body AS TEXT)")
        connection.execute("UPDATE readings SET crc = 'x', version = 7")
    subjects = {fault.subject for fault in prove(filled).faults}
    assert {"record 110364, revision 1", "record 110364"} <= subjects


def test_what_is_there_and_should_not_be_is_found(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute(
            "INSERT INTO payloads VALUES (?, x'7b7d')",
            ("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",),
        )
        connection.execute("INSERT INTO sources VALUES ('x', 'text/plain', x'00')")
        connection.execute("INSERT INTO properties VALUES ('stray', '1')")
        connection.execute(
            "INSERT INTO readings SELECT '1002', revision, version, sort_date, body, crc FROM readings LIMIT 1"
        )
        connection.execute("INSERT INTO aliases VALUES ('stray', '1001')")
    assert {fault.subject for fault in prove(filled).faults} == {
        "payloads row 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "sources row x",
        "property stray",
        "readings of record 1002",
        "aliases row stray",
    }


@pytest.mark.parametrize(
    "table", ["payloads", "sources", "documents", "aliases", "readings", "renditions", "properties"]
)
def test_what_should_be_there_and_is_not_is_found(filled: Path, table: str) -> None:
    with unguarded(filled) as connection:
        connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")  # noqa: S608
    verdict = prove(filled)
    assert not verdict.is_whole
    named = {
        "payloads": "record 110364",
        "sources": "record 110364",
        "readings": "record 110364",
        "renditions": "record 110364",
        "documents": "documents row 110364",
        "aliases": "aliases row ",
        "properties": "property public_url",
    }
    assert any(fault.subject.startswith(named[table]) for fault in verdict.faults), verdict.faults


def change_rendition(path: Path, gzipped: bytes) -> None:
    """Give a stored rendition another compressed form, with the checksum that belongs to it."""
    with raw(path) as connection:
        where = "WHERE document_id = '1001' AND name = 'json'"
        short = "document_id, name, revision, version, media_type, etag, link"
        row = connection.execute(f"SELECT {short} FROM renditions {where}").fetchone()  # noqa: S608 - our own
        change = f"UPDATE renditions SET gzip = ?, gzip_crc = ? {where}"  # noqa: S608
        connection.execute(change, (gzipped, seal(row, gzipped)))


def body_of(path: Path) -> bytes:
    with raw(path) as connection:
        query = "SELECT body FROM renditions WHERE document_id = '1001' AND name = 'json'"
        return bytes(connection.execute(query).fetchone()[0])


@pytest.mark.parametrize("gzipped", [gzip.compress(b"{}"), b"not compressed", b""], ids=["other", "none", "empty"])
def test_a_compressed_form_that_holds_other_bytes_is_found_though_its_checksum_is_right(
    filled: Path, gzipped: bytes
) -> None:
    change_rendition(filled, gzipped)
    assert [fault.subject for fault in prove(filled).faults] == ["record 1001, rendition json"]


def test_bytes_compressed_by_another_zlib_are_no_fault(filled: Path) -> None:
    change_rendition(filled, gzip.compress(body_of(filled), compresslevel=1, mtime=0))
    assert prove(filled).faults == []


def test_a_tombstone_that_cannot_be_shown_is_found(filled: Path) -> None:
    house = open_archive(filled)
    with house.archive.writing() as repository:
        digest = repository.add_payload(b'{"id":"1001"}')
        Ledger(repository, stamp()).add("withdraw", document_id="1001", sha256=digest)
    assert "record 1001, tombstone" in {fault.subject for fault in prove(filled).faults}
    house.archive.close()


def test_a_source_said_to_be_of_another_kind_is_found(filled: Path) -> None:
    with unguarded(filled) as connection:
        connection.execute("UPDATE sources SET media_type = 'text/html' WHERE media_type = 'text/plain'")
    (fault,) = prove(filled).faults
    assert fault.subject == "record 110364, source"
    assert "text/html" in fault.reason


def test_a_reading_a_byte_aside_is_found_though_its_checksum_is_right(filled: Path) -> None:
    house = open_archive(filled)
    with house.archive.writing() as repository:
        stored = repository.reading("1001")
        assert stored is not None
        members = stored.model_dump(exclude={"crc", "body"})
        repository.set_reading(make_reading(**members, body=stored.body.replace(b"First", b"Fyrst")))
    assert [fault.subject for fault in prove(filled).faults] == ["record 1001, reading"]
    house.archive.close()


def test_what_is_served_is_compared_with_the_logs_public_address_and_not_the_propertys(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE properties SET value = 'https://elsewhere.example' WHERE name = 'public_url'")
    assert [fault.subject for fault in prove(filled).faults] == ["property public_url"]


def test_an_archive_can_be_proved_while_it_is_written(filled: Path, tmp_path: Path) -> None:
    house = open_archive(filled)
    with house.archive.writing() as repository:
        repository.add_payload(b"half a batch")
        assert verify(house.archive, house.press).is_whole
    assert not take_in(house, save(tmp_path / "a.json", a_record("a1", "One."))).has_errors
    house.archive.close()


def test_a_verdict_counts_what_was_looked_at(filled: Path) -> None:
    house = open_archive(filled)
    assert take_in(house, SEED).unchanged == ["110364"]
    verdict = verify(house.archive, house.press)
    house.archive.close()
    assert (verdict.records, verdict.payloads, verdict.sources, verdict.entries, verdict.erased) == (9, 12, 4, 16, 2)
