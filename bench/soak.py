"""``make soak``: hours of mixed load while records are imported and backups made; nothing fails, and nothing grows."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import click

from app import resources
from app.services.backup import back_up
from bench.archives import FOLDER, add_records, obtain_archive, opened
from bench.load import Target, apply_load, write_targets
from bench.servers import Server, product, serving
from bench.synthesis import record_id

_RECORDS = 1000
_ADDED = 20
_ROUND = 20.0
#: The first rounds fill caches and pools; growth is counted from their end.
_WARM = 3
#: What may be added to that: a tenth, for what Python's allocator keeps, and a few files.
_MEMORY = 1.1
_FILES = 8
_PARTS = ("", ".json", ".html", ".page.txt", "/citation", "/passages/en.p1", "/revisions", "/texts/en")


@dataclass(frozen=True)
class Sample:
    """The server after a round: its memory in MB, its open files, and what went wrong in the round."""

    pss_mb: float
    files: int
    requests: int
    errors: int

    def line(self) -> str:
        """Give it for the terminal."""
        return f"{self.requests:>9,} requests, {self.errors} errors, {self.pss_mb:.1f} MB, {self.files} files"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--minutes", type=click.FloatRange(min=1), default=60, show_default=True, help="How long.")
def main(minutes: float) -> None:
    """Keep the product busy, and see that nothing fails and nothing grows."""
    with _workshop() as archive, serving(product(archive), core=0) as server:
        server.wait_for("/readyz")
        targets = write_targets(archive.with_suffix(".targets"), list(_targets()))
        samples: list[Sample] = []
        end = monotonic() + minutes * 60
        while monotonic() < end or len(samples) <= _WARM:
            samples.append(_round(server, archive, targets, len(samples)))
            click.echo(samples[-1].line())
    faults = judge(samples)
    click.echo("\n".join(faults) or "Nothing failed, and nothing grew.")
    sys.exit(1 if faults else 0)


def judge(samples: list[Sample]) -> list[str]:
    """Say what is wrong with a run: errors, or growth since the warm rounds."""
    base, last = samples[_WARM - 1], samples[-1]
    errors = sum(sample.errors for sample in samples)
    faults = [f"{errors} requests failed"] if errors else []
    if last.pss_mb > base.pss_mb * _MEMORY:
        faults.append(f"memory grew from {base.pss_mb:.1f} to {last.pss_mb:.1f} MB")
    if last.files > base.files + _FILES:
        faults.append(f"open files grew from {base.files} to {last.files}")
    return faults


@contextmanager
def _workshop() -> Iterator[Path]:
    """Give a copy of the small archive that may be written to."""
    folder = FOLDER / "soak"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = obtain_archive(_RECORDS, _quietly)
    try:
        yield Path(shutil.copyfile(source, folder / "archive.db"))
    finally:
        shutil.rmtree(folder)


def _targets() -> Iterator[Target]:
    for number in range(_RECORDS):
        yield from (Target(f"/documents/{record_id(number)}{part}") for part in _PARTS)
        yield Target(f"/document/{record_id(number)}", {"accept": "text/html", "accept-encoding": "gzip"})
    yield from (Target(path) for path in ("/", "/documents", "/documents?limit=200", "/readyz", "/openapi.json"))


def _round(server: Server, archive: Path, targets: Path, number: int) -> Sample:
    """Write to the archive, copy it, and load the server for a while."""
    first = _RECORDS + number * _ADDED
    with opened(archive) as house:
        add_records(house, range(first, first + _ADDED), _quietly, total=first + _ADDED)
    copy = archive.with_name("copy.db")
    back_up(archive, copy, resources.migrations(), _quietly)
    copy.unlink()
    count = apply_load(server.address, targets, seconds=_ROUND, seed=number)
    files = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
    return Sample(server.pss_mb(), files, count.requests, count.errors)


def _quietly(_done: int, _total: int) -> None:
    """Say nothing of how far a piece of work has come."""


if __name__ == "__main__":
    main()
