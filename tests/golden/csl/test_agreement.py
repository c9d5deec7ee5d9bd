"""What the engine prints is what citeproc-js printed, but for differences with a reason."""

import pytest

from tests.citing.suite.material import NO_PACKAGES, find_styles, locales_of
from tests.conftest import skip
from tests.golden.csl.agreement import Difference, all_records, compare_texts, print_ours
from tests.golden.csl.goldens import GOLDEN_RECORDS, Explanation, explanations, golden_styles, read_goldens, unexplained

#: Of all texts, so many are the same letter for letter; and so many the same or explained. Raised by hand.
EQUAL, EXPLAINED = 0.976, 0.999


@pytest.fixture(scope="module")
def compared() -> tuple[int, list[Difference]]:
    packages = find_styles()
    if packages is None:
        skip(NO_PACKAGES)
    ours = print_ours(golden_styles(), all_records()[:GOLDEN_RECORDS], packages, locales_of(packages))
    return compare_texts(read_goldens(), ours)


def test_the_goldens_are_of_sixty_styles_and_twelve_records() -> None:
    goldens = read_goldens()
    assert sorted(goldens) == sorted(golden_styles())
    assert len(goldens) == 60
    assert all(len(records) == 12 for records in goldens.values())


def test_texts_are_those_of_citeproc_js(compared: tuple[int, list[Difference]]) -> None:
    total, differences = compared
    assert 1 - len(differences) / total >= EQUAL, differences[:5]


def test_differences_are_explained(compared: tuple[int, list[Difference]]) -> None:
    total, differences = compared
    left = unexplained(differences)
    assert 1 - len(left) / total >= EXPLAINED, left


def test_every_explanation_explains_something(compared: tuple[int, list[Difference]]) -> None:
    _, differences = compared
    here = [one for one in explanations() if not one.elsewhere]
    assert [one.why for one in here if not any(one.covers(difference) for difference in differences)] == []


def test_an_explanation_covers_no_other_difference() -> None:
    reason = Explanation("why", "Z(edong)?", records=("x",))
    assert reason.covers(Difference("apa", "x", "first", "Mao Z, 1951", "Mao Zedong, 1951"))
    assert not reason.covers(Difference("apa", "x", "first", "Mao Z, 1951", "Mao Zedong, 1952"))
    assert not reason.covers(Difference("apa", "y", "first", "Mao Z, 1951", "Mao Zedong, 1951"))
