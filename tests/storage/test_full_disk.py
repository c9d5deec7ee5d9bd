"""Where the disk takes no more, what was written and what was not is said as it is."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import resources
from app.domain.errors import ArchiveError
from app.domain.identifiers import Addresses
from app.services.found import found_archive
from app.services.ledger import stamp
from app.storage.archive import Archive


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let this process write no longer files, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_erased_bytes_for_which_the_disk_has_no_room_are_said_to_be_there_still(filled: Path) -> None:
    archive = Archive(filled, resources.migrations())
    with archive.writing() as repository:
        repository.set_property("public_url", "x" * 500_000)
    with (
        files_no_longer_than(filled.stat().st_size),
        pytest.raises(ArchiveError, match=r"is erased, but its bytes still stand.*could not be emptied.*once more"),
    ):
        archive.scrub()
    archive.scrub()
    archive.close()


def test_an_archive_for_which_there_is_no_room_is_not_begun(tmp_path: Path) -> None:
    with files_no_longer_than(0), pytest.raises(ArchiveError, match=r"The disk is full.*nothing was written"):
        found_archive(tmp_path / "archive.db", resources.migrations(), Addresses(), stamp())
    assert list(tmp_path.iterdir()) == []
