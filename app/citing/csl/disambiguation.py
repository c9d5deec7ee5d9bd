"""Disambiguation: what must be added to cites that look alike until each says which item it means ("Disambiguation").

The methods are tried in the specification's order: given names, names that "et al." hides, what a style prints only
under `disambiguate`, and last a letter after the year. Every step renders the cites anew, and looks which are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from app.citing.csl.context import Context, Disambiguation, NamesPrinted
from app.citing.csl.items import Name
from app.citing.csl.tree import plain

RenderCite = Callable[[str, Disambiguation], tuple[str, Context]]
Marks = dict[str, Disambiguation]
_MOST_NAMES = 50  # cites that are alike so far are told apart otherwise
_INITIALS, _IN_FULL = 1, 2  # how far a name is spelled out


class Place(NamedTuple):
    """A name in a cite: the item, its variable and place in the list, and whether its initials can be printed."""

    id: str
    key: tuple[str, int]
    initials: bool

    def level(self, wanted: int) -> int:
        """How far the name is spelled out: in full at once, where there are no initials ("Disambiguation")."""
        return wanted if self.initials else _IN_FULL


@dataclass(frozen=True, slots=True)
class Methods:
    """What a style allows to tell cites apart."""

    add_names: bool
    add_givennames: bool
    rule: str
    conditions: int
    year_suffix: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to do at all."""
        return self.add_names or self.add_givennames or bool(self.conditions) or self.year_suffix

    @property
    def only_initials(self) -> bool:
        """Whether names are spelled out as far as their initials only, and where there are none not at all."""
        return self.rule.endswith("with-initials")

    @property
    def names_everywhere(self) -> bool:
        """Whether all names are told apart, those of one item among themselves too."""
        return self.add_givennames and self.rule.startswith("all-names")


def read_methods(options: Mapping[str, str], *, conditions: int) -> Methods:
    """The methods that `cs:citation` switches on; `conditions` is how many tests of `disambiguate` a style has."""
    return Methods(
        options.get("disambiguate-add-names") == "true",
        options.get("disambiguate-add-givenname") == "true",
        options.get("givenname-disambiguation-rule", "by-cite"),
        conditions,
        options.get("disambiguate-add-year-suffix") == "true",
    )


