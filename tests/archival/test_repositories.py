"""Archives as data: the names they had, what registers call them, and where their units went."""

import re
from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from app.archival.key import unit_keys
from app.archival.parse import parse
from app.archival.parsed import ParsedLocation
from app.archival.repository import DatedName, Identifiers, RepositoryEntry, related_units
from app.resources import load_knowledge
from tests.archival.told import GRAMMAR, leaves
from tests.conftest import ROOT

ENTRIES = load_knowledge().repositories
NAMED = [entry for entry in ENTRIES if entry.names]


def the_place(reference: str) -> ParsedLocation:
    """Give the one place of a reference."""
    (place,) = parse(reference, GRAMMAR, "test").locations
    return place


def key(place: ParsedLocation) -> str:
    """Give the key of the unit it names."""
    assert place.location.repository
    return unit_keys(place.location, GRAMMAR.own_scheme(place.location.repository.id))[-1]


@pytest.mark.parametrize(
    ("printed", "code", "rest"),
    [
        ("RTsKhIDNI", "RGASPI", "f. 17, op. 162, d. 3, l. 5"),
        ("РЦХИДНИ", "RGASPI", "ф. 17, оп. 162, д. 3, л. 5"),
        ("TsPA IML", "RGASPI", "f. 17, op. 162, d. 3, l. 5"),
        ("TsKhSD", "RGANI", "f. 89, op. 14, d. 12, l. 1"),
        ("TsGAOR SSSR", "GARF", "f. 5446, op. 1, d. 2, l. 3"),
        ("ЦГАОР СССР", "GARF", "ф. 5446, оп. 1, д. 2, л. 3"),
        ("TsGASA", "RGVA", "f. 33987, op. 3, d. 70, l. 5"),
        ("TsGANKh", "RGAE", "f. 7733, op. 36, d. 5, l. 6"),
        ("Public Record Office", "TNA", "FO 371/12500, f. 12"),
        ("National Archives and Records Service", "NARA", "RG 59, Box 1234"),
    ],
)
def test_a_name_an_archive_no_longer_has_is_still_its_name(printed: str, code: str, rest: str) -> None:
    old, new = the_place(f"{printed}, {rest}"), the_place(f"{code}, {rest}")
    assert old.location.repository
    assert old.location.repository.as_written == printed
    assert old.location.repository.code == code
    assert old.location.as_written == f"{printed}, {rest}"
    assert old.certainty == "certain"
    assert key(old) == key(new)
    assert leaves(old) == leaves(new)


@pytest.mark.parametrize(
    "reference", ["ЦГАОР УССР. Ф. 1. Оп. 1. Д. 2", "TsGA RSFSR, f. 259, op. 1, d. 2", "TsKhDMO, f. 1, op. 2, d. 3"]
)
def test_an_archive_of_like_name_and_one_that_was_merged_in_is_not_taken_for_it(reference: str) -> None:
    assert not [p for p in parse(reference, GRAMMAR, "test").locations if p.location.repository]


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry.id)
def test_every_name_is_a_form_that_names_the_archive(entry: RepositoryEntry) -> None:
    names = {form for name in entry.names for form in (name.name, name.code) if form}
    assert names <= set(entry.forms)
    assert names - {entry.code, entry.name} <= set(entry.other_forms)
    assert not {entry.code, entry.name} & set(entry.other_forms)


@pytest.mark.parametrize("entry", NAMED, ids=lambda entry: entry.id)
def test_an_archive_has_one_name_in_a_language_at_a_time(entry: RepositoryEntry) -> None:
    by_language: dict[str, list[DatedName]] = {}
    for name in entry.names:
        by_language.setdefault(name.language, []).append(name)
    for names in by_language.values():
        dated = sorted((n for n in names if n.from_), key=lambda name: name.from_ or "")
        for before, after in pairwise(dated):
            assert before.to, before.name
            assert after.from_
            assert before.to[:4] <= after.from_[:4], (before.name, after.name)


