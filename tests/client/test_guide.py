"""What the docs show of the client is what it does: every example of its pages, and the notebook with its outputs."""

import doctest
import json
import re
from collections.abc import Iterator

import pytest

from tests.client.notebook import NOTEBOOK, WRITTEN, run, seeded, written
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def server(styles_file: None) -> Iterator[str]:
    """The address of a server as ``make serve`` starts it."""
    assert styles_file is None
    with seeded() as address:
        yield address


@pytest.mark.parametrize("page", ["README.md", "client/README.md", "docs/client.md"])
def test_every_example_of_a_page_does_what_it_shows(server: str, page: str) -> None:
    words = (ROOT / page).read_text(encoding="utf-8")
    assert words.count("```python") == len(re.findall(r"```python\n>>> .*?\n\n```", words, re.DOTALL))
    names: dict[str, object] = {}
    test = doctest.DocTestParser().get_doctest(words.replace(WRITTEN, server), names, page, page, 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append, clear_globs=False)
    test.globs["client"].close()
    assert result.attempted >= 3
    assert result.failed == 0, "".join(told).replace(server, WRITTEN)


def test_the_notebook_shows_what_it_gives_today(server: str) -> None:
    stored = NOTEBOOK.read_text(encoding="utf-8")
    assert written(run(json.loads(stored), server)) == stored  # `make golden` writes it


def test_the_notebook_is_one_that_jupyter_opens_and_names_no_machine() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids)) > 10
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in ids)
    for cell in notebook["cells"]:
        code = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source", *code}
    assert not re.search(r"127\.0\.0\.1|/(home|root|tmp|work|usr)/", NOTEBOOK.read_text(encoding="utf-8"))
