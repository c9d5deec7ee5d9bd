"""The commands for an archive as a whole: made, brought to a newer shape, copied, put back, built anew, proved."""

import json
import sys
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import click

from app import resources
from app.cli.console import (
    finish,
    print_copy,
    print_migrated,
    print_outcome,
    print_restored,
    print_verdict,
    show_copied,
    show_count,
    show_share,
)
from app.cli.options import settings_options
from app.domain.errors import ArchiveError
from app.domain.identifiers import Addresses
from app.house import opened_house
from app.services.backup import back_up, prove_copy, restore
from app.services.found import found_archive, found_with_sources
from app.services.ledger import stamp
from app.services.migration import migrate_safely
from app.services.press import Press
from app.services.reindex import reindex
from app.services.report import Report
from app.services.verify import verify_file
from app.settings import Settings


@click.command()
@click.option("--empty", is_flag=True, help="Leave the seed record out.")
@click.option("--if-missing", is_flag=True, help="Do nothing if there is an archive already.")
@settings_options("archive", "public_url", "actor")
def init(settings: Settings, *, empty: bool, if_missing: bool) -> None:
    """Make a new archive, with the seed record in it."""
    if if_missing and settings.archive.exists():
        return
    path, addresses, mark = _writable(settings), Addresses(public_url=settings.public_url or ""), stamp(settings.actor)
    report = Report()
    if empty:
        found_archive(path, resources.migrations(), addresses, mark)
    else:
        press = Press(knowledge=resources.load_knowledge(), addresses=addresses)
        pages = sorted(resources.seed().glob("*.txt"))
        report = found_with_sources(path, resources.migrations(), press, mark, pages, show_count)
    click.echo(f"{'Did not make' if report.has_errors else 'Made'} {settings.archive}.")
    if report.has_errors:
        finish(report)
    elif not empty:  # what is to be looked at in the seed record is not for whoever begins an archive
        print_outcome(report, checked=False)


@click.command()
@settings_options("archive")
def migrate(settings: Settings) -> None:
    """Bring an archive made by an older version to this one's shape, after a backup beside it."""
    path = _writable(settings)
    print_migrated(
        migrate_safely(
            path, resources.migrations(), resources.load_knowledge(), copying=show_copied, building=show_share
        ),
        path,
    )


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@settings_options("archive")
def backup_(settings: Settings, file: Path) -> None:
    """Copy the archive to FILE, while it is served and written to; never overwrites."""
    print_copy(
        back_up(settings.archive, file, resources.migrations(), show_copied, read_only=settings.read_only),
        "Backed up to",
    )


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verify", "is_proved", is_flag=True, help="Only if all of it is whole, as `muniment verify` sees it.")
@settings_options("archive")
def restore_(settings: Settings, file: Path, *, is_proved: bool) -> None:
    """Put the backup FILE where no archive is."""
    migrations = resources.migrations()
    prove = partial(prove_copy, migrations=migrations, knowledge=resources.load_knowledge()) if is_proved else None
    print_restored(restore(file, _writable(settings), migrations, show_copied, prove=prove))


@click.command("reindex")
@settings_options("archive", "public_url", "actor")
def reindex_(settings: Settings) -> None:
    """Build readings and served bytes anew, at the public address set; makes no revision."""
    with opened_house(settings) as house:
        before, press = house.press.addresses, house.press
        if settings.public_url is not None:
            press = replace(press, addresses=Addresses(public_url=settings.public_url))
        count = reindex(house.archive, press, stamp(settings.actor), show_share)
    click.echo(f"Reindexed {count} records.")
    if press.addresses != before:
        moved = f"{before.public_url or '(none)'} to {press.addresses.public_url or '(none)'}"
        click.echo(f"The public address changed from {moved}. Restart `muniment serve`.")


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
@settings_options("archive")
def verify_(settings: Settings, *, as_json: bool) -> None:
    """Prove the archive whole: hashes, log, and everything served against a fresh build."""
    verdict = verify_file(
        settings.archive, resources.migrations(), resources.load_knowledge(), read_only=settings.read_only
    )
    if as_json:
        click.echo(json.dumps({**asdict(verdict), "whole": verdict.is_whole}, indent=1))
    else:
        print_verdict(verdict)
    sys.exit(0 if verdict.is_whole else 1)


def _writable(settings: Settings) -> Path:
    """Give the archive's path to a command that makes the file or changes all of it, unless it is only to be read."""
    if settings.read_only:
        raise ArchiveError("MUNIMENT_READ_ONLY is set, so nothing was written. Take it away to write.")
    return settings.archive
