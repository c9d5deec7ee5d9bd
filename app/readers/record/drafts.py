"""A draft of one value of JSON, or everything that is wrong with it."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.domain.identifiers import is_document_id
from app.readers.base import Draft
from app.readers.record.flaws import TOO_DEEP, Flaw, Place, kind_of, show
from app.readers.record.refusals import explain
from app.readers.record.values import JsonObject, Oddity

#: So many problems of one record are listed, and as many that its schema finds; more help nobody.
MAX_PROBLEMS = 100


def draft_of(value: Any) -> tuple[Draft | None, list[Flaw]]:  # noqa: ANN401 - any JSON value
    """Make a draft of one value, and list what is wrong with it; with a flaw there is no draft."""
    if not isinstance(value, dict):
        return None, [Flaw("type-wrong", (), f"A record is an object, not {kind_of(value)}.", "Write it in {}.")]
    if {"canonical_url", "links"} <= value.keys():
        return None, [_answer(value.get("id"))]
    flaws: list[Flaw] = []
    try:
        plain = _plain(value, (), flaws)
    except RecursionError:
        return None, [TOO_DEEP]
    if type(value.get("schema", 1)) is not int:  # to Pydantic, true is 1
        flaws.append(Flaw("value-wrong", ("schema",), "This must be the number 1.", "Write 1, or leave it out."))
    details: list[ErrorDetails] = []
    draft = None
    try:
        draft = Draft.model_validate(plain, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        told = {flaw.place for flaw in flaws}
        details = [detail for detail in error.errors(include_url=False) if detail["loc"] not in told]
    listed = [*flaws[:MAX_PROBLEMS], *map(explain, details[:MAX_PROBLEMS])]
    if unlisted := len(flaws) + len(details) - len(listed):
        reason = f"{unlisted} more problems of this record are not listed."
        listed.append(Flaw("problems-unlisted", (), reason, "Correct the others first."))
    return (None if listed else draft), listed


def _plain(value: Any, place: Place, flaws: list[Flaw]) -> Any:  # noqa: ANN401 - any JSON value
    """Give the value in Python's plain types, and note what JSON allows and a record does not."""
    if isinstance(value, Oddity):
        flaws.append(Flaw("number-wrong", place, f"No record holds {show(value.spelling)}.", "Take it out."))
        return None
    if isinstance(value, list):
        return tuple([_plain(item, (*place, index), flaws) for index, item in enumerate(value)])
    if not isinstance(value, JsonObject):
        return value
    for name in value.repeated:
        reason = "This member stands here more than once."
        flaws.append(Flaw("member-repeated", (*place, name), reason, "Keep one of them."))
    plain: dict[str, Any] = {}
    for name, member in value.items():
        if show(name) == name:
            plain[name] = _plain(member, (*place, name), flaws)
        else:
            reason = "No record has a member of such a name: too long, or not printable."
            flaws.append(Flaw("member-unknown", (*place, name), reason, "Take it out."))
    return plain


def _answer(name: object) -> Flaw:
    known = name if isinstance(name, str) and is_document_id(name) else None
    return Flaw(
        "api-answer",
        (),
        "This is the API's answer, which holds more than the record.",
        f"Import the record instead: `muniment show {known or 'ID'}` or /documents/{known or '{id}'}/revisions/{{n}}.",
    )
