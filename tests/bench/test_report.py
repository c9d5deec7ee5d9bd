"""The table says what was measured, and what could not be."""

import json
from pathlib import Path

import pytest

from bench.arithmetic import Outcome, Promise
from bench.duel import Plan
from bench.report import Row, heading, write_results
from bench.works import WORKS, Bench, Work


def unmeasured(_bench: Bench) -> Outcome:
    raise NotImplementedError


WORK = Work("depth", "deepest page", Promise(1.3, 1.5), unmeasured, " ×")


def test_a_line_has_limits_median_spread_and_verdict() -> None:
    line = Row(WORK, Outcome((1.0, 1.42, 1.6), (0.9, 0.8, 1.0), (2.0, 1.0), (50, 40))).line()
    assert line.split("  ")[0] == "deepest page"
    for words in ("≤ 1.3 ×", "≤ 1.5 ×", "1.42 ×", "1 to 1.6", "0.9", "50 / 40", "2.00 / 1.00", "accepted"):
        assert words in line
    assert line.index("1.42") == heading().index("median") + len("median") - len("1.42 ×")


def test_a_work_that_could_not_be_measured_says_why() -> None:
    row = Row(WORK, None, "/document/1 answers 308")
    assert row.verdict == "not measured"
    assert row.line().endswith("not measured: /document/1 answers 308")


def test_results_are_kept_as_json(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    archive.touch()
    bench = Bench(archive, 1000, archive, 1000, Plan(rounds=7, seconds=4, core=0))
    write_results(tmp_path / "results.json", bench, [Row(WORK, Outcome((1.0,)))])
    kept = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert kept["works"]["depth"]["verdict"] == "goal"
    assert kept["plan"]["rounds"] == 7


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_the_page_on_performance_promises_what_the_table_says(work: Work) -> None:
    page = (Path(__file__).parent.parent.parent / "docs/performance.md").read_text(encoding="utf-8")
    goal, accept = work.promise.goal, work.promise.accept
    row = next(line for line in page.splitlines() if line.startswith(f"| `{work.name}` |"))
    assert row.endswith(f" | {goal:g}{work.unit} | {accept:g}{work.unit} |")
