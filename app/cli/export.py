"""The command that writes records down in a format."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import click

from app.cli.console import show_share
from app.cli.options import settings_options
from app.domain.errors import ArchiveError
from app.formats import formats
from app.formats.base import Format
from app.house import opened_house
from app.services.export import Tally, export_records, keep
from app.settings import Settings

_FORMATS = {fmt.name: fmt for fmt in formats()}


@click.command()
@click.argument("document_ids", metavar="[ID]...", nargs=-1)
@click.option("--to", "name", required=True, type=click.Choice(list(_FORMATS)), help="The format.")
@click.option("--all", "is_all", is_flag=True, help="Every published record.")
@click.option(
    "--output", type=click.Path(path_type=Path), help="A file for one record, a folder for more; else standard output."
)
@settings_options("archive")
def export(settings: Settings, document_ids: tuple[str, ...], name: str, output: Path | None, *, is_all: bool) -> None:
    """Write records down in a format; what it cannot say of them goes to standard error."""
    fmt = _FORMATS[name]
    if bool(document_ids) is is_all:
        raise click.UsageError("name the records, or take all of them with --all")
    is_one = len(document_ids) == 1
    if output is None and not is_one and fmt.joined is None:
        raise click.UsageError(f"a file of the format {name} holds one record; name a folder with --output")
    tally = Tally()
    with opened_house(settings) as house, house.archive.reading() as repository:
        ids = repository.published() if is_all else list(dict.fromkeys(document_ids))
        progress = partial(show_share, total=len(ids))
        made = export_records(repository, house.press, ids, fmt, tally, progress)
        if output is None:
            _print(made, fmt, is_one=is_one)
        else:
            _write(made, output, fmt, tally, is_one=is_one)
    _tell(tally, fmt, output)


def _print(made: Iterable[tuple[str, bytes]], fmt: Format, *, is_one: bool) -> None:
    """Give one record as it is, or several as one file of the format."""
    bodies: Iterator[bytes] = (body for _, body in made)
    for part in bodies if is_one or fmt.joined is None else fmt.joined(bodies):
        click.echo(part, nl=False)


def _write(made: Iterable[tuple[str, bytes]], output: Path, fmt: Format, tally: Tally, *, is_one: bool) -> None:
    """Write one record to a file, or each to its own in a folder."""
    is_folder = not is_one or output.is_dir()
    if is_folder and output.exists() and not output.is_dir():
        raise ArchiveError(f"{output} is a file, and several records need a folder.")
    first = next(iter(made), None)  # nothing is made for a record that there is not
    if first is None:
        return
    if is_folder:
        output.mkdir(parents=True, exist_ok=True)
    for document_id, body in chain([first], made):
        path = output / f"{document_id}.{fmt.suffix}" if is_folder else output
        tally.written += keep(path, body)


def _tell(tally: Tally, fmt: Format, output: Path | None) -> None:
    """Say beside the records what became of them, what was not said of them, and which could not be had."""
    if output is not None and tally.records:
        same = tally.records - tally.written
        click.echo(
            f"Exported {tally.records} records to {output}: {tally.written} written, {same} as they were.", err=True
        )
    for loss, count in sorted(tally.losses.items(), key=lambda item: item[0].member):
        of = f" in {count} of {tally.records} records" if tally.records > 1 else ""
        click.echo(f"{fmt.name}: {loss.member} {loss.how}{of}: {loss.why}", err=True)
    for failure in tally.failures:
        click.echo(f"Error: {failure}", err=True)
    if tally.failures:
        sys.exit(1)
