"""What a title says: the kind of document, and who sent it to whom.

Only two forms name participants: "KIND, X to Y" and "KIND from X to Y". A wrong sender in a footnote is worse than
none, so nobody is named unless both X and Y read as one clean name each, and nobody is identified by words in
brackets unless those are a person's name we know: brackets also hold places, offices and notes.
"""

import re
from collections.abc import Sequence

from app.domain.agent import Participant, ParticipantRole
from app.domain.document import Kind
from app.understanding.knowledge import KindEntry, NameEntry

# What may stand between a kind's words and its participants: "No. 3557".
_FROM = re.compile(r"(?:\s+No\.?\s*\S+?)?(?:,\s+|\s+from\s+)(?P<rest>.+)", re.DOTALL)
_TO = re.compile(r"\s+to\s+")
# Where the addressee ends and the subject, or the way the message took, begins. Titles are also in Title Case.
_SUBJECT = re.compile(
    r",\s|:\s|\s[-–—]\s|\s[(\[](?i:via|through)\b"
    r"|\s(?i:re|regarding|concerning|about|with|on|via|requesting|transmitting|asking|congratulating|protesting"
    r"|enclosing|conveying|informing|proposing|reporting|forwarding|following|thanking|inviting|urging|discussing"
    r"|describing|explaining|announcing|responding|replying|expressing|seeking)\s"
)
# Nouns that take "to" themselves: "Soviet Aid to Vietnam", "Response to the Proposal". Nobody sent those.
_NO_SENDER = re.compile(
    r"\b(?:trip|visits?|meetings?|conversations?|talks?|journey|conference|aid|assistance|help|support|repl(?:y|ies)"
    r"|responses?|answers?|reactions?|invitations?|approach(?:es)?|threats?|preparations?|proposals?|appeals?|address"
    r"|additions?|addend(?:um|a)|supplements?|amendments?|comments?|introductions?|objections?|opposition|attitudes?"
    r"|policy|relations?|return|access|contributions?|references?|transfers?|deliver(?:y|ies)|exports?|accession)\b",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_a-zа-яё][\w.'’-]*"
_PARTICLE = r"(?:de|von|van|der|den|da|dos|di|al|el|la|le|bin|ibn)"
_PERSON = rf"{_WORD}(?: {_PARTICLE}| {_WORD}){{0,4}}"
_BODY = rf"(?:the|The) {_PERSON}(?: (?:of|for|and|of the|in) {_PERSON}){{0,4}}"
_CLEAN = re.compile(rf"(?P<name>{_BODY}|{_PERSON})(?: ?[(\[](?P<other>[^()\[\]]{{2,60}})[)\]])?")
# "to Mao, Liu Shaoqi, and Peng Dehuai": further addressees, not a subject.
_MORE_PEOPLE = re.compile(rf",\s+{_PERSON}(?:,\s+{_PERSON})*,?\s+and\s+{_PERSON}\s*$")


def read_kind(title: str, kinds: Sequence[KindEntry]) -> Kind | None:
    """Give the kind a title begins with, in the title's own words; the longest known words win."""
    folded = title.casefold()
    best, code = "", None
    for entry in kinds:
        for words in entry.words:
            if len(words) > len(best) and re.match(rf"{re.escape(words)}\b", folded):
                best, code = words, entry.code
    return Kind(as_written=title[: len(best)], code=code, basis="title") if code else None


def read_participants(title: str, kind: Kind | None, names: Sequence[NameEntry]) -> tuple[Participant, ...]:
    """Give sender and addressee where the title has one of the two forms, else nobody."""
    found = _FROM.match(title, len(kind.as_written)) if kind else None
    if not found:
        return ()
    sender, to, rest = _split(_TO, found["rest"])
    addressee = _split(_SUBJECT, rest)[0]
    if not to or _NO_SENDER.search(sender) or _MORE_PEOPLE.fullmatch(rest[len(addressee) :]):
        return ()
    people = (_participant("sender", sender, names), _participant("addressee", addressee, names))
    return tuple(person for person in people if person) if all(people) else ()


def _split(pattern: re.Pattern[str], words: str) -> tuple[str, str, str]:
    """Part words at the first place a pattern fits."""
    found = pattern.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found else (words, "", "")


def _participant(role: ParticipantRole, words: str, names: Sequence[NameEntry]) -> Participant | None:
    words = words.strip()
    found = _CLEAN.fullmatch(words)
    if not found:
        return None
    known = any(found["other"] in entry.people for entry in names)
    return Participant(
        role=role,
        as_written=words,
        name=found["name"],
        identified_as=found["other"] if known else None,
        basis="title",
    )
