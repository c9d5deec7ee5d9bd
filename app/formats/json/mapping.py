"""From nouns to the shapes of the wire, member by member."""

from typing import TypeVar

from pydantic import BaseModel

from app.domain.document import Document
from app.domain.text import Facsimile, Text, Translation
from app.formats.base import Context
from app.formats.json.shape import (
    CitationShape,
    CreditShape,
    DateShape,
    DocumentShape,
    FacsimileShape,
    IdentifierShape,
    KindShape,
    LanguageShape,
    LocationShape,
    NoticeShape,
    NumberShape,
    ParticipantShape,
    RelationShape,
    RevisionShape,
    RightsShape,
    Shape,
    SummaryShape,
    TextShape,
    TranscriptionShape,
    TranslationShape,
)

S = TypeVar("S", bound=Shape)


def document_shape(document: Document, context: Context) -> DocumentShape:
    """Give the whole document as the API answers it."""
    return DocumentShape(
        id=document.id,
        url=context.addresses.permalink(document.id),
        canonical_url=document.canonical_url,
        record_status=document.record_status,
        revision=revision_shape(document, context),
        title=document.title,
        kind=_one(KindShape, document.kind),
        date=_one(DateShape, document.date),
        other_dates=_all(DateShape, document.other_dates),
        participants=_all(ParticipantShape, document.participants),
        numbers=_all(NumberShape, document.numbers),
        summary=document.summary or None,
        original_languages=_all(LanguageShape, document.original_languages),
        contents=list(document.contents),
        texts=[text_shape(text) for text in document.texts],
        locations=_all(LocationShape, document.locations),
        citation=_same(CitationShape, document.citation),
        publisher=document.publisher,
        source_url=document.source_url,
        identifiers=_all(IdentifierShape, document.identifiers),
        rights=_all(RightsShape, document.rights),
        credits=_all(CreditShape, document.credits),
        relations=_all(RelationShape, document.relations),
        notices=_all(NoticeShape, document.notices),
        links=context.links(document.id),
    )


def summary_shape(document: Document, context: Context) -> SummaryShape:
    """Give what a list of records shows."""
    links = context.links(document.id)
    return SummaryShape(
        id=document.id,
        title=document.title,
        kind=_one(KindShape, document.kind),
        date=_one(DateShape, document.date),
        participants=_all(ParticipantShape, document.participants),
        original_languages=_all(LanguageShape, document.original_languages),
        citation=document.citation.as_published or document.citation.generated,
        canonical_url=document.canonical_url,
        revision=revision_shape(document, context),
        url=context.addresses.permalink(document.id),
        links={name: links[name] for name in ("self", "html", "citation")},
    )


def revision_shape(document: Document, context: Context) -> RevisionShape:
    """Give the revision a document comes from, with its address."""
    revision = document.revision
    return RevisionShape(
        number=revision.number,
        at=revision.at,
        sha256=revision.sha256,
        url=context.addresses.revision(document.id, revision.number),
    )


def text_shape(text: Text) -> TextShape:
    """Give one text in the shape of its role."""
    if isinstance(text, Facsimile):
        return _same(FacsimileShape, text)
    if isinstance(text, Translation):
        return _same(TranslationShape, text)
    return _same(TranscriptionShape, text)


def _same(shape: type[S], noun: BaseModel) -> S:
    """Copy a noun into the shape that has members of the same names; a member the shape lacks stays here."""
    return shape.model_validate(noun.model_dump())


def _one(shape: type[S], noun: BaseModel | None) -> S | None:
    return _same(shape, noun) if noun is not None else None


def _all(shape: type[S], nouns: tuple[BaseModel, ...]) -> list[S]:
    return [_same(shape, noun) for noun in nouns]
