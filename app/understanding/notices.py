"""What an editor should look at: doubts about a document, each with its place, its words and the reason.

A notice changes nothing. Its code is stable; docs/notices.md explains each.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from app.archival.patterns import bare
from app.archival.scheme import Scheme
from app.domain.dates import DateStatement
from app.domain.document import Document, Notice
from app.domain.location import Leaves
from app.domain.record import Record
from app.domain.text import Passage, Translation
from app.understanding.dates import find_dates
from app.understanding.knowledge import Knowledge

_LOOK_ALIKE = "two capital i's where the name has a capital i and a small L; search finds both, the text is kept"
_DATE_DOUBTS = {
    "calendar-not-stated": "a Russian date before 14 February 1918, calendar not stated; both days are possible",
    "date-contradicted": "the editor's EDTF lies outside what the words say; the editor's holds",
    "day-month-order": "day and month could be the other way round; read month first, as the slashes suggest",
    "weekday-differs": "the weekday that stands beside the date is not that day's",
}
# In characters; few paragraphs have as many, and a text that lost its line ends soon has.
_LONGEST_PARAGRAPH = 1_500
# "CIPHERED TELEGRAM No. 3557 BEIJING, TO ROSHCHIN": capitals, at the end of a heading.
_HEADED_TO = re.compile(r"\b(?P<words>TO (?P<name>[A-Z][A-Z .'’-]{1,60}))\.?$")
# "To Vyshinsky.", "“To Comrade MAO ZEDONG."
_LINE_TO = re.compile(r"[\"“]?(?P<words>To (?:Comrade )?(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}?))[.:]?[\"”]?")


def read_notices(
    document: Document, record: Record, knowledge: Knowledge, date_doubts: tuple[str, ...]
) -> Iterator[Notice]:
    """Give every doubt about the document, in a fixed order; ``date_doubts`` are those of its date's reader."""
    yield from _look_alikes(document, knowledge)
    yield from _same_leaves(document)
    yield from _unread_locations(document)
    yield from _odd_locations(document, knowledge)
    yield from _divided_locations(record)
    yield from _languages(document)
    yield from _translator(document)
    yield from _undivided(document)
    yield from _dates(document, date_doubts)
    yield from _addressee(document)


def _look_alikes(document: Document, knowledge: Knowledge) -> Iterator[Notice]:
    names = {form for entry in knowledge.names for form in (entry.usual, *entry.forms)}
    misread = {name.replace("Il", "II").replace("IL", "II") for name in names} - names
    if not misread:
        return
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, misread))) + r")\b")
    fields = [
        ("title", document.title),
        ("citation.as_published", document.citation.as_published or ""),
        ("summary", document.summary or ""),
        *((passage.id, passage.text) for passage in document.passages),
    ]
    for field, text in fields:
        for words in dict.fromkeys(pattern.findall(text)):
            yield Notice(code="look-alike-characters", field=field, words=words, reason=_LOOK_ALIKE)


def _same_leaves(document: Document) -> Iterator[Notice]:
    seen: dict[tuple[object, ...], str] = {}
    for location in document.locations:
        if not (location.leaves and location.repository):
            continue
        other = seen.setdefault(location.leaves.ranges, location.repository.id)
        if other != location.repository.id:
            words = location.leaves.as_written
            reason = f"both places give leaves {words}; such agreement is rare"
            yield Notice(code="same-leaves-in-two-archives", field="locations", words=words, reason=reason)
            return


def _unread_locations(document: Document) -> Iterator[Notice]:
    for number, location in enumerate(document.locations):
        if location.reading.status == "unread":
            reason = "the reference is kept and cited as it is written; its parts could not be read"
            yield Notice(
                code="location-not-read",
                field=f"locations[{number}]",
                words=location.as_written,
                reason=reason,
            )
        elif location.reading.status == "partial":
            reason = "only part of the reference could be read; all of it is cited as it is written"
            yield Notice(
                code="location-read-in-part",
                field=f"locations[{number}]",
                words=location.as_written,
                reason=reason,
            )


def _odd_locations(document: Document, knowledge: Knowledge) -> Iterator[Notice]:
    """Report a level that the archive is not known to have, and a label for several leaves before one."""
    for number, location in enumerate(document.locations):
        own = knowledge.grammar.own_scheme(location.repository.id) if location.repository else None
        if own is None:
            continue
        known = [rule.name for rule in own.levels]
        for level in location.levels:
            if level.name not in known:
                near = get_close_matches(level.name, known, n=1, cutoff=0)[0]
                reason = f"references to this archive have {', '.join(known)}; nearest is {near}"
                yield Notice(code="level-not-known", field=f"locations[{number}]", words=level.name, reason=reason)
        printed = knowledge.grammar.schemes.get(location.reading.scheme or "", own)
        if location.leaves and (odd := _miscounted(location.leaves, printed)):
            words = f"{location.leaves.label} {location.leaves.as_written}"
            yield Notice(code="leaf-label-differs", field=f"locations[{number}]", words=words, reason=odd)


