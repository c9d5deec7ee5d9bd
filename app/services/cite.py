"""Cites a record, or a place in it: in the house's form, or in any style."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Literal

from app.archival.grammar import Grammar
from app.archival.pinpoint import pin_leaf
from app.archival.render import print_alone
from app.citing import house
from app.citing.csl.writers import WRITERS
from app.citing.dates import refuse_no_day
from app.citing.mapping import Profile
from app.citing.printing import Form, Place
from app.domain.citation import FormattedCitation
from app.domain.document import Document
from app.domain.errors import Moved, NotFound, UnknownStyle, Unusable
from app.domain.location import ArchivalLocation
from app.domain.text import WordedText
from app.services.read import Extract, find_extract
from app.services.styled import Styled, cite_in_style
from app.services.styles import Prepared, Styles, is_tag
from app.understanding.knowledge import Knowledge

Notation = Literal["text", "html", "markdown", "rtf", "latex"]
Ensure = Literal["archive"]
Locations = tuple[ArchivalLocation, ...]

#: The holding that means all of them.
ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """How a record is to be cited. ``locator`` names a passage or a run of them, ``leaf`` leaves of the file."""

    style: str = house.STYLE
    locale: str | None = None
    form: Form | None = None
    profile: Profile = "described"
    holding: str = ALL
    locator: str | None = None
    leaf: str | None = None
    accessed: str | None = None
    ensure: Ensure | None = None
    format: Notation = "text"


@dataclass(frozen=True)
class Citer:
    """What citing needs beside the record."""

    styles: Styles
    knowledge: Knowledge

    def cite(self, document: Document, wanted: Wanted) -> FormattedCitation:
        """Cite a document; raise Unusable for what it does not have, UnknownStyle for a style that is not here."""
        refuse_no_day(wanted.accessed)
        if wanted.style == house.STYLE:
            return self._cite_in_house(document, wanted)
        prepared = self._prepare(wanted)
        locations, place, words = self.pinpoint(document, wanted)
        styled = Styled(
            prepared=prepared,
            form=wanted.form,
            profile=wanted.profile,
            locations=locations,
            place=place,
            accessed=wanted.accessed,
            is_ensured=wanted.ensure is not None,
            format=wanted.format,
            text=cited_text(document, wanted),
        )
        formatted = cite_in_style(document, styled)
        omitted, warnings = formatted.omitted, [*formatted.warnings, *common_warnings(document)]
        if document.date is None or document.date.is_undated:
            warnings.append("the record states no date")
        if words and words not in formatted.text:
            omitted = (*omitted, "pinpoint")
            warnings.append(f"this form of the style names no place in the document: {words}")
        return formatted.model_copy(update={"pinpoint": words, "omitted": omitted, "warnings": tuple(warnings)})

    def cite_listed(self, document: Document, style: str | None, locale: str | None) -> FormattedCitation:
        """Cite a document as an entry of a bibliography, as a note where the style has none; in the house's form alone.

        Raise Unusable for a locale of whose language there is none.
        """
        if style in (None, house.STYLE):
            return self.cite(document, Wanted(locale=locale))
        prepared = self.styles.prepare(style or "", locale)
        if locale and prepared.locale_used.partition("-")[0] != locale.partition("-")[0].lower():
            near = get_close_matches(locale, self.styles.locales(), n=5, cutoff=0)
            raise Unusable("locale", f"There is no locale {locale!r}, and none of its language.", choices=near)
        form: Form | None = "bibliography" if prepared.entry.has_bibliography else None
        return self.cite(document, Wanted(style=prepared.entry.id, locale=locale, form=form))

    def cite_at_once(self, document: Document, locale: str | None = None) -> list[FormattedCitation]:
        """Cite a document in the house's form and in the styles that come first, notes as later ones too."""
        made = [self.cite(document, Wanted(locale=locale))]
        for entry in self.styles.core():
            made.append(self.cite(document, Wanted(style=entry.id, locale=locale)))
            if made[-1].form == "note":
                made.append(self.cite(document, Wanted(style=entry.id, locale=locale, form="short")))
        return made

    def pinpoint(self, document: Document, wanted: Wanted) -> tuple[Locations, Place | None, str | None]:
        """Give the holdings that are cited, and the place in the document, as a locator and as words.

        There is no place where none is asked for; with a leaf, the holdings are those on which it stands.
        """
        grammar = self.knowledge.grammar
        locations = choose_locations(document, wanted.holding)
        parts = []
        if wanted.leaf is not None:
            words, locations = pin_leaf(locations, wanted.leaf, grammar)
            parts.append(words)
        locations = tuple(_apart(document.locations, locations, grammar))
        if wanted.locator is not None:
            extract = named_extract(document, wanted.locator)
            named = house.name_text(document, extract.text)
            parts += [named] if named else []
            parts.append(self._passage_words(extract, wanted))
        if not parts:
            return locations, None, None
        words = ", ".join(parts)
        # A locator that brings its own label; archives count in leaves, which decides where a style puts it.
        return locations, Place(words, "folio"), words

    def _prepare(self, wanted: Wanted) -> Prepared:
        """Prepare a style; whoever mistypes the house's is told of it with the others."""
        try:
            return self.styles.prepare(wanted.style, wanted.locale)
        except UnknownStyle as error:
            if get_close_matches(wanted.style.lower()[:40], [house.STYLE]):
                error.near = (house.STYLE, *error.near)
            raise

    def _passage_words(self, extract: Extract, wanted: Wanted) -> str:
        if wanted.style == house.STYLE:
            return house.passages_words([extract.numbers[0], extract.numbers[-1]])
        locale = self.styles.prepare(wanted.style, wanted.locale).locale_used
        one, several = self.knowledge.passage_terms(locale)
        first, last = extract.numbers[0], extract.numbers[-1]
        return f"{one} {first}" if first == last else f"{several} {first}\u2013{last}"

    def _cite_in_house(self, document: Document, wanted: Wanted) -> FormattedCitation:
        _refuse_in_house(wanted)
        locations, _, words = self.pinpoint(document, wanted)
        text = house.cite_document(document, locations, text=cited_text(document, wanted))
        warnings = [] if wanted.accessed is None else ["the house citation prints no date of access"]
        told = [] if wanted.locator is None else _order_warnings(named_extract(document, wanted.locator))
        formatted = house_citation(document, f"{text}, {words}" if words else text, [*warnings, *told])
        written = None if wanted.format in ("text", "html") else WRITERS[wanted.format].escape(formatted.text)
        return formatted.model_copy(
            update={
                "format": wanted.format,
                "formatted": written,
                "locale_requested": wanted.locale,
                "locations": tuple(location.as_written for location in locations),
                "pinpoint": words,
            }
        )


