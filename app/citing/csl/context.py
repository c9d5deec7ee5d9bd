"""The context of one rendering: which item, cited how, and what has been printed of it so far.

Nothing of it outlives the rendering, so that compiled styles can be shared. (This is no matter of the specification's.)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.citing.csl.items import Name, Reference
from app.citing.csl.locale import Locale
from app.citing.csl.tree import Piece


@dataclass(slots=True)
class Disambiguation:
    """What was found necessary to tell one item from the others ("Disambiguation").

    `shown`: how many names of a list; `levels`: by variable and place, 1 for initials and 2 for the given name in full;
    `condition`: how many tests of `disambiguate` are true; `year_suffix`: which letter follows the year, 0 for none.
    """

    shown: int = 0
    levels: dict[tuple[str, int], int] = field(default_factory=dict)
    condition: int = 0
    year_suffix: int = 0


@dataclass(frozen=True, slots=True)
class Cite:
    """One reference to an item inside a citation: where in the item, what is said before and after it, where it stands.

    `label` is a locator term ("page", "folio"). `positions` are the tests of "position" that are true of it,
    `first_note` the number of the note that cites the item first. `author_only` prints the names alone and
    `suppress_author` the rest, for a text that names the author in its own sentence (as in citeproc-js; the
    specification has no word of it). `without` are variables of the item that this cite knows nothing of.
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    positions: frozenset[str] = frozenset(("first",))
    first_note: int = 0
    suppress_author: bool = False
    author_only: bool = False
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EtAlOverride:
    """How many names a sort key takes of a list ("Sorting", names-min and its companions)."""

    minimum: int | None = None
    first: int | None = None
    last: bool | None = None


class Context:
    """What closures read and note while they render one item."""

    __slots__ = (
        "called",
        "cite",
        "comparing",
        "conditions",
        "disambiguation",
        "et_al",
        "filled",
        "first_names",
        "hidden",
        "language",
        "locale",
        "names_seen",
        "number",
        "numbered",
        "ref",
        "sorting",
        "started",
        "suppressed",
        "touched",
        "year_suffixed",
        "years",
    )  # fmt: skip

    def __init__(
        self, ref: Reference, locale: Locale, cite: Cite, disambiguation: Disambiguation | None, number: int
    ) -> None:
        self.ref = ref
        self.locale = locale
        self.cite = cite
        self.disambiguation = disambiguation
        self.number = number
        self.language = (ref.language or locale.lang)[:2].lower()
        self.called = 0
        self.filled = 0
        self.suppressed: set[str] = set()
        self.touched: list[str] | None = None
        self.first_names: NamesPrinted | None = None
        self.names_seen: list[NamesPrinted] = []
        self.years: list[str] = []
        self.year_suffixed = False
        self.hidden: frozenset[str] = frozenset()
        self.sorting = False
        self.numbered = False
        self.comparing = False
        self.conditions = 0
        self.et_al: EtAlOverride | None = None
        self.started = True

    def print(self, variable: str) -> None:
        """Notes that a variable is printed; one that stands for names is printed once ("Substitute")."""
        self.filled += 1
        self.started = True
        if self.touched is not None:
            self.touched.append(variable)
            self.suppressed.add(variable)

    def is_spent(self, variable: str) -> bool:
        """Whether a variable stood for names before: what is being printed of it now is not over."""
        return variable in self.suppressed and variable not in (self.touched or ())

    def take_back(self, mark: int) -> None:
        """Notes that what was printed since `mark` in place of names is not printed after all."""
        if self.touched:
            self.suppressed.difference_update(self.touched[mark:])
            del self.touched[mark:]


@dataclass(slots=True)
class NamesPrinted:
    """One list of names as it was printed: the variable, the names stated, how many were shown, the piece of each.

    `whole` is the node that holds the list without its label; `initials` says whether the style can print initials.
    """

    variable: str
    names: tuple[Name, ...]
    shown: int
    pieces: list[Piece]
    whole: Piece = ""
    initials: bool = False
