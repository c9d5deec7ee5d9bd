"""One string for every spelling of a unit, and another for every other unit."""

from dataclasses import dataclass

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.archival.key import LATIN, around_years, key, parse_key, unit_keys
from app.archival.parse import read_locations
from app.archival.scheme import LevelRule, Scheme
from app.domain.location import ArchivalLocation, Leaf, LeafRange, Leaves, Level, LocationReading, Repository
from app.resources import load_knowledge

SCHEMES = {scheme.id: scheme for scheme in load_knowledge().schemes}
AVPRF = SCHEMES["ru-avprf"]


def place(*levels: tuple[str, str], repository: str | None = "ru-avprf", label: str | None = None) -> ArchivalLocation:
    archive = Repository(as_written="X", id=repository or "", code="X", name="X", place=None, country=None)
    return ArchivalLocation(
        as_written="X",
        repository=archive if repository else None,
        levels=tuple(Level(name=name, label=label, value=value) for name, value in levels),
        reading=LocationReading(status="full", scheme=None, version="test"),
    )


def fond(value: str, scheme: Scheme | None = AVPRF) -> str:
    return key(place(("fond", value)), scheme).removeprefix("ru-avprf/fond-")


def invented(status: str, zeros: str) -> Scheme:
    levels = (LevelRule.model_validate({"name": "fond", "zeros": zeros}), LevelRule(name="delo"))
    return Scheme.model_validate(
        {"id": "x", "title": "x", "family": "x", "language": "ru", "status": status, "source": "x", "levels": levels}
    )


def test_the_key_is_the_address_of_the_unit_from_broad_to_narrow() -> None:
    seed = place(("fond", "059a"), ("opis", "5a"), ("delo", "5"), ("papka", "11"))
    assert key(seed, AVPRF) == "ru-avprf/fond-059a/opis-5a/papka-11/delo-5"
    assert unit_keys(seed, AVPRF) == (
        "ru-avprf",
        "ru-avprf/fond-059a",
        "ru-avprf/fond-059a/opis-5a",
        "ru-avprf/fond-059a/opis-5a/papka-11",
        "ru-avprf/fond-059a/opis-5a/papka-11/delo-5",
    )


def test_neither_labels_nor_leaves_are_part_of_a_key() -> None:
    one = LeafRange(first=Leaf(n="31"), last=None)
    leaves = Leaves(unit="leaf", label="Л.", as_written="31ff", ranges=(one,))
    plain = place(("fond", "45"), label="Fond")
    assert key(plain, AVPRF) == key(
        place(("fond", "45"), label="Ф.").model_copy(update={"leaves": leaves, "note": "copy"}), AVPRF
    )


def test_a_word_before_years_is_no_mark_of_a_number() -> None:
    assert fond("Central Decimal File 1948-50") == "central decimal file 1948-50"


def test_levels_that_no_notation_ranks_come_last_as_printed() -> None:
    levels = (("zet", "1"), ("papka", "2"), ("alef", "3"), ("fond", "4"))
    assert key(place(*levels), AVPRF) == "ru-avprf/fond-4/papka-2/zet-1/alef-3"
    assert key(place(*levels), None) == "ru-avprf/zet-1/papka-2/alef-3/fond-4"


def test_a_place_in_no_known_archive_has_no_key() -> None:
    with pytest.raises(ValueError, match="No archive is known"):
        key(place(("fond", "45"), repository=None), None)


@pytest.mark.parametrize(
    "spellings",
    [
        ("059a", "059а", "059A", "059А", " 059 а", "０５９a"),
        ("R-9478", "Р-9478", "р–9478", "Р 9478", "Р9478", "R‑9478", "R\u200b-\u00ad9478"),
        ("Р9478ж", "R-9478zh", "r 9478 ZH"),
        ("B 136", "B136", "b-136", "B\u00a0136"),
        ("70 D 417", "70D417", "70 D417"),
        ("132½", "132 1/2", "132 1 / 2", "132 1⁄2"),
        ("A’0392", "A'0392", "a‘0392"),
        ("Files 1945–1980", "files 1945 - 1980", "FILES\n1945—1980"),
        ("№ 5", "No 5", "no5"),
    ],
)
def test_spellings_of_one_value_are_one(spellings: tuple[str, ...]) -> None:
    assert len({fond(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "others",
    [
        ("059", "59", "0590", "059-0"),
        ("Р-1", "P-1"),  # Cyrillic R looks like Latin P, and is not taken for it
        ("1В", "1B"),
        ("059с", "059c"),
        ("5О", "50", "5o0"),
        ("5²", "52", "②5", "25"),
        ("132½", "1321/2"),
        ("1тс", "1ц"),
        ("1й", "1и"),
        ("1э", "1е"),
        ("JC1-2418", "JC-1-2418", "JC1 2418"),
        ("70-1A-767", "70-1-A767", "70-1-A-767"),
        ("Фонд", "Fond"),
        ("R-9478", "9478", "R-9478a"),
        ("2/1", "2-1", "2 1", "21", "2.1"),
        ("~2F", "/", "~7E2F"),
        ("II", "2", "III"),
    ],
)
def test_values_of_two_units_stay_two(others: tuple[str, ...]) -> None:
    assert len({fond(value) for value in others}) == len(others)


def test_zeros_mean_nothing_only_where_a_verified_notation_says_so() -> None:
    noisy, quiet, draft = invented("verified", "noise"), invented("verified", "identity"), invented("draft", "noise")
    values = ("0045", "45", "Р-0045", "Р-45", "0", "00", "405")
    assert [fond(value, noisy) for value in values] == ["45", "45", "r-45", "r-45", "0", "0", "405"]
    assert key(place(("delo", "05")), noisy) == "ru-avprf/delo-05"
    for scheme in (quiet, draft, None):
        assert len({fond(value, scheme) for value in values}) == len(values)


DECIMAL = "us-nara/record_group-59/series-cdf{}/file_number-793.00~2F6-1351"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("NARA, RG 59, CDF 1950-54, 793.00/6-1351", DECIMAL.format("/years-1950-1954")),
        ("NARA, RG 59, CDF 1950–1954, 793.00/6-1351", DECIMAL.format("/years-1950-1954")),
        ("NARA, RG 59, CDF 1960-63, 793.00/6-1351", DECIMAL.format("/years-1960-1963")),
        ("NARA, RG 59, CDF, 793.00/6-1351", DECIMAL.format("")),
        ("MOL, XIX-J-1-j Korea, 5/a, 1959", "hu-mol/signatura-xix-j-1-j/year-1959/country-korea/item-5~2Fa"),
        ("MOL, XIX-J-1-j Korea, 5/a, 12 May 1959", "hu-mol/signatura-xix-j-1-j/country-korea/item-5~2Fa"),
        ("Wuhan, 1959, 13-1-765", "cn-wuhan/file-13-1-765"),
    ],
)
def test_years_are_part_of_a_key_where_the_notation_says_so(reference: str, expected: str) -> None:
    grammar = load_knowledge().grammar
    (location,) = read_locations(reference, grammar, "test")
    assert location.repository
    scheme = grammar.own_scheme(location.repository.id)
    assert key(location, scheme) == expected
    before, after = around_years(location, scheme) or ("", "")
    assert bool(before) == bool(scheme and scheme.period)
    assert expected.startswith(before.rpartition("/")[0])
    assert expected.endswith(after)


