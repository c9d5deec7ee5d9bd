"""Brings an archive to the shape this version needs, and fills what the older shape did not have."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from app.domain.identifiers import Addresses
from app.services.press import Press
from app.services.reindex import READING_VERSION, rebuild
from app.storage import migrate
from app.storage.archive import Archive
from app.storage.backup import Copy, Progress, copy_archive
from app.storage.placement import occupied
from app.storage.session import can_write, check_file, only_read
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge


@dataclass(frozen=True)
class Migrated:
    """What became of an archive: the shape it has, and the copy made before, if there was anything to migrate."""

    shape: str
    backup: Copy | None


def migrate_safely(
    path: Path, migrations: Path, knowledge: Knowledge, *, copying: Progress, building: Progress
) -> Migrated:
    """Copy the archive beside itself, then migrate it, while nobody writes; no copy without anything to migrate.

    Nor is one made to finish a migration that was interrupted after its tables were changed: the copy made before is
    whole, or they would not have been changed.
    """
    check_file(path)
    if not can_write(path):
        raise only_read(path)
    newest = migrate.head(migrations)
    copies: list[Copy] = []
    migrate_archive(
        path,
        migrations,
        knowledge,
        building,
        first=lambda: copies.append(copy_archive(path, _free_name(path, newest), migrations, copying)),
    )
    return Migrated(newest, copies[0] if copies else None)


def _free_name(path: Path, shape: str) -> Path:
    """Give a name for the copy of an archive as it was before it got a shape."""
    numbers = chain([""], (f".{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}.before-{shape}{number}{path.suffix}") for number in numbers)
    return next(name for name in names if not occupied(name))


def migrate_archive(
    path: Path,
    migrations: Path,
    knowledge: Knowledge,
    progress: Progress,
    *,
    first: Callable[[], None] = lambda: None,
) -> None:
    """Run the migrations that are due, ``first`` before them; build the projections if they are missing or old."""
    check_file(path)
    migrate.upgrade(path, migrations, first=first)
    with closing(Archive(path, migrations)) as archive, archive.writing() as repository:
        has_records = next(iter(repository.entries()), None) is not None
        is_current = repository.property(READING_VERSION) == VERSION and repository.count_documents()
        if has_records and not is_current:
            addresses = Addresses(public_url=repository.property("public_url") or "")
            rebuild(repository, Press(knowledge=knowledge, addresses=addresses), progress)