def named_extract(document: Document, locator: str) -> Extract:
    """Give the passages a locator names, by their full name or a short one; raise Unusable for one that names none."""
    try:
        return find_extract(document, locator)
    except Moved as moved:
        return find_extract(document, moved.rest.rpartition("/")[2])
    except NotFound as error:
        raise Unusable("locator", str(error), choices=error.near) from error


def cited_text(document: Document, wanted: Wanted) -> WordedText | None:
    """Give the text whose passages are cited, None where the record is cited whole."""
    return None if wanted.locator is None else named_extract(document, wanted.locator).text


def _refuse_in_house(wanted: Wanted) -> None:
    """The house has one form and one profile; what it is asked beside is no silent default."""
    if wanted.locale is not None and not is_tag(wanted.locale):
        raise Unusable("locale", f"{wanted.locale[:40]!r} is no language tag such as fr-FR.")
    if wanted.form not in (None, "note"):
        raise Unusable("form", f"The house citation has no form {wanted.form}: it has note.", choices=("note",))
    if wanted.profile != "described":
        raise Unusable("profile", "The house citation has one profile, described.", choices=("described",))


def choose_locations(document: Document, holding: str) -> tuple[ArchivalLocation, ...]:
    """Give the holdings that are cited: all, one by its number from 1, or those of one archive by its id."""
    locations = document.locations
    if holding == ALL:
        return locations
    if holding.isdecimal() and 0 < int(holding) <= len(locations):
        return (locations[int(holding) - 1],)
    chosen = tuple(one for one in locations if one.repository and one.repository.id == holding)
    if chosen:
        return chosen
    archives = dict.fromkeys(one.repository.id for one in locations if one.repository)
    numbers = [str(number) for number, _ in enumerate(locations, 1)]
    raise Unusable("holding", f"This record has no holding {holding[:80]!r}.", choices=(ALL, *numbers, *archives))


def _apart(all_of_it: Locations, chosen: Locations, grammar: Grammar) -> Iterator[ArchivalLocation]:
    """Give the chosen places; one that does not follow another of them as in the record stands by itself."""
    before: int | None = None
    for location in chosen:
        number = next((number for number, one in enumerate(all_of_it) if one is location), None)
        if number is not None and before is not None and number == before + 1:
            yield location
        else:
            yield location.model_copy(update={"as_written": print_alone(location, grammar), "joined": None})
        before = number


def cite_extract(document: Document, extract: Extract) -> FormattedCitation:
    """Give the house citation of a passage or a range of passages."""
    named = house.name_text(document, extract.text)
    line = house.cite_document(document, document.locations, text=extract.text)
    text = house.cite_passages(line, [extract.numbers[0], extract.numbers[-1]], text=named)
    return house_citation(document, text, _order_warnings(extract))


def _order_warnings(extract: Extract) -> list[str]:
    """Tell where passages stand in another order than their numbers."""
    if all(after == before + 1 for before, after in pairwise(extract.numbers)):
        return []
    return [f"the passages stand in the order {', '.join(map(str, extract.numbers))}"]


def house_citation(document: Document, text: str, warnings: Sequence[str] = ()) -> FormattedCitation:
    """Put a line of the house together with what is to be said of it."""
    told = list(warnings)
    if document.citation.agrees is False:
        told.append("differs from the published citation")
    return FormattedCitation(
        style=house.STYLE,
        form="note",
        locale=house.LOCALE,
        text=text,
        html=house.mark_up(text, document.canonical_url),
        revision=document.revision.number,
        warnings=(*told, *common_warnings(document)),
        locations=tuple(location.as_written for location in document.locations),
    )


def common_warnings(document: Document) -> list[str]:
    """Tell what is true of a record in every style."""
    warnings: list[str] = []
    if document.revision.number > 1 and document.source_url:
        number = document.revision.number
        warnings.append(f"this is revision {number} here; words published at the address may differ")
    if document.canonical_url.startswith("/"):
        warnings.append("the address is no whole one: the record has none of its own, and the archive no public_url")
    warnings += [
        f"archival reference not read, printed as written: {location.as_written}"
        for location in document.locations
        if location.reading.status == "unread"
    ]
    return warnings
