"""The seed gives the expected bytes; `make golden` writes them anew."""

from pathlib import Path

import pytest

from app.understanding import VERSION
from tests.conftest import SEED
from tests.golden.seed import digest, golden_files, printed_by, seed_record

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(golden_files()))
def test_the_seed_gives_the_expected_bytes(name: str) -> None:
    assert golden_files()[name] == (FOLDER / name).read_bytes()


def test_other_bytes_are_another_version() -> None:
    """Archives are printed anew only when the version differs: the same version must give the same bytes for ever."""
    assert printed_by(FOLDER)[VERSION] == digest()


def test_the_page_is_rebuilt_byte_for_byte() -> None:
    assert (FOLDER / "110364.page.txt").read_bytes() == SEED.read_bytes()


def test_the_published_citation_is_kept_byte_for_byte() -> None:
    citation = seed_record().citation or ""
    assert len(citation.encode()) == 331
    assert citation.encode() in SEED.read_bytes()
    assert (FOLDER / "110364.citation.txt").read_bytes() == citation.encode()
