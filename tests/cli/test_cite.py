"""A record cited from the terminal: the citation goes out, and what is to be said of it beside it."""

from pathlib import Path

import pytest

from app.settings import Settings
from tests.cli.commands import on, refused
from tests.conftest import SEED, make_archive
from tests.faces.conftest import make_record, write_records

APRF = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the seed."""
    path = tmp_path_factory.mktemp("cited") / "archive.db"
    make_archive(Settings(archive=path), SEED)
    return path


def test_a_record_is_cited_as_the_house_does(archive: Path) -> None:
    told = on(archive, "cite", "110364")
    assert told.exit_code == 0
    assert told.stdout.startswith('"Ciphered telegram, Filippov (Stalin) to Mao Zedong')
    assert len(told.stdout.encode()) == 331 + 1


def test_a_record_is_cited_in_a_style_by_any_of_its_names(archive: Path) -> None:
    name = "http://digitalarchive.wilsoncenter.org/document/110364"
    asked = ("--style", "chicago", "--form", "note", "--locale", "fr-FR", "--leaf", "31", "--locator", "en.p7")
    told = on(archive, "cite", name, *asked)
    assert f"13 juin 1951, {APRF} et AVPRF, " in told.stdout
    assert "l. 31, passage 7" in told.stdout
    latex = on(archive, "cite", "110364", "--style", "apa", "--format", "latex")
    assert latex.stdout.startswith("\\emph{Ciphered telegram")
    html = on(archive, "cite", "110364", "--format", "html", "--revision", "1")
    assert '<a href="http://digitalarchive.wilsoncenter.org/document/110364">' in html.stdout


def test_what_is_left_out_or_to_be_known_goes_beside_the_citation(archive: Path) -> None:
    told = on(archive, "cite", "110364", "--style", "ieee")
    assert told.exit_code == 0
    assert told.stdout.count("\n") == 1
    assert "Left out by the style: locations, publisher." in told.stderr
    assert "Warning: the style prints the day of access" in told.stderr
    kept = on(archive, "cite", "110364", "--style", "ieee", "--ensure", "archive", "--accessed", "2026-01-02")
    assert f"[{APRF} and " in kept.stdout
    assert "2026" in kept.stdout


def test_one_holding_is_cited_alone(archive: Path) -> None:
    assert APRF not in on(archive, "cite", "110364", "--holding", "ru-avprf").stdout
    assert APRF in on(archive, "cite", "110364", "--holding", "1", "--style", "mla").stdout


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--style", "chicgo"), "There is no citation style 'chicgo' here. Did you mean chicago-notes-bibliography, "),
        (("--style", "apa", "--form", "note"), "It can be: bibliography, in-text."),
        (("--holding", "7"), "It can be: all, 1, 2, ru-aprf, ru-avprf."),
        (("--leaf", "99"), "Leaf '99' is not among those of this record: 31-32."),
        (("--leaf", ""), "Leaf '' is not among those of this record: 31-32."),
        (("--locator", "en.p99"), "There is no passage of record 110364 'en.p99' in this archive."),
        (("--accessed", "today"), "'today' is no day; write it as YYYY-MM-DD."),
        (("--style", "apa", "--locale", "fr_FR"), "It can be: fr-FR, "),
        (("--profile", "correspondence"), "The house citation has one profile, described."),
        (("--revision", "9"), "There is no revision of record 110364 '9' in this archive."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_what_can(
    archive: Path, asked: tuple[str, ...], words: str
) -> None:
    assert words in refused(on(archive, "cite", "110364", *asked))


def test_a_record_that_is_not_there_is_said(archive: Path) -> None:
    assert refused(on(archive, "cite", "110365")).startswith("There is no record '110365' in this archive.")


def test_a_passage_of_a_merged_record_is_not_cited_as_one_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    make_archive(Settings(archive=path), write_records(tmp_path, make_record(1), make_record(2)))
    assert on(path, "merge", "r001", "r002", "--reason", "The same letter.").exit_code == 0
    assert "Letter 2" in on(path, "cite", "r001").stdout
    told = refused(on(path, "cite", "r001", "--locator", "en.p1"))
    assert told == "'r001' is 'r002' now, whose passages are its own: ask for these. It can be: r002."


@pytest.mark.parametrize("asked", [("--form", "x"), ("--format", "pdf"), ("--ensure", "all"), ("--profile", "x")])
def test_a_choice_that_there_is_not_is_wrong_usage(archive: Path, asked: tuple[str, ...]) -> None:
    assert on(archive, "cite", "110364", *asked).exit_code == 2
