"""Particles: which words before a family name are part of it, when an item does not say ("Name-part Order")."""

from __future__ import annotations

import re

# Words in small letters before a name that begins otherwise; an apostrophe or a hyphen may join the last to it.
_LEADING = re.compile(r"^((?:[\u2019']?[^\W\d_A-Z][\w.]*[\s\u2019'\-]+)+)(?=\S)")
_TRAILING = re.compile(r"[^\W\d_A-Z][\w.]*")
_JOINS = "\u2019'-"


def _small(words: str) -> bool:
    return all(word[:1].islower() for word in re.split(r"[\s\u2019'\-]+", words) if word)


def split_particles(family: str, given: str) -> tuple[str, str, str, str]:
    """(dropping, non-dropping, family, given): what stands before a family name does not drop."""
    non_dropping = ""
    leading = _LEADING.match(family)
    if leading and _small(leading[1]):
        non_dropping, family = leading[1], family[leading.end() :]
        if not non_dropping.rstrip().endswith(tuple(_JOINS)):
            non_dropping = non_dropping.strip()
    given, dropping = _split_trailing(given)
    return dropping, non_dropping, family, given


def _split_trailing(given: str) -> tuple[str, str]:
    words = re.split(r"(\s+)", given)
    place = len(words)
    while place > 1 and _TRAILING.fullmatch(words[place - 1]):
        place -= 2
    kept, trailing = "".join(words[:place]), "".join(words[place:]).strip()
    return (kept, trailing) if _small(trailing) else (given, "")
