"""The shapes of answers that lead on: changes, and sets of links. Fields are only ever added."""

from typing import Any, Literal

from pydantic import Field

from app.domain.change import What
from app.formats.json.shape import Shape


class ChangeShape(Shape):
    """One change of one record."""

    seq: int = Field(description="The number of the change; later changes have greater ones.")
    id: str
    what: What
    at: str = Field(description="When (RFC 3339, UTC).")
    revision: int | None = Field(description="The revision that was made; null where none was.")
    reason: str | None = Field(
        description="Null where none was given, and for earlier changes of a record that was withdrawn since."
    )
    into: str | None = Field(description="The record that took the place of one that was merged.")
    url: str


class ChangesAnswer(Shape):
    """Changes after one, oldest first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    changes: list[ChangeShape]
    last: int = Field(description="The number of the last change that was looked at: `since` of the next question.")
    limit: int
    next: str | None = Field(description="Address of the next page; null where there is nothing more yet.")
    damaged: list[int] = Field(description="Numbers of changes that are damaged in the store and so not told.")
    head: str = Field(description="Hash of the newest entry of the audit log: another log has another at its number.")


class LinksetAnswer(Shape):
    """A set of links (RFC 9264): from each `anchor`, targets by their relation."""

    linkset: list[dict[str, Any]]
