"""The commands, each a verb of the services."""

import json
import logging.config
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from functools import partial
from math import ceil
from pathlib import Path

import click
import uvicorn

from app import __version__, resources
from app.cli.console import (
    print_copy,
    print_migrated,
    print_outcome,
    print_report,
    print_restored,
    print_verdict,
    show_copied,
    show_count,
    show_share,
)
from app.cli.logs import LOGGING
from app.cli.options import settings_options
from app.cli.protocol import PatientProtocol
from app.cli.serving import application, writable
from app.domain.identifiers import Addresses
from app.main import open_settings_house
from app.services.backup import back_up, prove_copy, restore
from app.services.found import House, found_archive, found_with_sources
from app.services.ingest import check_sources, import_sources
from app.services.ledger import stamp
from app.services.lint import lint
from app.services.migration import migrate_safely
from app.services.press import Press, load_payload
from app.services.read import find_head, find_revision
from app.services.references import MAX_NOTE, parse_reference
from app.services.reindex import reindex
from app.services.report import Report
from app.services.resolve import resolve
from app.services.verify import verify_file
from app.services.withdraw import merge, withdraw
from app.settings import Settings

_PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
_REASON = click.option("--reason", help="Why; kept in the log for ever.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Serve translated archival documents so that they can be read, cited and embedded without error."""


@main.command()
@settings_options(
    "archive", "host", "port", "public_url", "contact", "trusted_proxies",
    "access_log", "limit_concurrency", "request_timeout", "metrics_port", "workers", "read_only", "cache",
)  # fmt: skip
def serve(settings: Settings) -> None:
    """Serve the archive over HTTP."""
    logging.config.dictConfig(LOGGING)  # so that what is said while the application is made looks like the rest
    uvicorn.run(
        application(settings),
        factory=settings.workers > 1,
        workers=settings.workers,
        host=settings.host,
        port=settings.port,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        server_header=False,
        access_log=False,
        log_config=LOGGING,
        http=PatientProtocol,
        ws="none",
        timeout_graceful_shutdown=ceil(settings.request_timeout),
    )


@main.command()
@click.option("--empty", is_flag=True, help="Leave the seed record out.")
@click.option("--if-missing", is_flag=True, help="Do nothing if there is an archive already.")
@settings_options("archive", "public_url", "actor")
def init(settings: Settings, *, empty: bool, if_missing: bool) -> None:
    """Make a new archive, with the seed record in it."""
    if if_missing and settings.archive.exists():
        return
    path, addresses, mark = writable(settings), Addresses(public_url=settings.public_url or ""), stamp(settings.actor)
    report = Report()
    if empty:
        found_archive(path, resources.migrations(), addresses, mark)
    else:
        press = Press(knowledge=resources.load_knowledge(), addresses=addresses)
        pages = sorted(resources.seed().glob("*.txt"))
        report = found_with_sources(path, resources.migrations(), press, mark, pages, show_count)
    click.echo(f"{'Did not make' if report.has_errors else 'Made'} {settings.archive}.")
    if report.has_errors:
        _finish(report)
    elif not empty:  # what is to be looked at in the seed record is not for whoever begins an archive
        print_outcome(report, checked=False)


@main.command()
@settings_options("archive")
def migrate(settings: Settings) -> None:
    """Bring an archive made by an older version to this one's shape, after a backup beside it."""
    path = writable(settings)
    print_migrated(
        migrate_safely(
            path, resources.migrations(), resources.load_knowledge(), copying=show_copied, building=show_share
        ),
        path,
    )


@main.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@settings_options("archive")
def backup_(settings: Settings, file: Path) -> None:
    """Copy the archive to FILE, while it is served and written to; never overwrites."""
    print_copy(
        back_up(settings.archive, file, resources.migrations(), show_copied, read_only=settings.read_only),
        "Backed up to",
    )


@main.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verify", "is_proved", is_flag=True, help="Only if all of it is whole, as `muniment verify` sees it.")
@settings_options("archive")
def restore_(settings: Settings, file: Path, *, is_proved: bool) -> None:
    """Put the backup FILE where no archive is."""
    migrations = resources.migrations()
    prove = partial(prove_copy, migrations=migrations, knowledge=resources.load_knowledge()) if is_proved else None
    print_restored(restore(file, writable(settings), migrations, show_copied, prove=prove))


@main.command()
@_PATHS
@click.option("--reason", help="The reason that the import would be given.")
@settings_options("archive")
def check(settings: Settings, paths: tuple[Path, ...], reason: str | None) -> None:
    """Say what an import of files and folders would do, with the same errors and queries, and write nothing."""
    given = stamp(None, reason).reason
    with _opened(settings) as house:
        report = check_sources(house.archive, house.press, paths, show_count, reason=given)
    print_report(report, checked=True)
    sys.exit(1 if report.has_errors else 0)


@main.command("import")
@_PATHS
@_REASON
@settings_options("archive", "actor")
def import_(settings: Settings, paths: tuple[Path, ...], reason: str | None) -> None:
    """Import files and folders: all of them in one batch, or nothing."""
    _finish(_import(settings, list(paths), reason))


@main.command()
@click.argument("document_id", metavar="ID")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", required=True, help="Why; kept in the log for ever.")
@settings_options("archive", "actor")
def revise(settings: Settings, document_id: str, file: Path, reason: str) -> None:
    """Make a record's next revision from a file: its JSON (`muniment show ID`), changed, or a new page."""
    _finish(_import(settings, [file], reason, onto=document_id))


@main.command()
@click.argument("document_id", metavar="ID")
@click.option("--revision", type=click.IntRange(min=1), help="An older revision.")
@settings_options("archive")
def show(settings: Settings, document_id: str, revision: int | None) -> None:
    """Print a record as supplied, in JSON that can be changed and given to `muniment revise`."""
    with _opened(settings) as house, house.archive.reading() as repository:
        number = revision or find_head(repository, document_id).revision
        record = json.loads(load_payload(repository, find_revision(repository, document_id, number)))
    click.echo(json.dumps(record, ensure_ascii=False, indent=1))


@main.command()
@click.argument("reference", metavar="REFERENCE")
@settings_options()
def parse(_: Settings, reference: str) -> None:
    """Read an archival reference, or a note that holds some, and print its parts as JSON. Needs no archive."""
    found = parse_reference(resources.load_knowledge(), reference, most=MAX_NOTE)
    click.echo(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=1))