class Disambiguator:
    """Finds what each of a set of items needs. `ids` stand in the order in which letters are given."""

    def __init__(self, ids: Sequence[str], methods: Methods, render: RenderCite) -> None:
        self._ids = ids
        self._methods = methods
        self._render = render
        self.marks: Marks = {id_: Disambiguation() for id_ in ids}

    def run(self) -> Marks:
        """The marks of every item."""
        methods = self._methods
        by_name = methods.add_givennames and methods.rule != "by-cite"
        if by_name:
            self._expand_all(self._ids)
        for group in self._alike(self._ids):
            self._resolve(group, by_name=by_name)
        if by_name:
            self._expand_all(self._ids)
        self.letter(self._ids)
        return self.marks

    def letter(self, ids: Sequence[str]) -> None:
        """Gives letters to those that are still alike, in this order."""
        if not self._methods.year_suffix:
            return
        for id_ in ids:
            self.marks[id_].year_suffix = 0
        for group in self._alike(ids):
            for number, id_ in enumerate(group, 1):
                self.marks[id_].year_suffix = number

    def _text(self, id_: str) -> str:
        return self._render(id_, self.marks[id_])[0]

    def _alike(self, ids: Iterable[str]) -> list[list[str]]:
        """The sets of items whose cites look the same."""
        groups: dict[str, list[str]] = {}
        for id_ in ids:
            groups.setdefault(self._text(id_), []).append(id_)
        return [group for group in groups.values() if len(group) > 1]

    def _resolve(self, group: list[str], *, by_name: bool) -> None:
        methods = self._methods
        left = [group]
        expand = methods.add_givennames and not by_name
        if expand:
            left = self._each(left, self._add_givennames)
        if methods.add_names:
            left = self._each(left, partial(self._add_names, expand=expand))
        for count in range(1, methods.conditions + 1):
            left = self._each(left, partial(self._set_condition, count))

    def _each(self, groups: list[list[str]], method: Callable[[list[str]], None]) -> list[list[str]]:
        left: list[list[str]] = []
        for group in groups:
            method(group)
            left += self._alike(group)
        return left

    def _longest(self, group: list[str]) -> tuple[int, int]:
        """(fewest names shown, most names stated that are worth showing) in a group's lists of names."""
        lists = [names for id_ in group for names in self._render(id_, self.marks[id_])[1].names_seen]
        if not lists:
            return 0, 0
        return min(names.shown for names in lists), min(_MOST_NAMES, max(len(names.names) for names in lists))

    def _add_names(self, group: list[str], *, expand: bool) -> None:
        """Shows hidden names one by one for the whole set, while that tells any more of them apart.

        With `expand` each name that is added is spelled out where that helps.
        """
        shown, most = self._longest(group)
        left, useful = [group], {id_: self._names_of(id_) for id_ in group}
        for count in range(shown + 1, most + 1):
            members = [id_ for part in left for id_ in part]
            for id_ in members:
                self.marks[id_].shown = count
            if expand:
                for part in left:
                    self._expand_place(part, count - 1)
            elif self._methods.add_givennames:
                self._expand_all(self._ids)
            now = self._alike(members)
            if len(now) != len(left) or sum(map(len, now)) != len(members):
                useful = {id_: self._names_of(id_) for part in now for id_ in part}
            left = now
        for id_ in (id_ for part in left for id_ in part):
            self.marks[id_].shown, self.marks[id_].levels = useful[id_]

    def _names_of(self, id_: str) -> tuple[int, dict[tuple[str, int], int]]:
        return self.marks[id_].shown, dict(self.marks[id_].levels)

    def _add_givennames(self, group: list[str]) -> None:
        """Spells out given names, one place after another, until the set is told apart."""
        left = [group]
        for place in range(self._longest(group)[1]):
            for part in left:
                self._expand_place(part, place)
            left = self._alike(group)
            if not left:
                return

    def _expand_place(self, group: list[str], place: int) -> None:
        before = {id_: dict(self.marks[id_].levels) for id_ in group}
        for level in (_INITIALS, _IN_FULL):
            if not self._alike(group):
                return
            if not self._spell_out(group, place, level):
                break
        if self._alike(group) == [group]:
            for id_ in group:
                self.marks[id_].levels = before[id_]

    def _spell_out(self, group: list[str], place: int, level: int) -> bool:
        """Spells names at a place out where different persons have the same; whether there were any."""
        shown = self._names_at(group, place)
        persons: dict[str, set[Name]] = {}
        for _, name, shape in shown:
            persons.setdefault(shape, set()).add(name)
        rivals = [found for found, _, shape in shown if len(persons[shape]) > 1]
        for found in rivals:
            self.marks[found.id].levels[found.key] = found.level(level)
        return bool(rivals)

    def _names_at(self, group: list[str], place: int) -> list[tuple[Place, Name, str]]:
        """The names that cites show at a place, each with its words."""
        return [
            (Place(id_, (names.variable, place), names.initials), names.names[place], plain(names.pieces[place]))
            for id_ in group
            for names in self._render(id_, self.marks[id_])[1].names_seen
            if place < names.shown
        ]

    def _set_condition(self, count: int, group: list[str]) -> None:
        for id_ in group:
            self.marks[id_].condition = count

    def _expand_all(self, ids: Sequence[str]) -> None:
        """Tells persons of one name apart wherever they are named, whether cites are alike or not."""
        for level in (_INITIALS,) if self._methods.only_initials else (_INITIALS, _IN_FULL):
            for places in self._rivals(ids):
                before = {self._shape(place) for place in places}
                kept = [self.marks[place.id].levels.get(place.key, 0) for place in places]
                for place in places:
                    self.marks[place.id].levels[place.key] = place.level(level)
                if len({self._shape(place) for place in places}) <= len(before):
                    for place, old in zip(places, kept, strict=True):
                        self.marks[place.id].levels[place.key] = old

    def _rivals(self, ids: Sequence[str]) -> list[list[Place]]:
        """Where different persons are named by the same words."""
        primary = self._methods.rule.startswith("primary")
        places: dict[str, list[Place]] = {}
        persons: dict[str, set[Name]] = {}
        for id_ in ids:
            for printed, place, shape in self._shown(id_, primary=primary):
                places.setdefault(shape, []).append(Place(id_, (printed.variable, place), printed.initials))
                persons.setdefault(shape, set()).add(printed.names[place])
        return [places[shape] for shape, named in persons.items() if len(named) > 1]

    def _shape(self, place: Place) -> str:
        variable, number = place.key
        seen = self._render(place.id, self.marks[place.id])[1].names_seen
        return next(
            (plain(names.pieces[number]) for names in seen if names.variable == variable and number < names.shown), ""
        )

    def _shown(self, id_: str, *, primary: bool) -> list[tuple[NamesPrinted, int, str]]:
        seen = self._render(id_, self.marks[id_])[1].names_seen
        if self._methods.only_initials:
            seen = [names for names in seen if names.initials]
        if primary:
            seen = seen[:1]
        places = ((names, place) for names in seen for place in range(min(names.shown, 1) if primary else names.shown))
        return [(names, place, plain(names.pieces[place])) for names, place in places]
