"""The command that checks a quotation."""

import json
from dataclasses import asdict

import click

from app.cli.options import settings_options
from app.house import opened_house
from app.services.quote import check_quotation
from app.settings import Settings


@click.command()
@click.argument("words")
@click.option("--id", "document_id", help="The record, by any name it ever had or an address of it; all without it.")
@settings_options("archive")
def quote(settings: Settings, words: str, document_id: str | None) -> None:
    """Check whether quoted words stand in a record, and print how they differ from it as JSON."""
    with opened_house(settings) as house, house.archive.reading() as repository:
        verdict = check_quotation(repository, house.press, words, document_id)
    click.echo(json.dumps(asdict(verdict), ensure_ascii=False, indent=1))
