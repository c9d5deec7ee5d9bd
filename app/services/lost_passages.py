"""What a record's next revision does to links to its passages: an editor is told of each that breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.record import Record, SuppliedPassage, SuppliedText


@dataclass(frozen=True)
class LostPassage:
    """A passage, or the passages of a whole text, to which links will no longer lead; the members of a query."""

    code: str
    reason: str
    suggestion: str
    passage: str


def find_lost_passages(history: Sequence[Record], record: Record) -> Iterator[LostPassage]:
    """Give what the last revision's passages lose in the next one, in the order in which they stood."""
    if not history:
        return
    now = {passage.id: passage for text in record.texts for passage in text.passages}
    before = {passage.id for text in history[-1].texts for passage in text.passages}
    heirs = {passage.text: passage.id for passage in now.values() if passage.id not in before}
    for text in history[-1].texts:
        gone = [passage for passage in text.passages if passage.id not in now]
        if len(gone) > 1 and len(gone) == len(text.passages):
            yield _lose_text(text, len(history))
        else:
            for passage in gone:
                yield _lose_passage(passage, heirs.get(passage.text), len(history))
        for passage in text.passages:
            if passage.id in now and passage.text.strip() and not now[passage.id].text.strip():
                yield _lose_words(passage)


def _lose_text(text: SuppliedText, last: int) -> LostPassage:
    first, final = text.passages[0].id, text.passages[-1].id
    return LostPassage(
        "passages-gone",
        f"none of the {len(text.passages)} passages {first} to {final} is left; {_lead_back('their', last)}",
        f"If they are still the same paragraphs, give the text its id {text.id!r} and them theirs again.",
        first,
    )


def _lose_passage(passage: SuppliedPassage, heir: str | None, last: int) -> LostPassage:
    moved = f"its words stand in {heir} now" if heir else "it is taken out"
    suggestion = "Nothing needs doing if that is meant; else put it back with its id."
    return LostPassage(
        "passage-gone",
        f"there is no passage {passage.id} any more ({moved}); {_lead_back('its', last)}",
        f"If it is still the same paragraph, give it the id {passage.id} again." if heir else suggestion,
        passage.id,
    )


def _lead_back(whose: str, last: int) -> str:
    back = f"in the API {whose} links and citations lead back to revision {last}"
    return f"{back}, on the page to the beginning of the record"


def _lose_words(passage: SuppliedPassage) -> LostPassage:
    return LostPassage(
        "passage-emptied",
        f"passage {passage.id} has no words any more; links to it and citations of it stay, and show nothing",
        "If the paragraph is to go, take it out whole: links then lead back to the revision that has it.",
        passage.id,
    )
