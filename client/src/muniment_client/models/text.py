"""The texts of a record, and the passages they consist of."""

from typing import Annotated, Literal

from pydantic import Field

from muniment_client.models.base import Model, is_hash_of


class Passage(Model):
    """A paragraph. Its id is never given to another."""

    id: str
    kind: str
    text: str
    sha256: str

    @property
    def is_intact(self) -> bool:
        """Whether these are the words that were hashed."""
        return is_hash_of(self.sha256, self.text)


class _Worded(Model):
    """What texts with words share."""

    id: str
    label: str | None
    language: str | None
    of: str | None
    sha256: str
    passages: list[Passage]

    @property
    def words(self) -> str:
        """The whole text, its passages parted by an empty line."""
        return "\n\n".join(passage.text for passage in self.passages)

    @property
    def is_intact(self) -> bool:
        """Whether these are the words that were hashed, and all of them."""
        return is_hash_of(self.sha256, self.words)


class Translation(_Worded):
    """A text in another language than the document's own. ``translators``: None is not stated, [] stated to be none."""

    role: Literal["translation"]
    translator_statement: str | None
    translators: list[str] | None
    machine: bool | None


class Transcription(_Worded):
    """A text in the document's own language."""

    role: Literal["transcription"]


class Facsimile(Model):
    """Pictures of the document."""

    id: str
    role: Literal["facsimile"]
    label: str | None
    language: str | None
    address: str | None


class OtherText(Model):
    """A text in a role that this client does not know yet; what else is said of it is kept."""

    id: str
    role: str
    label: str | None
    language: str | None


Text = Annotated[Translation | Transcription | Facsimile | OtherText, Field(union_mode="left_to_right")]