def test_there_are_names_of_several_periods() -> None:
    assert len([entry for entry in NAMED if len({name.from_ for name in entry.names}) > 1]) >= 10
    rgaspi = next(entry for entry in ENTRIES if entry.id == "ru-rgaspi")
    assert [(n.code, n.from_, n.to) for n in rgaspi.names if n.language == "en"] == [
        ("RGASPI", "1999-03", None),
        ("RTsKhIDNI", "1991-10", "1999-03"),
        ("TsPA IML", None, "1991"),
    ]


def name(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - what a file may hold
    return {"language": "en", "name": "Royal State Archives", "source": "invented for a test", **changes}


@pytest.mark.parametrize("dates", [{}, {"from": "1991"}, {"to": "1999-12-31"}, {"from": "1991-10", "to": "1991"}])
def test_a_name_may_have_open_ends(dates: dict[str, str]) -> None:
    assert DatedName.model_validate(name(**dates)).name == "Royal State Archives"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"from": "1991-13"}, "from"),
        ({"from": "1991-10-32"}, "from"),
        ({"to": "about 1991"}, "to"),
        ({"from": 1991}, "from"),
        ({"since": "1991"}, "since"),
        ({"language": "Russian language"}, "language"),
        ({"source": None}, "source"),
        ({"from": "1999-03", "to": "1991"}, "ends in 1991, before it begins in 1999-03"),
        ({"from": "1999-03-02", "to": "1999-03-01"}, "ends in 1999-03-01, before it begins in 1999-03-02"),
    ],
)
def test_a_name_that_cannot_be_is_refused_when_loaded(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        DatedName.model_validate(name(**changes))


@pytest.mark.parametrize("isil", ["DE-1958", "NL-ZlCO", "GB-UkLoPR", "CH-000001-5", "AT-3:BStG", "M-a/b", "OCLC-ABC"])
def test_an_isil_has_the_form_of_iso_15511(isil: str) -> None:
    assert Identifiers.model_validate({"isil": isil, "source": "a test"}).isil == isil


@pytest.mark.parametrize(
    "members",
    [
        {"isil": "DE1958"},
        {"isil": "de-1958"},
        {"isil": "DE-"},
        {"isil": "DE-123456789012"},
        {"isil": "GERMANY-1"},
        {"isil": "DE-19 58"},
        {"isil": "DE-1958\n"},
        {"wikidata": "518155"},
        {"wikidata": "Q0518155"},
        {"wikidata": "q518155"},
        {"wikidata": "Q518155\n"},
        {"viaf": "1"},
    ],
)
def test_an_identifier_of_another_form_is_refused_when_loaded(members: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Identifiers.model_validate({**members, "source": "a test"})


def test_an_identifier_is_one_archives_alone_and_has_its_source() -> None:
    known = [entry.identifiers for entry in ENTRIES if entry.identifiers]
    assert all(one.source and (one.isil or one.wikidata) for one in known)
    for numbers in ([one.isil for one in known if one.isil], [one.wikidata for one in known if one.wikidata]):
        assert len(numbers) == len(set(numbers)) >= 5


def test_no_name_and_no_identifier_rests_on_general_knowledge() -> None:
    sources = [name.source for entry in ENTRIES for name in entry.names]
    sources += [entry.identifiers.source for entry in ENTRIES if entry.identifiers]
    assert not [source for source in sources if "general knowledge" in source or len(source) < len("articles on it")]


def test_a_succession_goes_from_an_archive_to_another_that_is_known() -> None:
    ids = {entry.id for entry in ENTRIES}
    rules = [(entry.id, rule) for entry in ENTRIES for rule in entry.successions]
    assert all(rule.to in ids and rule.to != giver for giver, rule in rules)
    (related,) = related_units(ENTRIES, "ru-aprf/fond-45/opis-1/delo-339")
    assert related == ("ru-rgaspi/fond-558/opis-11/delo-339", "successor", "rule seen in 2 records")


def test_every_field_of_an_archive_is_explained() -> None:
    page = (ROOT / "docs/references.md").read_text(encoding="utf-8")
    fields = {**RepositoryEntry.model_fields, **DatedName.model_fields, **Identifiers.model_fields}
    spelled = [field.alias or name for name, field in fields.items()]
    assert not [name for name in spelled if not re.search(rf"`{name}`", page)]
