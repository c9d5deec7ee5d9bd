"""What readings rest on: archives, notations, kinds, languages, names. Content of ``data/``, passed by hand."""

from functools import cached_property

from pydantic import Field

from app.archival.grammar import Grammar
from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.archival.style import Printing
from app.domain.document import ItemType
from app.domain.noun import LanguageTag, Noun, Words


class KindEntry(Noun):
    """A kind of document: its code, the words with which a title names it, and what reference managers call it."""

    code: Words
    words: tuple[Words, ...]
    item: ItemType = "document"


class LanguageEntry(Noun):
    """A language: its tag and the words by which catalogues call it."""

    tag: LanguageTag
    words: tuple[Words, ...]


class NameEntry(Noun):
    """A person's own name as usually printed, with its other forms. A pseudonym is no form of it."""

    usual: Words
    forms: tuple[Words, ...] = ()
    short: Words | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Every form that names the person, a pseudonym not being one of them."""
        return tuple(form for form in (self.usual, self.short, *self.forms) if form)


class PublisherEntry(Noun):
    """A programme under whose name records were published, as its citations print it."""

    name: Words


class PassageTerm(Noun):
    """What a passage is called in a language: one, and several."""

    tag: LanguageTag
    one: Words
    several: Words


class Knowledge(Noun):
    """All of it together."""

    repositories: tuple[RepositoryEntry, ...] = Field(default=())
    schemes: tuple[Scheme, ...] = ()
    printing: Printing = Field(default=Printing())
    kinds: tuple[KindEntry, ...] = ()
    languages: tuple[LanguageEntry, ...] = ()
    names: tuple[NameEntry, ...] = ()
    publishers: tuple[PublisherEntry, ...] = ()
    passages: tuple[PassageTerm, ...] = ()

    @cached_property
    def grammar(self) -> Grammar:
        """The archives and notations, ready for reading."""
        return Grammar(self.repositories, self.schemes, self.printing)

    @cached_property
    def language_names(self) -> dict[str, str]:
        """What each language is called, by tag."""
        return {entry.tag: entry.words[0] for entry in self.languages}

    def passage_terms(self, locale: str) -> tuple[str, str]:
        """Give what one passage and several are called in a locale; in English where nobody has said."""
        language = locale.partition("-")[0].lower()
        found = next((term for term in self.passages if term.tag == language), None)
        return (found.one, found.several) if found else ("passage", "passages")

    @cached_property
    def item_types(self) -> dict[str, ItemType]:
        """What reference managers call each kind, by its code."""
        return {entry.code: entry.item for entry in self.kinds}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Every form of every person's own name."""
        return tuple(form for entry in self.names for form in entry.people)

    def language_tag(self, word: str) -> str | None:
        """Give the tag of a language from its name, or None for a word that is not known."""
        folded = word.strip().casefold()
        return next((e.tag for e in self.languages if folded in {w.casefold() for w in e.words}), None)
