"""Archives and notations, made ready for reading: which names stand in a text, and what reads on from there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from app.archival.reader import FamilyReader
from app.archival.repository import RepositoryEntry
from app.archival.scheme import Scheme
from app.archival.style import Printing
from app.archival.unnamed import UnnamedReader
from app.domain.location import ArchivalLocation, Repository

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
#: What may stand before the name of an archive where it begins a reference: not "letters to the National Archives".
#: After a figure it does, even if nothing parts it from the place before: "Д. 334 АВПРФ Ф. 0100".
_OPENING = re.compile(
    r"(?:^|[^\w\s]|(?<=\d)\s|(?<!\w)(?:in|at|see|from|and|also|cf|both|all|und|и|в|та|(?:here(?:in)?after|henceforth|source|далее):?))\s*(?:(?<=\s)the\s+)?$",
    re.IGNORECASE,
)
#: A code that is no common word in small letters.
_CODE = re.compile(r"(?=.*[^\W\d_a-zа-я].*[^\W\d_a-zа-я])[^\W\d_]{4,}")
#: How far back that is looked for.
_BEFORE = 16


class Name(NamedTuple):
    """A form in which references name archives; ``is_place`` if it means one only where a shelfmark follows."""

    parts: tuple[str, ...]
    entries: tuple[RepositoryEntry, ...]
    is_place: bool

    def stands(self, words: str, start: int) -> int | None:
        """Give where the name ends if it stands here, however its words are spaced."""
        here = start
        for number, part in enumerate(self.parts):
            if number:
                space = _SPACE.match(words, here)
                if not space:
                    return None
                here = space.end()
            if not words.startswith(part, here):
                return None
            here += len(part)
        return None if words[here - 1].isalnum() and words[here : here + 1].isalnum() else here


class Mention(NamedTuple):
    """A name that stands in a text."""

    start: int
    end: int
    name: Name


class Grammar:
    """All archives and notations there are."""

    def __init__(
        self, repositories: Sequence[RepositoryEntry], schemes: Sequence[Scheme], printing: Printing | None = None
    ) -> None:
        self.schemes = {scheme.id: scheme for scheme in schemes}
        self.entries = {entry.id: entry for entry in repositories}
        self.printing = printing or Printing()
        self._families: dict[str, list[Scheme]] = defaultdict(list)
        for scheme in schemes:
            self._families[scheme.family].append(scheme)
        self._readers: dict[str, FamilyReader] = {}
        self._own = {entry.id: entry.scheme for entry in repositories}
        self._names = _index(repositories)

    def reader(self, entry: RepositoryEntry) -> FamilyReader | None:
        """Give what reads the references of an archive; None of one whose notation nobody has described."""
        return self._reader(entry.scheme) if entry.scheme else None

    def _reader(self, scheme: str) -> FamilyReader:
        if scheme not in self._readers:
            own = self.schemes[scheme]
            self._readers[scheme] = FamilyReader(own, self._families[own.family])
        return self._readers[scheme]

    @cached_property
    def unnamed(self) -> UnnamedReader:
        """What reads places of no named archive: each family as most of its archives print."""
        commonest = [scheme for scheme, _ in Counter(filter(None, self._own.values())).most_common()]
        families: dict[str, str] = {}
        for scheme in commonest:
            families.setdefault(self.schemes[scheme].family, scheme)
        return UnnamedReader([self._reader(scheme) for scheme in families.values()])

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes of archives that are one word, by their small letters."""
        forms = (form for entry in self.entries.values() for form in entry.forms)
        return {form.casefold(): form for form in forms if _CODE.fullmatch(form)}

    def possible(self, location: ArchivalLocation) -> Iterator[ArchivalLocation]:
        """Give a place in its archive; one of no named archive in each that has such levels, with such labels."""
        if location.repository:
            yield location
            return
        for entry in self.entries.values():
            reader = self.reader(entry)
            if reader and reader.has(location.levels):
                yield location.model_copy(update={"repository": named(entry, entry.code)})

    def own_scheme(self, repository_id: str) -> Scheme | None:
        """Give the notation of an archive itself; None if nobody has described it."""
        return self.schemes.get(self._own.get(repository_id) or "")

    def is_name_of_one(self, name: str) -> bool:
        """Tell whether a name is that of one archive alone."""
        first, *_ = _WORD.findall(name)
        return all(len(n.entries) == 1 for n in self._names.get(first, ()) if n.parts == tuple(_SPACE.split(name)))

    def mentions(self, words: str) -> Iterator[Mention]:
        """Find the names of archives, the longest at each place; no two overlap."""
        end = 0
        for word in _WORD.finditer(words):
            if word.start() < end:
                continue
            for name in self._names.get(word[0], ()):
                if stop := name.stands(words, word.start()):
                    end = stop
                    if self._opens(words, word.start(), stop, name):
                        yield Mention(word.start(), stop, name)
                    break

    def _opens(self, words: str, start: int, stop: int, name: Name) -> bool:
        """Tell whether a name begins a reference, and is no part of a sentence or of a longer name."""
        if not _OPENING.search(words[max(0, start - _BEFORE) : start]):
            return False
        readers = [self.reader(entry) for entry in name.entries]
        if any(reader and reader.begins(words, start, stop) for reader in readers):
            return False
        return any(reader is None or reader.opens(words, stop) for reader in readers)


def named(entry: RepositoryEntry, words: str, place: str | None = None) -> Repository:
    """Give an archive as a place has it, with the words that name it there, and its ``place`` if they say another."""
    known = entry.model_dump(include={"id", "code", "name", "country"})
    return Repository(as_written=words, place=place or entry.place, **known)


def _index(repositories: Sequence[RepositoryEntry]) -> dict[str, list[Name]]:
    """Give the names by their first word, the longest first."""
    known: dict[tuple[tuple[str, ...], bool], list[RepositoryEntry]] = defaultdict(list)
    for entry in repositories:
        for words, is_place in (*((n, False) for n in entry.forms), *((n, True) for n in entry.places)):
            known[tuple(_SPACE.split(words)), is_place].append(entry)
    names: dict[str, list[Name]] = defaultdict(list)
    for (parts, is_place), entries in known.items():
        names[_WORD.findall(parts[0])[0]].append(Name(parts, tuple(entries), is_place))
    for found in names.values():
        found.sort(key=lambda name: (-len(" ".join(name.parts)), name.is_place))
    return names
