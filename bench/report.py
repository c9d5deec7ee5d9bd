"""What is printed, a line for each work as it is done, and what is kept as JSON."""

import json
import os
import platform
import sqlite3
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.arithmetic import Outcome
from bench.works import Bench, Work

#: The verdicts with which a run ends well.
REACHED = ("goal", "accepted")

_COLUMNS = "{:<40} {:>9} {:>9} {:>10} {:>15} {:>9} {:>13} {:>15} {:>6}  {}"
_HEADS = ("work", "goal", "accept", "median", "spread", "by CPU", "CPU µs", "p99 ms", "errors", "verdict")


@dataclass(frozen=True)
class Row:
    """A work with what was measured of it; without an outcome, ``obstacle`` says why it could not be."""

    work: Work
    outcome: Outcome | None
    obstacle: str = ""

    @property
    def verdict(self) -> str:
        """What is to be said of it in a word or two."""
        return self.work.promise.judge(self.outcome) if self.outcome else "not measured"

    def line(self) -> str:
        """Give the line of the table."""
        promise, unit = self.work.promise, self.work.unit
        sign = "≤" if promise.is_ceiling else "≥"
        limits = [f"{sign} {limit:g}{unit}" for limit in (promise.goal, promise.accept)]
        if not self.outcome:
            return _COLUMNS.format(self.work.title, *limits, *[""] * 6, f"{self.verdict}: {self.obstacle}")
        least, most = self.outcome.spread
        costs = sorted(self.outcome.costs)
        return _COLUMNS.format(
            self.work.title,
            *limits,
            f"{self.outcome.middle:.3g}{unit}",
            f"{least:.3g} to {most:.3g}",
            f"{costs[len(costs) // 2]:.3g}" if costs else "",
            " / ".join(f"{one:.0f}" for one in self.outcome.microseconds),
            " / ".join(f"{one:.2f}" for one in self.outcome.p99_ms),
            self.outcome.errors,
            self.verdict,
        )


def heading() -> str:
    """Give the line above the table."""
    return _COLUMNS.format(*_HEADS)


def write_results(path: Path, bench: Bench, rows: list[Row]) -> None:
    """Keep the results of a run, with what it ran on, as JSON."""
    results = {
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "records": bench.records,
        "archive_mb": bench.archive.stat().st_size / 2**20,
        "plan": asdict(bench.plan),
        "machine": {"processor": platform.machine(), "cores": os.cpu_count(), "system": platform.platform()},
        "software": {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        | {name: version(name) for name in ("uvicorn", "fastapi", "muniment")},
        "works": {
            row.work.name: {
                **asdict(row.work.promise),
                "outcome": asdict(row.outcome) if row.outcome else row.obstacle,
                "verdict": row.verdict,
            }
            for row in rows
        },
    }
    path.write_text(json.dumps(results, indent=1), encoding="utf-8")
