"""Checks a quotation: whether these words stand in a record, as what, and how they differ from it."""

from dataclasses import replace

from app.domain.document import Document
from app.domain.errors import Damaged, Unusable
from app.services.addressed import find_addressed
from app.services.asked import servable
from app.services.press import Press, load_record, revision_of
from app.services.quoted import find_quoted
from app.services.read import find_revision
from app.services.trail import follow_document
from app.services.verdict import Change, Earlier, Outcome, Place, Verdict, make_verdict, unfound
from app.storage.repository import Repository
from app.understanding.quotation import ComparedText
from app.understanding.quoted import Quotation

__all__ = ["MAX_QUOTATION", "Change", "Earlier", "Outcome", "Verdict", "check_quotation"]

#: The longest quotation that is looked for, in characters.
MAX_QUOTATION = 10_000
#: How many earlier revisions are looked through for words that the newest does not have, and how many
#: letters of them.
_LOOK_BACK = 20
_MOST_LETTERS = 500_000
#: How many texts of a record are compared word by word, and how many pieces a quotation may have.
_MOST_ALIGNED = 4
_MOST_PIECES = 200
#: An index leads to whole words in one piece, so there may be more than it leads to.
_NOWHERE = "The index leads to no text that has these words. Name a record to have them compared with all of it."


def check_quotation(
    repository: Repository, press: Press, words: str, document_id: str | None = None, *, host: str | None = None
) -> Verdict:
    """Look for quoted words in one record, by any name or address of it or of a part of it, or in all records.

    ``host`` is where the archive was reached: an address there is ours, where it was not told its own.
    Raise Unusable for words that cannot be looked for, and what `find_head` raises for the name of a record.
    """
    quotation = _read(words)
    if document_id is not None:
        document = _named(repository, press, document_id, host)
        place = _best_place(document, quotation)
        earlier, unseen = _earlier(repository, press, document, quotation, place)
        verdict = make_verdict(press, quotation, place, earlier=earlier) if place else unfound(document, earlier)
        elsewhere = _elsewhere(document, quotation) if verdict.outcome in ("altered", "not-found") else ""
        return replace(verdict, sentence=verdict.sentence + elsewhere + unseen)
    documents = find_quoted(repository, press, quotation)
    compared = (_best_place(document, quotation) for document in documents)
    places = sorted((place for place in compared if place), key=lambda place: place.found.rank)
    if not places or places[0].found.outcome == "not-found":
        return Verdict("not-found", _NOWHERE)
    best = places[0]
    others = [place.document.id for place in places[1:] if place.found.outcome == best.found.outcome]
    return make_verdict(press, quotation, best, others=tuple(others))


def _read(words: str) -> Quotation:
    """Read quoted words; raise Unusable of none, too many, and such as no text can have."""
    if len(words) > MAX_QUOTATION:
        raise Unusable("quote", f"`quote` has {len(words):,} characters; at most {MAX_QUOTATION:,} are looked for.")
    quotation = Quotation(servable(words, "quote"))
    if not quotation.count:
        raise Unusable("quote", "`quote` has no words: give the words that are quoted.")
    if len(quotation.pieces) > _MOST_PIECES:
        raise Unusable("quote", f"`quote` marks omissions in more than {_MOST_PIECES - 1} places: quote them apart.")
    return quotation


def _named(repository: Repository, press: Press, name: str, host: str | None) -> Document:
    """Give the record of a name or an address; raise what is to be said of a name that no published record has."""
    addressed = find_addressed(name, press.addresses, host)
    return follow_document(repository, press, addressed.name if addressed else name.strip())


def _best_place(document: Document, quotation: Quotation) -> Place | None:
    """Give where a quotation stands best in a record: word by word only in the texts with most of its words."""
    compared = [(text, ComparedText(text.words)) for text in document.worded_texts]
    found = [Place(document, text, one) for text, words in compared if (one := words.unaltered(quotation))]
    if not found:
        compared.sort(key=lambda pair: -pair[1].shared(quotation))
        likely = compared[:_MOST_ALIGNED]
        found = [Place(document, text, one) for text, words in likely if (one := words.altered(quotation))]
    return min(found, key=lambda place: place.found.rank, default=None)


def _elsewhere(document: Document, quotation: Quotation) -> str:
    """Say that words which are not the document's are those of whoever described it."""
    for name, words in (("title", document.title), ("summary", document.summary or "")):
        if ComparedText(words).unaltered(quotation):
            return f" The quoted words stand in the {name}, which describes the document and is no part of it."
    return ""


def _earlier(
    repository: Repository, press: Press, document: Document, quotation: Quotation, place: Place | None
) -> tuple[Earlier | None, str]:
    """Look through earlier revisions for words that the newest does not have exactly; say where that was too much."""
    if place and place.found.outcome in ("exact", "exact-but-brackets", "abridged"):
        return None, ""
    newest, letters = document.revision.number, 0
    seen = {text.sha256 for text in document.worded_texts}
    for number in range(newest - 1, max(0, newest - 1 - _LOOK_BACK), -1):
        if letters > _MOST_LETTERS:
            return None, f" Revisions before {number + 1} were not looked through: the texts are too long."
        try:
            entry = find_revision(repository, document.id, number)
            old = press.understand(load_record(repository, entry), revision_of(entry))
        except Damaged:
            continue
        for text in (one for one in old.worded_texts if one.sha256 not in seen):
            letters += len(text.words)
            found = ComparedText(text.words).find(quotation)
            if found and found.outcome in ("exact", "exact-but-brackets"):
                passages = Place(old, text, found).extract.id
                url = f"{press.addresses.passage(document.id, passages)}?revision={number}"
                return Earlier(number, passages, url), ""
        seen |= {text.sha256 for text in old.worded_texts}
    return None, ""
