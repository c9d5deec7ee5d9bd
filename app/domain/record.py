"""The record: what was supplied, and nothing that software concluded from it.

A revision's record is the only truth of the archive. Its canonical form is UTF-8 JSON with sorted keys and no
spaces, without the members nobody supplied; the SHA-256 of those bytes is the record's hash.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from app.domain.agent import ParticipantRole
from app.domain.identifiers import DocumentId, Identifier, PassageId, TextId, sha256_bytes
from app.domain.noun import LanguageTag, Noun, Phrase, Words
from app.domain.text import PassageKind, TextRole

#: The version of the record's shape.
RECORD_SCHEMA: Literal[1] = 1
#: The most passages a text may have: one that is asked for is found among all of them.
MAX_PASSAGES = 20_000
#: The most of anything else a record may list.
MAX_MEMBERS = 1_000
#: The most places a record may be kept in: all of them stand in its citation.
MAX_LOCATIONS = 20


class SuppliedDate(Noun):
    """The words of a date, and the EDTF an editor decided on, if one did."""

    as_written: Phrase
    edtf: Phrase | None = None


class SuppliedKind(Noun):
    """What kind of document an editor says it is: the words, and a code of ``data/kinds.yaml``."""

    as_written: Phrase
    code: Phrase | None = None


class SuppliedParticipant(Noun):
    """Somebody's part in the document, decided by an editor."""

    role: ParticipantRole
    as_written: Phrase
    name: Phrase | None = None
    identified_as: Phrase | None = None


class SuppliedRights(Noun):
    """What an editor says of the rights in one layer of the record."""

    applies_to: Phrase
    statement: Words | None = None
    uri: Phrase | None = None


class SuppliedRelation(Noun):
    """What an editor says of another record or publication."""

    type: Phrase
    to: Phrase
    note: Words | None = None


class SuppliedPassage(Noun):
    """A paragraph. ``kind`` is given only where an editor decided it."""

    id: PassageId
    text: Words
    kind: PassageKind | None = None


class TextStatement(Noun):
    """What is said about a text: all of it but its id and its passages."""

    role: TextRole
    label: Phrase | None = None
    language: LanguageTag | None = None
    of: TextId | None = None
    translator_statement: Words | None = None
    translators: Annotated[tuple[Phrase, ...], Field(max_length=MAX_MEMBERS)] | None = None
    machine: bool | None = None
    address: Phrase | None = None


class SuppliedText(TextStatement):
    """A text with its ids."""

    id: TextId
    passages: Annotated[tuple[SuppliedPassage, ...], Field(max_length=MAX_PASSAGES)] = ()

    @model_validator(mode="after")
    def _passages_belong(self) -> "SuppliedText":
        ids = [passage.id for passage in self.passages]
        if len(set(ids)) != len(ids):
            raise ValueError(f"two passages of text {self.id!r} have the same id")
        if strays := [i for i in ids if not i.startswith(f"{self.id}.p")]:
            raise ValueError(f"passage {strays[0]!r} does not begin with the id of its text, {self.id!r}")
        return self


class Description(Noun):
    """What is supplied about a document beside its id and its texts.

    ``reference`` is the archival reference as printed, credits in it included; ``locations`` is an editor's own
    division of it into places. Members with a reading of their own (``participants``, ``kind``, ``rights`` …) are
    given only where an editor decided them: None leaves them to be read, an empty list says there are none.
    """

    model_config = ConfigDict(populate_by_name=True)

    schema_: Literal[1] = Field(default=RECORD_SCHEMA, alias="schema")
    title: Annotated[Phrase, Field(min_length=1)]
    date: SuppliedDate | None = None
    other_dates: Annotated[tuple[SuppliedDate, ...], Field(max_length=MAX_MEMBERS)] | None = None
    kind: SuppliedKind | None = None
    participants: Annotated[tuple[SuppliedParticipant, ...], Field(max_length=MAX_MEMBERS)] | None = None
    summary: Words | None = None
    citation: Words | None = None
    publisher: Phrase | None = None
    source_url: Words | None = None
    reference: Phrase | None = None
    locations: Annotated[tuple[Phrase, ...], Field(max_length=MAX_LOCATIONS)] | None = None
    credits: Words | None = None
    original_language: Phrase | None = None
    contents: Annotated[tuple[Phrase, ...], Field(max_length=MAX_MEMBERS)] | None = None
    identifiers: Annotated[tuple[Identifier, ...], Field(max_length=MAX_MEMBERS)] | None = None
    rights: Annotated[tuple[SuppliedRights, ...], Field(max_length=MAX_MEMBERS)] | None = None
    relations: Annotated[tuple[SuppliedRelation, ...], Field(max_length=MAX_MEMBERS)] | None = None


class Record(Description):
    """One revision of a document, as supplied."""

    id: DocumentId
    texts: tuple[SuppliedText, ...] = ()

    @model_validator(mode="after")
    def _texts_differ(self) -> "Record":
        ids = [text.id for text in self.texts]
        if len(set(ids)) != len(ids):
            raise ValueError("two texts have the same id")
        return self

    def canonical(self) -> bytes:
        """Give the record's canonical bytes: the same for the same record, whoever writes them."""
        return canonical_json(self.model_dump(by_alias=True, exclude_none=True, mode="json"))

    def sha256(self) -> str:
        """Give the SHA-256 of the canonical bytes."""
        return sha256_bytes(self.canonical())


def canonical_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write JSON in the one form that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
