"""The page layout: a clean page rebuilt from the record alone, byte for byte."""

from pathlib import Path

import pytest

from app.formats.page import FORMAT
from app.services.found import House
from app.services.read import read_document
from tests.conftest import SEED, take_in

PAGES = Path(__file__).parent.parent / "readers" / "pages"


def rebuild(house: House, document_id: str) -> bytes:
    """Write a record of the archive down as the page it came from."""
    with house.archive.reading() as repository:
        return FORMAT.render(read_document(repository, house.press, document_id), house.press.context)


def test_the_seed_is_rebuilt_byte_for_byte(house: House) -> None:
    assert rebuild(house, "110364") == SEED.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "no-credits",
        "no-summary",
        "no-language",
        "no-citation",
        "no-contents",
        "no-reference",
        "curly-quotes",
        "two-texts",
    ],
)
def test_a_page_in_the_clean_layout_is_rebuilt_byte_for_byte(house: House, name: str) -> None:
    page = PAGES / f"{name}.txt"
    report = take_in(house, page)
    assert len(report.added) == 1, report.problems
    wanted = b"\n\n" + page.read_bytes().strip(b"\n")
    assert rebuild(house, report.added[0]) == wanted


def test_a_page_rebuilt_and_read_again_is_the_same_record(house: House, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(rebuild(house, "110364"))
    assert take_in(house, page).unchanged == ["110364"]
