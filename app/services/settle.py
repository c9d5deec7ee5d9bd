"""Gives a draft its ids: those it had before where the words are the same, new ones where they are new.

An id is minted once and never renumbered. A corrected paragraph keeps its id, a removed one takes its id with it,
and a new one gets a number that no revision of the record ever used.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product

from app.domain.record import Record, SuppliedPassage, SuppliedText
from app.readers.base import Draft, DraftPassage, DraftText

#: Two paragraphs are one, corrected, if they share half of their pairs of neighbouring letters.
_ALIKE = 0.5
#: Beyond so many comparisons the text is another one.
_MAX_COMPARED = 40_000


class Unsettled(Exception):
    """An id given in the draft cannot be used; the members are those of the problem to report."""

    def __init__(self, reason: str, suggestion: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


def settle(draft: Draft, document_id: str, history: Iterable[Record]) -> Record:
    """Make the record of a draft, whose ``history`` are the revisions before it, oldest first.

    Raises Unsettled where the draft gives an id that a removed paragraph had, to other words than that had.
    """
    history = tuple(history)
    _refuse_reuse(draft, history)
    before = history[-1].texts if history else ()
    used = {passage.id for passage in _passages(history)}
    given = {text.id for text in draft.texts if text.id}
    taken = {text.id for record in history for text in record.texts} | given
    retired = _retired(history)
    texts: list[SuppliedText] = []
    for text in draft.texts:
        others = {done.id for done in texts} | (given - {text.id})
        old = _match(text, [t for t in before if t.id not in others])
        text_id = text.id or (old.id if old else _mint_text_id(text, taken))
        taken.add(text_id)
        texts.append(_settle_text(text, text_id, old, used, retired))
    members = draft.model_dump(exclude={"id", "texts"})
    return Record.model_validate({**members, "id": document_id, "texts": texts})


def _refuse_reuse(draft: Draft, history: tuple[Record, ...]) -> None:
    """Refuse an id that was out of use, unless its words come back to it, and one taken from another paragraph."""
    had: dict[str, set[str]] = {}
    for passage in _passages(history):
        had.setdefault(passage.id, set()).add(passage.text)
    current = {passage.id: passage.text for passage in _passages(history[-1:])}
    drafted = [passage for text in draft.texts for passage in text.passages]
    for passage_id, words in ((p.id, p.text) for p in drafted if p.id in had):
        if words in had[passage_id]:
            continue
        if passage_id not in current:
            raise Unsettled(
                f"{passage_id} was the id of another paragraph, which an earlier revision took out",
                "Leave the id out; the paragraph gets a new one.",
            )
        # its own words stand elsewhere in the draft, in a paragraph that did not have them before
        if any(p.text == current[passage_id] != current.get(p.id or "") for p in drafted):
            raise Unsettled(
                f"the words of {passage_id} stand elsewhere and others have its id: what cites it would change",
                "Give each paragraph the id it had; their order is free.",
            )


def _retired(history: tuple[Record, ...]) -> dict[str, str]:
    """Give the words of paragraphs that were taken out, with the id that waits for them to come back."""
    current = {passage.id for passage in _passages(history[-1:])}
    return {passage.text: passage.id for passage in _passages(history) if passage.id not in current}


def _passages(records: Iterable[Record]) -> Iterator[SuppliedPassage]:
    return (passage for record in records for text in record.texts for passage in text.passages)


def _match(text: DraftText, before: list[SuppliedText]) -> SuppliedText | None:
    """Give the earlier text this one continues: the one of its id, else of its label, else of its role and language.

    The label is the source's own word; the language may be read out of it better than it was.
    """
    if text.id:
        return next((old for old in before if old.id == text.id), None)
    alike = [old for old in before if old.role == text.role]
    labelled = [old for old in alike if old.label == text.label is not None]
    spoken = [old for old in alike if old.language == text.language]
    return next(iter(labelled or spoken), None)


def _mint_text_id(text: DraftText, taken: set[str]) -> str:
    base = (text.language or "und").lower()
    number = 1
    while (candidate := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return candidate


def _settle_text(
    text: DraftText, text_id: str, old: SuppliedText | None, used: set[str], retired: dict[str, str]
) -> SuppliedText:
    kept = _kept_ids(text.passages, old.passages if old else ())
    given = {passage.id for passage in text.passages if passage.id}
    numbers = [int(i.rpartition(".p")[2]) for i in used | given if i.rpartition(".p")[0] == text_id]
    following = max(numbers, default=0) + 1
    passages: list[SuppliedPassage] = []
    for passage, earlier in zip(text.passages, kept, strict=True):
        passage_id = passage.id or (earlier if earlier not in given else None)
        waiting = retired.get(passage.text, "")
        if passage_id is None and waiting.startswith(f"{text_id}.p") and waiting not in given:
            passage_id = retired.pop(passage.text)
            given.add(passage_id)  # it may wait for other words too, which it had in another revision
        if passage_id is None:
            passage_id = f"{text_id}.p{following}"
            following += 1
        passages.append(SuppliedPassage(id=passage_id, text=passage.text, kind=passage.kind))
    members = text.model_dump(exclude={"id", "passages"})
    return SuppliedText.model_validate({**members, "id": text_id, "passages": passages})


def _kept_ids(new: tuple[DraftPassage, ...], old: tuple[SuppliedPassage, ...]) -> list[str | None]:
    """Give, for each new passage, the id of the old one it continues."""
    kept: list[str | None] = [None] * len(new)
    for before, after in _continued([p.text for p in old], [p.text for p in new]):
        kept[after] = old[before].id
    return kept


def _continued(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pair the paragraphs that continue each other: equal ones, and corrected ones between them.

    Where several changed together, those most alike are paired; what then stands in equal number between two pairs
    was written anew, each in its place.
    """
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag not in ("equal", "replace"):
            continue
        alike = [] if tag == "equal" else _most_alike(old[start:end], new[new_start:new_end])
        before, after = start, new_start
        for paired, pair in [*((start + i, new_start + j) for i, j in alike), (end, new_end)]:
            if paired - before == pair - after:
                yield from zip(range(before, paired), range(after, pair), strict=True)
            if paired < end:
                yield paired, pair
            before, after = paired + 1, pair + 1


def _most_alike(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Pair paragraphs in order, so that the pairs together are as alike as can be."""
    if len(old) * len(new) > _MAX_COMPARED:
        return []
    before, after = [_pairs_of_letters(t) for t in old], [_pairs_of_letters(t) for t in new]
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, j in product(range(1, len(old) + 1), range(1, len(new) + 1)):
        one, other = before[i - 1], after[j - 1]
        likeness = 2 * len(one & other) / (len(one) + len(other) or 1)
        best[i][j] = max(best[i - 1][j], best[i][j - 1], key=lambda found: found[0])
        total, pairs = best[i - 1][j - 1]
        if likeness >= _ALIKE and total + likeness > best[i][j][0]:
            best[i][j] = total + likeness, [*pairs, (i - 1, j - 1)]
    return best[-1][-1][1]


def _pairs_of_letters(text: str) -> set[str]:
    """Give the pairs of neighbouring characters: alike in every script, with or without spaces between words."""
    return {text[i : i + 2] for i in range(len(text) - 1)}
