"""What routes declare: the parameters of addresses, and what every answer may be."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BeforeValidator, Field

from app.domain.identifiers import MAX_NAME, MAX_REVISION
from app.faces.kit.kinds import KINDS
from app.faces.kit.problems import MEDIA_TYPE

#: The longest text that is taken from an address: so many Cyrillic letters, six bytes each there, are in 8 KiB.
MAX_IN_ADDRESS = 1300
#: The most records on one page of a list.
MAX_PAGE = 200


def only_digits(written: object) -> object:
    """Refuse other spellings of a number ("1.0", "+1", "1_0"): one revision has one address."""
    if isinstance(written, str) and not (written.isascii() and written.isdigit()):
        raise ValueError("write it in digits only")
    return written


#: Numbers in addresses. Their bounds stand inside the check of their spelling, or the description would not show them.
PageSize = Annotated[int, Field(ge=1, le=MAX_PAGE), BeforeValidator(only_digits)]
RevisionNumber = Annotated[int, Field(ge=1, le=MAX_REVISION), BeforeValidator(only_digits)]

# Said of no route in particular: requests that are too large or too many.
_ANY = "Any other problem, such as a request that is too large. `type` leads to what it means."
_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}

RecordName = Annotated[
    str,
    Path(
        alias="id",
        min_length=1,
        max_length=MAX_NAME,
        description="A record's id, or any other name it ever had, which redirects.",
        examples=["110364"],
    ),
]
Pin = Annotated[
    RevisionNumber | None,
    Query(description="A revision's number, to read the record as it was; the newest without it."),
]


def problems(*names: str) -> dict[int | str, dict[str, Any]]:
    """Declare the problems a route answers, beside those that any route does."""
    kinds = [KINDS[name] for name in (*names, "invalid-parameter", "unavailable", "internal")]
    told: dict[int | str, str] = {kind.status.value: kind.meaning for kind in kinds}
    told["default"] = _ANY
    return {status: {"description": text, "content": {MEDIA_TYPE: _PROBLEM}} for status, text in told.items()}


#: What any answer that has an ETag may be instead.
UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "What the client has (If-None-Match) is still right."},
}
#: What can be said of any record's name.
RECORD_PROBLEMS: dict[int | str, dict[str, Any]] = {
    **problems("not-found", "withdrawn"),
    **UNCHANGED,
    308: {"description": "The record has another name now: see Location."},
}
