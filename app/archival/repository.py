"""Archives as data."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from app.domain.noun import Noun, Words


class Succession(Noun):
    """Units that went to another archive: an inference, with what it rests on, never printed in a citation."""

    unit: tuple[Words, ...]
    to: Words
    becomes: tuple[Words, ...]
    evidence: Words


class RepositoryEntry(Noun):
    """An archive: our id, its printed code, and the forms in which references name it.

    ``native`` is its code in its own letters, where those are not Latin. ``aliases`` may be shared by several archives.
    ``places`` name it only where a shelfmark follows ("Wuhan, 70-1-767").
    """

    id: Words
    code: Words
    name: Words
    native: Words | None = None
    aliases: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()
    place: Words | None = None
    country: Words | None = None
    scheme: Words | None = None
    successions: tuple[Succession, ...] = ()
    source: Words

    @property
    def names(self) -> tuple[str, ...]:
        """Every form that names it by itself."""
        return tuple(dict.fromkeys((self.code, self.name, *self.aliases)))


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
