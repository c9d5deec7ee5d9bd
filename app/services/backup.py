"""Keeps copies of an archive, and puts one back where the archive is gone."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.errors import ArchiveOutdated, NotAnArchive
from app.services.migration import migrate_archive
from app.services.verify import Verdict, verify_file
from app.storage import migrate
from app.storage.backup import Copy, Progress, copy_archive, put_back
from app.understanding.knowledge import Knowledge


@dataclass(frozen=True)
class Restored:
    """An archive that is back. ``verdict`` is there if all of it was proved; ``needs_migration`` if it is older."""

    copy: Copy
    verdict: Verdict | None
    needs_migration: bool


def back_up(path: Path, target: Path, migrations: Path, progress: Progress, *, read_only: bool = False) -> Copy:
    """Copy the archive as it is at one moment to a file that is not there yet, and see that the copy opens."""
    return copy_archive(path, target, migrations, progress, read_only=read_only)


def restore(
    source: Path, path: Path, migrations: Path, progress: Progress, *, prove: Callable[[Path], Verdict] | None = None
) -> Restored:
    """Put a backup, whatever its shape, where no archive is. With ``prove``, only if that finds it whole."""
    verdicts: list[Verdict] = []

    def look(unfinished: Path) -> None:
        if prove:
            verdicts.append(prove(unfinished))
            if faults := verdicts[0].faults:
                first = f"{faults[0].subject}: {faults[0].reason}"
                raise NotAnArchive(f"{source} is not whole, and was not restored: {len(faults)} faults, first {first}")

    copy = put_back(source, path, migrations, progress, look)
    return Restored(copy, next(iter(verdicts), None), copy.shape != migrate.head(migrations))


def prove_copy(path: Path, migrations: Path, knowledge: Knowledge) -> Verdict:
    """Look at all of a copy; one of an older shape is proved by what it becomes when a copy of it is migrated."""
    try:
        return verify_file(path, migrations, knowledge)
    except ArchiveOutdated:
        with TemporaryDirectory(prefix=f"{path.name}.", dir=path.parent) as folder:
            trial = Path(shutil.copyfile(path, Path(folder) / "trial.db"))
            migrate_archive(trial, migrations, knowledge, lambda _done, _total: None)
            return verify_file(trial, migrations, knowledge)
