"""Levels are tried only where their first letter stands: none that stands in a reference is missed by that."""

from pathlib import Path

import pytest
import yaml

from app.archival.levels import FamilyLevels
from tests.archival.told import GRAMMAR

_TOLD = yaml.safe_load((Path(__file__).parent / "references.yaml").read_text(encoding="utf-8"))
REFERENCES = [row["reference"] for group in ("russian", "others", "american") for row in _TOLD[group]]
LETTERS = {letter for words in REFERENCES for letter in words}
FAMILIES = sorted({scheme.family for scheme in GRAMMAR.schemes.values()})


@pytest.mark.parametrize("family", FAMILIES)
def test_every_level_that_stands_in_a_reference_is_tried(family: str) -> None:
    levels = FamilyLevels([scheme for scheme in GRAMMAR.schemes.values() if scheme.family == family])
    patterns = {pattern for letter in LETTERS for _, pattern in levels.at(letter, 0)}
    for words in REFERENCES:
        for here in range(len(words)):
            standing = {pattern for pattern in patterns if pattern.match(words, here)}
            assert standing <= {pattern for _, pattern in levels.at(words, here)}, words[here:]


def test_a_level_is_not_tried_where_its_label_cannot_begin() -> None:
    levels = FamilyLevels([scheme for scheme in GRAMMAR.schemes.values() if scheme.family == "russian"])
    assert {rule.name for rule, _ in levels.at("Оп. 1", 0)} == {"opis"}
    assert not levels.at("«", 0)
