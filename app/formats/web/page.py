"""What the page of a record holds, in the order in which it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.archival.key import parse_key
from app.citing.house import cite_passages, name_text
from app.domain.document import Document
from app.domain.location import ArchivalLocation
from app.domain.text import Facsimile, Passage, Text, Transcription, Translation, WordedText
from app.formats.base import Audience, Context, Format
from app.formats.web import sentences
from app.formats.web.snippets import Snippet, discovery, show_record, snippets
from app.formats.web.tags import Tag, linked_data, tag_page

#: Where formats stand on the page, by who takes them: first those that many look for.
_AUDIENCES: dict[Audience, str] = {
    "reference managers": "For reference managers",
    "readers": "To read",
    "programs": "For programs and catalogues",
}
_PARTS = {"sender": "From", "addressee": "To"}
#: With more characters than this in citations of passages, the record's own is not repeated for each.
_MOST_CITATIONS = 250_000


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
class Place:
    """An archival reference: its words, what is to be noted of them, and the unit in which it is understood to lie.

    ``unit`` is a key, and ``level`` and ``value`` are those of the unit itself; None where no unit is known.
    """

    words: str
    note: str
    unit: str | None = None
    level: str = ""
    value: str = ""


@dataclass(frozen=True)
class Right:
    """What is said of the rights in one layer of the record: in words, by the address of a statement, or both."""

    layer: str
    statement: str | None
    uri: str | None
    note: str


@dataclass(frozen=True)
class Line:
    """A numbered passage: its words, its link, and what its citation adds to the record's."""

    id: str
    number: str
    kind: str
    words: str
    permalink: str
    locator: str


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
class Form:
    """A format of the record: where it is, what it is called, and what it is for, if that is said."""

    href: str
    title: str
    name: str
    use: str
    media_type: str


@dataclass(frozen=True)
class Page:
    """The whole page.

    ``provenance`` stands before the publisher, between it and the address of what this is a copy of, and after both.
    A pinned page shows one revision, which need not be the newest. ``tags`` and ``linked_data`` are for software, and
    so is ``discovery``, the addresses of oEmbed by media type; ``snippets`` are to be put into other pages.
    ``audiences`` are the formats again, under who takes them.
    """

    document: Document
    provenance: tuple[str, str, str]
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    columns: tuple[Column, ...]
    cited: str
    rights: tuple[Right, ...]
    links: dict[str, str]
    formats: tuple[Form, ...]
    audiences: tuple[tuple[str, tuple[Form, ...]], ...]
    permalink: str
    is_pinned: bool
    tags: tuple[Tag, ...]
    linked_data: str | None
    snippets: tuple[Snippet, ...]
    discovery: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Words of the record that stand in its citation and in our sentences, each of which is one run of text."""
        return names_of(self.document)

    @property
    def repeats_citation(self) -> bool:
        """Whether each passage has its whole citation; a long text would make the page many times its own length."""
        passages = sum(len(column.lines) for column in self.columns)
        return passages * len(self.document.citation.generated) <= _MOST_CITATIONS


def names_of(document: Document) -> tuple[str, ...]:
    """Give the words of a record that stand in its citation and in our sentences, each of which is one run of text."""
    people = [(p.as_written, p.name, p.identified_as) for p in document.participants]
    archives = [(p.repository.name, p.repository.place) for p in document.locations if p.repository]
    translations = [text for text in document.texts if isinstance(text, Translation)]
    found = (
        document.title,
        document.date.as_written if document.date else None,
        document.publisher,
        *(name for place in document.locations for name in (place.as_written, place.note)),
        *(credit.as_written for credit in document.credits),
        *(name for group in (*people, *archives) for name in group),
        *(text.label for text in document.texts),
        *(name for text in translations for name in (text.translator_statement, *(text.translators or ()))),
        *(language.as_written for language in document.original_languages),
    )
    return tuple(filter(None, found))


def make_page(document: Document, context: Context) -> Page:
    """Put the page together."""
    links = context.links(document.id)
    pinned = document.revision.number if context.is_pinned else None
    forms = [(fmt.audience, _form(fmt, links[fmt.name])) for fmt in context.formats]
    rights = [Right(r.applies_to, r.statement, r.uri, sentences.say_rights(r.basis)) for r in document.rights]
    return Page(
        document=document,
        provenance=sentences.say_provenance(document),
        facts=tuple(_facts(document)),
        places=tuple(_place(location, context) for location in document.locations),
        columns=tuple(_column(text, document, context) for text in document.texts),
        cited=sentences.say_citation(document),
        rights=tuple(rights),
        links=links,
        formats=tuple(form for _, form in forms),
        audiences=tuple((words, tuple(f for a, f in forms if a == audience)) for audience, words in _AUDIENCES.items()),
        permalink=context.addresses.permalink(document.id),
        is_pinned=context.is_pinned,
        tags=tag_page(document, context),
        linked_data=linked_data(document, context),
        snippets=snippets(context.addresses, show_record(document)),
        discovery=discovery(context.addresses, context.addresses.permalink(document.id), pinned),
    )


def _form(fmt: Format, href: str) -> Form:
    """Give a format by the name people know it by, with the end of its file's name; its title says what for, too."""
    name, _, use = fmt.title.partition(", ")
    return Form(href, fmt.title, f"{name} (.{fmt.suffix})", use, fmt.bare_type)


