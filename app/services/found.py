"""Founds an archive, and opens one that is there."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.domain.errors import Damaged
from app.domain.identifiers import Addresses
from app.services.ingest import Progress, import_sources
from app.services.ledger import Stamp, begin_log
from app.services.press import Press
from app.services.reindex import READING_VERSION, refuse_unbuilt
from app.services.report import Report
from app.services.styles import Styles
from app.storage.archive import Archive, create_archive
from app.storage.session import sqlite_warning
from app.understanding import VERSION
from app.understanding.knowledge import Knowledge


@dataclass(frozen=True)
class House:
    """An open archive with all that is needed to read, write and print its records.

    ``secret`` signs what we hand out and want back unchanged; ``seed`` is the folder of the seed record's page.
    ``contact`` is where whoever runs it is reached, as a URI; ``warnings`` are sentences for them.
    """

    archive: Archive
    press: Press
    secret: str
    seed: Path
    styles: Styles
    warnings: tuple[str, ...] = ()
    contact: str | None = None


def found_archive(
    path: Path,
    migrations: Path,
    addresses: Addresses,
    mark: Stamp,
    *,
    first: Callable[[Archive], None] | None = None,
) -> None:
    """Make a new archive. ``first`` puts in what it is to begin with: the archive is there with that, or not at all."""
    secret = secrets.token_hex(32)

    def fill(archive: Archive) -> None:
        with archive.writing() as repository:
            begin_log(repository, mark, addresses, secret)
            repository.set_property(READING_VERSION, VERSION)
        if first:
            first(archive)

    create_archive(path, migrations, fill)


def found_with_sources(
    path: Path, migrations: Path, press: Press, mark: Stamp, sources: Sequence[Path], progress: Progress
) -> Report:
    """Make a new archive that begins with the records of some sources; none is made if any of them has an error."""
    reports: list[Report] = []

    def fill(archive: Archive) -> None:
        reports.append(import_sources(archive, press, sources, mark, progress))
        if reports[0].has_errors:
            raise _RefusedError

    with suppress(_RefusedError):
        found_archive(path, migrations, press.addresses, mark, first=fill)
    return reports[0]


class _RefusedError(Exception):
    """Ends the making of an archive whose first records have errors."""


def open_house(
    path: Path,
    *,
    migrations: Path,
    knowledge: Knowledge,
    seed: Path,
    styles: Styles,
    public_url: str | None,
    contact: str | None = None,
    read_only: bool = False,
) -> House:
    """Open an archive. Its own public address holds, whatever the setting says; a difference is a warning."""
    with ExitStack() as failing:
        archive = Archive(path, migrations, read_only=read_only)
        failing.callback(archive.close)
        with archive.reading() as repository:
            properties = repository.properties()
        refuse_unbuilt(properties)
        addresses, secret = _addresses(properties), properties.get("secret")
        if not secret:
            raise Damaged("The archive's secret")
        failing.pop_all()
    warnings = _warnings(addresses, public_url, properties)
    press = Press(knowledge=knowledge, addresses=addresses)
    return House(archive, press, secret, seed, styles, tuple(warnings), contact)


def _warnings(addresses: Addresses, public_url: str | None, properties: Mapping[str, str]) -> Iterator[str]:
    """Tell what whoever runs this archive should know; serving goes on."""
    if old := sqlite_warning():
        yield old
    if public_url is not None and public_url != addresses.public_url:
        yield (
            f"The archive's public address is {addresses.public_url or 'not set'!r}, the setting says {public_url!r}. "
            "Served addresses keep the archive's; run `muniment reindex` to change them."
        )
    if properties.get(READING_VERSION) != VERSION:
        yield "The readings were made by another version; run `muniment reindex` to renew them."


def _addresses(properties: Mapping[str, str]) -> Addresses:
    try:
        return Addresses(public_url=properties.get("public_url", ""))
    except ValidationError as error:
        raise Damaged("The archive's public address") from error
