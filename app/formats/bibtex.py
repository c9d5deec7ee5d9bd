"""BibTeX, for LaTeX and JabRef: an entry of the one type old styles have for what is neither book nor article.

Those that came with BibTeX print author, title, ``howpublished``, month, year and ``note`` of it, so what a footnote
needs stands there, the exact day too; kind and address only some others print. What need not be printed is in
``annote``.
"""

from collections.abc import Iterator

from app.citing.entries import names_value, squeeze, verbatim_value, whole_value, words_value, write_entry
from app.citing.remarks import LEFT_OUT, join_holdings, join_sentences, remarks, say_addressees, say_translators
from app.citing.statements import is_calendar_date, name_translators, say_machine, take_part, text_languages
from app.domain.dates import DateStatement
from app.domain.document import Document
from app.formats.base import Context, Format, Loss, left_out, one_after_another
from app.formats.base.links import iri_to_uri

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What the printed note says of the translation, so that the other need not.
_PRINTED = "texts.machine"
_NO_FIELD = "BibTeX has no field for it; it stands in "
_UNPRINTED = {
    "canonical_url": "It stands in `url`, which the styles that came with BibTeX do not print; some others do.",
    "kind": "It stands in `type`, which the styles that came with BibTeX do not print; some others do.",
}


def render(document: Document, context: Context) -> bytes:
    """Write the entry."""
    return write_entry("misc", document.id, _fields(document, context))


def _fields(document: Document, context: Context) -> Iterator[tuple[str, str | None]]:
    languages = [context.language_name(tag) or tag for tag in text_languages(document)]
    senders = [person.as_written for person in take_part(document, "sender")]
    yield "author", names_value(senders)
    yield "key", None if senders else words_value(document.title)
    yield "title", whole_value(document.title)
    yield "howpublished", whole_value(document.publisher)
    yield from _date(document.date)
    yield "note", words_value(join_sentences(list(_note(document))))
    yield "type", words_value(document.kind.as_written if document.kind else None)
    yield "language", words_value(", ".join(languages).lower())
    yield "url", verbatim_value(iri_to_uri(document.canonical_url))
    yield "abstract", words_value(document.summary)
    yield "annote", words_value("; ".join(words for member, words in remarks(document) if member != _PRINTED))


def _date(statement: DateStatement | None) -> Iterator[tuple[str, str]]:
    """Give a day, month or year in fields; any other date in its words, as the year may be ("about 1984")."""
    if statement and statement.edtf and is_calendar_date(statement.edtf):
        year, _, rest = statement.edtf.partition("-")
        month, _, day = rest.partition("-")
        if month:
            yield "month", _MONTHS[int(month) - 1]
        if day:
            yield "day", verbatim_value(str(int(day)))
        yield "year", verbatim_value(year)
    elif statement and (words := words_value(statement.as_written)):
        yield "year", words


def _note(document: Document) -> Iterator[str]:
    """Give what a citation must say and has no other field for; the day, for styles print only month and year."""
    if document.date and _has_day(document.date):
        yield f"Dated {document.date.as_written}"
    said = (say_addressees(document), join_holdings(document), say_translators(document), *say_machine(document))
    yield from (words for words in said if words)


def _has_day(statement: DateStatement) -> bool:
    return is_calendar_date(statement.edtf) and (statement.edtf or "").count("-") > 1


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what BibTeX has no field for."""
    for member, words in (("title", document.title), ("summary", document.summary)):
        if words and words != squeeze(words):
            yield Loss(
                member, "joined", "BibTeX knows no white space but one space: line breaks and more spaces are one."
            )
    if document.date and not is_calendar_date(document.date.edtf):
        yield Loss("date.edtf", "left out", "BibTeX takes days, months and years; any other date stands in its words.")
    noted = {
        "participants": take_part(document, "addressee"),
        "texts.translators": name_translators(document),
        "texts.machine": say_machine(document),
    }
    for member in (member for member, said in noted.items() if said):
        yield Loss(member, "joined", f"{_NO_FIELD}the printed note.")
    if document.locations:
        yield Loss("locations", "joined", f'{_NO_FIELD}the printed note, several with "; " between.')
    if len(text_languages(document)) > 1:
        yield Loss("texts.language", "joined", "BibTeX has one language: all stand in it.")
    for member in dict.fromkeys(member for member, _ in remarks(document) if member != _PRINTED):
        yield Loss(member, "joined", f"{_NO_FIELD}the note that is not printed.")
    yield from left_out(document, {**_UNPRINTED, **LEFT_OUT})


FORMAT = Format(
    name="bibtex",
    title="BibTeX, for LaTeX and JabRef",
    media_type="application/x-bibtex",
    accepts=("application/x-bibtex",),
    suffix="bib",
    audience="reference managers",
    render=render,
    losses=losses,
    joined=one_after_another,
)
