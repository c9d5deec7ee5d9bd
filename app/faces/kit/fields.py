"""Request fields that hold a list, each member with a weight (RFC 9110, §5.6.1 and §12.4.2)."""

from collections.abc import Sequence

from fastapi import Request


def read_field(request: Request, name: str) -> str | None:
    """Give a field's value, its lines joined into one list (§5.3); None where there is none."""
    return ", ".join(request.headers.getlist(name)) or None


def weigh(parameters: Sequence[str]) -> float:
    """Give the weight among a member's parameters: 1 without one, 0 for one that is no number."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(0.0, float(value)), 1.0)
            except ValueError:
                return 0.0
    return 1.0
