"""Moves an archive from one shape of tables to the next, losing nothing on the way."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sqlalchemy import Connection, inspect, text

from app.domain.errors import ArchiveError, ArchiveOutdated, ArchiveTooNew, MunimentError, NotAnArchive
from app.storage.inspection import SHAPE_OF_FILE, Shape
from app.storage.session import create_file, open_engine, transaction
from app.storage.tables import GUARDED, PRINTED, is_of_an_index

#: What a migration says of itself: its name, and that of the one before it.
_SAID = re.compile(r"""^(revision|down_revision)\b[^=\n]*= *(?:["'](\w+)["']|None)$""", re.MULTILINE)


def head(migrations: Path) -> str:
    """Give the name of the newest shape this version knows."""
    steps = _steps(migrations)
    ends = steps.keys() - steps.values()
    if len(ends) != 1:
        raise ArchiveError(f"{migrations} holds no migration that is the last; reinstall muniment.")
    return ends.pop()


def _steps(migrations: Path) -> dict[str, str]:
    """Give the name of every shape with that of the one before it, which is empty for the first.

    Every archive that is opened is compared with these, so they are read without Alembic, which takes longer to load
    than most commands run.
    """
    files = [path.read_text(encoding="utf-8") for path in (migrations / "versions").glob("*.py")]
    said: list[dict[str, str]] = [dict(_SAID.findall(file)) for file in files]
    return {step["revision"]: step.get("down_revision", "") for step in said if "revision" in step}


def current(connection: Connection) -> str | None:
    """Give the name of the archive's shape, None for an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(found) > 1:
        raise NotAnArchive("The archive file is damaged (it says it has two shapes); restore it from a backup.")
    return found[0] if found else None


def check_shape(connection: Connection, migrations: Path) -> None:
    """Refuse an archive whose tables are older or newer than this version."""
    found, newest = current(connection), head(migrations)
    if found == newest:
        return
    known_shape(connection, migrations)
    raise ArchiveOutdated(
        f"The archive has the shape {found or 'empty'}, this version needs {newest}. Run `muniment migrate`."
    )


def known_shape(connection: Connection, migrations: Path) -> str | None:
    """Give the name of the archive's shape, which may be older than this version but not newer."""
    found = current(connection)
    if found is not None and found not in _steps(migrations):
        raise ArchiveTooNew(
            f"The archive has the shape {found}, made by a newer muniment. Nothing was touched; use that version."
        )
    return found


def shape(migrations: Path) -> Shape:
    """Give what the newest shape consists of, by making it in a file of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shape.db"
        create_file(path)
        upgrade(path, migrations)
        engine = open_engine(path, "read")
        try:
            with transaction(engine) as connection:
                return {tuple(row) for row in connection.exec_driver_sql(SHAPE_OF_FILE)}
        finally:
            engine.dispose()


def upgrade(path: Path, migrations: Path, target: str = "head", *, first: Callable[[], None] = lambda: None) -> None:
    """Bring the archive to a newer shape. ``first`` is done before anything in it changes, while nobody else writes.

    It is not done where nothing is to change, nor for an empty file.
    """
    _run(path, migrations, target, way="upgrade", first=first)


def downgrade(path: Path, migrations: Path, target: str) -> None:
    """Bring the archive back to an older shape; one that would lose records refuses."""
    _run(path, migrations, target, way="downgrade")


def _run(
    path: Path,
    migrations: Path,
    target: str,
    *,
    way: Literal["upgrade", "downgrade"],
    first: Callable[[], None] = lambda: None,
) -> None:
    """Run migrations in one transaction, with foreign keys off, and prove before the commit that no row was lost."""
    from app.storage.steps import take_steps  # noqa: PLC0415 - loads Alembic

    engine = open_engine(path, "migrate")
    try:
        with transaction(engine) as connection:
            if known_shape(connection, migrations) not in (None, head(migrations)):
                first()
            before = _row_counts(connection)
            take_steps(connection, migrations, target, way)
            _check_rows(connection, before)
            _check_guards(connection, before)
    except (MunimentError, OSError):  # what the disk says while something is done first is told as everywhere
        raise
    except Exception as error:  # a migration is any code, and may fail in any way
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise ArchiveError(f"The migration failed and was rolled back; the archive is as it was: {reason}") from error
    finally:
        engine.dispose()


def _check_rows(connection: Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    # alembic_version counts steps, and a table that a step drops on purpose is that step's own matter
    lost = {
        name: (count, after[name])
        for name, count in before.items()
        if name in after and name not in ("alembic_version", *PRINTED) and after[name] < count
    }
    if lost:
        told = ", ".join(f"{name} had {had} rows and would have {has}" for name, (had, has) in lost.items())
        raise ArchiveError(f"The migration would lose rows and was rolled back: {told}.")
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise ArchiveError(f"The migration would break {len(broken)} references and was rolled back.")


def _check_guards(connection: Connection, before: dict[str, int]) -> None:
    # a batch rebuild of a table drops its triggers in silence; the step must make them again
    found = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    still = set(inspect(connection).get_table_names()) & before.keys()
    wanted = {f"{table}_refuse_{verb}" for table in GUARDED for verb in ("update", "delete") if table in still}
    if missing := sorted(wanted - found):
        raise ArchiveError(f"The migration would drop {', '.join(missing)} and was rolled back.")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = [name for name in inspect(connection).get_table_names() if not is_of_an_index(name)]
    return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in names}  # noqa: S608 - own names
