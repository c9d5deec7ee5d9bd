"""Flipped bits, one at a time: each is found, and what it touched is named."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from app import resources
from app.services.verify import Verdict, verify_file
from app.storage import migrate
from app.storage.tables import metadata
from tests.services.specimens import unguarded

TABLES = sorted(metadata.tables)
FLIPS = 320
_PARTS = 8


class Flip(NamedTuple):
    """One bit that was flipped, and what the row was called before."""

    table: str
    column: str
    rowid: int
    bit: int
    names: frozenset[str]


@pytest.fixture(scope="module", autouse=True)
def _shape() -> Iterator[None]:
    """The shape that every archive should have is worked out once: no flip reaches the migrations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "shape", cache(migrate.shape))
        yield


def prove(path: Path) -> Verdict:
    return verify_file(path, resources.migrations(), resources.load_knowledge())


def flip_a_bit(path: Path, rng: random.Random) -> Flip:
    """Flip a random bit of a random value: of bytes, of a text's UTF-8 bytes, of an integer's 64 bits."""
    while True:
        table = metadata.tables[rng.choice(TABLES)]
        column = rng.choice(table.columns.keys())
        with unguarded(path) as connection:
            quoted = f'"{column}"'
            rows = connection.execute(
                f"SELECT rowid, typeof({quoted}), CAST({quoted} AS BLOB) FROM {table.name} "  # noqa: S608
                f"WHERE {quoted} IS NOT NULL AND length({quoted}) > 0"
            ).fetchall()
            if not rows:
                continue
            rowid, kind, body = rng.choice(rows)
            names = names_of(connection, table.name, rowid)
            number = int(body) if kind == "integer" else None
            bit = rng.randrange(64 if number is not None else len(body) * 8)
            flipped = other_integer(number, bit) if number is not None else other_bytes(body, bit)
            value = "CAST(? AS TEXT)" if kind == "text" else "?"
            try:
                connection.execute(f"UPDATE {table.name} SET {quoted} = {value} WHERE rowid = ?", (flipped, rowid))  # noqa: S608
            except sqlite3.IntegrityError:
                continue  # the flip would give a key that another row has; SQLite itself refuses two of one
            if table.name == "log" and column == "seq":
                names |= {f"log entry {flipped!r}"}
        return Flip(table.name, column, rowid, bit, frozenset(names))


def other_bytes(body: bytes, bit: int) -> bytes:
    flipped = bytearray(body)
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def other_integer(number: int, bit: int) -> int:
    flipped = (number % 2**64) ^ (1 << bit)
    return flipped - 2**64 if flipped >= 2**63 else flipped


def names_of(connection: sqlite3.Connection, table: str, rowid: int) -> set[str]:
    """Give the subjects under which a fault of this row may be told."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
    row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    if table in ("payloads", "sources"):
        members = {"payloads": "sha256", "sources": "source"}
        query = f"SELECT document_id, revision FROM log WHERE {members[table]} = ?"  # noqa: S608
        owners = connection.execute(query, (row["sha256"],)).fetchall()
        what = {"payloads": "revision {}", "sources": "source"}[table]
        return {f"record {owner}, {what.format(revision) if revision else 'tombstone'}" for owner, revision in owners}
    return {
        "properties": {f"property {row.get('name')}"},
        "log": {f"log entry {row.get('seq')}"},
        "erasures": {f"erasures row {row.get('sha256')}"},
        "documents": {f"documents row {row.get('id')}"},
        "aliases": {f"aliases row {row.get('address')}"},
        "readings": {f"record {row.get('document_id')}, reading"},
        **{name: {f"record {row.get('document_id')}, {name}"} for name in ("holdings", "units", "clues", "wordings")},
        "renditions": {f"record {row.get('document_id')}, rendition {row.get('name')}"},
    }[table]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_flipped_bit_is_found_and_what_it_touched_is_named(furnished: Path, tmp_path: Path, part: int) -> None:
    rng = random.Random(110364 + part)  # noqa: S311 - the same bits every time
    for _ in range(FLIPS // _PARTS):
        path = Path(shutil.copyfile(furnished, tmp_path / "flipped.db"))
        flip = flip_a_bit(path, rng)
        subjects = {fault.subject for fault in prove(path).faults}
        told = {subject.partition(" (")[0] for subject in subjects}
        assert flip.names & told, (flip, subjects)


@pytest.mark.slow
def test_the_flips_reach_every_table_and_every_column_that_has_a_value(furnished: Path, tmp_path: Path) -> None:
    reached = set()
    for part in range(_PARTS):
        rng = random.Random(110364 + part)  # noqa: S311
        path = Path(shutil.copyfile(furnished, tmp_path / "flipped.db"))
        for _ in range(FLIPS // _PARTS):
            shutil.copyfile(furnished, path)
            flip = flip_a_bit(path, rng)
            reached.add((flip.table, flip.column))
    assert {table for table, _ in reached} == set(TABLES)
    everything = {(table, column) for table in TABLES for column in metadata.tables[table].columns.keys()}  # noqa: SIM118
    # so many draws do not promise each of the columns; those left out are few, and in no table alone
    assert len(everything - reached) <= 4, everything - reached