def test_marks_that_part_an_address_are_written_otherwise() -> None:
    location = place(("a-b/c", "6/440~1"), ("delo", ""))
    assert key(location, None) == "ru-avprf/a~2Db~2Fc-6~2F440~7E1/delo-"
    assert parse_key(key(location, None)) == ("ru-avprf", (("a-b/c", "6/440~1"), ("delo", "")))


def test_an_archive_by_itself_is_a_key() -> None:
    assert parse_key("ru-avprf") == ("ru-avprf", ())


@pytest.mark.parametrize("path", ["ru-avprf/", "ru-avprf/fond", "ru-avprf/-5", "ru-avprf/fond-1~", "ru-avprf/fond-~2f"])
def test_what_is_no_key_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"is no level|stands for nothing"):
        parse_key(path)


# Values are drawn as what they are, and then spelled in some way: so it is known which are one and which are not.


@dataclass(frozen=True)
class Value:
    """A number with letters before and after it; letters are given in Latin."""

    before: str
    number: str
    after: str


MARKS = st.sampled_from(["", *LATIN.values()])
VALUES = st.builds(Value, before=MARKS, number=st.from_regex(r"[0-9]{1,3}", fullmatch=True), after=MARKS)
NAMES = [rule.name for rule in AVPRF.levels]
UNITS = st.tuples(*[VALUES] * len(NAMES))
CYRILLIC = {latin: cyrillic for cyrillic, latin in LATIN.items()}


def spell(draw: st.DrawFn, value: Value) -> str:
    """Write a value down in one of its ways."""

    def letters(mark: str) -> str:
        script = draw(st.sampled_from([mark, CYRILLIC.get(mark, mark)]))
        return draw(st.sampled_from([script, script.upper(), script.title()]))

    between = draw(st.sampled_from(["", " ", "-", "–", " — ", "‑", "\u00a0"])) if value.before else ""
    after = draw(st.sampled_from(["", " ", "\u202f"])) if value.after else ""
    edge = draw(st.sampled_from(["", " ", "\t", "\u200b"]))
    return f"{edge}{letters(value.before)}{between}{value.number}{after}{letters(value.after)}{edge}"


@st.composite
def spelled(draw: st.DrawFn, unit: tuple[Value, ...]) -> ArchivalLocation:
    pairs = [(name, spell(draw, value)) for name, value in zip(NAMES, unit, strict=True)]
    return place(*draw(st.permutations(pairs)), label=draw(st.sampled_from([None, "Фонд", "Fond"])))


@given(unit=UNITS, data=st.data())
def test_a_unit_has_one_key_however_it_is_spelled(unit: tuple[Value, ...], data: st.DataObject) -> None:
    one, other = data.draw(spelled(unit)), data.draw(spelled(unit))
    assert key(one, AVPRF) == key(other, AVPRF)


@given(unit=UNITS, value=VALUES, at=st.integers(0, len(NAMES) - 1), data=st.data())
def test_a_unit_has_another_key_if_any_value_differs(
    unit: tuple[Value, ...], value: Value, at: int, data: st.DataObject
) -> None:
    assume(value != unit[at])
    other = (*unit[:at], value, *unit[at + 1 :])
    assert key(data.draw(spelled(unit)), AVPRF) != key(data.draw(spelled(other)), AVPRF)


SERVED = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
PAIRS = st.tuples(st.sampled_from([*NAMES, "a/b", "a-b"]), st.text(SERVED, max_size=12))


@given(pairs=st.lists(PAIRS, max_size=4))
@example(pairs=[("fond", "ǰ 1 й\u0306 ½ 5² 12 a b 3")])
def test_reading_a_key_and_making_one_of_it_give_it_back(pairs: list[tuple[str, str]]) -> None:
    made = unit_keys(place(*pairs), AVPRF)
    assert len(made) == len(pairs) + 1
    for one in made:
        unit = parse_key(one)
        assert key(place(*unit.levels, repository=unit.repository), AVPRF) == one
