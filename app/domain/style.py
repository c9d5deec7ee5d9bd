"""Citation styles and locales, as a catalogue lists them: what each is called, and what it prints."""

from collections.abc import Mapping
from typing import Literal

from app.domain.noun import Noun

#: Where a style cites: in notes, or in the text.
Kind = Literal["note", "in-text"]


class Rights(Noun):
    """Under what a style or a locale may be used: its own words, and the address of the licence."""

    text: str
    license: str | None = None


class StyleEntry(Noun):
    """One citation style. A dependent style has a ``parent``, does what that one does, and has no XML of its own.

    ``sha256`` is that of the XML that is used, ``prints`` the variables it names, ``aliases`` other names that lead
    to this style and to no other.
    """

    id: str
    title: str
    short_title: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    kind: Kind
    has_bibliography: bool
    prints: tuple[str, ...]
    default_locale: str | None = None
    updated: str | None = None
    sha256: str
    fields: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    rights: Rights


class LocaleEntry(Noun):
    """One locale: its language as its own speakers and as English call it; ``is_primary`` if it stands for it."""

    tag: str
    name: str
    english: str
    is_primary: bool


class StyleNames(Noun):
    """The reviewed tables: ``aliases`` lead to ids, ``core`` are the ids of the styles that come first.

    ``months`` are the names of the twelve months as they stand after a day, by language, where locales lack them.
    """

    aliases: Mapping[str, str]
    core: tuple[str, ...]
    months: Mapping[str, tuple[str, ...]] = {}
