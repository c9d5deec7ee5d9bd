"""What a passage is, and the numbers that offices put on a document."""

import re
from collections.abc import Sequence

from app.domain.document import DocNumber
from app.domain.identifiers import sha256
from app.domain.record import SuppliedPassage
from app.domain.text import Passage, PassageKind

# A number sign, then the number with whatever cipher mark or year belongs to it ("302/sh", "2421/61/53/TJN").
_NUMBER = re.compile(r"(?:\bNo\.|\bNr\.?|N[º°]|№|#)\s*(?P<value>\d[\w/.-]*\w|\d)")
# Only whole passages are judged, and only by their own words; what fits no rule is body.
_RULES: tuple[tuple[PassageKind, re.Pattern[str]], ...] = (
    ("number", re.compile(_NUMBER.pattern + r"\.?")),
    ("instruction", re.compile(r"Deliver (?:immediately|urgently|to)\b[^.]{0,80}\.?")),
    ("salutation", re.compile(r"[\"“]?(?:To (?:Comrade|Cde\.?)|Dear|Comrade) [^.!?]{2,60}[.,:!]?")),
    ("address", re.compile(r"For (?:Comrade )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?\.?")),
    ("signature", re.compile(r"(?:[A-Z][A-Z.'’-]+ ?){1,4}(?:[(\[][^()\[\]]{2,40}[)\]])?[.\"”]{0,2}")),
)
_MAX_JUDGED = 200


def read_passage(passage: SuppliedPassage, *, first: bool) -> Passage:
    """Give the passage with its kind, an editor's where there is one, and its hash."""
    kind = passage.kind or read_kind(passage.text, first=first)
    return Passage(id=passage.id, kind=kind, text=passage.text, sha256=sha256(passage.text))


def read_kind(text: str, *, first: bool) -> PassageKind:
    """Tell what a paragraph is. The first one in capitals is the heading; most are body."""
    if len(text) > _MAX_JUDGED or "\n" in text:
        return "body"
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if first and letters and capitals * 10 >= len(letters) * 9:
        return "heading"
    return next((kind for kind, rule in _RULES if rule.fullmatch(text)), "body")


def read_numbers(passages: Sequence[Passage]) -> tuple[DocNumber, ...]:
    """Give the numbers in headings and number lines; a number inside a sentence may be another document's."""
    return tuple(
        DocNumber(as_written=found[0], value=found["value"], passage=passage.id, basis="text")
        for passage in passages
        if passage.kind in ("heading", "number")
        for found in _NUMBER.finditer(passage.text)
    )
