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
from app.citing.dates import refuse_no_day
from app.citing.mapping import Item
from app.citing.printing import ENGINE, forms_of
from app.citing.statements import translators_of
from app.domain.citation import StyleUsed
from app.domain.document import Document
from app.domain.errors import Unusable
from app.domain.text import Text, WordedText
from app.services.cite import ALL, Citer, Locations, Notation, Wanted, choose_locations, named_extract
from app.services.styled import Styled, map_styled, style_used, unprinted_makers, with_added, without_usurper
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
        self._added: dict[str, dict[str, str]] = {}

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
        placed_citations = place_citations(citations)
        named = [self._with_makers(citation) for citation in placed_citations]
        pieces = processor.session(items.values()).citations(named)
        listed = self._listed([(str(note.number), piece) for note, piece in zip(notes, pieces, strict=True)])
        placed = [_placed(citation) for citation in placed_citations]
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
        items = [self._item(id_, self._documents[id_], self._documents[id_].locations) for id_ in known]
        entries = processor.session(items).bibliography().entries
        return self._listed([(entry.id, with_added(entry.piece, self._added[entry.id])) for entry in entries])

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
            items[key] = self._item(key, document, locations, text)
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

    def _item(self, key: str, document: Document, locations: Locations, text: WordedText | None = None) -> Item:
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
        mapped = without_usurper(processor, map_styled(document, styled))
        self._warnings.update({f"{document.id}: {warning}": None for warning in mapped.warnings})
        self._added[key] = unprinted_makers(processor, mapped)
        return {**mapped.item, "id": key}

    def _with_makers(self, citation: Citation) -> Citation:
        """Name in the first note of a record the makers that a style does not print, each behind its own record."""
        if self._prepared.processor.style.in_text:
            return citation
        cites = (
            replace(cite, suffix=cite.suffix + "".join(f" [{without_markup(words)}]" for words in added.values()))
            if (added := self._added[cite.id]) and "first" in cite.positions
            else cite
            for cite in citation.cites
        )
        return replace(citation, cites=tuple(cites))

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
