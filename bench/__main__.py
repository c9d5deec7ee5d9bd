"""``make bench``: exit 0 if every work reached what is accepted, 1 if not."""

import os
import sys

import click

from bench.archives import BATCH, FOLDER, obtain_archive
from bench.duel import Plan, Unmeasurable
from bench.load import CONNECTIONS, WrkMissing, find_wrk
from bench.report import REACHED, Row, heading, write_results
from bench.servers import ServerFailed
from bench.works import WORKS, Bench, Work

_SMALL = 1000


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--records", type=click.IntRange(min=1000), default=100_000, show_default=True, help="Of the archive.")
@click.option(
    "--rounds", type=click.IntRange(min=1), default=7, show_default=True, help="Pairs of rounds for each work."
)
@click.option("--seconds", type=click.FloatRange(min=1), default=4, show_default=True, help="Of each round.")
@click.option("--cores", default="0,1", show_default=True, help="One for the servers, one for the load.")
@click.option(
    "--only", multiple=True, type=click.Choice([work.name for work in WORKS]), help="A work; may be repeated."
)
def main(records: int, rounds: int, seconds: float, cores: str, only: tuple[str, ...]) -> None:
    """Measure the product beside what it is compared with, on a synthetic archive."""
    try:
        find_wrk()
        server_core, load_core = (int(core) for core in cores.split(","))
        os.sched_setaffinity(0, {load_core})  # which the load inherits
    except WrkMissing as missing:
        raise click.ClickException(str(missing)) from missing
    except (ValueError, OSError) as error:
        raise click.UsageError("--cores: give two cores of this machine, such as 0,1") from error
    bench = Bench(
        archive=obtain_archive(records, _show),
        records=records,
        small_archive=obtain_archive(_SMALL, _show),
        small_records=_SMALL,
        plan=Plan(rounds=rounds, seconds=seconds, core=server_core),
    )
    click.echo(f"{records:,} records, {rounds} pairs of rounds of {seconds:g} s, {CONNECTIONS} connections kept alive")
    click.echo(heading())
    rows = [_measure(work, bench) for work in WORKS if not only or work.name in only]
    write_results(FOLDER / "results.json", bench, rows)
    sys.exit(0 if all(row.verdict in REACHED for row in rows) else 1)


def _measure(work: Work, bench: Bench) -> Row:
    try:
        row = Row(work, work.measure(bench))
    except (Unmeasurable, ServerFailed) as obstacle:
        row = Row(work, None, str(obstacle))
    click.echo(row.line())
    return row


def _show(done: int, total: int) -> None:
    line = f"{done:,} of {total:,} synthetic records"
    if sys.stderr.isatty() and (done % 100 == 0 or done == total):
        click.echo(f"\r{line}", err=True, nl=done == total)
    elif done % BATCH == 0 or done == total:
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
