"""Prints the seed in every citation style there is, and in every locale that a dependent style asks of its parent."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.citing.csl.context import Cite
from app.citing.csl.locale import LocaleSource
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor
from app.citing.csl.style import parse_style, read_parent
from app.citing.csl.writers import WRITERS
from tests.citing.suite.material import NO_PACKAGES, find_styles, locales_of
from tests.golden.csl.agreement import LANG, all_records

#: All styles together may take so many seconds.
_LIMIT = 120
_WRITE = WRITERS["text"].write


class _Job(NamedTuple):
    style: str
    locale: str
    path: Path


def measure_styles() -> bool:
    """Print how many styles there are and how long they take; whether all print the seed, in time."""
    packages = find_styles()
    if packages is None:
        print(f"styles: skipped, {NO_PACKAGES}")
        return os.environ.get("MUNIMENT_REQUIRE_ALL") != "1"
    source = locales_of(packages)
    seed = all_records()[:2]
    dependents = list((packages.styles / "dependent").glob("*.csl"))
    jobs = [_Job(path.stem, "", path) for path in sorted(packages.styles.glob("*.csl"))]
    pairs = sorted(set(_parents(packages.styles, dependents)))
    begin = time.perf_counter()
    times, failures = _render_all([*jobs, *pairs], source, seed)
    seconds = time.perf_counter() - begin
    for failure in failures:
        print(f"  failed: {failure}")
    print("  slowest:", ", ".join(f"{job.style} {took * 1000:.0f} ms" for took, job in sorted(times)[:-11:-1]))
    print(
        f"styles: {len(jobs)} styles, {len(dependents)} dependent ones as {len(pairs)} pairs of parent and locale, "
        f"{len(failures)} exceptions, {seconds:.1f} s on one core (at most {_LIMIT})"
    )
    return not failures and seconds < _LIMIT


def _parents(folder: Path, dependents: list[Path]) -> Iterator[_Job]:
    for path in dependents:
        link, locale = read_parent(path.read_bytes())
        parent = link.rpartition("/")[2]
        yield _Job(parent, locale, folder / f"{parent}.csl")


def _render_all(
    jobs: list[_Job], source: LocaleSource, seed: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[float, _Job]], list[str]]:
    times, failures = [], []
    for job in jobs:
        begin = time.perf_counter()
        try:
            _render(job, source, seed)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is counted
            failures.append(f"{job.style} {job.locale}: {type(error).__name__}: {error}")
        times.append((time.perf_counter() - begin, job))
    return times, failures


def _render(job: _Job, source: LocaleSource, seed: Sequence[Mapping[str, Any]]) -> None:
    """Print the seed in a note, at once again with a place in it, in a later note, and in the bibliography."""
    style = parse_style(job.path.read_bytes())
    processor = Processor(style, job.locale or style.default_locale or LANG, source)
    for record in seed:
        session = processor.session([record])
        cites = [(1, Cite(record["id"])), (2, Cite(record["id"], "31")), (4, Cite(record["id"], "32", "folio"))]
        for piece in session.citations([Citation((cite,), note) for note, cite in cites]):
            _WRITE(piece, processor.locale)
        if processor.bibliography is not None:
            for entry in session.bibliography().entries:
                _WRITE(entry.piece, processor.locale)
