"""Brings an archive to the shape this version needs, and fills what the older shape did not have."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.domain.identifiers import Addresses
from app.services.press import Press
from app.services.reindex import READING_VERSION, rebuild
from app.storage import migrate
from app.storage.archive import Archive
from app.storage.session import check_file
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge


def migrate_archive(path: Path, migrations: Path, knowledge: Knowledge, progress: Callable[[int, int], None]) -> None:
    """Run the migrations that are due; build the projections if they are missing or of another version."""
    check_file(path)
    migrate.upgrade(path, migrations)
    with closing(Archive(path, migrations)) as archive, archive.writing() as repository:
        has_records = next(iter(repository.entries()), None) is not None
        is_current = repository.property(READING_VERSION) == VERSION and repository.count_documents()
        if has_records and not is_current:
            addresses = Addresses(public_url=repository.property("public_url") or "")
            rebuild(repository, Press(knowledge=knowledge, addresses=addresses), progress)
