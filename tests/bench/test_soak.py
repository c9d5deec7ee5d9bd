"""A soak is judged by what failed and by what grew after it was warm."""

from dataclasses import replace

import pytest

from bench.soak import Sample, judge

STEADY = Sample(pss_mb=80.0, files=30, requests=1000, errors=0)


def test_a_steady_run_has_no_fault_however_it_grew_while_warming_up() -> None:
    cold = replace(STEADY, pss_mb=40.0, files=10)
    assert judge([cold, cold, STEADY, STEADY, replace(STEADY, pss_mb=87.0, files=36)]) == []


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (replace(STEADY, errors=2), "2 requests failed"),
        (replace(STEADY, pss_mb=90.0), "memory grew from 80.0 to 90.0 MB"),
        (replace(STEADY, files=60), "open files grew from 30 to 60"),
    ],
)
def test_what_failed_or_grew_is_said(last: Sample, words: str) -> None:
    assert judge([STEADY, STEADY, STEADY, last]) == [words]
