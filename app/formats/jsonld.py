"""JSON-LD in the words of schema.org: the translation, the original it was made from, and each place that one lies in.

A record with no translation is the original itself. Nobody is said to be a person or a body: the record does not
say it. Every ``<`` is escaped, so that the bytes can stand in a page's script element as they are.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from app.citing.mapping import MACHINE_TRANSLATION
from app.citing.statements import take_part
from app.domain.agent import Participant
from app.domain.dates import DateStatement
from app.domain.document import Document
from app.domain.location import ArchivalLocation, Repository
from app.domain.text import Facsimile, Transcription, Translation
from app.formats.base import Context, Format, Loss, left_out
from app.formats.base.links import THINGS, licence_of

Node = dict[str, Any]

#: The datatype of a date in EDTF (ISO 8601-2) at the Library of Congress.
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

_EXACT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_NOT_IN_IRI = re.compile(r'[\x00-\x20\x7f-\x9f<>"{}|\\^`]')


def render(document: Document, context: Context) -> bytes:
    """Write the record as one tree of nodes."""
    node = {"@context": "https://schema.org", **_work(document, context)}
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()


def _work(document: Document, context: Context) -> Node:
    """Give the thing that the address names: the translations of an original, or the original itself."""
    translations = [text for text in document.texts if isinstance(text, Translation)]
    original = _original(document, context)
    record = _record(document, context)
    if not translations:
        return _stated({**original, **record, "identifier": record["identifier"] + original["identifier"]})
    own = _translation(translations[0]) if len(translations) == 1 else _translations(translations)
    return _stated({"@type": "CreativeWork", **record, **own, "translationOfWork": _stated(original)})


def _record(document: Document, context: Context) -> Node:
    """Give what is said of the record as a whole."""
    licence = licence_of(document)
    return {
        "@id": _iri(document, context),
        "url": document.canonical_url,
        "name": document.title,
        "abstract": document.summary,
        "publisher": document.publisher and {"@type": "Organization", "name": document.publisher},
        "creditText": document.citation.as_published or document.citation.generated,
        "license": licence,
        "usageInfo": None if licence else _each(right.uri for right in document.rights),
        "conditionsOfAccess": _each(right.statement for right in document.rights),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name.scheme, "value": name.value} for name in document.identifiers
        ],
        "mainEntityOfPage": context.addresses.permalink(document.id),
        "version": document.revision.number,
        "sdDatePublished": document.revision.at[:10],
    }


def _translation(text: Translation) -> Node:
    return {
        "inLanguage": text.language,
        "translator": [{"name": name} for name in text.translators or ()],
        "additionalType": MACHINE_TRANSLATION if text.machine else None,
    }


def _translations(texts: list[Translation]) -> Node:
    """Give several translations as parts, so that each keeps its translators, and what they share as the whole's."""
    return {
        "inLanguage": _each(text.language for text in texts),
        "translator": [{"name": name} for name in _each(name for text in texts for name in text.translators or ())],
        "hasPart": [_stated({"@type": "CreativeWork", "name": text.label, **_translation(text)}) for text in texts],
    }


def _original(document: Document, context: Context) -> Node:
    """Give the document as it was written. It is a message where it is of a kind that is sent, or has an addressee."""
    senders = [_party(person) for person in take_part(document, "sender")]
    recipients = [_party(person) for person in take_part(document, "addressee")]
    kind = "Message" if recipients else THINGS[context.item_type(document)]
    date = _date(document.date)
    is_message = kind == "Message"
    return {
        "@type": kind,
        "name": document.title,
        "genre": document.kind and document.kind.as_written,
        "author": senders,
        "sender": senders if is_message else None,
        "recipient": recipients,
        "dateCreated": date,
        "dateSent": date if is_message else None,
        "inLanguage": _original_languages(document),
        "identifier": [
            {"@type": "PropertyValue", "name": number.as_written, "value": number.value} for number in document.numbers
        ],
        "workExample": [_holding(location) for location in document.locations],
        "associatedMedia": [_pictures(text) for text in document.texts if isinstance(text, Facsimile)],
    }


