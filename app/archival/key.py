"""The name of a unit: one string for every spelling of it, and another for every other unit.

Such as ``ru-avprf/fond-059a/opis-5a/papka-11/delo-5``: the archive, and its levels from broad to narrow. What a key
leaves out of a value is only how it is written down; what could be another unit stays (059 is not 59).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from app.archival.period import printed_years
from app.archival.scheme import Scheme
from app.domain.location import ArchivalLocation, Level

#: Cyrillic letters as ALA-LC spells them without its marks; those that need a mark (й, э …) have no entry and stay.
#: A letter is spelled by its sound, never by its shape: Cyrillic Р is R. Latin letters are never respelled.
_ROMANISED = "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y iu ia"
LATIN: Mapping[str, str] = MappingProxyType(dict(zip("абвгдежзиклмнопрстуфхцчшщыюя", _ROMANISED.split(), strict=True)))

_LETTER = r"[^\W\d_]"
#: How many Latin letters can mark a number ("059a", "R-9478", "PREM 4"); more are a word.
_MARK = 4
_CYRILLIC_MARK = re.compile(rf"(?<!{_LETTER})[а-я]{{1,{_MARK}}}(?!{_LETTER})")
#: Two letters that would be spelled as one other letter is ("тс" as "ц"): two units could become one.
_UNCERTAIN = re.compile("тс|шч|иу|иа")
_SPACED = re.compile(r" ?([-/]) ?")
_MARK_BEFORE = re.compile(rf"(?<!{_LETTER})(?<!{_LETTER} )({_LETTER}{{1,{_MARK}}}) (?=\d)")
_MARK_AFTER = re.compile(rf"(?<=\d) ({_LETTER}{{1,{_MARK}}})(?!{_LETTER})")
#: A whole value of letters and a number. Not part of a longer one: JC1-2418 and JC-1-2418 may be two units.
_PREFIXED = re.compile(rf"({_LETTER}{{1,{_MARK}}})[- ]?(\d+{_LETTER}{{0,{_MARK}}})")
_ZEROS = re.compile(r"^(\D*)0+(?=\d)")
#: A value in quotation marks: "“Berlin,”".
_QUOTED = re.compile(r'^"([^"]+?)[,.]?"$')
#: A high or a circled figure is not the plain one: 5² is not 52.
_OTHER_FIGURES = ("<super>", "<sub>", "<circle>")
_PLAIN = dict.fromkeys("‘’‚‛ʼ′`", "'") | dict.fromkeys("“”„‟«»", '"') | {"−": "-", "⁄": "/"}
_ESCAPES = {"~": "~7E", "/": "~2F", "-": "~2D"}
_ESCAPE = re.compile(r"~.{0,2}")


class Unit(NamedTuple):
    """A unit of an archive: the archive's id, and the names and values of its levels, as in its key."""

    repository: str
    levels: tuple[tuple[str, str], ...]


def key(location: ArchivalLocation, scheme: Scheme | None) -> str:
    """Give the key of the unit in which a document lies; ``scheme`` is the notation of the archive itself.

    Its leaves are no part of it. A caller that makes an address of it percent-encodes what an address cannot carry.
    """
    return unit_keys(location, scheme)[-1]


def unit_keys(location: ArchivalLocation, scheme: Scheme | None) -> tuple[str, ...]:
    """Give the keys of the archive and of every unit down to the one in which a document lies.

    Raise ValueError for a place whose archive is not known: it has no unit, and two such are not the same.
    """
    if location.repository is None:
        raise ValueError(f"No archive is known for “{location.as_written[:200]}”, so that it has no key.")
    keys = [_escaped(location.repository.id, "~/")]
    for level in _sorted((*location.levels, *_dated(location, scheme)), scheme):
        name, value = _escaped(level.name, "~/-"), _escaped(_normal(level, scheme), "~/")
        keys.append(f"{keys[-1]}/{name}-{value}")
    return tuple(keys)