def _miscounted(leaves: Leaves, scheme: Scheme) -> str | None:
    """Say that a label is for one leaf where several stand, or the other way round; not of one that is for both."""
    rule, label = scheme.leaves, bare(leaves.label or "")
    if rule is None:
        return None
    one, several = ({bare(word) for word in words} for words in (rule.labels, rule.plurals))
    is_one = len(leaves.ranges) == 1 and leaves.ranges[0].first == leaves.ranges[0].last
    if is_one and label in several - one:
        return "the label is for several leaves, and one is given"
    if not is_one and label in one - several:
        return "the label is for one leaf, and several are given"
    return None


def _divided_locations(record: Record) -> Iterator[Notice]:
    """Report a place an editor gives that the printed reference does not have."""
    for number, place in enumerate(record.locations or ()):
        if record.reference is not None and place not in record.reference:
            reason = "the editor's place does not stand in the printed reference; the citation follows the editor"
            yield Notice(code="location-differs", field=f"locations[{number}]", words=place, reason=reason)


def _languages(document: Document) -> Iterator[Notice]:
    for language in document.original_languages:
        if language.tag is None:
            reason = "no language of this name is known; data/languages.yaml can be added to"
            yield Notice(
                code="language-not-known", field="original_languages", words=language.as_written, reason=reason
            )


def _translator(document: Document) -> Iterator[Notice]:
    for text in document.texts:
        if isinstance(text, Translation) and text.translators is None and not text.machine:
            if text.translator_statement:
                reason = "the translator's statement names nobody this software is sure of"
                code = "translator-not-read"
            else:
                reason = "no translator is named on the page"
                code = "translator-not-stated"
            yield Notice(code=code, field=f"texts.{text.id}", words=text.translator_statement, reason=reason)


def _undivided(document: Document) -> Iterator[Notice]:
    """Report a long text in one piece, such as the text of a page that lost its line ends."""
    for text in document.worded_texts:
        if len(text.passages) == 1 and len(text.words) > _LONGEST_PARAGRAPH:
            reason = (
                f"the whole text, {len(text.words):,} characters, is one passage, so that no place in it can be cited "
                "by itself; empty lines between its paragraphs would part them"
            )
            yield Notice(code="text-not-divided", field=text.passages[0].id, words=None, reason=reason)


def _dates(document: Document, doubts: tuple[str, ...]) -> Iterator[Notice]:
    date = document.date
    if date is None:
        return
    for doubt in doubts:
        yield Notice(code=doubt, field="date", words=date.as_written, reason=_DATE_DOUBTS[doubt])
    if date.edtf is None:
        said = "the words say that there is no date" if date.is_undated else "no date could be read from the words"
        reason = f"{said}; the record sorts after all dated ones"
        yield Notice(code="date-not-read", field="date", words=date.as_written, reason=reason)
    elif date.basis == "catalogue" and document.passages and not _is_in_text(document, date):
        reason = "the date stands in the catalogue heading only"
        yield Notice(code="date-not-in-text", field="date", words=date.as_written, reason=reason)


def _is_in_text(document: Document, date: DateStatement) -> bool:
    texts = [passage.text for passage in document.passages]
    if any(date.as_written in text for text in texts):
        return True
    return any(found.reading.edtf == date.edtf for text in texts for found in find_dates(text))


def _addressee(document: Document) -> Iterator[Notice]:
    named = next((p for p in document.participants if p.role == "addressee"), None)
    if named is None:
        return
    known = {name.casefold() for name in (named.name, named.identified_as, named.as_written) if name}
    for passage in document.passages:
        headed = _headed_to(passage)
        if headed and headed["name"].strip(" .").casefold() not in known:
            person = " ".join(part.capitalize() for part in headed["name"].strip(" .").split())
            reason = f"the text is headed to {person}, the title names {named.name}"
            yield Notice(code="addressee-differs", field="participants", words=headed["words"], reason=reason)


def _headed_to(passage: Passage) -> re.Match[str] | None:
    if passage.kind == "heading":
        return _HEADED_TO.search(passage.text)
    return _LINE_TO.fullmatch(passage.text) if len(passage.text) < 100 else None  # noqa: PLR2004 - a line