def _original_languages(document: Document) -> list[str]:
    """Give the languages the original is stated to be in, else those it is transcribed in."""
    stated = [language.tag or language.as_written for language in document.original_languages]
    written = (text.language for text in document.texts if isinstance(text, Transcription))
    return stated or _each(written)


def _party(person: Participant) -> Node:
    """Give who took part: the name as written, and what else that party is called."""
    others = [name for name in _each((person.name, person.identified_as)) if name != person.as_written]
    return _stated({"name": person.as_written, "alternateName": others})


def _date(statement: DateStatement | None) -> str | Node | None:
    """Give a date no more exactly than it is known: all but a day, month or year keeps its EDTF, or its words."""
    if statement is None:
        return None
    if statement.edtf is None:
        return {"@value": statement.as_written}
    return statement.edtf if _EXACT.fullmatch(statement.edtf) else {"@type": EDTF, "@value": statement.edtf}


def _holding(location: ArchivalLocation) -> Node:
    """Give one place of the original, with the archive of that very place."""
    return _stated(
        {
            "@type": "ArchiveComponent",
            "holdingArchive": location.repository and _archive(location.repository),
            "itemLocation": location.as_written,
            "additionalType": location.copy_,
            "description": location.note,
        }
    )


def _archive(repository: Repository) -> Node:
    address = _stated({"addressLocality": repository.place, "addressCountry": repository.country})
    others = [name for name in _each((repository.code, repository.as_written)) if name != repository.name]
    return _stated(
        {
            "@type": "ArchiveOrganization",
            "identifier": repository.id,
            "name": repository.name,
            "alternateName": others,
            "address": {"@type": "PostalAddress", **address} if address else None,
        }
    )


def _pictures(text: Facsimile) -> Node:
    return _stated(
        {"@type": "MediaObject", "name": text.label, "contentUrl": text.address, "inLanguage": text.language}
    )


def _iri(document: Document, context: Context) -> str:
    """Give the canonical address as an IRI, or our own where it is none: a node must not be taken for another's."""
    address = document.canonical_url
    if not address.startswith(("https://", "http://", "/")):
        address = context.addresses.permalink(document.id)
    return _NOT_IN_IRI.sub(lambda found: quote(found[0]), address)


def _each(values: Iterable[str | None]) -> list[str]:
    """Give the values that are stated, each once."""
    return list(dict.fromkeys(filter(None, values)))


def _stated(node: Node) -> Node:
    """Leave out what is not stated; what is stated once needs no list."""
    kept = {name: value for name, value in node.items() if value not in (None, "", [], {})}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in kept.items()}


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what schema.org has no word for."""
    translations = [text for text in document.texts if isinstance(text, Translation)]
    if document.date and document.date.edtf:
        yield Loss("date.as_written", "left out", "A date is the day itself; its words stand in the citation.")
    if document.kind and document.kind.code:
        yield Loss("kind.code", "left out", "A kind has only its words.")
    if any(location.levels or location.leaves for location in document.locations):
        yield Loss("locations.levels", "joined", "The levels and leaves of a place stand in one line, as written.")
    if document.passages:
        yield Loss("texts.passages", "left out", "The words of the texts are left to the forms that are read.")
    if any(text.translator_statement for text in translations):
        yield Loss("texts.translator_statement", "left out", "Only the names of translators have a place.")
    if any(text.machine is False for text in translations):
        yield Loss("texts.machine", "left out", "That no machine translated a text has no place; that one did, has.")
    if document.rights:
        yield Loss("rights.applies_to", "left out", "Rights are stated of the work as a whole.")
    yield from left_out(
        document,
        {
            "other_dates": "Only one date has a place.",
            "contents": "A list of contents has no place.",
            "credits": "Thanks have no place; translators who are named in them have.",
            "relations": "The types of relations are open; those of schema.org are not.",
        },
    )


FORMAT = Format(
    name="jsonld",
    title="Linked data in the words of schema.org (JSON-LD)",
    media_type="application/ld+json",
    accepts=("application/ld+json",),
    suffix="jsonld",
    render=render,
    losses=losses,
)
