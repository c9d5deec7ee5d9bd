"""A document as an item of CSL-JSON: in one of two profiles for our own processor, and as data for other programs.

*Described*: the title as the archive gives it, all holdings as one location, the digital archive as the archive. It is
right under both orders that styles use, and never says that one archive holds the file of another.
*Correspondence*: who wrote to whom, for the styles that have a form for letters. Names stand as the record states them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.archival.render import JOINER
from app.citing.csl.markup import without_markup
from app.citing.csl.names import needs_space
from app.citing.dates import csl_date
from app.citing.house import is_by_machine
from app.citing.remarks import join_holdings, one_line, remarks, say_addressees
from app.citing.statements import name_translators, take_part, text_languages, translators_of
from app.domain.agent import ParticipantRole
from app.domain.dates import DateStatement
from app.domain.document import Document, ItemType, Kind
from app.domain.errors import Unusable
from app.domain.location import ArchivalLocation
from app.domain.text import WordedText

Profile = Literal["described", "correspondence"]
Item = dict[str, Any]

#: One word, or one with what it is of, to or from: its capital is only that of a heading.
_NOUN = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)*(?: (?:of|to|from|by|on|for) .+)?")

MACHINE_TRANSLATION = "machine translation"
#: The word between two holdings that every language has its own of.
_AND = re.compile(r"\s*\b(?:and|und|et|и|та)\b\s*")


@dataclass(frozen=True)
class Mapped:
    """An item ready to be printed, and what a citation must say whether or not a style has a place for it.

    ``locations`` are the holdings as written, ``held`` all of them in one line, ``translators`` those who are named;
    ``warnings`` are for the reader.
    """

    item: Item
    locations: tuple[str, ...]
    held: str
    translators: tuple[str, ...]
    is_machine_translated: bool
    warnings: tuple[str, ...]


def map_document(
    document: Document,
    profile: Profile,
    *,
    locations: Sequence[ArchivalLocation],
    conjunction: str,
    accessed: str | None,
    text: WordedText | None = None,
) -> Mapped:
    """Give a document as an item; ``conjunction`` is the locale's own "and", between holdings.

    With ``text`` its language and makers are those of that text. Raise Unusable for correspondence without both ends.
    """
    texts = (text,) if text else document.worded_texts
    held, translators = join_locations(locations, conjunction), translators_of(texts)
    item: Item = {
        **_record(document, profile),
        "archive_location": without_markup(held),
        "accessed": {"raw": accessed} if accessed else None,
        "language": _language(texts),
        "translator": [{"literal": without_markup(name)} for name in translators],
    }
    return Mapped(
        item=_stated(item),
        locations=tuple(location.as_written for location in locations),
        held=held,
        translators=translators,
        is_machine_translated=is_by_machine(texts),
        warnings=() if profile == "described" else tuple(_doubts(document)),
    )


def map_data(document: Document, item_type: ItemType) -> Item:
    """Give a document as an item for other programs: plain words, whatever they look like, and people as stated.

    A letter whose sender and addressee are both stated is a personal communication. Anything else has no recipient,
    for programs make an author of it.
    """
    sender, addressee = _literals(document, "sender"), _literals(document, "addressee")
    is_letter = item_type == "letter" and bool(sender and addressee)
    languages = text_languages(document)
    item: Item = {
        "id": document.id,
        "type": "personal_communication" if is_letter else "document",
        "title": document.title,
        "author": sender,
        "recipient": addressee if is_letter else [],
        "translator": [{"literal": name} for name in name_translators(document)],
        "issued": _bounded(document.date),
        "genre": document.kind.as_written if document.kind else None,
        "archive": document.publisher,
        "archive_location": join_holdings(document),
        "URL": document.canonical_url,
        "language": languages[0] if len(languages) == 1 else None,
        "abstract": document.summary,
        "note": "\n".join(_note(document, is_letter=is_letter)),
    }
    return _stated(item)


def _stated(item: Item) -> Item:
    """Give an item without what the record does not state."""
    return {name: value for name, value in item.items() if value not in (None, "", [])}


def _literals(document: Document, role: ParticipantRole) -> list[dict[str, str]]:
    return [{"literal": person.as_written} for person in take_part(document, role)]


def _bounded(statement: DateStatement | None) -> Item | None:
    """Give a date as the schema of CSL-JSON takes it: it knows no interval without an end."""
    date = csl_date(statement)
    if statement and date and [] in date.get("date-parts", ()):
        return {"literal": statement.as_written}
    return date


def _note(document: Document, *, is_letter: bool) -> Iterator[str]:
    """Give what an item has no variable for; no line begins with a lower-case name and a colon, as a variable does."""
    if not is_letter and (addressees := say_addressees(document)):
        yield one_line(addressees)
    languages = text_languages(document)
    if len(languages) > 1:
        yield f"Texts in: {', '.join(languages)}"
    yield from (words for _, words in remarks(document))


def join_locations(locations: Sequence[ArchivalLocation], conjunction: str) -> str:
    """Join what is printed of each holding with what stands between them in their reference, "and" in the language."""
    word = _spaced(conjunction)
    return "".join(f"{_joiner(one, word) if number else ''}{one.as_written}" for number, one in enumerate(locations))


def _joiner(location: ArchivalLocation, word: str | None) -> str:
    """Give what stands before a holding that is not the first; a semicolon for an "and" that cannot be said."""
    joined = JOINER if location.joined is None else location.joined
    return _AND.sub(word, joined) if word else "; " if _AND.search(joined) else joined


def join_names(names: Sequence[str], conjunction: str) -> str:
    """List people as the language does: "A, B, and C", "A, B und C"; with commas alone where "and" has two forms."""
    *others, last = names
    word = _spaced(conjunction) or ", "
    comma = "," if others[1:] and conjunction == "and" else ""
    return f"{', '.join(others)}{comma}{word}{last}" if others else last


def _spaced(conjunction: str) -> str | None:
    """Give an "and" with spaces, if its language writes them; None where it depends on the word before ("와/과")."""
    if "/" in conjunction:
        return None
    before = " " if needs_space(conjunction[:1]) else ""
    after = " " if needs_space(conjunction[-1:]) else ""
    return f"{before}{conjunction}{after}"


def protect(words: str) -> str:
    """Keep a style from recasing words that an archive supplied: it cannot know a name from a noun."""
    return f'<span class="nocase">{without_markup(words)}</span>'


def _language(texts: Sequence[WordedText]) -> str | None:
    """Give the language of the texts, where they have one."""
    languages = {text.language for text in texts}
    return languages.pop() if len(languages) == 1 else None


def _record(document: Document, profile: Profile) -> Item:
    """Give what is said of the record, whatever of it is cited."""
    return {
        "id": document.id,
        "issued": None if document.date and document.date.is_undated else csl_date(document.date),
        "archive": document.publisher and without_markup(document.publisher),
        "URL": document.canonical_url,
        **(_described(document) if profile == "described" else _correspondence(document)),
    }


def _described(document: Document) -> Item:
    return {"type": "document", "title": protect(document.title)}


def _correspondence(document: Document) -> Item:
    """Give sender and addressee as stated; a literal name is never turned about, nor shortened to a wrong half."""
    people: dict[str, list[dict[str, str]]] = {"sender": [], "addressee": []}
    for person in document.participants:
        people[person.role].append({"literal": without_markup(person.as_written)})
    missing = [role for role, stated in people.items() if not stated]
    if missing:
        raise Unusable(
            "profile",
            f"Record {document.id} states no {' and no '.join(missing)}: cite it with profile=described.",
            choices=("described",),
        )
    return {
        "type": "personal_communication",
        "author": people["sender"],
        "recipient": people["addressee"],
        "genre": _genre(document.kind),
    }


def _genre(kind: Kind | None) -> str | None:
    """Give the kind of a document as a noun in a sentence; without a code, "Soviet note" keeps its capital."""
    if kind is None:
        return None
    words = kind.as_written
    if kind.code:
        return words.lower()
    return words[:1].lower() + words[1:] if _NOUN.fullmatch(words) else words


def _doubts(document: Document) -> list[str]:
    read = [person.as_written for person in document.participants if person.basis == "title"]
    return [f"read from the title, not stated by the catalogue: {', '.join(read)}"] if read else []
