"""The texts of a document, told apart by role, and the passages they consist of."""

from typing import Annotated, Literal

from pydantic import Field

from app.domain.identifiers import PassageId, Sha256, TextId, sha256
from app.domain.noun import LanguageTag, Noun, Words

PassageKind = Literal["heading", "instruction", "salutation", "body", "signature", "address", "number"]
TextRole = Literal["translation", "transcription", "facsimile"]

#: What stands between two passages when a text is joined or hashed.
PASSAGE_BREAK = "\n\n"


class Passage(Noun):
    """A paragraph with an id of its own. ``sha256`` is over its UTF-8 bytes as stored."""

    id: PassageId
    kind: PassageKind
    text: Words
    sha256: Sha256


class _WordedText(Noun):
    """What translations and transcriptions share."""

    id: TextId
    label: Words | None
    language: LanguageTag | None
    of: TextId | None = None
    sha256: Sha256
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """The whole text, its passages parted by one empty line."""
        return join_passages(self.passages)


class Translation(_WordedText):
    """A text in another language than the document's own.

    ``translators`` is None where nobody is named and () where the source says there is none; ``machine`` is None
    where nobody says whether a machine translated it.
    """

    role: Literal["translation"] = "translation"
    translator_statement: Words | None = None
    translators: tuple[Words, ...] | None = None
    machine: bool | None = None


class Transcription(_WordedText):
    """A text in the document's own language."""

    role: Literal["transcription"] = "transcription"


class Facsimile(Noun):
    """Pictures of the document, which have an address but no words."""

    id: TextId
    role: Literal["facsimile"] = "facsimile"
    label: Words | None
    language: LanguageTag | None
    address: Words | None = None


Text = Annotated[Translation | Transcription | Facsimile, Field(discriminator="role")]
WordedText = Translation | Transcription


def join_passages(passages: tuple[Passage, ...]) -> str:
    """Put passages together as the text's hash and its plain form have them."""
    return PASSAGE_BREAK.join(passage.text for passage in passages)


def hash_passages(passages: tuple[Passage, ...]) -> str:
    """Give the SHA-256 of a whole text."""
    return sha256(join_passages(passages))
