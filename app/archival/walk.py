"""A way along a reference: where we are, and what has been read so far."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from app.archival.parsed import Piece, PieceKind
from app.domain.location import Leaves, Level

CopyKind = Literal["original", "copy", "microfilm"]
#: What can be kept in an archive.
COPIES: Final[tuple[CopyKind, ...]] = ("original", "copy", "microfilm")

# A dash only before a label, or what ends in a dash before one: "MPKBS-V.1961", "AQPPSH-MPKBS-V. 1960".
_GLUE = re.compile(r"[\s,.;:，、；：。]*(?:[-–]\s*(?=[^\W\d_]{1,4}[. ]|[^\W\d_]{3,6}\s?[-–]\s?[^\W\d_]{1,3}[. ]))?")


class Walk:
    """What was read of one place. ``here`` is the first character not read, ``end`` where reading has to stop.

    ``guessed`` counts the levels that any words would have been taken for. ``leads``: the archive is named after it.
    """

    def __init__(self, words: str, here: int, end: int, shared: Sequence[Level] = (), *, leads: bool = False) -> None:
        self.words = words
        self.here = here
        self.end = end
        self.levels = list(shared)
        self.inherited = tuple(level.name for level in shared)
        self.leaves: Leaves | None = None
        self.item_date: str | None = None
        self.note: str | None = None
        self.copy: CopyKind | None = None
        self.guessed = 0
        self.leads = leads
        self.pieces: list[Piece] = []

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Look at what stands here."""
        return pattern.match(self.words, self.here, self.end)

    def has(self, name: str) -> bool:
        """Tell whether a level was read."""
        return any(level.name == name for level in self.levels)

    @property
    def own_levels(self) -> int:
        """How many levels stand here themselves."""
        return len(self.levels) - len(self.inherited)

    def take(self, kind: PieceKind, end: int, name: str | None = None) -> None:
        """Go on to ``end``, and keep what stands up to there as a piece."""
        if end > self.here:
            self.pieces.append(Piece(kind=kind, start=self.here, end=end, name=name))
        self.here = end

    def take_level(self, name: str, label: str | None, value: str, end: int) -> None:
        """Go one level deeper."""
        self.levels.append(Level(name=name, label=label, value=value))
        self.take("level", end, name)

    def skip(self) -> str:
        """Pass over what parts are parted by; give it."""
        found = self.match(_GLUE)
        passed = found[0] if found else ""
        self.take("glue", self.here + len(passed))
        return passed

    def back(self, here: int, pieces: int) -> None:
        """Forget what was passed over since."""
        self.here = here
        del self.pieces[pieces:]