def _facts(document: Document) -> Iterable[Fact]:
    """Give what is stated, and only that: a fact without a value is not on the page."""
    rows = [*_description(document), *_catalogue(document)]
    for name in dict.fromkeys(name for name, _ in rows):
        yield Fact(name, tuple(value for other, value in rows if other == name))


def _description(document: Document) -> Iterable[tuple[str, Value]]:
    """Give what is read of the document itself: its dates, people, kind and numbers, each with where it was read."""
    dates = [("Date", document.date)] if document.date else []
    for name, date in (*dates, *(("Other dates", date) for date in document.other_dates)):
        yield name, Value(date.as_written, sentences.say_date(date), sentences.iso_day(date))
    for role, name in _PARTS.items():
        for person in document.participants:
            if person.role == role:
                yield name, Value(person.as_written, sentences.say_person(person))
    if document.kind:
        yield "Kind", Value(document.kind.as_written, sentences.say_basis(document.kind.basis))
    for number in document.numbers:
        yield "Numbers", Value(number.as_written, _locate(number.passage, document).removeprefix(", "))
    for language in document.original_languages:
        yield "Original language", Value(language.as_written, sentences.say_basis(language.basis))


def _catalogue(document: Document) -> Iterable[tuple[str, Value]]:
    """Give what else its description states."""
    for credit in document.credits:
        yield "Credits", Value(credit.as_written, f"from the {credit.found_in}")
    labels = {text.label for text in document.texts}
    for label in document.contents:
        if label not in labels:
            yield "Listed, not supplied", Value(label, "from the catalogue")
    for relation in document.relations:
        yield "Related", Value(relation.to, "; ".join(filter(None, (relation.type, relation.note))))
    for identifier in document.identifiers:
        if identifier.scheme != "url":
            yield "Identifiers", Value(identifier.value, identifier.scheme.replace("-", " "))


def _place(location: ArchivalLocation, context: Context) -> Place:
    """Give a reference with its unit. A pinned page has none: the newest revision may lie elsewhere, and it alone."""
    place = Place(location.as_written, sentences.say_place(location))
    unit = context.unit(location) if location.levels and not context.is_pinned else None
    if unit is None:
        return place
    level = parse_key(unit).levels[-1][0]
    value = next(one.value for one in reversed(location.levels) if one.name == level)
    return replace(place, unit=unit, level=level.replace("_", " "), value=value)


def _column(text: Text, document: Document, context: Context) -> Column:
    passages = () if isinstance(text, Facsimile) else text.passages
    return Column(
        id=text.id,
        heading=sentences.head_text(text, context),
        status=sentences.describe_text(text, document, context),
        language=text.language or "",
        is_source=isinstance(text, Transcription),
        lines=tuple(_line(passage, document, context) for passage in passages),
        address=text.address if isinstance(text, Facsimile) else None,
    )


def _line(passage: Passage, document: Document, context: Context) -> Line:
    return Line(
        id=passage.id,
        number=passage.id.rpartition(".p")[2],
        kind=passage.kind,
        words=passage.text,
        permalink=f"{context.addresses.permalink(document.id)}#{passage.id}",
        locator=_locate(passage.id, document),
    )


def _locate(passage_id: str, document: Document) -> str:
    """Give what a citation of the passage adds to the record's."""
    text_id, _, number = passage_id.rpartition(".p")
    text: WordedText = next(text for text in document.worded_texts if text.id == text_id)
    return cite_passages("", [int(number)], text=name_text(document, text))
