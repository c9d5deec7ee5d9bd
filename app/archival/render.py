"""Prints a place, or the places of a document, in a style, a language and a script.

What was not understood whole is printed as it was written, in every style; so is what would lose a number.
"""

import re
from collections.abc import Iterator, Sequence

from app.archival.grammar import Grammar
from app.archival.path import PathPrinter
from app.archival.period import unread_numbers
from app.archival.places import IBID
from app.archival.rendered import Part, Rendered
from app.archival.repository import RepositoryEntry
from app.archival.script import is_latin, is_mixed
from app.archival.style import Script, Style
from app.archival.wording import Wording
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation, Level

JOINER = " and "
#: The styles in which the house prints a place that takes something over: the first that has its words, or the first.
_HOUSE = ("house-2022", "house-2011")
_SPACE = re.compile(r"\s+")


def print_location(location: ArchivalLocation) -> str:
    """Print one place for the house citation: as it was written.

    A place in the form of the house is, letter for letter, its parts in the style ``house-2011``.
    """
    return location.as_written


def print_locations(locations: tuple[ArchivalLocation, ...]) -> str:
    """Print all places in their order, with what stands between them in their reference, else the house's "and"."""
    joiners = ["", *(JOINER if one.joined is None else one.joined for one in locations[1:])]
    return "".join(joiner + print_location(one) for joiner, one in zip(joiners, locations, strict=False))


def print_alone(location: ArchivalLocation, grammar: Grammar) -> str:
    """Print one place without the place before it, from which it may take over its archive and some levels."""
    archive, own = location.repository, location.as_written
    if archive is None or archive.as_written in own:
        return own
    script: Script = "latin" if is_latin(own) else "native"
    if _is_understood(location):
        made = [render(location, grammar, style=style, script=script).text for style in _HOUSE]
        return next((text for text in made if _ends_alike(text, own)), made[0])
    left_out = tuple(level for level in location.levels if not _is_in(level, own))
    reading = location.reading.model_copy(update={"status": "full"})
    shared = location.model_copy(update={"levels": left_out, "leaves": None, "as_written": "", "reading": reading})
    led_by = render(shared, grammar, style=_HOUSE[0], script=script).text
    return ", ".join(part for part in (led_by or archive.as_written, IBID.sub("", own).strip(" ,;")) if part)


def _ends_alike(text: str, own: str) -> bool:
    """Tell whether a place in full goes on as its own words do, whatever their dashes."""
    return text.endswith(own.replace("–", "-").removesuffix("."))


def _is_in(level: Level, words: str) -> bool:
    """Tell whether a level stands in these words with its label."""
    return re.search(rf"{re.escape(level.label or '')}\W*{re.escape(level.value)}(?!\w)", words) is not None


def render(
    location: ArchivalLocation,
    grammar: Grammar,
    *,
    style: str = "native",
    language: str | None = None,
    script: Script | None = None,
    short: bool = False,
) -> Rendered:
    """Print one place.

    In the archive's own ``language`` its own letters are used, unless ``script`` says otherwise; in Latin letters where
    it cannot be printed in others without mixing them. ``short`` leaves out place and full name, for a second mention.
    Raise Unusable for a style that does not exist.
    """
    chosen = _style(grammar, style)
    entry = grammar.entries.get(location.repository.id) if location.repository else None
    reader = grammar.reader(entry) if entry else None
    if entry is None or reader is None or not _is_understood(location):
        return _written(location)
    own_language = language is not None and language.partition("-")[0].lower() == reader.own.language
    wanted = script or ("native" if own_language else chosen.script)
    for latin in (True,) if wanted == "latin" else (False, True):
        path = PathPrinter(location, Wording(reader.family, chosen, latin=latin))
        made = Rendered.of(_arranged(path, _archive(location, grammar, entry, latin=path.is_latin), entry, short=short))
        if not is_mixed("".join(part.text for part in made.parts if part.kind != "value" or part.generated)):
            return made
    return _written(location)


def render_all(
    locations: Sequence[ArchivalLocation],
    grammar: Grammar,
    *,
    style: str = "native",
    language: str | None = None,
    script: Script | None = None,
    short: bool = False,
) -> Rendered:
    """Print the places of one document, joined with the "and" of the language; an archive is named in full once."""
    joiner = Part(text=grammar.printing.joiner(language or _language(locations, grammar, style)), kind="joiner")
    parts: list[Part] = []
    named: set[str] = set()
    for location in locations:
        archive = location.repository.id if location.repository else ""
        one = render(location, grammar, style=style, language=language, script=script, short=short or archive in named)
        parts += [joiner, *one.parts] if parts else one.parts
        named.add(archive)
    return Rendered.of(parts)


def _style(grammar: Grammar, name: str) -> Style:
    known = {style.id: style for style in grammar.printing.styles}
    if name not in known:
        raise Unusable("style", f"There is no style {name!r}: use one of {', '.join(known)}.", choices=tuple(known))
    return known[name]


def _language(locations: Sequence[ArchivalLocation], grammar: Grammar, style: str) -> str:
    """Give the language of the style, or of the first archive whose notation is known."""
    archives = (location.repository.id for location in locations if location.repository)
    schemes = (scheme.language for archive in archives if (scheme := grammar.own_scheme(archive)))
    return _style(grammar, style).language or next(schemes, "en")


def _is_understood(location: ArchivalLocation) -> bool:
    return location.reading.status == "full" and not unread_numbers(location)


def _written(location: ArchivalLocation) -> Rendered:
    return Rendered.of([Part(text=location.as_written, kind="written")])


def _archive(location: ArchivalLocation, grammar: Grammar, entry: RepositoryEntry, *, latin: bool) -> Part:
    """Name the archive, by a name that no other archive has."""
    names = (name for name in (entry.code, *entry.aliases) if is_latin(name) and grammar.is_name_of_one(name))
    name = entry.native if entry.native and not latin else next(names, entry.name)
    printed = location.repository.as_written if location.repository else ""
    return Part(text=name, kind="repository", generated=name != _SPACE.sub(" ", printed))


def _arranged(path: PathPrinter, archive: Part, entry: RepositoryEntry, *, short: bool) -> Iterator[Part]:
    """Put the archive where the style has it."""
    position = path.style.archive
    if position != "sentence" and (path.is_narrow or path.is_kept_broad):
        position = "last" if path.is_narrow else "first"
    if position == "first":
        yield archive
        if path.style.archive == "last":
            yield from _seat(path, archive, short=short)
        yield from path.parts(after_archive=True)
        return
    is_sentence = position == "sentence"
    parts = list(path.parts(with_leaves=not is_sentence))
    if parts and is_sentence:
        parts[0] = _opening(parts[0])
    yield from parts
    if parts:
        yield Part(text=". " if is_sentence else path.separator, kind="separator")
    if is_sentence and path.is_latin and not short and entry.name != archive.text:
        yield Part(text=entry.name, kind="repository", generated=True)
        yield Part(text=" (", kind="separator")
        yield archive
        yield Part(text=")", kind="separator")
    else:
        yield archive
    yield from _seat(path, archive, short=short)


def _seat(path: PathPrinter, archive: Part, *, short: bool) -> Iterator[Part]:
    """Say where the archive is, unless its name does."""
    place = path.location.repository.place if path.location.repository else None
    if place and path.is_latin and not short and place not in archive.text:
        yield Part(text=", ", kind="separator")
        yield Part(text=place, kind="place", generated=place not in path.location.as_written)


def _opening(part: Part) -> Part:
    """Begin a sentence."""
    return part.model_copy(update={"text": part.text[:1].upper() + part.text[1:]})
