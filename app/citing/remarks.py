"""What reference managers have no field for, in words for a note; each remark names what it says of the document."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.citing.statements import name_translators, say_identified, say_machine, say_rights, take_part
from app.domain.document import Document

#: Members of a record that no reference carries, and why.
LEFT_OUT: Mapping[str, str] = {
    "contents": "A reference describes the document; what it consists of stands at the address.",
    "texts": "A reference describes the document; its words stand at the address.",
}
_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


def one_line(words: str) -> str:
    """Give words on one line: each line break of theirs, whichever Unicode has, is a space."""
    return _BREAK.sub(" ", words)


def has_lines(words: str | None) -> bool:
    """Tell whether words stand on more than one line."""
    return words is not None and _BREAK.search(words) is not None


def remarks(document: Document) -> Iterator[tuple[str, str]]:
    """Give each remark on one line, after the name of the member of the record that it carries."""
    for member, words in _remarks(document):
        yield member, one_line(words)


def _remarks(document: Document) -> Iterator[tuple[str, str]]:
    identified = (words for person in document.participants if (words := say_identified(person)))
    said: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("participants.identified_as", "Identified", identified),
        ("original_languages", "Original language", (language.as_written for language in document.original_languages)),
        ("numbers", "Document number", (number.as_written for number in document.numbers)),
        ("other_dates", "Other date", (date.as_written for date in document.other_dates)),
        ("texts.machine", "Translation", say_machine(document)),
        ("credits", "Credits", (credit.as_written for credit in document.credits)),
    )
    yield from ((member, f"{name}: {words}") for member, name, all_words in said for words in all_words)
    for rights in document.rights:
        if words := say_rights(rights):
            yield "rights", f"Rights in the {rights.applies_to}: {words}"
    for relation in document.relations:
        note = f" ({relation.note})" if relation.note else ""
        yield "relations", f"Relation: {relation.type} {relation.to}{note}"
    for identifier in document.identifiers:
        if identifier.value != document.canonical_url:
            yield "identifiers", f"Identifier: {identifier.scheme} {identifier.value}"


def join_sentences(said: Sequence[str]) -> str:
    """Give what is said, a stop after each but the last, which a style gives its own; none after a stop."""
    ended = [words if words.endswith(".") else f"{words}." for words in said[:-1]]
    return " ".join([*ended, *said[-1:]])


def say_addressees(document: Document) -> str | None:
    """Give those to whom a document went, for a target that has no recipients; None where nobody is stated."""
    names = [person.as_written for person in take_part(document, "addressee")]
    return f"To {_listed(names)}" if names else None


def say_translators(document: Document) -> str | None:
    """Give the translators, for a target that has none; None where nobody is named."""
    names = name_translators(document)
    return f"Translated by {_listed(names)}" if names else None


def join_holdings(document: Document) -> str:
    """Give all places where a document is kept, for a target that has one: each whole, parted by a semicolon."""
    return "; ".join(location.as_written for location in document.locations)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
