"""Ratios of rounds, and the verdicts on them."""

import pytest

from bench.arithmetic import Outcome, Pair, Promise, Round, conclude


def a_round(requests: int, cpu_seconds: float = 1.0, *, p99_ms: float = 1.0, errors: int = 0) -> Round:
    return Round(requests=requests, seconds=2.0, cpu_seconds=cpu_seconds, p99_ms=p99_ms, errors=errors)


def test_a_round_gives_requests_a_second_and_processor_time_a_request() -> None:
    assert a_round(5000).rate == 2500
    assert a_round(5000, 0.5).cost == pytest.approx(0.0001)


def test_a_pair_compares_what_stood_side_by_side() -> None:
    pair = Pair(subject=a_round(4000, 2.0), reference=a_round(10_000, 2.0))
    assert pair.rate_ratio == pytest.approx(0.4)
    assert pair.cost_ratio == pytest.approx(0.4)


def test_a_cost_ratio_is_one_where_a_slow_machine_slowed_only_the_clock() -> None:
    assert Pair(subject=a_round(100, 0.1), reference=a_round(200, 0.2)).cost_ratio == pytest.approx(1)


def test_the_result_is_the_median_of_the_pairs_and_not_the_ratio_of_their_sums() -> None:
    pairs = [Pair(a_round(n), a_round(1000)) for n in (400, 500, 9000)]
    outcome = conclude(pairs)
    assert outcome.middle == pytest.approx(0.5)
    assert outcome.spread == pytest.approx((0.4, 9.0))


def test_errors_of_both_sides_count() -> None:
    assert conclude([Pair(a_round(10, errors=1), a_round(10, errors=2)), Pair(a_round(10), a_round(10))]).errors == 3


def test_latencies_and_costs_are_given_for_both_sides() -> None:
    outcome = conclude([Pair(a_round(1000, 0.05, p99_ms=3), a_round(1000, 0.02, p99_ms=2))])
    assert outcome.p99_ms == pytest.approx((3, 2))
    assert outcome.microseconds == pytest.approx((50, 20))


@pytest.mark.parametrize(("value", "verdict"), [(0.5, "goal"), (0.45, "goal"), (0.42, "accepted"), (0.39, "missed")])
def test_more_is_better_where_the_goal_is_above_what_is_accepted(value: float, verdict: str) -> None:
    assert Promise(0.45, 0.40).judge(Outcome((value,))) == verdict


@pytest.mark.parametrize(("value", "verdict"), [(0.8, "goal"), (1.2, "goal"), (1.4, "accepted"), (1.6, "missed")])
def test_less_is_better_where_the_goal_is_below_what_is_accepted(value: float, verdict: str) -> None:
    assert Promise(1.2, 1.5).judge(Outcome((value,))) == verdict


def test_a_fast_answer_that_is_an_error_reaches_nothing() -> None:
    assert Promise(0.45, 0.40).judge(Outcome((0.9,), errors=1)) == "errors"