def around_years(location: ArchivalLocation, scheme: Scheme | None) -> tuple[str, str] | None:
    """Give what stands before the years in the key of a unit, and what after them; None if they are no part of it."""
    if scheme is None or scheme.period is None:
        return None
    years = Level(name=scheme.period, label=None, value="")
    undated = location.model_copy(update={"as_written": "", "levels": (*location.levels, years)})
    mark = f"/{_escaped(scheme.period, '~/-')}-"
    before, _, after = key(undated, scheme).partition(mark)
    return before + mark, after


def _dated(location: ArchivalLocation, scheme: Scheme | None) -> Iterator[Level]:
    """Give the years for a level, where the notation says that they tell units apart."""
    if scheme and scheme.period and (years := printed_years(location)):
        yield Level(name=scheme.period, label=None, value=years)


def parse_key(path: str) -> Unit:
    """Give the archive and the levels that a key names; raise ValueError for a text that is no key."""
    repository, *segments = path.split("/")
    levels = []
    for segment in segments:
        name, dash, value = segment.partition("-")
        if not name or not dash:
            raise ValueError(f"“{segment[:200]}” is no level and its value, as “fond-45” is.")
        levels.append((_unescaped(name), _unescaped(value)))
    return Unit(_unescaped(repository), tuple(levels))


def _sorted(levels: tuple[Level, ...], scheme: Scheme | None) -> list[Level]:
    """Order levels from broad to narrow; those whose rank nobody gave come last, as printed."""
    ranks = {rule.name: rank for rank, rule in enumerate(scheme.levels)} if scheme else {}
    return sorted(levels, key=lambda level: ranks.get(level.name, len(ranks)))


def _normal(level: Level, scheme: Scheme | None) -> str:
    """Give a value without what is only its spelling."""
    value = _QUOTED.sub(r"\1", _characters(_characters(level.value).casefold()))
    value = _SPACED.sub(r"\1", " ".join(value.split()))
    if any(character.isdigit() for character in value):
        value = _CYRILLIC_MARK.sub(_respelled, value)
        value = _MARK_AFTER.sub(r"\1", _MARK_BEFORE.sub(r"\1", value))
        if found := _PREFIXED.fullmatch(value):
            value = f"{found[1]}-{found[2]}"
    return _ZEROS.sub(r"\1", value) if level.name in _noisy(scheme) else value


def _noisy(scheme: Scheme | None) -> Iterator[str]:
    """Name the levels whose leading zeros mean nothing. A draft may be wrong, and two units would become one."""
    if scheme and scheme.status == "verified":
        yield from (rule.name for rule in scheme.levels if rule.zeros == "noise")


def _characters(value: str) -> str:
    """Give characters their plain forms: of width, of dashes, of quotes; what cannot be seen is left out."""
    return unicodedata.normalize("NFC", "".join(map(_character, value)))


def _character(character: str) -> str:
    form = unicodedata.decomposition(character).partition(" ")[0]
    if form == "<fraction>":  # 17½ is 17 1/2, and never 171/2
        return " " + unicodedata.normalize("NFKC", character).replace("⁄", "/")
    plain = character if form in _OTHER_FIGURES else unicodedata.normalize("NFKC", character)
    category = unicodedata.category(plain[0])
    return "-" if category == "Pd" else "" if category == "Cf" else _PLAIN.get(plain, plain)


def _respelled(found: re.Match[str]) -> str:
    """Give a mark in Latin letters, if there is one way to do so and it is still a mark."""
    mark = found[0]
    if _UNCERTAIN.search(mark) or any(letter not in LATIN for letter in mark):
        return mark
    latin = "".join(LATIN[letter] for letter in mark)
    return latin if len(latin) <= _MARK else mark


def _escaped(words: str, marks: str) -> str:
    return "".join(_ESCAPES[character] if character in marks else character for character in words)


def _unescaped(words: str) -> str:
    plain = {escape: character for character, escape in _ESCAPES.items()}
    if unknown := next((mark for mark in _ESCAPE.findall(words) if mark not in plain), None):
        raise ValueError(f"“{unknown}” stands for nothing in a key; a tilde itself is written ~7E.")
    return _ESCAPE.sub(lambda found: plain[found[0]], words)
