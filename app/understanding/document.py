"""Puts a document together: the record as supplied, and every reading of it, an editor's word before ours."""

from collections.abc import Iterable
from typing import Any

from app.archival.parse import read_location, read_locations, split_credits
from app.citing import house
from app.domain.agent import Credit, Participant
from app.domain.citation import Citation
from app.domain.dates import DateReading, DateStatement
from app.domain.document import (
    Document,
    Kind,
    OriginalLanguage,
    Relation,
    RightsStatement,
)
from app.domain.identifiers import Addresses, Identifier, record_name
from app.domain.location import ArchivalLocation
from app.domain.record import Record, SuppliedDate, SuppliedText
from app.domain.revision import Revision
from app.domain.text import (
    Facsimile,
    Text,
    Transcription,
    Translation,
    hash_passages,
)
from app.understanding import VERSION
from app.understanding.credits import read_credit
from app.understanding.dates import read_date
from app.understanding.edtf import read_edtf
from app.understanding.knowledge import Knowledge
from app.understanding.notices import read_notices
from app.understanding.passages import read_numbers, read_passage
from app.understanding.titles import read_kind, read_participants

#: Copyright Not Evaluated: what holds where nobody has said anything of the rights (rightsstatements.org).
NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"


def understand(record: Record, revision: Revision, *, addresses: Addresses, knowledge: Knowledge) -> Document:
    """Read the record: the one way from what was supplied to what is served. Pure, so it can be repeated."""
    canonical_url = record.source_url or addresses.permalink(record.id)
    readings, doubts = _read(record, canonical_url, knowledge)
    document = Document(
        id=record.id,
        canonical_url=canonical_url,
        record_status="published",
        revision=revision,
        title=record.title,
        summary=record.summary,
        original_language=record.original_language,
        contents=record.contents or (),
        publisher=record.publisher,
        source_url=record.source_url,
        identifiers=_identifiers(record),
        rights=_rights(record),
        relations=tuple(Relation(type=r.type, to=r.to, note=r.note, basis="editor") for r in record.relations or ()),
        notices=(),
        **readings,
    )
    return document.model_copy(update={"notices": tuple(read_notices(document, record, knowledge, doubts))})


def _read(record: Record, canonical_url: str, knowledge: Knowledge) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Give the members that are read from the record's words, by name, and what is doubtful about its date."""
    languages = _languages(record, knowledge)
    russian = any(language.tag == "ru" for language in languages)
    date, doubts = _date(record.date, russian=russian)
    kind = _kind(record, knowledge)
    places, thanks = split_credits(record.reference or "")
    credited = tuple(_credits(record.credits, thanks))
    locations = _locations(record, places, knowledge)
    texts = tuple(_text(text, credited, record.texts) for text in record.texts)
    return {
        "kind": kind,
        "date": date,
        "other_dates": tuple(d for d in (_date(o, russian=russian)[0] for o in record.other_dates or ()) if d),
        "participants": _participants(record, kind, knowledge),
        "numbers": read_numbers([p for t in texts if not isinstance(t, Facsimile) for p in t.passages]),
        "original_languages": languages,
        "texts": texts,
        "locations": locations,
        "citation": _citation(record, locations, thanks or None, canonical_url),
        "credits": credited,
    }, doubts


def _date(supplied: SuppliedDate | None, *, russian: bool = False) -> tuple[DateStatement | None, tuple[str, ...]]:
    if supplied is None:
        return None, ()
    decided = supplied.edtf is not None
    words = read_date(supplied.as_written, russian=russian)
    reading = read_edtf(supplied.edtf) if supplied.edtf else words
    doubts = words.doubts
    if decided:  # an editor settles what the words leave open, but may not contradict them unseen
        doubts = ("date-contradicted",) if words.edtf and not _is_within(reading, words) else ()
    return DateStatement(
        as_written=supplied.as_written,
        basis="editor" if decided else "supplied" if reading.supplied else "catalogue",
        **reading.model_dump(include=set(DateReading.model_fields) - {"supplied", "doubts"}),
    ), doubts


def _is_within(decided: DateReading, words: DateReading) -> bool:
    """Tell whether a decided date lies within what the words allow."""
    first, last = decided.earliest or "", decided.latest or "9999-12-31"
    return first >= (words.earliest or "") and last <= (words.latest or "9999-12-31")


