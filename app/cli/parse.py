"""The command that reads an archival reference. It needs no archive, and so nothing that opens one."""

import json

import click

from app import resources
from app.cli.options import settings_options
from app.services.references import MAX_NOTE, parse_reference
from app.settings import Settings


@click.command()
@click.argument("reference", metavar="REFERENCE")
@settings_options()
def parse(_: Settings, reference: str) -> None:
    """Read an archival reference, or a note that holds some, and print its parts as JSON. Needs no archive."""
    found = parse_reference(resources.load_knowledge(), reference, most=MAX_NOTE)
    click.echo(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=1))
