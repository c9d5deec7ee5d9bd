"""Scores the processor of citation styles: fixtures of the public test suite, and every style there is."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from tests.citing.suite.fixtures import read_fixtures
from tests.citing.suite.known import LOOKED_AT, known_failures
from tests.citing.suite.material import NO_FIXTURES, NO_PACKAGES, find_styles, find_suite, locales_of
from tests.citing.suite.runner import Outcome, run_fixtures

_FOLDER = Path(__file__).parent


def measure_csl() -> bool:
    """Print the share of fixtures that come out right, of each family and of all; whether no ratchet is broken."""
    named = os.environ.get("SUITE")
    folder, packages = find_suite(named), find_styles()
    if named and folder is None:
        print(f"csl: no fixtures in {named}")
        return False
    if folder is None or packages is None:
        print(f"csl: skipped, {NO_FIXTURES if folder is None else NO_PACKAGES}")
        return os.environ.get("MUNIMENT_REQUIRE_ALL") != "1"
    outcomes = run_fixtures(read_fixtures(folder), locales_of(packages))
    ratchets = _ratchets("here" if len(outcomes) == LOOKED_AT else "elsewhere")
    right = Counter(outcome.fixture.family for outcome in outcomes if outcome.is_right)
    total = Counter(outcome.fixture.family for outcome in outcomes)
    _print_failures(outcomes)
    kept = [_family(name, right[name], total[name], ratchets["families"].get(name)) for name in sorted(total)]
    share = right.total() / total.total()
    print(f"csl: {right.total()} of {total.total()} right, {share:.2%} (ratchet {ratchets['total']:.1%}), {folder}")
    return all(kept) and share >= ratchets["total"]


def _ratchets(where: str) -> dict[str, Any]:
    """Give the shares that were reached with the fixtures at hand, or what is asked of others."""
    ratchets: dict[str, Any] = json.loads((_FOLDER / "csl_ratchets.json").read_text(encoding="utf-8"))[where]
    return ratchets


def _family(name: str, right: int, total: int, ratchet: float | None) -> bool:
    held = f" (ratchet {ratchet:.0%})" if ratchet is not None else ""
    print(f"  {name:<16} {right:>3} of {total:>3} {right / total:>7.1%}{held}")
    return ratchet is None or right / total >= ratchet


def _print_failures(outcomes: list[Outcome]) -> None:
    known = known_failures()
    for outcome in outcomes:
        if not outcome.is_right:
            print(
                f"  failed: {outcome.fixture.name}: {outcome.why or known.get(outcome.fixture.name, 'not known yet')}"
            )
