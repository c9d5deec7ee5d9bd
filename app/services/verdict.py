"""What is said of a quotation: how it stands in a record, in which text, at which passages, and how to cite them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from app.domain.document import Document
from app.domain.identifiers import sha256
from app.domain.text import PASSAGE_BREAK, Transcription, WordedText, join_passages
from app.formats.web.sentences import Original, find_original, say_translators
from app.services.cite import cite_extract
from app.services.press import Press
from app.services.read import Extract
from app.understanding.quotation import Change, Comparison, Outcome
from app.understanding.quoted import Quotation
from app.understanding.wording import folded_words

__all__ = ["Change", "Earlier", "Outcome", "Place", "Verdict", "make_verdict", "unfound"]

_ORIGINALS: dict[Original, str] = {
    "supplied": "the original is on this server",
    "transcribed": "a transcription is on this server",
    "pictured": "of the original only pictures are on this server",
    "missing": "the original is not on this server",
}


@dataclass(frozen=True)
class Earlier:
    """The newest earlier revision that has the words exactly, where the newest of all has not."""

    revision: int
    passages: str
    url: str


@dataclass(frozen=True)
class Verdict:
    """What is found of a quotation.

    ``document_id`` and all that is about the place (``text_id`` to ``url``) are None where nothing is near; with
    ``not-found`` they are of the nearest passages. ``passages`` is ``en.p7`` or ``en.p7-en.p9``. ``role`` says what
    kind of text was matched, in a sentence; ``words`` are the record's own. ``sha256`` is over the passages' words,
    ``text_sha256`` over the whole text. ``differences`` names foldings (``case`` …), ``editor_words`` the words in
    editorial brackets that the quotation leaves out or does not mark, ``own_words`` those in brackets that only the
    quotation has. ``others`` are further records with the words.
    """

    outcome: Outcome
    sentence: str
    document_id: str | None = None
    title: str | None = None
    text_id: str | None = None
    language: str | None = None
    role: str | None = None
    passages: str | None = None
    passage_ids: tuple[str, ...] = ()
    words: str | None = None
    sha256: str | None = None
    text_sha256: str | None = None
    revision: int | None = None
    citation_text: str | None = None
    citation_html: str | None = None
    url: str | None = None
    differences: tuple[str, ...] = ()
    editor_words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    diff: tuple[Change, ...] = ()
    earlier: Earlier | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a quotation stands best in one document."""

    document: Document
    text: WordedText
    found: Comparison

    @cached_property
    def extract(self) -> Extract:
        """The passages in which it stands."""
        passages = self.text.passages
        starts = list(accumulate((len(p.text) + len(PASSAGE_BREAK) for p in passages), initial=0))
        first = bisect_right(starts, self.found.start) - 1
        last = bisect_right(starts, max(self.found.start, self.found.end - 1)) - 1
        return Extract(self.text, passages[first : last + 1])


def unfound(document: Document, earlier: Earlier | None) -> Verdict:
    """Say that a record has nothing of a quotation."""
    return Verdict(
        outcome="not-found",
        sentence=_with_earlier("These words are not in the texts of this record, nor anything like them.", earlier),
        document_id=document.id,
        title=document.title,
        revision=document.revision.number,
        earlier=earlier,
    )


def make_verdict(
    press: Press, quotation: Quotation, place: Place, *, earlier: Earlier | None = None, others: tuple[str, ...] = ()
) -> Verdict:
    """Say how a quotation stands in a record."""
    document, text, found, extract = place.document, place.text, place.found, place.extract
    cited = cite_extract(document, extract)
    return Verdict(
        outcome=found.outcome,
        sentence=_with_earlier(_say(found, quotation, extract), earlier),
        document_id=document.id,
        title=document.title,
        text_id=text.id,
        language=text.language,
        role=_say_role(document, text, press, found.outcome),
        passages=extract.id,
        passage_ids=tuple(passage.id for passage in extract.passages),
        words=text.words[found.start : found.end],
        sha256=sha256(join_passages(extract.passages)),
        text_sha256=text.sha256,
        revision=document.revision.number,
        citation_text=cited.text,
        citation_html=cited.html,
        url=f"{press.addresses.permalink(document.id)}#{extract.passages[0].id}",
        differences=found.differences,
        editor_words=found.editor_words,
        own_words=found.own_words,
        diff=found.changes,
        earlier=earlier,
        others=others,
    )


def _say(found: Comparison, quotation: Quotation, extract: Extract) -> str:
    """Say in a sentence how the quoted words stand in the record."""
    where = f"in passage {extract.id}" if len(extract.passages) == 1 else f"in passages {extract.id}"
    if found.outcome == "not-found":
        verb = "is" if found.kept == 1 else "are"
        return f"These words are not in the texts of this record; nearest {verb} {_count(found.kept)} {where}."
    if found.outcome == "altered":
        said = _say_altered(found, quotation, where)
    else:
        said = f"These words stand {where}, {', '.join(_say_found(found))}"
    own = f"; words in brackets are the quotation's own: {' '.join(found.own_words)}" if found.own_words else ""
    return f"{said}{own}."


def _say_found(found: Comparison) -> Iterator[str]:
    """Say how words stand in a text that are all there."""
    kinds = [change.kind for change in found.changes]
    empty = max(0, kinds.count("kept") - 1 - kinds.count("omitted"))
    if "omitted" in kinds:
        yield "but for the omissions that the quotation marks"
    if found.differences:
        yield f"spelled differently ({', '.join(found.differences)})"
    elif "omitted" not in kinds:
        yield "letter for letter"
    if empty:
        marked = "an omission is" if empty == 1 else f"{empty:,} omissions are"
        yield f"but {marked} marked where nothing is left out"
    if found.editor_words:
        how = "words of the editor are not marked as such" if found.is_unmarked else "without words of the editor"
        yield f"but {how}: {' '.join(found.editor_words)}"


def _say_altered(found: Comparison, quotation: Quotation, where: str) -> str:
    """Say how many words are kept; where all are, what else is altered."""
    count = quotation.count - sum(len(folded_words(words)) for words in found.own_words)
    if found.kept < count:
        return f"Altered: {found.kept:,} of {_count(count)} stand {where}, in this order"
    omitted = [change.words for change in found.changes if change.kind == "omitted" and not change.declared]
    lost = sum(len(folded_words(words)) for words in omitted)
    how = f"without {_count(lost)} between them, and no mark of that" if lost else "with other marks between them"
    return f"Altered: all words stand {where}, in this order, but {how}"


def _count(words: int) -> str:
    return "one word" if words == 1 else f"{words:,} words"


def _with_earlier(sentence: str, earlier: Earlier | None) -> str:
    return f"{sentence} Revision {earlier.revision} had them in {earlier.passages}." if earlier else sentence


def _say_role(document: Document, text: WordedText, press: Press, outcome: Outcome) -> str:
    """Say which text it is that was matched, who translated it, and whether the original is here."""
    name = press.context.language_name(text.language)
    verb = {"altered": "Altered from", "not-found": "Nearest in"}.get(outcome, "Matches")
    kind = f"{name} {text.role}" if name else text.role
    alike = [other for other in document.worded_texts if (other.role, other.language) == (text.role, text.language)]
    which = f"{verb} the {kind}" if len(alike) == 1 else f"{verb} one of the {kind}s"
    if isinstance(text, Transcription):
        return f"{which}."
    machine = ["made by a machine"] if text.machine else []
    return f"{', '.join([which, say_translators(text), *machine])}; {_ORIGINALS[find_original(document)]}."
