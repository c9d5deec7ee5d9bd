"""Items: CSL-JSON as it is given, and the names, dates and numbers understood in it ("CSL-JSON", Appendix IV)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.citing.csl.particles import split_particles
from app.citing.csl.rawdates import parse_raw

# Names that CSL-JSON has had for what the specification calls otherwise.
ALIASES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
}
NAME_VARIABLES = frozenset((
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
))  # fmt: skip
DATE_VARIABLES = frozenset(["accessed", "available-date", "event-date", "issued", "original-date", "submitted"])


@dataclass(frozen=True, slots=True)
class Name:
    """One name as an item states it; an institution has its whole name in `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static: bool = False
    romanesque: bool = True


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of two: parts of (year, month, day), as many as are stated; a season stands as month 13 to 16.

    An end of () in a range is open. A literal has no parts.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] | None = None
    circa: bool = False
    literal: str = ""


_NAME_PARTS = ("family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle")
_INTEGER = re.compile(r"[-+]?\d{1,6}")
_TOO_MUCH = 10**18
# The letters of scripts whose names are printed given name first, with a space between.
_ROMANESQUE = re.compile("[-0-9a-zA-Z\u00c0-\u052f\u0590-\u05ff\u0600-\u06ff\u0e01-\u0e5b\u1e00-\u1fff\u200c-\u200f]")


def _words(value: object) -> str:
    """The words of a value of CSL-JSON: a string, or a number; nothing else has any."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, float) or (isinstance(value, int) and _is_sane(value)) else ""


def _is_sane(number: int) -> bool:
    """Whether a number is one, and not a truth value, nor longer than Python prints them."""
    return not isinstance(number, bool) and abs(number) < _TOO_MUCH


def read_name(value: Mapping[str, object]) -> Name:
    """A name of CSL-JSON, particles that stand inside the family or given name taken out."""
    text = {key: _words(value.get(key)).strip() for key in _NAME_PARTS}
    family, given, suffix, literal, dropping, non_dropping = text.values()
    parsed = value.get("parse-names") not in (0, False)
    if len(family) > 1 and family[0] == family[-1] == '"':
        family, parsed = family[1:-1], False  # quoted, so that its small words are no particles
    if value.get("isInstitution"):
        literal, family = literal or family, ""
    if family and not dropping and not non_dropping and parsed:
        dropping, non_dropping, family, given = split_particles(family, given)
        given, suffix, comma = _split_suffix(given, suffix)
    else:
        comma = False
    whole = family + given
    return Name(
        family, given, dropping, non_dropping, suffix, literal,
        bool(value.get("comma-suffix")) or comma, bool(value.get("static-ordering")),
        not whole or bool(_ROMANESQUE.search(whole)),
    )  # fmt: skip


def _split_suffix(given: str, suffix: str) -> tuple[str, str, bool]:
    """A suffix that stands behind a comma in the given name ("John, Jr."; "John,! Jr." keeps the comma)."""
    if suffix or "," not in given:
        return given, suffix, False
    first, _, rest = given.partition(",")
    forced = rest.startswith("!")
    return first, rest.lstrip("! "), forced


def _integer(value: object) -> int | None:
    words = _words(value).strip()
    return int(words) if _INTEGER.fullmatch(words) else None


def _parts(values: object) -> tuple[int, ...]:
    parts: list[int] = []
    for value in values[:3] if isinstance(values, list | tuple) else []:
        number = _integer(value)
        if not number:
            break
        parts.append(number)
    return tuple(parts)


def read_date(value: object) -> Date | None:
    """A date of CSL-JSON: parts, a raw string in the form of ISO 8601 or a literal; None where it says nothing."""
    if not isinstance(value, Mapping):
        return Date(literal=words) if (words := _words(value)) else None
    circa = bool(value.get("circa"))
    lists = value.get("date-parts") or []
    if isinstance(lists, list | tuple) and lists:
        start = _with_season(_parts(lists[0]), value.get("season"))
        end = _parts(lists[1]) if len(lists) > 1 else None
        if start:
            return Date(start, end, circa)
    if literal := _words(value.get("literal")):
        return Date(literal=literal, circa=circa)
    raw = _words(value.get("raw"))
    return read_raw_date(raw, circa=circa) if raw else None


def _with_season(parts: tuple[int, ...], season: object) -> tuple[int, ...]:
    number = _integer(season)
    if number is None or len(parts) != 1:
        return parts
    return (*parts, 12 + (number - 1) % 4 + 1)


def read_raw_date(raw: str, *, circa: bool = False) -> Date:
    """A date written as a string: in ISO 8601 or as people write it in English, else the words themselves."""
    read = parse_raw(raw)
    if read is None:
        return Date(literal=raw, circa=circa)
    start, end, uncertain = read
    return Date(start, end, circa or uncertain)


# An event's title had another name before CSL 1.0.2; styles and items of either age understand one another.
_EVENTS = {"event": "event-title", "event-title": "event"}
_NOTE_LINE = re.compile(r"^\{?:?([a-z][a-z-]*[a-z]|DOI|ISBN|ISSN|PMCID|PMID|URL): *(.*?)\}?$", re.MULTILINE)


def read_note(note: str) -> dict[str, object]:
    """Variables that a reference manager without fields for them keeps in its note, one to a line ("genre: Memo")."""
    found: dict[str, object] = {}
    people: dict[str, list[dict[str, str]]] = {}
    for line in _NOTE_LINE.finditer(note):
        name, words = ALIASES.get(line[1], line[1]), line[2]
        if name in NAME_VARIABLES:
            family, _, given = words.partition("||")
            person = {"family": family.strip(), "given": given.strip()} if given else {"literal": family.strip()}
            people.setdefault(name, []).append(person)
        elif name in DATE_VARIABLES:
            found[name] = {"raw": words}
        elif name not in ("id", "type", "note", "language"):
            found[name] = words
    return {**found, **people}


class Reference:
    """One item made ready for rendering: its variables by name, each read once, however often a style asks for it."""

    __slots__ = ("_dates", "_names", "id", "item", "language", "type")

    def __init__(self, item: Mapping[str, object]) -> None:
        self.item = {ALIASES.get(key, key): value for key, value in item.items()}
        if isinstance(note := item.get("note"), str) and ":" in note:
            self.item = {**read_note(note), **self.item}
        self.id = _words(item.get("id"))
        self.type = _words(item.get("type")) or "document"
        self.language = _words(item.get("language"))
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}

    def without(self, variables: frozenset[str]) -> Reference:
        """The same item, of which less is known."""
        return Reference({key: value for key, value in self.item.items() if key not in variables})

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names of a variable, in order; none where the item has none."""
        found = self._names.get(variable)
        if found is None:
            value = self.item.get(variable)
            entries = value if isinstance(value, list | tuple) else []
            found = self._names[variable] = tuple(
                name for entry in entries if isinstance(entry, Mapping) and (name := read_name(entry)) != Name()
            )
        return found

    def date(self, variable: str) -> Date | None:
        """The date of a variable; None where the item has none."""
        if variable not in self._dates:
            self._dates[variable] = read_date(self.item.get(variable))
        return self._dates[variable]

    def text(self, variable: str) -> str:
        """The words of a variable, empty where the item has none."""
        value = self.item.get(variable)
        if value is None and variable in _EVENTS:
            value = self.item.get(_EVENTS[variable])
        return _words(value)


def is_numeric(text: str) -> bool:
    """Whether content is numeric: numbers with letters about them, joined by commas, ampersands, hyphens ("Choose")."""
    return bool(_NUMERIC.fullmatch(text))


# A number with letters before or after it, or the small Roman figures that front matter is paged with.
_NUMBER = r"\s*(?:[^\W\d_]*\d+[^\W\d_]*|(?=[ivx])(?:xl|x{0,3})(?:ix|iv|v?i{0,3}))\s*"
_NUMERIC = re.compile(rf"{_NUMBER}(?:[-\u2013\u2014,&]{_NUMBER})*")
