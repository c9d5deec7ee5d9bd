"""The house citation: the form this archive's programme printed under its records in 2011.

``"{title}," {date}, {publisher}, {place} and {place}[. {credits}] {address}``

The comma stands inside straight quotation marks and nothing stands before the address. Only structured parts go
in, never the published line, so that the two can be compared; a part that is not stated is left out.
"""

from collections.abc import Iterable, Sequence
from html import escape

from app.archival.render import print_locations
from app.domain.document import Document
from app.domain.location import ArchivalLocation
from app.domain.text import Text, Translation, WordedText

STYLE = "house"
LOCALE = "en-US"
#: What a citation says of a document that a machine translated.
MACHINE = "Machine translation"


def cite(
    *,
    title: str,
    date: str | None,
    publisher: str | None,
    locations: tuple[ArchivalLocation, ...],
    thanks: str | None,
    address: str,
) -> str:
    """Print the citation of one document; ``thanks`` are the sentences of credit that follow its places."""
    places = print_locations(locations)
    source = (" " if places.endswith(".") else ". ").join(part for part in (places, thanks) if part)
    parts = ", ".join(part for part in (date, publisher, source) if part)
    return f'"{title}," {parts} {address}' if parts else f'"{title}" {address}'


def cite_document(
    document: Document, locations: tuple[ArchivalLocation, ...], *, text: WordedText | None = None
) -> str:
    """Print the citation of a document in these places; of one text of it, with what is true of that text."""
    stated = next((credit.as_written for credit in document.credits if credit.found_in == "reference"), None)
    return cite(
        title=document.title,
        date=document.date.as_written if document.date else None,
        publisher=document.publisher,
        locations=locations,
        thanks=give_thanks(stated, is_machine=is_by_machine((text,) if text else document.texts)),
        address=document.canonical_url,
    )


def is_by_machine(texts: Iterable[Text]) -> bool:
    """Tell whether a machine translated any of these texts."""
    return any(isinstance(text, Translation) and bool(text.machine) for text in texts)


def give_thanks(stated: str | None, *, is_machine: bool) -> str | None:
    """Give the credits of a citation; that a machine translated the document belongs to them, whoever omits it."""
    if not is_machine:
        return stated
    return ". ".join(part for part in (stated and stated.rstrip("."), MACHINE) if part)


def cite_passages(citation: str, numbers: Sequence[int], *, text: str | None = None) -> str:
    """Add the passage, or the first and last passage, to a citation, after the text in which they stand, if named."""
    named = f"{citation}, {text}" if text else citation
    return f"{named}, {passages_words(numbers)}"


def passages_words(numbers: Sequence[int]) -> str:
    """Name a passage, or the first and last of a run."""
    if numbers[0] == numbers[-1]:
        return f"passage {numbers[0]}"
    return f"passages {numbers[0]}-{numbers[-1]}"


def name_text(document: Document, text: WordedText) -> str | None:
    """Give what a text is called in a citation: its label, else its id; None where no other text could be meant."""
    if len(document.worded_texts) == 1:
        return None
    labels = [other.label for other in document.worded_texts]
    return text.label if text.label and labels.count(text.label) == 1 else f"text {text.id}"


def mark_up(citation: str, address: str) -> str:
    """Give the citation as HTML, with its address as a link where it has a scheme the web follows."""
    text = escape(citation, quote=False)
    printed = escape(address, quote=False)
    if not address.startswith(("https://", "http://", "/")) or printed not in text:
        return text
    before, _, after = text.rpartition(printed)
    return f'{before}<a href="{escape(address)}">{printed}</a>{after}'
