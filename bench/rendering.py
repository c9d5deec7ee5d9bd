"""What it costs to write the seed down in each format: ``python -m bench.rendering`` prints all of them.

One measure alone, as `make bench` asks for it, is ``python -m bench.rendering plain|xml``: the median of the slowest
format of those that are made when they are asked for. Stored ones are made when a record is written.
"""

import time
from collections.abc import Iterator
from statistics import median

import click

from app import resources
from app.domain.identifiers import Addresses
from app.formats import formats
from app.formats.base import Format
from app.services.example import example_document
from app.services.press import Press

_RENDERINGS = 400


def is_xml(fmt: Format) -> bool:
    """Whether a format is XML (RFC 7303, §4.2)."""
    return fmt.bare_type.endswith("+xml")


def time_formats() -> Iterator[tuple[Format, float]]:
    """Give each format with the median time of writing the seed down, warm, in milliseconds."""
    press = Press(knowledge=resources.load_knowledge(), addresses=Addresses(public_url=""))
    seed = example_document(press, resources.seed())
    for fmt in formats():
        times = []
        for _ in range(_RENDERINGS):
            begin = time.perf_counter()
            fmt.render(seed, press.context)
            times.append(time.perf_counter() - begin)
        yield fmt, median(times) * 1000


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("kind", type=click.Choice(["plain", "xml"]), required=False)
def main(kind: str | None) -> None:
    """Measure the slowest of one kind, or list all formats with their times."""
    measured = list(time_formats())
    if kind:
        click.echo(max(took for fmt, took in measured if is_xml(fmt) == (kind == "xml") and not fmt.stored))
        return
    for fmt, took in measured:
        click.echo(f"{fmt.name}: {took:.3f} ms{', stored' if fmt.stored else ''}")


if __name__ == "__main__":
    main()
