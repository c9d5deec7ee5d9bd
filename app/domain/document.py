"""The document: a record together with what is understood of it, each value with where it comes from."""

from typing import Literal

from app.domain.agent import Credit, Participant
from app.domain.citation import Citation
from app.domain.dates import DateStatement
from app.domain.identifiers import DocumentId, Identifier, PassageId
from app.domain.location import ArchivalLocation
from app.domain.noun import Basis, LanguageTag, Noun, Words
from app.domain.revision import RecordStatus, Revision
from app.domain.text import Passage, Text, Transcription, Translation, WordedText

#: What reference managers call a document: a letter is what one party sent another.
ItemType = Literal["letter", "report", "document"]


class Kind(Noun):
    """What kind of document it is: the words, and a code such as ``telegram.ciphered``, narrower after broader."""

    as_written: Words
    code: Words | None
    basis: Basis


class DocNumber(Noun):
    """A number an office put on the document, with the passage where it stands."""

    as_written: Words
    value: Words
    passage: PassageId
    basis: Basis


class OriginalLanguage(Noun):
    """A language of the original: the catalogue's word, and its tag where the word is known."""

    as_written: Words
    tag: LanguageTag | None
    basis: Basis


class RightsStatement(Noun):
    """The rights in one layer of the record. ``statement`` is words of the source, never ours."""

    applies_to: Words
    statement: Words | None
    uri: Words | None
    basis: Basis


class Relation(Noun):
    """How the document stands to another record or publication."""

    type: Words
    to: Words
    note: Words | None
    basis: Basis


class Notice(Noun):
    """Something an editor should look at. It changes nothing."""

    code: Words
    severity: Literal["query"] = "query"
    field: Words
    words: Words | None
    reason: Words


class Document(Noun):
    """The thing cited: words as supplied, and beside them how they are understood."""

    id: DocumentId
    canonical_url: Words
    record_status: RecordStatus
    revision: Revision
    title: Words
    kind: Kind | None
    date: DateStatement | None
    other_dates: tuple[DateStatement, ...]
    participants: tuple[Participant, ...]
    numbers: tuple[DocNumber, ...]
    summary: Words | None
    original_language: Words | None
    original_languages: tuple[OriginalLanguage, ...]
    contents: tuple[Words, ...]
    texts: tuple[Text, ...]
    locations: tuple[ArchivalLocation, ...]
    citation: Citation
    publisher: Words | None
    source_url: Words | None
    identifiers: tuple[Identifier, ...]
    rights: tuple[RightsStatement, ...]
    credits: tuple[Credit, ...]
    relations: tuple[Relation, ...]
    notices: tuple[Notice, ...]

    @property
    def worded_texts(self) -> tuple[WordedText, ...]:
        """The texts that have words: all but facsimiles."""
        return tuple(t for t in self.texts if isinstance(t, Translation | Transcription))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of all texts, in order."""
        return tuple(passage for text in self.worded_texts for passage in text.passages)
