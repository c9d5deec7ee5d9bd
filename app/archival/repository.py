"""Archives as data."""

from app.domain.noun import Noun, Words


class RepositoryEntry(Noun):
    """An archive: our id, its printed code, and the forms in which references name it."""

    id: Words
    code: Words
    name: Words
    aliases: tuple[Words, ...] = ()
    place: Words | None = None
    country: Words | None = None
    scheme: Words | None = None
    source: Words

    def is_named(self, words: str) -> bool:
        """Tell whether the words are one of its names, letter for letter."""
        return words in {self.code, self.name, *self.aliases}
