"""Archives as data."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, StringConstraints, model_validator

from app.domain.noun import LanguageTag, Noun, Words

#: A year, a month or a day, as EDTF (ISO 8601-2) writes them.
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
#: ISO 15511: a country's two letters, or the one, three or four of another register; then at most eleven characters.
Isil = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|[A-Za-z0-9]|[A-Za-z0-9]{3,4})-[A-Za-z0-9:/-]{1,11}$")]
#: The number of an item in Wikidata.
WikidataItem = Annotated[str, StringConstraints(pattern=r"^Q[1-9]\d*$")]


class DatedName(Noun):
    """An archive's name in one language, while it had it, and the ``code`` by which references then print it.

    ``from`` and ``to`` are left out where the source does not say, and ``to`` also of a name that still holds.
    A name that an archive no longer has is still the archive's: references were printed with it, and keep it.
    """

    language: LanguageTag
    name: Words
    code: Words | None = None
    from_: Moment | None = Field(default=None, alias="from")
    to: Moment | None = None
    source: Words

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.from_ and self.to:
            alike = min(len(self.from_), len(self.to))
            if self.to[:alike] < self.from_[:alike]:
                raise ValueError(f"The name “{self.name}” ends in {self.to}, before it begins in {self.from_}.")
        return self


class Identifiers(Noun):
    """What an archive is called in registers of archives, and where that was read."""

    isil: Isil | None = None
    wikidata: WikidataItem | None = None
    source: Words


class Succession(Noun):
    """Units that went to another archive: an inference, with what it rests on, never printed in a citation."""

    unit: tuple[Words, ...]
    to: Words
    becomes: tuple[Words, ...]
    evidence: Words


class Seat(Noun):
    """Another town in which an archive keeps records; ``forms`` are names that say so: "BA-MA" is in Freiburg."""

    place: Words
    forms: tuple[Words, ...] = ()


class RepositoryEntry(Noun):
    """An archive: our id, its printed code, and the forms in which references name it.

    ``native`` is its code in its own letters, where those are not Latin. ``names`` are those it had, by language and
    period; references name it by them too. ``aliases`` are the forms that are no such name, or of which nobody has
    read when they were. Any form may be shared by several archives. ``places`` name it only where a shelfmark follows
    ("Wuhan, 70-1-767"). ``regions`` are what may be printed after its ``place``: "Abilene, Kansas"; ``seats`` are where
    it is too.
    """

    id: Words
    code: Words
    name: Words
    native: Words | None = None
    names: tuple[DatedName, ...] = ()
    aliases: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()
    place: Words | None = None
    regions: tuple[Words, ...] = ()
    seats: tuple[Seat, ...] = ()
    country: Words | None = None
    scheme: Words | None = None
    identifiers: Identifiers | None = None
    successions: tuple[Succession, ...] = ()
    source: Words

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that names it by itself, those of its names among them."""
        return tuple(dict.fromkeys((self.code, self.name, *self.other_forms)))

    @property
    def other_forms(self) -> tuple[str, ...]:
        """Every form that names it by itself but its code and its name, those of its names among them."""
        dated = (form for name in self.names for form in (name.name, name.code) if form)
        seated = (form for seat in self.seats for form in seat.forms)
        known = {self.code, self.name}
        return tuple(form for form in dict.fromkeys((*self.aliases, *seated, *dated)) if form not in known)

    def seat(self, words: str) -> str | None:
        """Give where the archive is that these words name: the seat that stands in them, or that their form means."""
        said = (seat.place for seat in self.seats if seat.place in words or words.startswith(seat.forms))
        return next(said, self.place)


class RelatedUnit(NamedTuple):
    """The key of a unit that may be the same one in another archive, later or before, and what that rests on."""

    unit: str
    relation: Literal["successor", "predecessor"]
    evidence: str


def related_units(entries: Iterable[RepositoryEntry], unit: str) -> Iterator[RelatedUnit]:
    """Give the units that one may have become, or may have been, by the rules of succession."""
    for entry in entries:
        for rule in entry.successions:
            before, after = "/".join((entry.id, *rule.unit)), "/".join((rule.to, *rule.becomes))
            if unit == before or unit.startswith(f"{before}/"):
                yield RelatedUnit(after + unit[len(before) :], "successor", rule.evidence)
            if unit == after or unit.startswith(f"{after}/"):
                yield RelatedUnit(before + unit[len(after) :], "predecessor", rule.evidence)
