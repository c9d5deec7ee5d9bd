"""What became of a batch, and where in its sources a problem stands."""

import re
from dataclasses import dataclass, field
from typing import Literal

from app.domain.record import Record
from app.readers.base import Found, Problem
from app.services.sources import Source


@dataclass
class Report:
    """What became of a batch: ids by outcome, and every problem. ``batch`` is its number in the log, once written.

    ``minted`` counts the new records whose id was made here: it holds only once the batch is written.
    """

    added: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    batch: int | None = None
    minted: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the batch out."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True)
class Item:
    """One record of a source, and which of its records it is; one whose id was made here is called by that place."""

    source: Source
    found: Found
    row: int
    record: Record | None = None
    is_minted: bool = False

    @property
    def place(self) -> str:
        """Where in the batch the record stands."""
        return f"number {self.row} of {self.source.file}"

    def problem(
        self,
        code: str,
        reason: str,
        suggestion: str | None = None,
        *,
        where: str | None = None,
        severity: Literal["error", "query"] = "error",
    ) -> Problem:
        """Make a problem at this record."""
        return Problem(
            severity=severity,
            code=code,
            file=self.source.file,
            line=self._line(where or ""),
            record=self.record.id if self.record and not self.is_minted else f"number {self.row}",
            field=where,
            reason=reason,
            suggestion=suggestion,
        )

    def _line(self, where: str) -> int | None:
        """Give the line where a member begins, else that of the record; a passage is named by its id."""
        path = _MEMBERS.get(re.split(r"[.\[]", where)[0], where)
        for index, text in enumerate(self.record.texts if self.record else ()):
            for place, passage in enumerate(text.passages):
                if passage.id == where:
                    path = f"texts[{index}].passages[{place}]"
        return self.found.lines.get(path, self.found.line)


#: On the line of which member of the record a reading is to be looked for.
_MEMBERS = {"citation": "citation", "locations": "reference", "participants": "title", "texts": "contents"}
