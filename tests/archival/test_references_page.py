"""The page on references is true: its worked example works, and it lists the notations there are."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from app import resources
from app.archival.grammar import Grammar
from app.archival.parse import parse
from app.archival.scheme import LeavesRule, LevelRule, Scheme
from tests.archival.told import GRAMMAR, leaves, told
from tests.conftest import ROOT

PAGE = (ROOT / "docs/references.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    """Give the block of the page that follows a mark."""
    found = re.search(rf"<!-- test: {mark} -->\n```\w+\n(.*?)\n```", PAGE, re.DOTALL)
    assert found, mark
    return found[1] + "\n"


@pytest.fixture
def grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Grammar:
    """Our data with the country of the page dropped in, and not a line of code."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data/schemes/xr.yaml").write_text(block("scheme"), encoding="utf-8")
    with (tmp_path / "data/repositories.yaml").open("a", encoding="utf-8") as file:
        file.write(block("archive"))
    monkeypatch.setattr(resources, "shipped", lambda name: tmp_path / name)
    return resources.load_knowledge.__wrapped__().grammar


def test_a_new_country_is_a_new_file(grammar: Grammar) -> None:
    examples = grammar.schemes["xr"].examples
    for example in examples:
        (place,) = parse(example.reference, grammar, "test").locations
        assert place.location.repository
        assert place.location.repository.id == example.repository
        assert [f"{level.name}={level.value}" for level in place.location.levels] == list(example.levels)
        assert leaves(place) == list(example.leaves)
        assert place.by_rule
    assert len(examples) == 2
    assert not parse(examples[0].reference, GRAMMAR, "test").locations


def test_what_the_page_says_is_read_is_read(grammar: Grammar) -> None:
    lines = block("read").splitlines()
    assert lines
    for line in lines:
        reference, _, places = line.partition(" = ")
        assert "; ".join(map(told, parse(reference, grammar, "test").locations)) == places


def test_every_field_of_a_notation_is_explained() -> None:
    fields = {*Scheme.model_fields, *LevelRule.model_fields, *LeavesRule.model_fields}
    assert not [name for name in fields if f"`{name}`" not in PAGE]


def test_the_page_lists_the_notations_there_are() -> None:
    rows = [f"| `{s.id}` | {s.title} | {s.status} | {s.source} |" for s in GRAMMAR.schemes.values()]
    listed = PAGE.partition("<!-- generated: notations -->")[2].partition("<!-- end generated -->")[0]
    assert [row for row in listed.splitlines() if row.startswith("| `")] == rows


def test_the_example_itself_is_yaml_of_the_notation() -> None:
    assert Scheme.model_validate(yaml.safe_load(block("scheme"))).id == "xr"
