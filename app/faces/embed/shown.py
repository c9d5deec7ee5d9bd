"""What a card says of its record, in sentences that are true of every record."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.document import Document
from app.formats.base import Context
from app.formats.web import sentences
from app.formats.web.snippets import Shown, show_record
from app.services.cards import Card


def shown_of(card: Card, context: Context) -> Shown:
    """Give what other pages are to show of a card."""
    shown, extract = show_record(card.document), card.extract
    if extract is None:
        return shown
    return replace(
        shown,
        title=card.title,
        part=extract.id,
        words=tuple(passage.text for passage in extract.passages),
        language=extract.text.language,
        statement=sentences.describe_text(extract.text, card.document, context),
        citation=card.citation.text,
        sha256=card.sha256,
    )


def say_texts(card: Card, context: Context) -> list[tuple[str, str]]:
    """Say of the text that is quoted, or of each text of the record, what it is called and what it is."""
    texts = (card.extract.text,) if card.extract else card.document.texts
    return [(sentences.head_text(t, context), sentences.describe_text(t, card.document, context)) for t in texts]


def say_places(document: Document) -> list[tuple[str, str]]:
    """Give the archival references, each with the archive it is understood to mean."""
    return [(place.as_written, sentences.say_place(place)) for place in document.locations]


def say_rights(card: Card) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Give the rights in each layer: the layer, words or addresses that state them, and whose word that is."""
    for right in card.document.rights:
        yield right.applies_to, tuple(filter(None, (right.statement, right.uri))), sentences.say_rights(right.basis)


def say_since(card: Card) -> str | None:
    """Say what became of the words since this revision, or since they were embedded; None where nothing did."""
    revision, newest = card.document.revision, card.newest
    if newest is None:
        if not card.is_other:
            return None
        return f"Changed since it was embedded here: these are the words of revision {revision.number}."
    if newest.id != card.document.id:
        return "Another record took the place of this one since."
    later = f"revision {newest.revision.number} of {newest.revision.at[:10]}"
    if card.since == "gone":
        return f"Corrected since: {later} no longer has these passages."
    if card.since == "same":
        return f"The record was corrected since ({later}); these words are the same there."
    what = "these words" if card.extract else "the record"
    return f"Corrected since: {later} changes {what}."
