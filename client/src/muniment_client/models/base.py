"""What all answers share: they cannot be changed, and what a newer server says beside what is known here is kept."""

from hashlib import sha256
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, PrivateAttr

from muniment_client.cards import Card
from muniment_client.markup import full_address


class Model(BaseModel):
    """One JSON object of an answer. Members that this client does not know are attributes of it too."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


class Asked(BaseModel):
    """A part of a question; a member that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(NamedTuple):
    """Where an answer came from: the server's address, and the path there that a reader may be led to."""

    home: str = ""
    path: str = ""


class Shown(Model):
    """An answer that shows itself in a notebook."""

    _origin: Origin = PrivateAttr(default=Origin())

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401 - as Pydantic has it
        """Remember where it came from."""
        if isinstance(context, Origin):
            self._origin = context

    def card(self) -> Card:
        """Give what its card says."""
        raise NotImplementedError

    def _address(self, *candidates: str) -> str | None:
        """Give the first address that a link may lead to, whole."""
        whole = (full_address(self._origin.home, candidate) for candidate in candidates if candidate)
        return next(filter(None, whole), None)

    def _repr_html_(self) -> str:
        return self.card().html()

    def _repr_markdown_(self) -> str:
        return self.card().markdown()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.card().heading}>"


def is_hash_of(digest: str, words: str) -> bool:
    """Tell whether words are the ones that were hashed: SHA-256 over their UTF-8 bytes."""
    return sha256(words.encode()).hexdigest() == digest
