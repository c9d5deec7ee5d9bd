"""Tools that read: a record, and its passages, each with its citation and its hash."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.agent import Participant
from app.domain.document import Document, RightsStatement
from app.domain.errors import Unusable
from app.domain.text import Facsimile, Passage, Text, WordedText
from app.faces.mcp.answers import Answer, address_of, extract_by_any_name, tell_revision
from app.faces.mcp.asked import DocumentAsked, PassagesAsked
from app.faces.mcp.marks import LONGEST_CITATION, Cutter, Marks, say_cut
from app.faces.mcp.told import (
    DateTold,
    DocumentTold,
    ParticipantTold,
    PassagesTold,
    PassageTold,
    RightsTold,
    TextTold,
)
from app.formats.web.sentences import describe_text
from app.services.cite import cite_extract
from app.services.found import House
from app.services.press import Press
from app.services.read import Extract, find_text
from app.services.trail import follow_document

#: So many letters one result has of passages with their citations, and so many passages; of one passage never more.
MOST_LETTERS = 16_000
MOST_PASSAGES = 25
#: How much of its texts a record begins with.
_FIRST_LETTERS = 8_000

#: A passage, and the text it is of.
Placed = tuple[WordedText, Passage]


def get_document(house: House, asked: DocumentAsked) -> Answer:
    """Read a record."""
    with house.archive.reading() as repository:
        document = follow_document(repository, house.press, asked.id, number=asked.revision)
    told = _tell_document(house.press, document, asked.revision)
    marks = Marks(told, house.secret)
    lines = [
        marks.legend,
        f"Record {told.id}, revision {told.revision.number} of {told.revision.at[:10]}. Address: {told.url}",
        "Title, date, people, summary, archival locations, and what its texts are:",
        marks.around("\n".join(_describe(told))),
        "Cite the record as:",
        marks.around(told.citation),
        *_passages(marks, told.passages, told.next, of=told.citation),
        *say_cut(told.cut, told.url),
    ]
    return Answer(told, "\n".join(lines))


def get_passages(house: House, asked: PassagesAsked) -> Answer:
    """Read passages."""
    document, placed, number = _find_passages(house, asked)
    told = _tell_passages(house.press, document, _from(document, placed, asked.start), number)
    shared = told.citation if len(told.passages) > 1 else None
    marks = Marks(told, house.secret)
    lines = [
        marks.legend,
        f"Passages of record {told.id}, revision {told.revision.number}. Its title, and what its texts are:",
        marks.around("\n".join([told.title, *told.texts])),
        *(["Cite the record as:", marks.around(told.citation)] if shared else []),
        *_passages(marks, told.passages, told.next, of=shared),
        *say_cut(told.cut, told.url),
    ]
    return Answer(told, "\n".join(lines))


def _find_passages(house: House, asked: PassagesAsked) -> tuple[Document, list[Placed], int | None]:
    """Give the passages that are meant, with their record and the revision they are pinned to."""
    wanted, number = asked.passages, asked.revision
    with house.archive.reading() as repository:
        document = follow_document(repository, house.press, asked.id, number=number)
        if wanted is None:
            return document, _placed(document.texts), number
        if wanted in {text.id for text in document.texts}:
            return document, _placed([find_text(document, wanted)]), number
        document, extract, number = extract_by_any_name(repository, house.press, asked.id, wanted, number)
    return document, [(extract.text, passage) for passage in extract.passages], number


def _placed(texts: Iterable[Text]) -> list[Placed]:
    return [(text, passage) for text in texts if not isinstance(text, Facsimile) for passage in text.passages]


def _from(document: Document, placed: list[Placed], start: str | None) -> list[Placed]:
    """Give the passages from one on."""
    ids = [passage.id for _, passage in placed]
    if start is None:
        return placed
    if start not in ids:
        raise Unusable("start", f"{start[:100]!r} is none of the passages asked for of record {document.id}.")
    return placed[ids.index(start) :]


class _Teller:
    """Tells passages of one record."""

    def __init__(self, press: Press, document: Document, number: int | None, cutter: Cutter) -> None:
        self._press = press
        self._document = document
        self._number = number
        self._cutter = cutter

    def some(self, placed: Iterable[Placed], letters: int) -> tuple[list[PassageTold], str | None]:
        """Tell so many passages as fit, at least one, and the id of the first that does not."""
        told: list[PassageTold] = []
        for one in placed:
            made = self._one(*one)
            letters -= len(made.text) + len(made.citation)
            if told and (letters < 0 or len(told) == MOST_PASSAGES):
                return told, made.id
            told.append(made)
        return told, None

    def _one(self, text: WordedText, passage: Passage) -> PassageTold:
        document, addresses = self._document, self._press.addresses
        cited = cite_extract(document, Extract(text=text, passages=(passage,))).text
        pinned = f"{addresses.passage(document.id, passage.id)}?revision={self._number}"
        return PassageTold(
            id=passage.id,
            text_id=text.id,
            text=passage.text[:MOST_LETTERS],
            cut=len(passage.text) > MOST_LETTERS,
            sha256=passage.sha256,
            citation=self._cutter.words("citation", cited, LONGEST_CITATION),
            url=pinned if self._number else f"{addresses.permalink(document.id)}#{passage.id}",
        )


def _tell_passages(press: Press, document: Document, placed: Sequence[Placed], number: int | None) -> PassagesTold:
    cutter = Cutter()
    passages, following = _Teller(press, document, number, cutter).some(placed, MOST_LETTERS)
    texts = {text.id: text for text, _ in placed}
    return PassagesTold(
        id=document.id,
        title=cutter.words("title", document.title),
        citation=_cite(cutter, document),
        texts=[_about(cutter, press, document, text) for text in cutter.members("texts", list(texts.values()))],
        passages=passages,
        next=following,
        revision=tell_revision(document),
        cut=cutter.names,
        url=address_of(press.addresses, document, number),
    )


def _cite(cutter: Cutter, document: Document) -> str:
    return cutter.words("citation", document.citation.generated, LONGEST_CITATION)


def _about(cutter: Cutter, press: Press, document: Document, text: Text) -> str:
    return cutter.words("texts", f"{text.id}: {describe_text(text, document, press.context)}")


def _tell_document(press: Press, document: Document, number: int | None) -> DocumentTold:
    cutter, date = Cutter(), document.date
    passages, following = _Teller(press, document, number, cutter).some(_placed(document.texts), _FIRST_LETTERS)
    people, languages = cutter.members("participants", document.participants), document.original_languages
    return DocumentTold(
        id=document.id,
        title=cutter.words("title", document.title),
        citation=_cite(cutter, document),
        url=address_of(press.addresses, document, number),
        canonical_url=document.canonical_url,
        kind=cutter.maybe("kind", document.kind.as_written if document.kind else None),
        date=date and DateTold(as_written=cutter.words("date", date.as_written), edtf=date.edtf, basis=date.basis),
        participants=[_tell_person(cutter, person) for person in people],
        summary=cutter.maybe("summary", document.summary),
        original_languages=[cutter.words("original_languages", one.as_written, 200) for one in languages],
        locations=[
            cutter.words("locations", one.as_written) for one in cutter.members("locations", document.locations)
        ],
        texts=[_tell_text(cutter, press, document, text) for text in cutter.members("texts", document.texts)],
        rights=[_tell_rights(cutter, right) for right in cutter.members("rights", document.rights)],
        passages=passages,
        next=following,
        revision=tell_revision(document),
        cut=cutter.names,
    )


def _tell_person(cutter: Cutter, person: Participant) -> ParticipantTold:
    written, named = (cutter.words("participants", words) for words in (person.as_written, person.name))
    return ParticipantTold(role=person.role, as_written=written, name=named, basis=person.basis)


def _tell_text(cutter: Cutter, press: Press, document: Document, text: Text) -> TextTold:
    passages = () if isinstance(text, Facsimile) else text.passages
    return TextTold(
        id=text.id,
        role=text.role,
        language=text.language,
        about=_about(cutter, press, document, text),
        passages=len(passages),
        sha256=None if isinstance(text, Facsimile) else text.sha256,
    )


def _tell_rights(cutter: Cutter, right: RightsStatement) -> RightsTold:
    said, uri = cutter.maybe("rights", right.statement), cutter.maybe("rights", right.uri)
    return RightsTold(applies_to=right.applies_to, statement=said, uri=uri)


def _describe(told: DocumentTold) -> Iterator[str]:
    """Say what a record is, a line for each member that is stated."""
    yield f"Title: {told.title}"
    if told.kind:
        yield f"Kind: {told.kind}"
    if told.date:
        yield f"Date: {told.date.as_written}"
    for person in told.participants:
        yield f"{person.role.capitalize()}: {person.as_written}"
    if told.summary:
        yield f"Summary: {told.summary}"
    for location in told.locations:
        yield f"Location: {location}"
    for text in told.texts:
        yield f"Text {text.about}"
    for right in told.rights:
        yield f"Rights ({right.applies_to}): {right.statement or right.uri or 'not evaluated'}"


def _passages(
    marks: Marks, passages: Sequence[PassageTold], following: str | None, *, of: str | None = None
) -> Iterator[str]:
    """Say each passage with its hash and its citation, and what is to be asked for what follows.

    The citation begins as that of the record, which stands before (``of``): else it would be longer than the words.
    """
    for passage in passages:
        cut = " It is cut, for it is long." if passage.cut else ""
        yield ""
        yield f"Passage {passage.id}, SHA-256 {passage.sha256}.{cut} Cite it as {_say_citation(marks, passage, of)}:"
        yield marks.around(passage.text)
    if following:
        yield ""
        yield f"There is more: ask `get_passages` with `start` = {following}."


def _say_citation(marks: Marks, passage: PassageTold, of: str | None) -> str:
    if of and passage.citation.startswith(of):
        return f"the record, with {marks.within(passage.citation.removeprefix(of))} behind"
    return marks.within(passage.citation)