@main.command("resolve")
@click.argument("reference", metavar="REFERENCE")
@settings_options("archive")
def resolve_(settings: Settings, reference: str) -> None:
    """Find the records that a reference, a citation, a title or an address means, and print them as JSON."""
    with _opened(settings) as house, house.archive.reading() as repository:
        candidates = resolve(repository, house.press, reference)
    found = [candidate.model_dump(mode="json") for candidate in candidates]
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@main.command("lint")
@settings_options("archive")
def lint_(settings: Settings) -> None:
    """List what an editor should settle in archival references: unread ones, odd ones, units spelled two ways."""
    with _opened(settings) as house, house.archive.reading() as repository:
        findings = list(lint(repository, house.press, show_share))
    for found in findings:
        words = f" “{found.words}”" if found.words else ""
        click.echo(f"{found.document_id}: {found.code}:{words} {found.reason}")
    click.echo(f"{len(findings)} to settle.")


@main.command("withdraw")
@click.argument("document_id", metavar="ID")
@click.option("--reason", required=True, help="Why; the tombstone carries it.")
@click.option("--minimal", is_flag=True, help="Keep neither title nor citation in the tombstone.")
@click.option("--erase", is_flag=True, help="Also delete the record's bytes for ever; their hashes stay.")
@settings_options("archive", "actor")
def withdraw_(settings: Settings, document_id: str, reason: str, *, minimal: bool, erase: bool) -> None:
    """Withdraw a record: its addresses answer 410 with a tombstone from now on."""
    mark = stamp(settings.actor, reason)
    with _opened(settings) as house:
        with house.archive.writing() as repository:
            withdraw(repository, house.press, document_id, mark, minimal=minimal, erase=erase)
        if erase:
            house.archive.scrub()
    click.echo(f"{'Erased' if erase else 'Withdrew'} {document_id}.")


@main.command("merge")
@click.argument("document_id", metavar="ID")
@click.argument("survivor_id", metavar="INTO")
@click.option("--reason", required=True, help="Why; kept in the log for ever.")
@settings_options("archive", "actor")
def merge_(settings: Settings, document_id: str, survivor_id: str, reason: str) -> None:
    """Let the addresses of record ID lead to the record INTO, which is the same document."""
    with _opened(settings) as house, house.archive.writing() as repository:
        merge(repository, document_id, survivor_id, stamp(settings.actor, reason))
    click.echo(f"{document_id} now leads to {survivor_id}.")


@main.command("reindex")
@settings_options("archive", "public_url", "actor")
def reindex_(settings: Settings) -> None:
    """Build readings and served bytes anew, at the public address set; makes no revision."""
    with _opened(settings) as house:
        before, press = house.press.addresses, house.press
        if settings.public_url is not None:
            press = replace(press, addresses=Addresses(public_url=settings.public_url))
        count = reindex(house.archive, press, stamp(settings.actor), show_share)
    click.echo(f"Reindexed {count} records.")
    if press.addresses != before:
        moved = f"{before.public_url or '(none)'} to {press.addresses.public_url or '(none)'}"
        click.echo(f"The public address changed from {moved}. Restart `muniment serve`.")


@main.command("verify")
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


def _import(settings: Settings, paths: list[Path], reason: str | None, *, onto: str | None = None) -> Report:
    mark = stamp(settings.actor, reason)
    with _opened(settings) as house:
        return import_sources(house.archive, house.press, paths, mark, show_count, onto=onto)


@contextmanager
def _opened(settings: Settings) -> Iterator[House]:
    """Open the archive for one command; at its end all is in the one file, and no lock is left."""
    house = open_settings_house(settings)
    with closing(house.archive):
        yield house


def _finish(report: Report) -> None:
    print_report(report, checked=False)
    if report.has_errors:
        sys.exit(1)
