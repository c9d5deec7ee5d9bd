"""Notations and archives are data: each file is checked, its examples are read, and a new one works without code."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from app import resources
from app.archival.parse import parse
from app.archival.scheme import Example, Scheme
from tests.archival.told import GRAMMAR, leaves
from tests.conftest import ROOT

FILES = sorted((ROOT / "data/schemes").glob("*.yaml"))
EXAMPLES = [(scheme, example) for scheme in GRAMMAR.schemes.values() for example in scheme.examples]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_a_notation_of_its_own_name(path: Path) -> None:
    scheme = Scheme.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert scheme.id == path.stem
    assert GRAMMAR.schemes[scheme.id] == scheme


@pytest.mark.parametrize(("scheme", "example"), EXAMPLES, ids=lambda value: getattr(value, "reference", None))
def test_an_example_is_read_as_its_file_says(scheme: Scheme, example: Example) -> None:
    (place,) = parse(example.reference, GRAMMAR, "test").locations
    assert place.location.repository
    assert place.location.repository.id == example.repository
    assert [f"{level.name}={level.value}" for level in place.location.levels] == list(example.levels)
    assert leaves(place) == list(example.leaves)
    read_by = place.location.reading.scheme
    assert read_by
    assert GRAMMAR.schemes[read_by].family == scheme.family


def test_there_are_enough_notations_and_each_has_an_example() -> None:
    assert len(FILES) >= 24
    named = {example.repository for _, example in EXAMPLES}
    assert len(named) >= 24
    assert not [s.id for s in GRAMMAR.schemes.values() if not s.examples]


@pytest.mark.parametrize("scheme", GRAMMAR.schemes.values(), ids=lambda scheme: scheme.id)
def test_general_knowledge_verifies_nothing(scheme: Scheme) -> None:
    assert scheme.status == "draft" or "general knowledge" not in scheme.source
    assert scheme.status == "draft" or not all(example.invented for example in scheme.examples)


def test_every_archive_has_a_notation_there_is_and_a_source() -> None:
    entries = resources.load_knowledge().repositories
    assert len({entry.id for entry in entries}) == len(entries)
    assert not [entry.id for entry in entries if entry.scheme and entry.scheme not in GRAMMAR.schemes]
    assert all(entry.source for entry in entries)


def test_every_archive_that_a_score_names_is_known(shared: Path) -> None:
    spoken = json.loads((shared / "data/citations/vocabulary.json").read_text(encoding="utf-8"))["repositories"]
    known = {name for entry in resources.load_knowledge().repositories for name in (*entry.forms, *entry.places)}
    assert len(spoken) > 50
    assert not {form for code, forms in spoken.items() for form in (code, *forms)} - known


def test_what_a_draft_reads_is_told_to_be_by_rule() -> None:
    (draft,) = parse("AAN, KC PZPR, sygn. XIA/88, k. 5", GRAMMAR, "test").locations
    (verified,) = parse("APRF, Fond 45, Opis 1, Delo 339, List 3", GRAMMAR, "test").locations
    assert (draft.by_rule, verified.by_rule) == (True, False)


def ruritania(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - what a file may hold
    rules = {"levels": [{"name": "chest", "labels": ["Skr."]}, {"name": "roll", "labels": ["Rl."]}], "status": "draft"}
    about = {"id": "xr", "title": "x", "family": "x", "language": "en", "source": "invented for a test"}
    return {**about, **rules, **changes}


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        (r"(\d+)+", "repeats what is itself repeated"),
        (r"(?:[A-Z]*x?)*", "repeats what is itself repeated"),
        (r"((a+)b)+", "repeats what is itself repeated"),
        (r"(?:\w+,){2,}", "repeats what is itself repeated"),
        (r"(\d", "is no regular expression"),
    ],
)
def test_a_pattern_that_could_take_for_ever_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Scheme.model_validate(ruritania(levels=[{"name": "chest", "value": pattern}]))


@pytest.mark.parametrize("pattern", [r"[+*)]+", r"\(\d+\)*", r"(?:\d+){0,3}", r"(?:a|b)+", r"[]*]+(?:x)"])
def test_a_pattern_that_only_looks_like_one_is_taken(pattern: str) -> None:
    (rule,) = Scheme.model_validate(ruritania(levels=[{"name": "chest", "value": pattern}])).levels
    assert rule.value == pattern


@pytest.mark.parametrize(
    "changes",
    [
        {"forms": ["{chest}/{shelf}"]},
        {"period": "shelf"},
        {"unlabelled": {"before": "shelf", "between": "chest", "after": "roll", "containers": ["roll"]}},
        {"central_files": {"names": ["Files"], "level": "chest", "number": "shelf"}},
    ],
)
def test_a_level_that_is_not_there_is_named(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"The notation xr names levels it does not have: shelf\. Add them to"):
        Scheme.model_validate(ruritania(**changes))


def test_an_unknown_word_in_a_file_is_refused() -> None:
    with pytest.raises(ValidationError, match="separators"):
        Scheme.model_validate(ruritania(separators=", "))
