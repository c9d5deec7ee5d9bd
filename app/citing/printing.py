"""One item printed by a style: as an entry, a note, a later note, a repeated one, or in the text."""

from dataclasses import dataclass, replace
from typing import Literal

from app.citing.csl.context import Cite
from app.citing.csl.markup import without_markup
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor
from app.citing.csl.tree import Piece
from app.citing.mapping import Item
from app.domain.errors import Unusable

Form = Literal["bibliography", "note", "short", "ibid", "in-text"]

#: This engine and its rules: raised when a citation of a core style comes out otherwise than before.
ENGINE = "muniment-csl 2"

#: The note that a later one refers to, where there are no notes.
SOME_NOTE = 1

_POSITIONS: dict[Form, frozenset[str]] = {
    "note": frozenset(("first",)),
    "in-text": frozenset(("first",)),
    "short": frozenset(("subsequent",)),
    "ibid": frozenset(("subsequent", "near-note", "ibid")),
}


@dataclass(frozen=True)
class Place:
    """The place in a document that a citation points at: its words, and the label of CSL that is nearest."""

    words: str
    label: str


def forms_of(processor: Processor) -> tuple[Form, ...]:
    """Give the forms that a style has, what it is asked for most first."""
    listed: tuple[Form, ...] = ("bibliography",) if processor.bibliography is not None else ()
    if processor.style.in_text:
        return (*listed, "in-text")
    return ("note", "short", "ibid", *listed)


def print_item(
    processor: Processor,
    item: Item,
    form: Form,
    place: Place | None = None,
    *,
    suffix: str = "",
    first_note: int = SOME_NOTE,
) -> Piece:
    """Print an item by itself; raise Unusable for a form that the style does not have.

    ``suffix`` are plain words behind it, before the style's own full stop. ``first_note`` is the number of the note
    that a later one refers to.
    """
    forms = forms_of(processor)
    if form not in forms:
        raise Unusable(
            "form", f"The style {processor.style.title} has no form {form}: it has {', '.join(forms)}.", choices=forms
        )
    session = processor.session([item])
    if form == "bibliography":
        return next((entry.piece for entry in session.bibliography({str(item["id"]): suffix}).entries), "")
    cite = replace(
        _cite(str(item["id"]), form, place),
        suffix=without_markup(suffix),
        first_note=0 if form in ("note", "in-text") else first_note,
    )
    return session.citations([Citation((cite,))], place=False)[0]


def _cite(id_: str, form: Form, place: Place | None) -> Cite:
    """Give the cite of one form, alone."""
    if place is None:
        return Cite(id_, positions=_POSITIONS[form])
    again = ("ibid-with-locator",) if form == "ibid" else ()
    return Cite(id_, locator=place.words, label=place.label, positions=_POSITIONS[form].union(again))
