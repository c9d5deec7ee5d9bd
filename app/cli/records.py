"""The commands for records: looked at before they come in, taken in, changed, shown, withdrawn, joined."""

import json
import sys
from pathlib import Path

import click

from app.cli.console import finish, print_report, show_count
from app.cli.options import settings_options
from app.house import opened_house
from app.services.ingest import check_sources, import_sources
from app.services.ledger import stamp
from app.services.press import load_payload
from app.services.read import find_head, find_revision
from app.services.report import Report
from app.services.withdraw import merge, withdraw
from app.settings import Settings

_PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))


@click.command()
@_PATHS
@click.option("--reason", help="The reason that the import would be given.")
@settings_options("archive")
def check(settings: Settings, paths: tuple[Path, ...], reason: str | None) -> None:
    """Say what an import of files and folders would do, with the same errors and queries, and write nothing."""
    given = stamp(None, reason).reason
    with opened_house(settings) as house:
        report = check_sources(house.archive, house.press, paths, show_count, reason=given)
    print_report(report, checked=True)
    sys.exit(1 if report.has_errors else 0)


@click.command("import")
@_PATHS
@click.option("--reason", help="Why; kept in the log for ever.")
@settings_options("archive", "actor")
def import_(settings: Settings, paths: tuple[Path, ...], reason: str | None) -> None:
    """Import files and folders: all of them in one batch, or nothing."""
    finish(_import(settings, list(paths), reason))


@click.command()
@click.argument("document_id", metavar="ID")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", required=True, help="Why; kept in the log for ever.")
@settings_options("archive", "actor")
def revise(settings: Settings, document_id: str, file: Path, reason: str) -> None:
    """Make a record's next revision from a file: its JSON (`muniment show ID`), changed, or a new page."""
    finish(_import(settings, [file], reason, onto=document_id))


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--revision", type=click.IntRange(min=1), help="An older revision.")
@settings_options("archive")
def show(settings: Settings, document_id: str, revision: int | None) -> None:
    """Print a record as supplied, in JSON that can be changed and given to `muniment revise`."""
    with opened_house(settings) as house, house.archive.reading() as repository:
        number = revision or find_head(repository, document_id).revision
        record = json.loads(load_payload(repository, find_revision(repository, document_id, number)))
    click.echo(json.dumps(record, ensure_ascii=False, indent=1))


@click.command("withdraw")
@click.argument("document_id", metavar="ID")
@click.option("--reason", required=True, help="Why; the tombstone carries it.")
@click.option("--minimal", is_flag=True, help="Keep neither title nor citation in the tombstone.")
@click.option("--erase", is_flag=True, help="Also delete the record's bytes for ever; their hashes stay.")
@settings_options("archive", "actor")
def withdraw_(settings: Settings, document_id: str, reason: str, *, minimal: bool, erase: bool) -> None:
    """Withdraw a record: its addresses answer 410 with a tombstone from now on."""
    mark = stamp(settings.actor, reason)
    with opened_house(settings) as house:
        with house.archive.writing() as repository:
            withdraw(repository, house.press, document_id, mark, minimal=minimal, erase=erase)
        if erase:
            house.archive.scrub()
    click.echo(f"{'Erased' if erase else 'Withdrew'} {document_id}.")


@click.command("merge")
@click.argument("document_id", metavar="ID")
@click.argument("survivor_id", metavar="INTO")
@click.option("--reason", required=True, help="Why; kept in the log for ever.")
@settings_options("archive", "actor")
def merge_(settings: Settings, document_id: str, survivor_id: str, reason: str) -> None:
    """Let the addresses of record ID lead to the record INTO, which is the same document."""
    with opened_house(settings) as house, house.archive.writing() as repository:
        merge(repository, document_id, survivor_id, stamp(settings.actor, reason))
    click.echo(f"{document_id} now leads to {survivor_id}.")


def _import(settings: Settings, paths: list[Path], reason: str | None, *, onto: str | None = None) -> Report:
    mark = stamp(settings.actor, reason)
    with opened_house(settings) as house:
        return import_sources(house.archive, house.press, paths, mark, show_count, onto=onto)
