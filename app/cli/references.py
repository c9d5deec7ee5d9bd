"""The commands for archival references as an archive knows them: found, and what an editor should settle in them."""

import json

import click

from app.cli.console import show_share
from app.cli.options import settings_options
from app.house import opened_house
from app.services.lint import lint
from app.services.resolve import resolve
from app.settings import Settings


@click.command("resolve")
@click.argument("reference", metavar="REFERENCE")
@settings_options("archive")
def resolve_(settings: Settings, reference: str) -> None:
    """Find the records that a reference, a citation, a title or an address means, and print them as JSON."""
    with opened_house(settings) as house, house.archive.reading() as repository:
        candidates = resolve(repository, house.press, reference)
    found = [candidate.model_dump(mode="json") for candidate in candidates]
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


@click.command("lint")
@settings_options("archive")
def lint_(settings: Settings) -> None:
    """List what an editor should settle in archival references: unread ones, odd ones, units spelled two ways."""
    with opened_house(settings) as house, house.archive.reading() as repository:
        findings = list(lint(repository, house.press, show_share))
    for found in findings:
        words = f" “{found.words}”" if found.words else ""
        click.echo(f"{found.document_id}: {found.code}:{words} {found.reason}")
    click.echo(f"{len(findings)} to settle.")
