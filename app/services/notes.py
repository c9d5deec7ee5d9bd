"""Cites many records together: the notes of a text in their order, or one bibliography."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from app.citing import house
from app.citing.csl.context import Cite
from app.citing.csl.positions import Citation, place_citations
from app.citing.csl.tree import Piece
from app.citing.csl.writers import WRITERS
from app.citing.dates import refuse_no_day
from app.citing.mapping import Item
from app.citing.printing import ENGINE, forms_of
from app.domain.citation import StyleUsed
from app.domain.document import Document
from app.domain.errors import Unusable
from app.services.cite import ALL, Citer, Notation, Wanted, choose_locations
from app.services.styled import Styled, map_styled, style_used, without_usurper
from app.services.styles import Prepared

#: What a cite is among the notes of a text.
Position = Literal["first", "short", "ibid"]


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

    def notes(self, notes: Sequence[NoteWanted]) -> PrintedList:
        """Print the notes of a text; which cite is the first and which a later one follows from their order.

        A record that is not among the documents is left out of its note. Records are told apart among themselves.
        """
        processor = self._prepared.processor
        items: dict[str, Item] = {}
        citations = [
            Citation(
                tuple(self._cite(cite, note, items) for cite in note.cites if cite.id in self._documents), note.number
            )
            for note in notes
        ]
        pieces = processor.session(items.values()).citations(citations)
        listed = self._listed([(str(note.number), piece) for note, piece in zip(notes, pieces, strict=True)])
        placed = [_placed(citation) for citation in place_citations(citations)]
        printed = tuple(replace(one, cites=cites) for one, cites in zip(listed.printed, placed, strict=True))
        return replace(listed, printed=printed)

    def bibliography(self, ids: Sequence[str]) -> PrintedList:
        """Print one bibliography in the style's own order; raise Unusable where the style has none."""
        processor = self._prepared.processor
        if processor.bibliography is None:
            forms = forms_of(processor)
            title = processor.style.title
            raise Unusable("style", f"The style {title} has no bibliography: it has {', '.join(forms)}.")
        known = [id_ for id_ in dict.fromkeys(ids) if id_ in self._documents]
        items = [self._item(self._documents[id_], ALL) for id_ in known]
        entries = processor.session(items).bibliography().entries
        return self._listed([(entry.id, entry.piece) for entry in entries])

    def _cite(self, cite: CiteWanted, note: NoteWanted, items: dict[str, Item]) -> Cite:
        """Make one cite; raise Unusable, with the number of the note, for a place that its record does not have."""
        try:
            return self._cite_alone(cite, items)
        except Unusable as error:
            reason = f"In note {note.number}, record {cite.id}: {error}"
            raise Unusable(error.parameter, reason, choices=error.choices) from error

    def _cite_alone(self, cite: CiteWanted, items: dict[str, Item]) -> Cite:
        """Make one cite; holdings that differ make items that differ, for each says where its document lies."""
        document = self._documents[cite.id]
        key = cite.id if cite.holding == ALL else f"{cite.id}\0{cite.holding}"
        if key not in items:
            items[key] = {**self._item(document, cite.holding), "id": key}
        wanted = Wanted(style=self._wanted.style, locale=self._wanted.locale, locator=cite.locator, leaf=cite.leaf)
        place, _ = self._citer.pinpoint(document, wanted, choose_locations(document, cite.holding))
        words, label = (place.words, place.label) if place else ("", "page")
        return Cite(key, locator=words, label=label, prefix=cite.prefix, suffix=cite.suffix)

    def _item(self, document: Document, holding: str) -> Item:
        styled = Styled(
            prepared=self._prepared,
            form=None,
            profile=self._wanted.profile,
            locations=choose_locations(document, holding),
            place=None,
            accessed=self._wanted.accessed,
            is_ensured=False,
            format=self._wanted.format,
        )
        mapped = without_usurper(self._prepared.processor, map_styled(document, styled))
        self._warnings.update({f"{document.id}: {warning}": None for warning in mapped.warnings})
        return mapped.item

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


def _placed(citation: Citation) -> tuple[tuple[str, Position], ...]:
    """Give the records of a note with what each is among all notes."""
    return tuple(
        (
            cite.id.partition("\0")[0],
            "ibid" if "ibid" in cite.positions else "short" if "subsequent" in cite.positions else "first",
        )
        for cite in citation.cites
    )


def _printed(key: str, piece: Piece, prepared: Prepared, notation: Notation) -> Printed:
    locale = prepared.processor.locale
    written = None if notation in ("text", "html") else WRITERS[notation].write(piece, locale)
    return Printed(
        key, WRITERS["text"].write(piece, locale).strip(), WRITERS["html"].write(piece, locale).strip(), written
    )
