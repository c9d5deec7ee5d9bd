"""BibLaTeX: the translator, the languages and the whole date have fields of their own here.

An entry of type ``misc``: its data model has an ``organization``, and its standard driver prints that, the note and the
addendum. ``letter`` has neither author nor title in that model. Field types: biblatex manual, §2.2; dates: §2.3.8.
"""

import re
from collections.abc import Iterator

from app.citing.entries import list_value, names_value, squeeze, verbatim_value, whole_value, words_value, write_entry
from app.citing.remarks import LEFT_OUT, join_holdings, remarks, say_addressees
from app.citing.statements import name_translators, say_machine, take_part, text_languages
from app.domain.document import Document
from app.formats.base import Context, Format, Loss, left_out, one_after_another
from app.formats.base.links import iri_to_uri

_POINT = r"-?[0-9]{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-[0-9]{2})?)?[?~%]?"
#: What biblatex takes of EDTF: days, months, years and seasons, qualified, unspecified at the end, and intervals.
_DATE = re.compile(
    rf"{_POINT}|{_POINT}/(?:{_POINT}|\.\.)?|(?:\.\.)?/{_POINT}"
    r"|[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-(?:0[1-9]|1[0-2])-XX"
)
#: Remarks for which there are fields.
_CARRIED = ("original_languages", "texts.machine")


def render(document: Document, context: Context) -> bytes:
    """Write the entry."""
    return write_entry("misc", document.id, _fields(document, context))


def _fields(document: Document, context: Context) -> Iterator[tuple[str, str | None]]:
    languages = [(context.language_name(tag) or tag).lower() for tag in text_languages(document)]
    holdings = words_value(join_holdings(document))
    yield "author", names_value([person.as_written for person in take_part(document, "sender")])
    yield "title", whole_value(document.title)
    yield "translator", names_value(name_translators(document))
    yield "type", words_value(document.kind.as_written if document.kind else None)
    yield "date", verbatim_value(edtf) if (edtf := _edtf(document)) else None
    yield "organization", whole_value(document.publisher)
    yield "library", holdings
    yield "note", holdings
    yield "addendum", words_value(". ".join(_addendum(document)))
    yield "langid", words_value(languages[0]) if len(languages) == 1 else None
    yield "language", list_value(languages)
    yield "origlanguage", list_value(_original_languages(document, context))
    yield "url", verbatim_value(iri_to_uri(document.canonical_url))
    yield "abstract", words_value(document.summary)
    yield "annotation", words_value("; ".join(words for member, words in remarks(document) if member not in _CARRIED))


def _edtf(document: Document) -> str | None:
    edtf = document.date.edtf if document.date else None
    return edtf if edtf and _DATE.fullmatch(edtf) else None


def _original_languages(document: Document, context: Context) -> list[str]:
    """Give the keys of languages that have a tag, which are their English names, and the words for the others."""
    known = ((language, context.language_name(language.tag)) for language in document.original_languages)
    return [name.lower() if name else language.as_written for language, name in known]


def _addendum(document: Document) -> Iterator[str]:
    """Give what is printed at the end: to whom, when where the date has no form here, and whether by a machine."""
    if addressees := say_addressees(document):
        yield addressees
    if document.date and not _edtf(document):
        yield f"Dated {document.date.as_written}"
    yield from say_machine(document)


def losses(document: Document, _: Context) -> Iterator[Loss]:
    """Tell what BibLaTeX has no field for."""
    for member, words in (("title", document.title), ("summary", document.summary)):
        if words and words != squeeze(words):
            why = "BibLaTeX knows no white space but one space: line breaks and more spaces are one."
            yield Loss(member, "joined", why)
    if document.date and not _edtf(document):
        yield Loss("date.edtf", "left out", "BibLaTeX has no form for this date; its words are printed at the end.")
    if take_part(document, "addressee"):
        yield Loss("participants", "joined", "BibLaTeX has no recipients: the addressee is printed at the end.")
    if say_machine(document):
        yield Loss("texts.machine", "joined", "BibLaTeX has no field for it; it is printed at the end.")
    if len(document.locations) > 1:
        yield Loss("locations", "joined", 'BibLaTeX has one library: all places stand in it, with "; " between.')
    elif any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "The place stands whole in one field, its levels not apart.")
    for member in dict.fromkeys(member for member, _ in remarks(document) if member not in _CARRIED):
        yield Loss(member, "joined", "BibLaTeX has no field for it; it stands in the annotation.")
    yield from left_out(document, LEFT_OUT)


FORMAT = Format(
    name="biblatex",
    title="BibLaTeX, for LaTeX with biber",
    media_type="application/x-biblatex",
    accepts=("application/x-biblatex",),
    suffix="biblatex.bib",
    audience="reference managers",
    render=render,
    losses=losses,
    joined=one_after_another,
)
