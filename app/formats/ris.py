"""RIS, which every reference manager reads: EndNote, Zotero, Mendeley, RefWorks.

One tag to a line, lines ended by CR LF, no value wrapped. Letters are personal communications (``PCOMM``), the one
kind that has recipients; all else is a manuscript (``MANSCPT``). The tags are those Zotero's own translator maps to
the place they mean (zotero/translators, RIS.js): ``DB`` archive, ``DP`` catalogue,
``AN`` place in the archive, ``A4`` translator.
"""

from collections.abc import Iterator

from app.citing.remarks import LEFT_OUT, has_lines, join_holdings, one_line, remarks, say_addressees
from app.citing.statements import is_calendar_date, name_translators, take_part, text_languages
from app.domain.dates import DateStatement
from app.domain.document import Document, ItemType
from app.formats.base import Context, Format, Loss, left_out, one_after_another

_NUMBERS = "numbers"
_LINE_END = "\r\n"


def render(document: Document, context: Context) -> bytes:
    """Write the record."""
    tags = [(tag, one_line(words).strip()) for tag, words in _tags(document, context.item_type(document)) if words]
    lines = [f"{tag}  - {words}{_LINE_END}" for tag, words in tags if words]
    return f"{''.join(lines)}ER  - {_LINE_END}".encode()


def _tags(document: Document, item_type: ItemType) -> Iterator[tuple[str, str | None]]:
    is_letter = item_type == "letter"
    yield "TY", "PCOMM" if is_letter else "MANSCPT"
    yield "ID", document.id
    yield from (("AU", person.as_written) for person in take_part(document, "sender"))
    if is_letter:
        yield from (("A2", person.as_written) for person in take_part(document, "addressee"))
    yield from (("A4", name) for name in name_translators(document))
    yield "TI", document.title
    yield "M3", document.kind.as_written if document.kind else None
    yield from _date(document.date)
    yield "DB", document.publisher
    yield "DP", document.publisher
    yield "AN", join_holdings(document)
    yield "LA", "; ".join(text_languages(document))
    yield "M1", "; ".join(number.as_written for number in document.numbers)
    yield "AB", document.summary
    yield "UR", document.canonical_url
    yield from (("N1", note) for note in _notes(document, is_letter=is_letter))


def _date(statement: DateStatement | None) -> Iterator[tuple[str, str]]:
    """Give a day, month or year; any other date in its words, unless their slashes would be taken for a day's."""
    if statement and statement.edtf and is_calendar_date(statement.edtf):
        yield "DA", statement.edtf.replace("-", "/")
        yield "PY", statement.edtf[:4]
    elif statement:
        yield ("N1", f"Date: {statement.as_written}") if "/" in statement.as_written else ("DA", statement.as_written)


def _notes(document: Document, *, is_letter: bool) -> Iterator[str]:
    """Give each of several holdings by itself, then the rest in one note: a reference manager makes a note of each."""
    if len(document.locations) > 1:
        yield from (f"Original held at {location.as_written}" for location in document.locations)
    addressees = None if is_letter else say_addressees(document)
    said = [words for member, words in remarks(document) if member != _NUMBERS]
    yield "; ".join([*([addressees] if addressees else []), *said])


def losses(document: Document, context: Context) -> Iterator[Loss]:
    """Tell what RIS has no tag for."""
    for member, words in (("title", document.title), ("summary", document.summary)):
        if has_lines(words):
            yield Loss(member, "joined", "RIS has one line to a value: each line break is a space.")
    if document.date and not is_calendar_date(document.date.edtf):
        yield Loss("date.edtf", "left out", "RIS takes days, months and years; any other date stands in its words.")
    if take_part(document, "addressee") and context.item_type(document) != "letter":
        yield Loss("participants", "joined", "RIS has recipients for letters only; the addressee stands in a note.")
    if len(document.locations) > 1:
        why = 'RIS has one place in an archive: all stand in it, with "; " between, and each in a note of its own.'
        yield Loss("locations", "joined", why)
    elif any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "The place stands whole in one tag, its levels not apart.")
    if len(text_languages(document)) > 1:
        yield Loss("texts.language", "joined", "RIS has one language: all stand in it.")
    if len(document.numbers) > 1:
        yield Loss(_NUMBERS, "joined", "RIS has one number: all stand in it.")
    for member in dict.fromkeys(member for member, _ in remarks(document) if member != _NUMBERS):
        yield Loss(member, "joined", "RIS has no tag for it; it stands in a note with others.")
    yield from left_out(document, LEFT_OUT)


FORMAT = Format(
    name="ris",
    title="RIS, for EndNote and other reference managers",
    media_type="application/x-research-info-systems",
    accepts=("application/x-research-info-systems",),
    suffix="ris",
    audience="reference managers",
    render=render,
    losses=losses,
    joined=one_after_another,
)
