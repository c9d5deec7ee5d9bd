"""Looks through all archival references for what an editor should settle: unread ones, odd ones, other spellings."""

from collections.abc import Callable, Iterator

from app.domain.errors import Damaged
from app.domain.holding import Holding
from app.domain.location import Level
from app.domain.noun import Noun
from app.services.press import Press
from app.services.read import read_document
from app.storage.repository import Repository


class Finding(Noun):
    """Something to be settled in a record's references: a notice, or a ``unit-spelled-two-ways``."""

    document_id: str
    code: str
    words: str | None
    reason: str


def lint(repository: Repository, press: Press, progress: Callable[[int, int], None]) -> Iterator[Finding]:
    """Give what is to be settled, record by record and then unit by unit; ``progress`` is told how far it is."""
    ids = repository.published()
    for number, document_id in enumerate(ids, 1):
        try:
            document = read_document(repository, press, document_id)
        except Damaged as error:
            yield Finding(document_id=document_id, code="damaged", words=None, reason=str(error))
        else:
            for notice in document.notices:
                if notice.field.startswith("locations"):
                    yield Finding(document_id=document_id, code=notice.code, words=notice.words, reason=notice.reason)
        progress(number, len(ids))
    yield from _respelled(repository.places.everything())


def _respelled(held: Iterator[Holding]) -> Iterator[Finding]:
    """Compare how the references to one unit spell its levels; ``held`` comes unit by unit."""
    unit, spelled, first = "", "", ""
    for holding in held:
        here = ", ".join(f"{level.name} {level.value}" for level in _in_order(holding.location.levels))
        if holding.unit != unit:
            unit, spelled, first = holding.unit, here, holding.document_id
        elif here != spelled:
            reason = f"the same unit is “{spelled}” in record {first}"
            yield Finding(document_id=holding.document_id, code="unit-spelled-two-ways", words=here, reason=reason)


def _in_order(levels: tuple[Level, ...]) -> list[Level]:
    return sorted(levels, key=lambda level: level.name)
