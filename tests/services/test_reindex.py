"""Building anew what can be built: byte for byte the same from the same software, and never a revision."""

import sys
from pathlib import Path

import pytest

from app import resources, understanding
from app.domain.errors import Damaged
from app.domain.identifiers import Addresses
from app.services.found import House, open_house
from app.services.ledger import stamp
from app.services.press import Press
from app.services.reindex import reindex
from app.services.styles import Styles
from app.services.verify import verify_file
from tests.services.specimens import contents, log_of, open_archive, raw, unguarded

PROJECTIONS = ("documents", "aliases", "readings", "renditions")


def rebuild(house: House, public_url: str | None = None) -> int:
    """Reindex as the command does."""
    press = house.press
    if public_url is not None:
        press = Press(knowledge=press.knowledge, addresses=Addresses(public_url=public_url))
    return reindex(house.archive, press, stamp("editor"), lambda _done, _total: None)


def is_whole(path: Path) -> bool:
    return verify_file(path, resources.migrations(), resources.load_knowledge()).is_whole


@pytest.fixture
def other_version(filled: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run as a later version, whose readings may come out differently, on an archive made by this one."""
    assert filled.exists()
    ours = understanding.VERSION
    for name, module in list(sys.modules.items()):
        if name.startswith("app.") and getattr(module, "VERSION", None) == ours:
            monkeypatch.setattr(module, "VERSION", "2-test")
    return "2-test"


def test_building_anew_gives_the_same_bytes(filled: Path) -> None:
    before = contents(filled)
    house = open_archive(filled)
    assert rebuild(house) == 4
    house.archive.close()
    assert contents(filled) == before


def test_building_from_nothing_gives_the_same_bytes(filled: Path) -> None:
    before = contents(filled)
    with raw(filled) as connection:
        for table in reversed(PROJECTIONS):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    assert not is_whole(filled)
    house = open_archive(filled)
    rebuild(house)
    house.archive.close()
    assert contents(filled) == before


def test_building_anew_mends_what_was_damaged(filled: Path) -> None:
    before = contents(filled)
    with raw(filled) as connection:
        connection.execute("UPDATE renditions SET body = x'00', crc = 1")
        connection.execute("UPDATE readings SET sort_date = '9999'")
        connection.execute("UPDATE documents SET status = 'published', survivor = NULL")
        connection.execute("UPDATE aliases SET document_id = '1001'")
        connection.execute("INSERT INTO aliases VALUES ('stray.example/document/1', '1001')")
    assert not is_whole(filled)
    house = open_archive(filled)
    rebuild(house)
    house.archive.close()
    assert contents(filled) == before
    assert is_whole(filled)


def test_a_damaged_log_or_record_is_not_built_upon(filled: Path) -> None:
    with unguarded(filled) as connection:
        connection.execute("UPDATE log SET reason = 'another' WHERE seq = 12")
    before = contents(filled)
    house = open_archive(filled)
    with pytest.raises(Damaged, match="Log entry 12"):
        rebuild(house)
    house.archive.close()
    assert contents(filled) == before


def test_a_damaged_record_stops_the_building_and_nothing_is_lost(filled: Path) -> None:
    with unguarded(filled) as connection:
        connection.execute(
            "UPDATE payloads SET body = replace(body, 'First', 'Last') "
            "WHERE sha256 = (SELECT sha256 FROM log WHERE document_id = '1001')"
        )
    before = contents(filled)
    house = open_archive(filled)
    with pytest.raises(Damaged, match="Revision 1 of record 1001"):
        rebuild(house)
    house.archive.close()
    assert contents(filled) == before


def test_a_move_is_logged_and_every_address_of_ours_follows(filled: Path) -> None:
    house = open_archive(filled)
    rebuild(house, "https://moved.example")
    house.archive.close()
    entry = log_of(filled)[-1]
    assert (entry.action, entry.by) == ("move", "editor")
    assert entry.detail == {"public_url": "https://moved.example"}
    renditions = [row for row in contents(filled)["renditions"] if row[1] == "json"]
    assert len(renditions) == 4
    assert all(b"https://moved.example/documents/" in str(row).encode() for row in renditions)
    assert not any(b"muniment.example" in str(row).encode() for row in renditions)
    assert is_whole(filled)


def test_a_move_makes_no_revision_and_changes_no_record(filled: Path) -> None:
    before, entries = contents(filled), log_of(filled)
    house = open_archive(filled)
    rebuild(house, "https://moved.example")
    house.archive.close()
    after = contents(filled)
    for table in ("payloads", "sources", "erasures"):
        assert after[table] == before[table]
    assert log_of(filled)[:-1] == entries


def test_moving_there_and_back_gives_the_bytes_from_before(filled: Path) -> None:
    before = contents(filled)
    house = open_archive(filled)
    rebuild(house, "https://moved.example")
    rebuild(house, house.press.addresses.public_url)
    house.archive.close()
    after = contents(filled)
    assert {name: after[name] for name in PROJECTIONS} == {name: before[name] for name in PROJECTIONS}
    assert [entry.action for entry in log_of(filled)[-2:]] == ["move", "move"]


def test_building_at_the_same_address_logs_nothing(filled: Path) -> None:
    entries = log_of(filled)
    house = open_archive(filled)
    rebuild(house, "https://muniment.example/a")
    house.archive.close()
    assert log_of(filled) == entries


def test_a_later_version_reads_anew_and_changes_no_record(filled: Path, other_version: str) -> None:
    before = contents(filled)
    assert not is_whole(filled)  # its readings are not what this version would make
    house = open_archive(filled)
    assert any("muniment reindex" in warning for warning in house.warnings)
    rebuild(house)
    house.archive.close()
    after = contents(filled)
    for table in ("payloads", "sources", "log", "erasures", "documents", "aliases"):
        assert after[table] == before[table], table
    assert {row[2] for row in after["readings"]} == {other_version}
    assert {row[3] for row in after["renditions"]} == {other_version}
    assert is_whole(filled)
    house = open_archive(filled)
    assert not any("muniment reindex" in warning for warning in house.warnings)
    house.archive.close()


def test_progress_is_told_to_the_end(filled: Path) -> None:
    told: list[tuple[int, int]] = []
    house = open_archive(filled)
    reindex(house.archive, house.press, stamp(), lambda done, total: told.append((done, total)))
    house.archive.close()
    assert told == [(n, 4) for n in range(1, 5)]


def test_a_public_address_that_is_damaged_is_not_served_from(filled: Path) -> None:
    with raw(filled) as connection:
        connection.execute("UPDATE properties SET value = 'https://\\' WHERE name = 'public_url'")
    with pytest.raises(Damaged, match="public address"):
        open_archive(filled)
    verdict = verify_file(filled, resources.migrations(), resources.load_knowledge())
    assert [fault.subject for fault in verdict.faults] == ["property public_url"]


@pytest.mark.parametrize(
    ("setting", "is_said"), [(None, False), ("https://muniment.example/a", False), ("https://b.example", True)]
)
def test_a_setting_that_differs_from_the_archive_is_said(filled: Path, setting: str | None, *, is_said: bool) -> None:
    house = open_house(
        filled,
        migrations=resources.migrations(),
        knowledge=resources.load_knowledge(),
        seed=resources.seed(),
        styles=Styles(filled.parent, resources.load_style_names()),
        public_url=setting,
    )
    house.archive.close()
    said = [warning for warning in house.warnings if "public address" in warning]
    assert bool(said) is is_said
    assert all("muniment reindex" in warning and "https://b.example" in warning for warning in said)
    assert house.press.addresses.public_url == "https://muniment.example/a"


@pytest.mark.parametrize("change", ["UPDATE properties SET value = ''", "DELETE FROM properties"])
def test_an_archive_without_its_secret_is_not_served_from(filled: Path, change: str) -> None:
    with raw(filled) as connection:
        connection.execute(f"{change} WHERE name = 'secret'")
    with pytest.raises(Damaged, match="secret"):
        open_archive(filled)
    verdict = verify_file(filled, resources.migrations(), resources.load_knowledge())
    assert [fault.subject for fault in verdict.faults] == ["property secret"]