def _kind(record: Record, knowledge: Knowledge) -> Kind | None:
    if record.kind:
        return Kind(as_written=record.kind.as_written, code=record.kind.code, basis="editor")
    return read_kind(record.title, knowledge.kinds)


def _participants(record: Record, kind: Kind | None, knowledge: Knowledge) -> tuple[Participant, ...]:
    if record.participants is None:
        return read_participants(record.title, kind, knowledge.names)
    return tuple(
        Participant(
            role=p.role,
            as_written=p.as_written,
            name=p.name or p.as_written,
            identified_as=p.identified_as,
            basis="editor",
        )
        for p in record.participants
    )


def _languages(record: Record, knowledge: Knowledge) -> tuple[OriginalLanguage, ...]:
    words = (record.original_language or "").strip()
    if not words:
        return ()
    parts = [part.strip() for part in words.replace(" and ", ",").replace(";", ",").split(",")]
    known = [(part, knowledge.language_tag(part)) for part in parts if part]
    if not all(tag for _, tag in known):  # words that are not all languages are kept whole
        known = [(words, knowledge.language_tag(words))]
    return tuple(OriginalLanguage(as_written=part, tag=tag, basis="catalogue") for part, tag in known)


def _locations(record: Record, places: str, knowledge: Knowledge) -> tuple[ArchivalLocation, ...]:
    if record.locations is None:
        return read_locations(places, knowledge.grammar, VERSION)
    return tuple(read_location(place, knowledge.grammar, VERSION) for place in record.locations)


def _credits(stated: str | None, thanks: str) -> Iterable[Credit]:
    if stated:
        yield read_credit(stated, "credits")
    if thanks:
        yield read_credit(thanks, "reference")


def _text(text: SuppliedText, credited: tuple[Credit, ...], siblings: tuple[SuppliedText, ...]) -> Text:
    if text.role == "facsimile":
        return Facsimile(id=text.id, label=text.label, language=text.language, address=text.address)
    passages = tuple(read_passage(p, first=number == 0) for number, p in enumerate(text.passages))
    members = {
        "id": text.id,
        "label": text.label,
        "language": text.language,
        "of": text.of,
        "sha256": hash_passages(passages),
        "passages": passages,
    }
    if text.role == "transcription":
        return Transcription(**members)
    statement, translators = text.translator_statement, text.translators
    if statement is None and translators is None and _is_only_translation(siblings):
        statement, translators = _stated_translators(credited)
    return Translation(**members, translator_statement=statement, translators=translators, machine=text.machine)


def _is_only_translation(texts: tuple[SuppliedText, ...]) -> bool:
    """Tell whether a credit for translating can only mean one text."""
    return sum(text.role == "translation" for text in texts) == 1


def _stated_translators(credited: tuple[Credit, ...]) -> tuple[str | None, tuple[str, ...] | None]:
    credit = next((credit for credit in credited if "translated" in credit.roles), None)
    return (credit.as_written, credit.translators) if credit else (None, None)


def _citation(record: Record, locations: tuple[ArchivalLocation, ...], thanks: str | None, address: str) -> Citation:
    generated = house.cite(
        title=record.title,
        date=record.date.as_written if record.date else None,
        publisher=record.publisher,
        locations=locations,
        thanks=house.give_thanks(thanks, is_machine=any(text.machine for text in record.texts)),
        address=address,
    )
    agrees = record.citation == generated if record.citation is not None else None
    return Citation(as_published=record.citation, generated=generated, agrees=agrees)


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if record.source_url:
        name = record_name(record.source_url)
        if name and name.isdigit():
            found.append(Identifier(scheme="record-number", value=name))
        found.append(Identifier(scheme="url", value=record.source_url))
    return tuple(dict.fromkeys([*found, *(record.identifiers or ())]))


def _rights(record: Record) -> tuple[RightsStatement, ...]:
    if record.rights is not None:
        return tuple(
            RightsStatement(applies_to=r.applies_to, statement=r.statement, uri=r.uri, basis="editor")
            for r in record.rights
        )
    layers: list[str] = list(dict.fromkeys(text.role for text in record.texts)) or ["record"]
    return tuple(
        RightsStatement(applies_to=layer, statement=None, uri=NOT_EVALUATED, basis="default") for layer in layers
    )
