"""Commands for citation styles: make their file, list them, show one. None needs an archive."""

import json
from pathlib import Path

import click

from app import resources
from app.cli.options import settings_options
from app.domain.style import Kind
from app.services.gather import find_packages
from app.services.stock import FILE, open_or_build, rebuild
from app.services.styles import Styles
from app.settings import Settings


@click.group("styles")
def styles_() -> None:
    """Citation styles: make their file, list them, show one."""


@styles_.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Another file than that of the cache.")
@click.option("--if-missing", is_flag=True, help="Make it only if there is none that is whole and of these packages.")
@settings_options("cache")
def build(settings: Settings, output: Path | None, *, if_missing: bool) -> None:
    """Make the file of citation styles from the packages that carry them; it is replaced whole, or not at all."""
    path = output or settings.cache / FILE
    names = resources.load_style_names()
    made = open_or_build(path, names) if if_missing else rebuild(path, find_packages(), names)
    click.echo(f"{path} is made of {made.made_of}: {len(made.ids)} styles, {len(made.locales)} locales.")


@styles_.command("list")
@click.argument("words", nargs=-1)
@click.option("--class", "kind", type=click.Choice(["note", "in-text"]), help="Where it cites.")
@click.option("--prints", help="A variable of CSL that it names, such as archive.")
@settings_options("cache")
def list_(settings: Settings, words: tuple[str, ...], kind: Kind | None, prints: str | None) -> None:
    """List the styles that have all WORDS in id, aliases or titles, the likeliest first."""
    for entry in _styles(settings).search(" ".join(words), kind, prints):
        click.echo(f"{entry.id}\t{entry.title}")


@styles_.command()
@click.argument("name", metavar="STYLE")
@settings_options("cache")
def show(settings: Settings, name: str) -> None:
    """Show what is known of a style, by its id or an alias, as JSON."""
    entry = _styles(settings).find(name)
    click.echo(json.dumps(entry.model_dump(mode="json"), ensure_ascii=False, indent=1))


def _styles(settings: Settings) -> Styles:
    return Styles(settings.cache, resources.load_style_names())
