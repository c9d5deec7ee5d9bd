"""The label of a reference that is made of its names and year, as "Fuc50" ("citation-label")."""

from __future__ import annotations

from app.citing.csl.items import NAME_VARIABLES, Reference
from app.citing.csl.markup import read_markup
from app.citing.csl.tree import plain

# How many letters each name gives, by how many names there are.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))


def make_trigraph(ref: Reference) -> str:
    """Four letters of the names, of the title where there are none, and two digits of the year, 00 without one."""
    names = next((found for variable in ("author", *sorted(NAME_VARIABLES)) if (found := ref.names(variable))), ())
    words = [name.family or name.literal for name in names[: len(_LETTERS)]] or [plain(read_markup(ref.text("title")))]
    letters = [word[:count] for word, count in zip(words, _LETTERS[len(words) - 1], strict=True)]
    date = ref.date("issued")
    year = abs(date.start[0]) % 100 if date and date.start else 0
    return f"{''.join(part[:1].upper() + part[1:] for part in letters)}{year:02d}"
