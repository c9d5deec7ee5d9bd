"""What the page of a record says, in the order in which it says it. Every sentence that is ours is made here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.citing.house import cite_passages
from app.domain.agent import Participant
from app.domain.dates import DateStatement
from app.domain.document import Document
from app.domain.location import ArchivalLocation
from app.domain.text import Facsimile, Passage, Text, Transcription, Translation
from app.formats.base import Context

_BASIS = {
    "text": "from the text",
    "title": "from the title",
    "catalogue": "from the catalogue",
    "supplied": "supplied by the cataloguer",
    "editor": "decided by an editor",
    "inferred": "inferred by software",
    "default": "by default, for nobody has stated it",
}
_PARTS = {"sender": "From", "addressee": "To"}
_COPIES = {"original": "the original", "copy": "a copy", "microfilm": "a microfilm"}
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True)
class Value:
    """One value of a fact: its words, what is to be noted of them, and for a date its ISO form."""

    words: str
    note: str
    day: str | None = None


@dataclass(frozen=True)
class Fact:
    """Something stated of the document, with its values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Right:
    """What is said of the rights in one layer of the record: its words, or the address of a statement."""

    layer: str
    statement: str
    note: str


@dataclass(frozen=True)
class Line:
    """A numbered passage: its words, its link, and the citation that leads back to it."""

    id: str
    number: str
    kind: str
    words: str
    permalink: str
    citation: str


@dataclass(frozen=True)
class Column:
    """One text: its heading, what it is, and its passages; for pictures, their address."""

    id: str
    heading: str
    status: str
    language: str
    is_source: bool
    lines: tuple[Line, ...]
    address: str | None


@dataclass(frozen=True)
class Provenance:
    """Whose the record is: what stands before its publisher, between publisher and address, and after both."""

    before: str
    between: str
    after: str


@dataclass(frozen=True)
class Page:
    """The whole page."""

    document: Document
    provenance: Provenance
    facts: tuple[Fact, ...]
    places: tuple[Value, ...]
    columns: tuple[Column, ...]
    rights: tuple[Right, ...]
    links: dict[str, str]
    formats: tuple[tuple[str, str, str], ...]
    permalink: str


def make_page(document: Document, context: Context) -> Page:
    """Put the page together."""
    links = context.links(document.id)
    kinds = [(links[fmt.name], fmt.title, fmt.media_type.partition(";")[0]) for fmt in context.formats]
    return Page(
        document=document,
        provenance=_provenance(document),
        facts=tuple(_facts(document)),
        places=tuple(Value(place.as_written, _about(place)) for place in document.locations),
        columns=tuple(_column(text, document, context) for text in document.texts),
        rights=tuple(
            Right(right.applies_to, right.statement or right.uri or "nothing is stated", _BASIS[right.basis])
            for right in document.rights
        ),
        links=links,
        formats=tuple(kinds),
        permalink=context.addresses.permalink(document.id),
    )


def _provenance(document: Document) -> Provenance:
    """Say whose the record is, before anything else: around its publisher and its address, as far as they are known."""
    revision = document.revision
    day = revision.at[:10]
    taken = f"imported {day}" if revision.number == 1 else f"revision {revision.number} of {day}"
    if not document.source_url and not document.publisher:
        return Provenance("A record of this archive; no other publisher of it is stated", "", f"; {taken}.")
    by = "by " if document.publisher else ""
    at = "at " if document.source_url else ""
    return Provenance(
        f"Copy of a record published {by or at}",
        f" {at}" if by and at else "",
        f"; {taken}; not an official service of the publisher.",
    )


def _facts(document: Document) -> Iterable[Fact]:
    """Give what is stated, and only that: a fact without a value is not on the page."""
    dates = (document.date,) if document.date else ()
    people = {
        label: tuple(_person(p) for p in document.participants if p.role == role) for role, label in _PARTS.items()
    }
    kind = document.kind
    named = [i for i in document.identifiers if i.scheme != "url"]
    rows: list[tuple[str, Iterable[Value]]] = [
        ("Date", map(_date, dates)),
        ("Other dates", map(_date, document.other_dates)),
        *people.items(),
        ("Kind", [Value(kind.as_written, _BASIS[kind.basis])] if kind else []),
        ("Numbers", [Value(n.as_written, f"passage {_number(n.passage)}") for n in document.numbers]),
        ("Original language", [Value(o.as_written, _BASIS[o.basis]) for o in document.original_languages]),
        ("Credits", [Value(c.as_written, f"stands in the {c.found_in}") for c in document.credits]),
        ("Related", [Value(r.to, ", ".join(filter(None, (r.type, r.note)))) for r in document.relations]),
        ("Identifiers", [Value(i.value, i.scheme.replace("-", " ")) for i in named]),
    ]
    for name, values in rows:
        if found := tuple(values):
            yield Fact(name, found)


