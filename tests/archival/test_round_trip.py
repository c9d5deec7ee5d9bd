"""Every notation, printed in every style and read back, names the same archive, the same unit and the same leaves."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.archival.key import key
from app.archival.parse import read_locations
from app.archival.render import render
from app.archival.rendered import Rendered
from app.archival.repository import RepositoryEntry
from app.archival.scheme import LevelRule, Scheme
from app.archival.script import romanised
from app.domain.location import ArchivalLocation, Leaf, LeafRange, Leaves, Level, LocationReading, Repository
from app.resources import load_knowledge

GRAMMAR = load_knowledge().grammar
STYLES = [style.id for style in GRAMMAR.printing.styles]
SCHEMES = list(GRAMMAR.schemes.values())
#: One archive of each notation that is some archive's own.
ARCHIVES = {entry.scheme: entry for entry in reversed(GRAMMAR.entries.values()) if entry.scheme}
EXAMPLES = [(scheme.id, example.reference) for scheme in SCHEMES for example in scheme.examples]


def leaves_of(location: ArchivalLocation) -> list[tuple[Leaf | None, ...]]:
    """Give the leaves, their letters in Latin ones."""
    ranges = location.leaves.ranges if location.leaves else ()
    return [tuple(leaf and romanised_leaf(leaf) for leaf in (one.first, one.last)) for one in ranges]


def romanised_leaf(leaf: Leaf) -> Leaf:
    return leaf.model_copy(update={"suffix": leaf.suffix and romanised(leaf.suffix)})


def archive_first(rendered: Rendered) -> str:
    """Put the archive where the reader of references looks for it; it looks last where the broadest level is last."""
    is_narrow = [part.name for part in rendered.parts if part.kind == "value"][-1:] == ["record_group"]
    if rendered.parts[0].kind in ("repository", "written") or is_narrow:
        return rendered.text
    first = next(number for number, part in enumerate(rendered.parts) if part.kind == "repository")
    code = [part.text for part in rendered.parts if part.kind == "repository"][-1]
    return f"{code}, {''.join(part.text for part in rendered.parts[: first - 1])}"


def assert_same(location: ArchivalLocation, style: str, script: str | None) -> None:
    rendered = render(location, GRAMMAR, style=style, script=script)  # type: ignore[arg-type] # one of two words
    printed = archive_first(rendered)
    read = read_locations(printed, GRAMMAR, "test")
    assert len(read) == 1, printed
    assert location.repository
    assert read[0].repository, printed
    assert read[0].repository.id == location.repository.id, printed
    own = GRAMMAR.own_scheme(location.repository.id)
    assert key(read[0], own) == key(location, own), printed
    if style != "chicago-bibliography":
        assert leaves_of(read[0]) == leaves_of(location), printed
        assert read[0].leaves is None or read[0].leaves.unit == (location.leaves and location.leaves.unit), printed


@pytest.mark.parametrize(("scheme", "reference"), EXAMPLES)
def test_every_example_is_printed_and_read_back_in_every_style(scheme: str, reference: str) -> None:
    for location in read_locations(reference, GRAMMAR, "test"):
        for style in STYLES:
            for script in (None, "native", "latin"):
                assert location.reading.status != "unread", scheme
                if location.reading.status == "full":
                    assert_same(location, style, script)


def archive_of(scheme: Scheme) -> RepositoryEntry:
    """Give an archive that prints so, or one of the same family that has the most of its levels.

    English notes call a page "p.", as others a papka: it is one where an archive has no papka.
    """
    if scheme.id == "ru-pages":
        return GRAMMAR.entries["ru-garf"]
    family = [other for other in SCHEMES if other.family == scheme.family and other.id in ARCHIVES]
    names = {rule.name for rule in scheme.levels}
    likest = max(family, key=lambda one: (one.id == scheme.id, len(names & {rule.name for rule in one.levels})))
    return ARCHIVES[likest.id]


def labelled(scheme: Scheme) -> list[LevelRule]:
    """Give the levels that have labels which mean no other level."""
    rules = []
    for rule in scheme.levels:
        others = {label for other in scheme.levels if other is not rule for label in other.labels}
        if own := tuple(label for label in rule.labels if label not in others):
            rules.append(rule.model_copy(update={"labels": own}))
    return rules


@cache
def plain_values(pattern: str) -> st.SearchStrategy[str]:
    """Give what a pattern allows; made once for each, since that takes longer than to draw from it."""
    seen = re.sub(r"\(\?=[^()]*\)", "", pattern)
    plain = st.from_regex(seen, fullmatch=True, alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E))
    # Some letters would be a label or a mark of their own: "f. NR0", "0f. l.".
    return plain.filter(lambda words: not re.search(r"^ | $|[a-zN]", words))


@st.composite
def values(draw: st.DrawFn, rule: LevelRule) -> str:
    """Give a value such as this level has; of words only those that are one word."""
    if rule.value:
        return draw(plain_values(rule.value))
    return f"{draw(st.integers(1, 9999))}{draw(st.sampled_from(['', 'a', 'b', '/3']))}"


@st.composite
def locations(draw: st.DrawFn, entry: RepositoryEntry, scheme: Scheme) -> ArchivalLocation:
    """Give a place in an archive, with labels as its notation has them."""
    rules = draw(st.lists(st.sampled_from(labelled(scheme)), min_size=1, max_size=4, unique_by=lambda rule: rule.name))
    levels = [Level(name=r.name, label=draw(st.sampled_from(r.labels)), value=draw(values(r))) for r in rules]
    leaves = draw(st.none() | leaf_lists(scheme)) if scheme.leaves and scheme.leaves.labels else None
    words = [entry.code, *(f"{one.label} {one.value}" for one in levels), leaves.as_written if leaves else ""]
    return ArchivalLocation(
        as_written=", ".join(words),
        repository=Repository(
            as_written=entry.code, **entry.model_dump(include={"id", "code", "name", "place", "country"})
        ),
        levels=tuple(sorted(levels, key=lambda one: [rule.name for rule in scheme.levels].index(one.name))),
        leaves=leaves,
        reading=LocationReading(status="full", scheme=scheme.id, version="test"),
    )


@st.composite
def leaf_lists(draw: st.DrawFn, scheme: Scheme) -> Leaves:
    """Give leaves: one, a range, a range without an end, or several, some with the letters and sides there are."""
    rule = scheme.leaves
    assert rule
    firsts = draw(st.lists(st.integers(1, 500), min_size=1, max_size=3, unique=True))
    ranges = []
    for first in sorted(firsts):
        leaf = Leaf(n=str(first), side=draw(st.sampled_from(["verso", None])) if rule.verso else None)
        last = draw(st.sampled_from([leaf, Leaf(n=str(first + 3))]))
        ranges.append(LeafRange(first=leaf, last=last))
    as_written = " ".join(f"{one.first.n}-{one.last.n}" for one in ranges if one.last)
    return Leaves(unit=rule.unit, label=draw(st.sampled_from(rule.labels)), as_written=as_written, ranges=tuple(ranges))


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if labelled(scheme)], ids=lambda scheme: scheme.id)
@settings(max_examples=50, derandomize=True)  # so that a failure is a change of ours
@given(data=st.data())
def test_every_notation_is_printed_and_read_back_in_every_style(scheme: Scheme, data: st.DataObject) -> None:
    location = data.draw(locations(archive_of(scheme), scheme))
    style = data.draw(st.sampled_from(STYLES))
    assert_same(location, style, data.draw(st.sampled_from([None, "native", "latin"])))
