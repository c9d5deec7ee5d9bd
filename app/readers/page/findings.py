"""What a reading finds wrong or doubtful, gathered while the page is read."""

from typing import Literal

from app.readers.base import Problem
from app.readers.page.questions import MISSING


class Findings:
    """The problems of one file, in the order in which they were met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    @property
    def failed(self) -> bool:
        """Whether an error was met, so that there is no draft."""
        return any(problem.severity == "error" for problem in self.problems)

    def error(
        self, code: str, reason: str, suggestion: str, *, line: int | None = None, field: str | None = None
    ) -> None:
        """Note what keeps the page out."""
        self._note("error", code, reason, suggestion, line=line, field=field)

    def query(
        self, code: str, reason: str, suggestion: str, *, line: int | None = None, field: str | None = None
    ) -> None:
        """Note what an editor should look at."""
        self._note("query", code, reason, suggestion, line=line, field=field)

    def ask_for(self, field: str, line: int | None) -> None:
        """Note that a member of the record is missing from the page."""
        reason, suggestion = MISSING[field]
        self.query(f"{field.replace('_', '-')}-missing", reason, suggestion, line=line, field=field)

    def _note(
        self,
        severity: Literal["error", "query"],
        code: str,
        reason: str,
        suggestion: str,
        *,
        line: int | None,
        field: str | None,
    ) -> None:
        self.problems.append(
            Problem(
                severity=severity,
                code=code,
                file=self.file,
                line=line,
                field=field,
                reason=reason,
                suggestion=suggestion,
            )
        )