def _person(participant: Participant) -> Value:
    identified = f"identified as {participant.identified_as}, " if participant.identified_as else ""
    return Value(participant.name, identified + _BASIS[participant.basis])


def _date(date: DateStatement) -> Value:
    is_day = date.edtf is not None and _DAY.fullmatch(date.edtf) is not None
    notes = [date.weekday, None if is_day else date.edtf, _BASIS[date.basis]]
    return Value(date.as_written, ", ".join(filter(None, notes)), date.edtf if is_day else None)


def _about(place: ArchivalLocation) -> str:
    """Say which archive a reference is understood to mean, and how far it was understood."""
    archive = place.repository
    notes = [
        ", ".join(filter(None, (archive.name, archive.place))) if archive else None,
        _COPIES[place.copy_] if place.copy_ else None,
        place.note,
        "not read; printed as written" if place.reading.status == "unread" else None,
        "read in part" if place.reading.status == "partial" else None,
    ]
    return "; ".join(filter(None, notes))


def _column(text: Text, document: Document, context: Context) -> Column:
    passages = () if isinstance(text, Facsimile) else text.passages
    return Column(
        id=text.id,
        heading=text.label or _heading(text, context),
        status=describe_text(text, document, context),
        language=text.language or "",
        is_source=isinstance(text, Transcription),
        lines=tuple(_line(passage, document, context) for passage in passages),
        address=text.address if isinstance(text, Facsimile) else None,
    )


def _line(passage: Passage, document: Document, context: Context) -> Line:
    number = _number(passage.id)
    return Line(
        id=passage.id,
        number=number,
        kind=passage.kind,
        words=passage.text,
        permalink=f"{context.addresses.permalink(document.id)}#{passage.id}",
        citation=cite_passages(document.citation.generated, [int(number)]),
    )


def _number(passage_id: str) -> str:
    return passage_id.rpartition(".p")[2]


def describe_text(text: Text, document: Document, context: Context) -> str:
    """Say what a text is: of what, from which language, whether the original is here, and who translated it."""
    if isinstance(text, Facsimile):
        return "Pictures of the document; their words are not supplied here."
    language = _language(text, context)
    unnamed = f"language “{text.language}”" if text.language else "language not stated"
    if isinstance(text, Transcription):
        return f"{language} text of the document." if language else f"Text of the document; {unnamed}."
    languages = " and ".join(o.as_written for o in document.original_languages)
    kind = f"{language} translation" if language else f"Translation, {unnamed}"
    of = f"{'' if language else ','} of an original in {languages}" if languages else "; original language not stated"
    machine = "; made by a machine" if text.machine else ""
    said = f"{kind}{of}; {_original(document)}; {_translators(text)}{machine}"
    return said if said.endswith(".”") else f"{said}."


def _heading(text: Text, context: Context) -> str:
    """Head a text that nobody has given a label, so that several can be told apart."""
    language = _language(text, context)
    return f"{language} {text.role}" if language else text.role.capitalize()


def _language(text: Text, context: Context) -> str | None:
    """Give the name of a text's language, None where it has no name that we know."""
    name = context.language_name(text.language)
    return name if name != text.language else None


def _original(document: Document) -> str:
    if any(isinstance(text, Transcription) for text in document.texts):
        return "original supplied"
    if any(isinstance(text, Facsimile) for text in document.texts):
        return "original supplied in pictures only"
    return "original not supplied"


def _translators(text: Translation) -> str:
    if text.translators:
        return f"translated by {' and '.join(text.translators)}"
    if text.translator_statement:
        return f"of the translation it is said: “{text.translator_statement}”"
    return "translator not stated" if text.translators is None else "stated to have no translator"
