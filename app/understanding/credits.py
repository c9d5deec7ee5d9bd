"""Who is thanked, and for what: statements kept whole, with the roles and translators read out of them."""

import re
from typing import Literal

from app.domain.agent import Credit

# The word as printed, and the role it states.
_ROLES = {
    "support": "supported",
    "obtained": "obtained",
    "contributed": "contributed",
    "provided": "provided",
    "transcribed": "transcribed",
    "translated": "translated",
    "edited": "edited",
}
_ROLE = re.compile(rf"(?<!not )\b(?:{'|'.join(_ROLES)})", re.IGNORECASE)
# "translated for NKIDP by Maya Latynski", "Translated from Portuguese by James G. Hershberg"
_TRANSLATED_BY = re.compile(
    r"(?<!not )\btranslated(?: (?:for|from) [^,.;]{1,60}?)? by (?P<names>[^,;]{1,200}?)\.?$", re.IGNORECASE
)
_WORD = r"[^\W\d_a-zа-яё][\w.'’-]*"
_PARTICLE = r"(?:de|von|van|der|da|dos|al|el|la)"
_NAME = re.compile(rf"{_WORD}(?: {_PARTICLE}| {_WORD}){{1,3}}")
# A body that translates is no person, and a name runs into a body where a comma was lost.
_BODY = re.compile(
    r"\b(?:University|College|Institute|Center|Centre|Agency|Press|Embassy|Ministry|Service|Program(?:me)?|Project"
    r"|Archives?|Library|Department|Office|Translate|Foundation|Committee|Society)\b"
)


def read_credit(words: str, found_in: Literal["credits", "reference"]) -> Credit:
    """Read one statement of credit as the catalogue prints it."""
    roles = dict.fromkeys(_ROLES[found.casefold()] for found in _ROLE.findall(words))
    return Credit(
        as_written=words,
        found_in=found_in,
        roles=tuple(roles),
        translators=_translators(words),
        basis="catalogue",
    )


def _translators(words: str) -> tuple[str, ...] | None:
    """Give the translators' names, or None unless the one statement of them is nothing but full names."""
    found = _TRANSLATED_BY.search(words)
    if not found or len(re.findall(r"\btranslat", words, re.IGNORECASE)) > 1:
        return None
    names = found["names"].split(" and ")
    return tuple(names) if all(_NAME.fullmatch(name) and not _BODY.search(name) for name in names) else None
