"""The problem: how the server says no (RFC 9457)."""

from typing import Any

from pydantic import Field

from muniment_client.models.base import Model


class ParameterProblem(Model):
    """One parameter that is wrong; ``near`` are names or values that would do."""

    parameter: str
    detail: str
    near: list[str] = Field(default_factory=list)


class Problem(Model):
    """What is wrong. ``type`` leads to an explanation of this kind of problem."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ParameterProblem] | None = None
    near: list[str] | None = None
    available: list[dict[str, str]] | None = None
    styles: str | None = None
    tombstone: dict[str, Any] | None = None
