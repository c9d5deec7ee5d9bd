"""Cites many records together: the notes of a text in their order, or one bibliography."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.citing import house
from app.citing.csl.context import Cite
from app.citing.csl.markup import without_markup
from app.citing.csl.positions import Citation, place_citations
from app.citing.csl.tree import Piece
from app.citing.csl.writers import WRITERS
from app.citing.dates import date_warnings, refuse_no_day
from app.citing.mapping import Item, Mapped
from app.citing.printing import ENGINE, Form, forms_of
from app.citing.statements import translators_of
from app.domain.citation import StyleUsed
from app.domain.document import Document
from app.domain.errors import Unusable
from app.domain.text import Text, WordedText
from app.services.cite import ALL, Citer, Locations, Notation, Wanted, choose_locations, named_extract
from app.services.styled import (
    Styled,
    bracketed,
    is_usurped,
    map_styled,
    style_used,
    unprinted_makers,
    without_usurper,
)
from app.services.styles import Prepared

#: What a cite is among the notes of a text.
Position = Literal["first", "short", "ibid"]
_TRANSLATOR = frozenset(("translator",))


@dataclass(frozen=True)
class CiteWanted:
    """One record cited in a note: where in it, which holding, and what is said before and after."""

    id: str
    locator: str | None = None
    leaf: str | None = None
    holding: str = ALL
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class NoteWanted:
    """One note: its number, and the records it cites in their order."""

    cites: tuple[CiteWanted, ...]
    number: int


@dataclass(frozen=True)
class Printed:
    """One note, or one entry of a bibliography; ``key`` is the note's number or the record's id.

    ``cites`` are the records of a note, each with what it is among all notes: the first of it, a later one, or a
    repetition of the one before.
    """

    key: str
    text: str
    html: str
    formatted: str | None
    cites: tuple[tuple[str, Position], ...] = ()


@dataclass(frozen=True)
class PrintedList:
    """Notes or entries, what printed them, and what a reader should know."""

    printed: tuple[Printed, ...]
    style: str
    locale: str
    style_used: StyleUsed | None
    engine: str | None
    warnings: tuple[str, ...] = field(default=())


class Lister:
    """Prints lists in one style: made for one request, from documents that were read for it."""

    def __init__(self, citer: Citer, wanted: Wanted, documents: Mapping[str, Document]) -> None:
        if wanted.style == house.STYLE:
            raise Unusable(
                "style", "The house citation stands by itself: for notes and lists name a style, such as chicago."
            )
        refuse_no_day(wanted.accessed)
        self._citer = citer
        self._wanted = wanted
        self._documents = documents
        self._prepared = citer.styles.prepare(wanted.style, wanted.locale)
        self._warnings: dict[str, None] = {}
        self._added: dict[str, dict[str, str]] = {}
        self._shortened: set[str] = set()

    def notes(self, notes: Sequence[NoteWanted]) -> PrintedList:
        """Print the notes of a text; which cite is the first and which a later one follows from their order.

        A record that is not among the documents is left out of its note. Records are told apart among themselves.
        """
        processor = self._prepared.processor
        items: dict[str, Item] = {}
        citations = [
            Citation(
                # A record that is missing keeps its place: the note that follows repeats no note of one source.
                tuple(
                    self._cite(cite, note, items) if cite.id in self._documents else Cite(cite.id)
                    for cite in note.cites
                ),
                note.number,
            )
            for note in notes
        ]
        placed_citations = place_citations(citations)
        named = [self._with_makers(citation) for citation in placed_citations]
        pieces = processor.session(items.values()).citations(named)
        listed = self._listed([(str(note.number), piece) for note, piece in zip(notes, pieces, strict=True)])
        placed = [_placed(citation, items) for citation in placed_citations]
        printed = tuple(replace(one, cites=cites) for one, cites in zip(listed.printed, placed, strict=True))
        empty = [f"note {one.key}: the style prints nothing of it" for one in printed if one.cites and not one.text]
        return replace(listed, printed=printed, warnings=(*listed.warnings, *empty))

    def bibliography(self, ids: Sequence[str]) -> PrintedList:
        """Print one bibliography in the style's own order; raise Unusable where the style has none."""
        processor = self._prepared.processor
        if processor.bibliography is None:
            forms = forms_of(processor)
            title = processor.style.title
            raise Unusable("style", f"The style {title} has no bibliography: it has {', '.join(forms)}.")
        known = [id_ for id_ in dict.fromkeys(ids) if id_ in self._documents]
        items = [
            self._item(id_, self._documents[id_], self._documents[id_].locations, form="bibliography") for id_ in known
        ]
        suffixes = {id_: bracketed(added) for id_, added in self._added.items()}
        entries = processor.session(items).bibliography(suffixes).entries
        listed = self._listed([(entry.id, entry.piece) for entry in entries])
        there = {one.key for one in listed.printed if one.text}
        empty = [f"{id_}: the style prints nothing of it" for id_ in known if id_ not in there]
        return replace(listed, warnings=(*listed.warnings, *empty))

    def _cite(self, cite: CiteWanted, note: NoteWanted, items: dict[str, Item]) -> Cite:
        """Make one cite; raise Unusable, with the number of the note, for a place that its record does not have."""
        try:
            return self._cite_alone(cite, items)
        except Unusable as error:
            reason = f"In note {note.number}, record {cite.id}: {error}"
            raise Unusable(error.parameter, reason, choices=error.choices) from error

    def _cite_alone(self, cite: CiteWanted, items: dict[str, Item]) -> Cite:
        """Make one cite; what is said otherwise of a holding, or of a text, makes an item of its own."""
        document = self._documents[cite.id]
        text = self._text_apart(document, cite)
        style, locale = self._wanted.style, self._wanted.locale
        wanted = Wanted(style=style, locale=locale, holding=cite.holding, locator=cite.locator, leaf=cite.leaf)
        locations, place, _ = self._citer.pinpoint(document, wanted)
        is_all = len(locations) == len(choose_locations(document, cite.holding))
        held = cite.holding if is_all else "; ".join(one.as_written for one in locations)
        key = "\0".join((cite.id, held, text.id if text else ""))
        if key not in items:
            form = forms_of(self._prepared.processor)[0]
            items[key] = self._item(key, document, locations, text, form=form)
        words, label = (place.words, place.label) if place else ("", "page")
        return Cite(key, locator=words, label=label, prefix=cite.prefix, suffix=cite.suffix)

    def _text_apart(self, document: Document, cite: CiteWanted) -> WordedText | None:
        """Give the text of the passages that are cited, where others than those of the record as a whole made it.

        None in a style that cites in the text: what it prints there leads to an entry, which is of the whole record.
        """
        if cite.locator is None or self._prepared.processor.style.in_text:
            return None
        text = named_extract(document, cite.locator).text
        return text if _makers([text]) != _makers(document.texts) else None

    def _item(
        self, key: str, document: Document, locations: Locations, text: WordedText | None = None, *, form: Form
    ) -> Item:
        styled = Styled(
            prepared=self._prepared,
            form=None,
            profile=self._wanted.profile,
            locations=locations,
            place=None,
            accessed=self._wanted.accessed,
            is_ensured=False,
            format=self._wanted.format,
            text=text,
        )
        processor = self._prepared.processor
        mapped = without_usurper(processor, self._mapped(document, styled), form)
        told = (*mapped.warnings, *date_warnings(document.date))
        self._warnings.update({f"{document.id}: {warning}": None for warning in told})
        self._added[key] = unprinted_makers(processor, mapped)
        if not processor.style.in_text and is_usurped(processor, mapped, "short"):
            self._shortened.add(key)
        return {**mapped.item, "id": key}

    def _mapped(self, document: Document, styled: Styled) -> Mapped:
        """Map a document; one that is no letter is described among letters, and a warning says so."""
        try:
            return map_styled(document, styled)
        except Unusable:
            mapped = map_styled(document, replace(styled, profile="described"))
            return replace(mapped, warnings=("no sender and addressee: cited as described", *mapped.warnings))

    def _with_makers(self, citation: Citation) -> Citation:
        """Name in the first note of a record the makers that a style does not print, each behind its own record."""
        if self._prepared.processor.style.in_text:
            return citation
        return replace(citation, cites=tuple(self._with_makers_of(cite) for cite in citation.cites))

    def _with_makers_of(self, cite: Cite) -> Cite:
        if "first" in cite.positions:
            return replace(cite, suffix=cite.suffix + without_markup(bracketed(self._added.get(cite.id, {}))))
        return replace(cite, without=_TRANSLATOR) if cite.id in self._shortened else cite

    def _listed(self, pieces: Sequence[tuple[str, Piece]]) -> PrintedList:
        prepared = self._prepared
        return PrintedList(
            printed=tuple(_printed(key, piece, prepared, self._wanted.format) for key, piece in pieces),
            style=prepared.entry.id,
            locale=prepared.locale_used,
            style_used=style_used(prepared),
            engine=ENGINE,
            warnings=tuple(self._warnings),
        )


def _makers(texts: Sequence[Text]) -> tuple[tuple[str, ...], bool]:
    """Give the translators of some texts, and whether a machine is one."""
    return translators_of(texts), house.is_by_machine(texts)


def _placed(citation: Citation, items: Mapping[str, Item]) -> tuple[tuple[str, Position], ...]:
    """Give the records of a note that are here, with what each is among all notes."""
    return tuple(
        (
            cite.id.partition("\0")[0],
            "ibid" if "ibid" in cite.positions else "short" if "subsequent" in cite.positions else "first",
        )
        for cite in citation.cites
        if cite.id in items
    )


def _printed(key: str, piece: Piece, prepared: Prepared, notation: Notation) -> Printed:
    locale = prepared.processor.locale
    written = None if notation in ("text", "html") else WRITERS[notation].write(piece, locale).strip()
    return Printed(
        key, WRITERS["text"].write(piece, locale).strip(), WRITERS["html"].write(piece, locale).strip(), written
    )
