"""Records as hypothesis makes them: anything the schema allows."""

from hypothesis import settings
from hypothesis import strategies as st

from app.domain.identifiers import Identifier
from app.domain.record import (
    Record,
    SuppliedDate,
    SuppliedKind,
    SuppliedParticipant,
    SuppliedPassage,
    SuppliedRelation,
    SuppliedRights,
    SuppliedText,
)
from app.domain.text import PassageKind, TextRole

_UNSERVABLE = [*map(chr, [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])]

#: How long an example takes says more of the machine than of the code.
steady = settings(max_examples=60)

#: Any words a record may hold: every script, line ends, quotation marks of all kinds, nothing normalised.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=_UNSERVABLE), max_size=40)
#: Words that are there.
some_words = words.filter(bool)
document_ids = st.from_regex(r"[a-z0-9][a-z0-9-]{1,20}", fullmatch=True)
text_ids = st.from_regex(r"[a-z]{2}(-[a-z0-9]{1,4})?", fullmatch=True)

_PASSAGE_KINDS: list[PassageKind] = ["heading", "instruction", "salutation", "body", "signature", "address", "number"]
_ROLES: list[TextRole] = ["translation", "transcription", "facsimile"]


def _maybe(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


dates = st.builds(SuppliedDate, as_written=words)


@st.composite
def texts(draw: st.DrawFn, text_id: str) -> SuppliedText:
    """A text whose passages have ids of their own, in any order; pictures have none."""
    role = draw(st.sampled_from(_ROLES))
    numbers = draw(st.lists(st.integers(1, 9_999_999), max_size=0 if role == "facsimile" else 4, unique=True))
    passages = tuple(
        SuppliedPassage(id=f"{text_id}.p{n}", text=draw(words), kind=draw(st.none() | st.sampled_from(_PASSAGE_KINDS)))
        for n in numbers
    )
    return SuppliedText(
        id=text_id,
        role=role,
        label=draw(_maybe(words)),
        language=draw(_maybe(st.sampled_from(["en", "ru", "zh-Hant", "ko"]))),
        translator_statement=draw(_maybe(words)),
        translators=draw(st.none() | st.lists(words, max_size=2).map(tuple)),
        machine=draw(st.none() | st.booleans()),
        passages=passages,
    )


@st.composite
def records(draw: st.DrawFn, document_id: str | None = None) -> Record:
    """A record with any of its members supplied, or none."""
    ids = draw(st.lists(text_ids, max_size=3, unique=True))
    participant = st.builds(
        SuppliedParticipant,
        role=st.sampled_from(["sender", "addressee"]),
        as_written=words,
        name=_maybe(words),
        identified_as=_maybe(words),
    )
    return Record(
        id=document_id or draw(document_ids),
        title=draw(some_words),
        date=draw(st.none() | dates),
        other_dates=draw(st.none() | st.lists(dates, max_size=2).map(tuple)),
        kind=draw(st.none() | st.builds(SuppliedKind, as_written=words, code=_maybe(words))),
        participants=draw(st.none() | st.lists(participant, max_size=2).map(tuple)),
        summary=draw(_maybe(words)),
        citation=draw(_maybe(words)),
        publisher=draw(_maybe(words)),
        reference=draw(_maybe(words)),
        locations=draw(st.none() | st.lists(words, max_size=2).map(tuple)),
        credits=draw(_maybe(words)),
        original_language=draw(_maybe(words)),
        contents=draw(st.none() | st.lists(words, max_size=2).map(tuple)),
        identifiers=draw(
            st.none() | st.lists(st.builds(Identifier, scheme=st.just("number"), value=words), max_size=2).map(tuple)
        ),
        rights=draw(
            st.none() | st.lists(st.builds(SuppliedRights, applies_to=words, uri=_maybe(words)), max_size=2).map(tuple)
        ),
        relations=draw(
            st.none()
            | st.lists(st.builds(SuppliedRelation, type=words, to=words, note=_maybe(words)), max_size=2).map(tuple)
        ),
        texts=tuple(draw(texts(i)) for i in ids),
    )
