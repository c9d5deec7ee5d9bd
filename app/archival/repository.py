"""Archives as data."""

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
