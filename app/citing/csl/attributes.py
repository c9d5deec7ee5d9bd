"""Attributes: what the numbers among a style's attributes say, where an author of styles may have written anything."""

from __future__ import annotations

from collections.abc import Mapping

_LONGEST = 4  # no number of a style has more figures


def read_count(attributes: Mapping[str, str], name: str) -> int | None:
    """The number an attribute states; None where it states none."""
    value = attributes.get(name, "")
    return int(value) if value.isdecimal() and len(value) <= _LONGEST else None
