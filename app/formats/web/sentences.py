"""The sentences of a record's page that are ours. Each is true of every record, or is not said of it."""

import re
from collections.abc import Iterable
from typing import Literal

from app.domain.agent import Participant
from app.domain.dates import DateStatement
from app.domain.document import Document
from app.domain.location import ArchivalLocation
from app.domain.noun import Basis
from app.domain.text import Facsimile, Text, Transcription, Translation
from app.formats.base import Context

_BASIS: dict[Basis, str] = {
    "text": "from the text",
    "title": "from the title",
    "catalogue": "from the catalogue",
    "supplied": "supplied by the cataloguer",
    "editor": "decided by an editor",
    "inferred": "inferred by software",
    "default": "by default",
}
#: What is here of the original: its words, words that may be its, only pictures, or nothing.
Original = Literal["supplied", "transcribed", "pictured", "missing"]
_ORIGINALS: dict[Original, str] = {
    "supplied": "original supplied",
    "transcribed": "a transcription is supplied",
    "pictured": "original not supplied, but for pictures",
    "missing": "original not supplied",
}
_COPIES = {"original": "the original", "copy": "a copy", "microfilm": "a microfilm"}
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


def say_basis(basis: Basis) -> str:
    """Say where a value comes from."""
    return _BASIS[basis]


def say_provenance(document: Document) -> tuple[str, str, str]:
    """Say whose the record is: what stands before its publisher, between that and its address, and after both."""
    revision = document.revision
    day = revision.at[:10]
    if not document.source_url and not document.publisher:
        return (
            "A record of this archive; no other publisher of it is stated",
            "",
            f"; revision {revision.number} of {day}.",
        )
    since = f"changed here since it was imported (revision {revision.number} of {day})"
    taken = f"imported {day}" if revision.number == 1 else since
    by = "by " if document.publisher else ""
    at = "at " if document.source_url else ""
    after = f"; {taken}; not an official service of the publisher."
    return f"Copy of a record published {by or at}", f" {at}" if by and at else "", after


def say_summary(document: Document) -> str:
    """Say what stands for a record where none of its texts does; these are no words of the document."""
    return "These words are the record’s summary." if document.summary else "These words are the record’s title."


def say_person(participant: Participant) -> str:
    """Say which name is used in the words, who that is said to be, and where it was read."""
    named = participant.name
    notes = [
        f"named {named}" if named != participant.as_written else None,
        f"identified as {participant.identified_as}" if participant.identified_as else None,
        _BASIS[participant.basis],
    ]
    return _join(notes)


def say_date(date: DateStatement) -> str:
    """Say where the words of a date stand, and how they are understood, which is nobody's word but ours."""
    weekday = f"by our reckoning a {date.weekday}" if date.weekday else None
    understood = f"understood as {date.edtf}" if date.edtf and not iso_day(date) else None
    return _join([_BASIS[date.basis], weekday, understood])


def iso_day(date: DateStatement) -> str | None:
    """Give a year, month or day as HTML can mark it up; None for a date that is none of these."""
    return date.edtf if date.edtf and _DAY.fullmatch(date.edtf) else None


def say_place(place: ArchivalLocation) -> str:
    """Say which archive a reference is understood to mean, and how far it was understood."""
    archive = place.repository
    notes = [
        ", ".join(filter(None, (archive.name, archive.place))) if archive else None,
        _COPIES[place.copy_] if place.copy_ else None,
        place.note,
        "not read; printed as written" if place.reading.status == "unread" else None,
        "read in part" if place.reading.status == "partial" else None,
    ]
    return _join(notes)


def say_rights(basis: Basis) -> str:
    """Say whose word a statement of rights is; one that nobody made says that rights were not evaluated."""
    return "not evaluated, for nobody has stated them" if basis == "default" else _BASIS[basis]


def say_citation(document: Document) -> str:
    """Say how our citation stands to the one that was published."""
    if document.citation.agrees:
        return "Put together from the record’s parts; character for character the same line as the one published."
    if document.citation.as_published:
        return "Put together from the record’s parts. Published with it was:"
    return "Put together from the record’s parts; no published citation is stated."


def head_text(text: Text, context: Context) -> str:
    """Head a text: with its label, else with what it is, so that several can be told apart."""
    if text.label:
        return text.label
    language = _language(text, context)
    return f"{language} {text.role}" if language else text.role.capitalize()


def describe_text(text: Text, document: Document, context: Context) -> str:
    """Say what a text is: its language, what it was made from, whether the original is here, and who translated it."""
    if isinstance(text, Facsimile):
        is_read = any(isinstance(other, Transcription) and other.passages for other in document.texts)
        return "Pictures of the document." if is_read else "Pictures of the document; their words are not supplied."
    language = _language(text, context)
    unnamed = f"language “{text.language}”" if text.language else "language not stated"
    if isinstance(text, Transcription):
        return f"{language} transcription." if language else f"Transcription; {unnamed}."
    kind = f"{language} translation" if language else f"Translation, {unnamed},"
    machine = "made by a machine" if text.machine else None
    original = _ORIGINALS[find_original(document)]
    said = _join([kind + _source(text, document, context), original, say_translators(text), machine])
    return said if said.endswith((".", ".”")) else f"{said}."


def _source(text: Translation, document: Document, context: Context) -> str:
    """Say what a translation was made from: the text that is named, else the original."""
    source = next((other for other in document.texts if other.id == text.of), None)
    if source:
        return f" made from “{head_text(source, context)}”"
    languages = " and ".join(o.as_written for o in document.original_languages)
    return f" of an original in {languages}" if languages else " of an original whose language is not stated"


def find_original(document: Document) -> Original:
    """Tell whether the words of the original are here, as far as the record lets us know."""
    texts = [text for text in document.texts if isinstance(text, Transcription) and text.passages]
    tags = {language.tag for language in document.original_languages}
    if any(not tags or text.language is None or text.language.partition("-")[0] in tags for text in texts):
        return "supplied"
    if texts:
        return "transcribed"
    has_pictures = any(isinstance(text, Facsimile) for text in document.texts)
    return "pictured" if has_pictures else "missing"


def say_translators(text: Translation) -> str:
    """Say who translated a text, as far as that is stated."""
    statement = f"“{text.translator_statement}”" if text.translator_statement else None
    if text.translators:
        named = f"translated by {' and '.join(text.translators)}"
        return f"{named}, as read from {statement}" if statement else named
    if statement:
        return f"of the translation it is said: {statement}"
    return "translator not stated" if text.translators is None else "stated to have no translator"


def _language(text: Text, context: Context) -> str | None:
    """Give the name of a text's language, None where it has no name that we know."""
    name = context.language_name(text.language)
    return name if name != text.language else None


def _join(notes: Iterable[str | None]) -> str:
    return "; ".join(filter(None, notes))
