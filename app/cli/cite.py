"""The command that cites a record."""

import sys
from typing import Any, get_args

import click

from app.citing import house as house_style
from app.citing.mapping import Profile
from app.citing.printing import Form
from app.cli.options import settings_options
from app.domain.document import Document
from app.domain.errors import Unusable
from app.house import opened_house
from app.services.cite import ALL, Citer, Ensure, Notation, Wanted
from app.services.found import House
from app.services.read import read_document
from app.services.trail import Step, follow, read_for_passages
from app.settings import Settings


def _choice(values: object) -> click.Choice[str]:
    return click.Choice(get_args(values))


@click.command()
@click.argument("document_id", metavar="ID")
@click.option("--style", default=house_style.STYLE, show_default=True, help="A style's id or alias.")
@click.option("--locale", help="A language tag such as fr-FR; the style's own without it.")
@click.option("--form", type=_choice(Form), help="What the style is asked for most, without it.")
@click.option("--profile", type=_choice(Profile), default="described", show_default=True, help="What is said of it.")
@click.option("--holding", default=ALL, show_default=True, help="One holding, by its number or its archive's id.")
@click.option("--locator", help="A passage, en.p7, or a run, en.p7-en.p9.")
@click.option("--leaf", help="A leaf of the file, or some.")
@click.option("--accessed", help="The day of access, YYYY-MM-DD.")
@click.option("--ensure", type=_choice(Ensure), help="Put the places behind it where the style prints none.")
@click.option("--format", type=_choice(Notation), default="text", show_default=True, help="In which notation.")
@click.option("--revision", type=click.IntRange(min=1), help="An older revision.")
@settings_options("archive", "cache")
def cite(
    settings: Settings,
    document_id: str,
    revision: int | None,
    **asked: Any,  # noqa: ANN401 - the options, which click has looked at
) -> None:
    """Print a record's citation, as this archive's house has it or in a style; warnings go to standard error."""
    with opened_house(settings) as house:
        try:
            document = _read(house, Step(document_id, number=revision), asked["locator"])
            formatted = Citer(house.styles, house.press.knowledge).cite(document, Wanted(**asked))
        except Unusable as error:
            instead = f" It can be: {', '.join(error.choices)}." if error.choices else ""
            click.echo(f"Error: {error}{instead}", err=True)
            sys.exit(1)
    click.echo(formatted.html if formatted.format == "html" else formatted.formatted or formatted.text)
    if formatted.omitted:
        click.echo(f"Left out by the style: {', '.join(formatted.omitted)}.", err=True)
    for warning in formatted.warnings:
        click.echo(f"Warning: {warning}.", err=True)


def _read(house: House, asked: Step, locator: str | None) -> Document:
    read = read_document if locator is None else read_for_passages
    with house.archive.reading() as repository:
        return follow(asked, lambda step: read(repository, house.press, step.name, number=step.number))
