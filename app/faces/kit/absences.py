"""What is said of records that were asked for beside others and are not there."""

from http import HTTPStatus
from typing import Any

from fastapi import Request
from pydantic import Field

from app.domain.errors import Moved, MunimentError, Withdrawn
from app.domain.identifiers import Addresses
from app.faces.kit.problems import kind_address, location_of, printable, report
from app.formats.json.shape import Shape


class AbsenceShape(Shape):
    """What reading a record that is missing from a list is answered: the members of a problem, or where it is now."""

    id: str
    status: int = Field(description="308, 404, 410 or 503.")
    type: str | None = Field(default=None, description="The kind of problem; null with 308, which is none.")
    detail: str
    location: str | None = Field(default=None, description="With 308, where the record is: merged, or by its id.")
    tombstone: dict[str, Any] | None = Field(default=None, description="With 410, what is left of the record.")


def explain(request: Request, addresses: Addresses, document_id: str, reason: MunimentError) -> AbsenceShape:
    """Say of a missing record what reading it by itself is answered."""
    if isinstance(reason, Moved):
        place = location_of(addresses, reason)
        return AbsenceShape(id=document_id, status=HTTPStatus.PERMANENT_REDIRECT, detail=str(reason), location=place)
    kind = report(request, reason)
    return AbsenceShape(
        id=document_id,
        status=kind.status,
        type=kind_address(addresses, kind),
        detail=printable(str(reason)),
        tombstone=reason.tombstone.model_dump(mode="json") if isinstance(reason, Withdrawn) else None,
    )
