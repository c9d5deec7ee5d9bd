"""The file of citation styles: written whole or not at all, proved as it is read, and never mistaken for another."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

from app.domain.errors import StylesUnavailable
from app.services.gather import build_styles
from app.storage.styles import StyleFile
from tests.services.stylebooks import NAMES, packages_in, style


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A file of the small packages."""
    path = tmp_path / "folder" / "styles.bin"
    build_styles(path, packages_in(tmp_path / "packages"), NAMES)
    return path


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at, os.SEEK_END if at < 0 else os.SEEK_SET)
        file.write(content)


def test_what_is_read_is_what_was_written(made: Path) -> None:
    file = StyleFile(made)
    assert file.xml("long-notes").decode() == (made.parents[1] / "packages/styles/long-notes.csl").read_text()
    assert b'xml:lang="fr-FR"' in (file.locale("fr-FR") or b"")
    assert file.locale("fr-BE") is None
    assert list(file.ids) == ["journal-of-tests", "long-notes", "plain", "plain-notes", "revue"]
    assert file.place("plain") == 2
    assert file.place("plai") is None
    assert file.place("zzz") is None


def test_the_same_sources_make_the_same_bytes(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    build_styles(other, packages_in(tmp_path / "again"), NAMES)
    assert other.read_bytes() == made.read_bytes()


def test_the_licence_can_be_read_at_the_beginning_of_the_file(made: Path) -> None:
    assert b"CC BY-SA 3.0 <https://creativecommons.org/licenses/by-sa/3.0/>" in made.read_bytes()[:400]


@pytest.mark.parametrize("kept", [0, 3, 60, 300, 700, -1])
def test_a_file_that_is_cut_short_is_not_whole(made: Path, kept: int) -> None:
    made.write_bytes(made.read_bytes()[:kept])
    with pytest.raises(StylesUnavailable, match=r"is not whole.* `muniment styles build`"):
        StyleFile(made)


def test_a_file_that_is_longer_than_it_was_made_is_not_whole(made: Path) -> None:
    made.write_bytes(made.read_bytes() + b"more")
    with pytest.raises(StylesUnavailable, match="not whole"):
        StyleFile(made)


def test_an_index_with_one_wrong_byte_is_not_read(made: Path) -> None:
    overwrite(made, 400, b"\0")
    with pytest.raises(StylesUnavailable, match="not whole"):
        StyleFile(made)


def test_a_style_with_one_wrong_byte_is_not_given_and_the_others_are(made: Path) -> None:
    overwrite(made, -20, b"\0\0")  # of the last locale
    file = StyleFile(made)
    assert file.xml("plain")
    with pytest.raises(StylesUnavailable, match="not whole"):
        file.locale("zh-TW")


def test_a_file_of_somebody_else_is_named_and_never_overwritten(made: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "thesis.odt"
    foreign.write_bytes(b"my thesis" * 100)
    with pytest.raises(StylesUnavailable, match=r"thesis\.odt is no file of citation styles"):
        StyleFile(foreign)
    with pytest.raises(StylesUnavailable, match="is not overwritten"):
        build_styles(foreign, packages_in(tmp_path / "again"), NAMES)
    assert foreign.read_bytes() == b"my thesis" * 100
    assert made.exists()


def test_an_open_file_is_what_it_was_when_it_was_opened(made: Path, tmp_path: Path) -> None:
    file = StyleFile(made)
    before = file.xml("plain")
    packages = packages_in(tmp_path / "again")
    (packages.styles / "plain.csl").write_text(style("plain", title="Changed" * 50), encoding="utf-8")
    build_styles(made, packages, NAMES)
    assert file.xml("plain") == before
    assert StyleFile(made).xml("plain") != before


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    before = made.read_bytes()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        build_styles(made, packages_in(tmp_path / "again", version="2"), NAMES)
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert made.read_bytes() == before
