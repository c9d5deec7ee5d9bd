"""What every noun shares: it cannot be changed, takes no unknown field, and holds only text that can be served."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

#: Where a value comes from. ``text``: words of the document; ``title``, ``catalogue``: words of its description;
#: ``supplied``: put in brackets by the cataloguer; ``editor``: decided by an editor of this archive;
#: ``inferred``: concluded by this software; ``default``: what holds when nobody says anything.
Basis = Literal["text", "title", "catalogue", "supplied", "editor", "inferred", "default"]

_UNSERVABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def servable(words: str) -> str:
    """Refuse what no JSON, XML or page can carry: control characters and lone surrogates."""
    if found := _UNSERVABLE.search(words):
        raise ValueError(f"holds the character U+{ord(found[0]):04X}, which no page or XML can carry")
    return words


#: Words as somebody wrote them, byte for byte.
Words = Annotated[str, StringConstraints(max_length=1_000_000), AfterValidator(servable)]

#: Words of a line or two, such as a title, a date or a reference. Citations, lists and pages are made of these.
Phrase = Annotated[str, StringConstraints(max_length=5_000), AfterValidator(servable)]

#: A BCP 47 language tag (RFC 5646), such as ``ru`` or ``zh-Hant``.
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35)]


class Noun(BaseModel):
    """A value: equal to any other with the same members, and never changed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
