"""What can go wrong.

MunimentError
├── Unreachable        no answer came: no connection, or not in time
├── Unreadable         an answer came that this client does not understand
├── UnknownFormat      the server has no format of that name
└── Refused            the server said no, and why (RFC 9457)
    ├── NotFound       404
    ├── Withdrawn      410, with what is left of the record
    ├── Unusable       400, 406, 422: something asked for cannot be had, or cannot be used
    └── Busy           429, 503: later, perhaps
"""

from typing import Any

import httpx
from pydantic import ValidationError

from muniment_client.models.problem import Problem
from muniment_client.retries import retry_after


class MunimentError(Exception):
    """Anything that goes wrong between this client and the server."""


class Unreachable(MunimentError):
    """No answer came."""


class Unreadable(MunimentError):
    """An answer came that this client does not understand."""


class UnknownFormat(MunimentError):
    """The server has no format of that name; ``suggestions`` are those it has that are like it."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(name, suggestions)
        self.suggestions = suggestions

    def __str__(self) -> str:
        like = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        return f"There is no format {self.args[0]!r} on this server.{like}"


class Refused(MunimentError):
    """The server said no. ``problem`` is all it said; ``retry_after`` in how many seconds it may say otherwise."""

    def __init__(self, problem: Problem, retry_after: float | None = None) -> None:
        super().__init__(problem, retry_after)
        self.problem = problem
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.title} ({self.status}): {self.detail}"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def title(self) -> str:
        """The kind of problem, in a word or two."""
        return self.problem.title

    @property
    def detail(self) -> str:
        """What is wrong, in a sentence."""
        return self.problem.detail

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What would do in the place of what was asked, the likeliest first."""
        near = [*(self.problem.near or []), *(name for error in self.problem.errors or [] for name in error.near)]
        offered = (offer.get("id") or offer.get("type", "") for offer in self.problem.available or [])
        return tuple(dict.fromkeys(filter(None, [*near, *offered])))


class NotFound(Refused):
    """Nothing has this address."""


class Withdrawn(Refused):
    """The record was here and was withdrawn."""

    @property
    def tombstone(self) -> dict[str, Any]:
        """When and why, and the last citation if it was left."""
        return self.problem.tombstone or {}


class Unusable(Refused):
    """Something that was asked for cannot be had, or cannot be used."""


class Busy(Refused):
    """The server cannot answer now."""


_KINDS: dict[int, type[Refused]] = {
    400: Unusable,
    404: NotFound,
    406: Unusable,
    410: Withdrawn,
    422: Unusable,
    429: Busy,
    503: Busy,
}


def refusal_of(response: httpx.Response) -> Refused:
    """Give the error that an answer is; one that is no problem of ours, such as a proxy's page, has only a status."""
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        status, title = response.status_code, response.reason_phrase or "Refused"
        detail = "The answer does not say why; it may come from a server in between."
        problem = Problem(type="about:blank", title=title, status=status, detail=detail, instance=response.url.path)
    return _KINDS.get(response.status_code, Refused)(problem, retry_after(response))
