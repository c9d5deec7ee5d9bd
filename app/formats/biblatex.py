"""BibLaTeX: the translator, the languages and the whole date have fields of their own here.

An entry of type ``misc``: its data model has an ``organization``, and its standard driver prints that, the note and the
addendum. ``letter`` has neither author nor title in that model. Field types: biblatex manual, §2.2; dates: §2.3.8.
"""

import re
from collections.abc import Iterator

from app.citing.entries import list_value, names_value, squeeze, verbatim_value, whole_value, words_value, write_entry
from app.citing.remarks import LEFT_OUT, join_holdings, join_sentences, remarks, say_addressees
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
#: Languages of which biblatex has the name, and words for a translation from them, wherever it prints.
_LANGUAGES = frozenset([
    "american", "basque", "brazilian", "bulgarian", "catalan", "croatian", "czech", "danish", "dutch", "english",
    "estonian", "finnish", "french", "galician", "german", "greek", "hungarian", "italian", "japanese", "latin",
    "latvian", "lithuanian", "marathi", "norwegian", "polish", "portuguese", "romanian", "russian", "serbian",
    "slovak", "slovene", "spanish", "swedish", "turkish", "ukrainian",
])  # fmt: skip


def render(document: Document, context: Context) -> bytes:
    """Write the entry."""
    return write_entry("misc", document.id, _fields(document, context))


def _fields(document: Document, context: Context) -> Iterator[tuple[str, str | None]]:
    languages = _languages(document, context)
    holdings = words_value(join_holdings(document))
    senders = [person.as_written for person in take_part(document, "sender")]
    translators = name_translators(document)
    yield "author", names_value(senders)
    yield "title", whole_value(document.title)
    yield "translator", names_value(translators)
    # else the entry begins with the translator, as if it were of his writing
    yield "options", verbatim_value("usetranslator=false") if translators and not senders else None
    yield "type", words_value(document.kind.as_written if document.kind else None)
    yield "date", verbatim_value(edtf) if (edtf := _edtf(document)) else None
    yield "organization", whole_value(document.publisher)
    yield "library", holdings
    yield "note", holdings
    yield "addendum", words_value(join_sentences(list(_addendum(document))))
    yield "langid", words_value(languages[0]) if len(languages) == 1 else None
    yield "language", list_value(_known(languages))
    yield "origlanguage", list_value(_original_languages(document, context))
    yield "url", verbatim_value(iri_to_uri(document.canonical_url))
    yield "abstract", words_value(document.summary)
    yield "userb", words_value("; ".join(words for _, words in _notes(document, context)))


def _edtf(document: Document) -> str | None:
    edtf = document.date.edtf if document.date else None
    return edtf if edtf and _DATE.fullmatch(edtf) else None


def _languages(document: Document, context: Context) -> list[str]:
    """Give the languages of the texts by their English names, as babel knows them."""
    return [(context.language_name(tag) or tag).lower() for tag in text_languages(document)]


def _original_languages(document: Document, context: Context) -> list[str]:
    """Give the original's languages by their English names; none where biblatex has no words for one of them."""
    named = ((context.language_name(language.tag), language) for language in document.original_languages)
    return _known([(name or language.as_written).lower() for name, language in named])


def _known(languages: list[str]) -> list[str]:
    """Give languages if biblatex has words for each, else none: of a key that is strange to it, it prints the key."""
    return languages if _LANGUAGES.issuperset(languages) else []


def _notes(document: Document, context: Context) -> Iterator[tuple[str, str]]:
    """Give the remarks for which there is no field that is printed, each after what it says of the record."""
    printed = {"texts.machine", *(["original_languages"] if _original_languages(document, context) else [])}
    return ((member, words) for member, words in remarks(document) if member not in printed)


def _is_uncertain(document: Document) -> bool:
    """Tell whether the date is doubted or about right, which standard styles do not print."""
    return any(mark in (_edtf(document) or "") for mark in "?~%")


def _addendum(document: Document) -> Iterator[str]:
    """Give what is printed at the end: to whom, when where the date is not printed as it is, and if by a machine."""
    if addressees := say_addressees(document):
        yield addressees
    if document.date and (_is_uncertain(document) or not _edtf(document)):
        yield f"Dated {document.date.as_written}"
    yield from say_machine(document)


def losses(document: Document, context: Context) -> Iterator[Loss]:
    """Tell what BibLaTeX has no field for."""
    for member, words in (("title", document.title), ("summary", document.summary)):
        if words and words != squeeze(words):
            why = "BibLaTeX knows no white space but one space: line breaks and more spaces are one."
            yield Loss(member, "joined", why)
    yield from _date_losses(document)
    languages = _languages(document, context)
    if _known(languages) != languages:
        yield Loss("texts.language", "left out", "BibLaTeX has no words for one of the languages: none is printed.")
    if take_part(document, "addressee"):
        yield Loss("participants", "joined", "BibLaTeX has no recipients: the addressee is printed at the end.")
    if say_machine(document):
        yield Loss("texts.machine", "joined", "BibLaTeX has no field for it; it is printed at the end.")
    if len(document.locations) > 1:
        yield Loss("locations", "joined", 'BibLaTeX has one library: all places stand in it, with "; " between.')
    elif any(location.levels for location in document.locations):
        yield Loss("locations.levels", "joined", "The place stands whole in one field, its levels not apart.")
    for member in dict.fromkeys(member for member, _ in _notes(document, context)):
        yield Loss(member, "joined", "BibLaTeX has no field for it that is printed; it stands in `userb`.")
    yield from left_out(document, LEFT_OUT)


def _date_losses(document: Document) -> Iterator[Loss]:
    if document.date and not _edtf(document):
        yield Loss("date.edtf", "left out", "BibLaTeX has no form for this date; its words are printed at the end.")
    elif _is_uncertain(document):
        yield Loss("date.edtf", "joined", "Most styles print no doubt: the date's words are printed at the end, too.")


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
