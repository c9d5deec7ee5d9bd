"""Records found by a reference, a note, a citation, a title or an address."""

from typing import Literal

from pydantic import Field

from muniment_client.cards import Card
from muniment_client.models.base import Model, Shown


class Candidate(Model):
    """A record that may be meant: how it stands to what was asked, and in what it differs."""

    id: str
    relation: str
    exact: bool
    score: float
    matched: list[str]
    differs: list[str]
    by_rule: str | None
    citation: str
    title: str
    url: str


class Resolution(Shown):
    """The records that may be meant, the likeliest first."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    ref: str
    candidates: list[Candidate]

    @property
    def exact(self) -> Candidate | None:
        """The one record that is meant beyond doubt; None where there is none, or more than one."""
        found = [candidate for candidate in self.candidates if candidate.exact]
        return found[0] if len(found) == 1 else None

    def card(self) -> Card:
        """Give what its card says."""
        return Card(heading=self.ref, references=tuple(map(_line, self.candidates)) or ("No record is known by it.",))


def _line(candidate: Candidate) -> str:
    """Say of a record how sure it is, before what it is."""
    sure = "exact" if candidate.exact else "not exact"
    told = "; ".join([f"{candidate.relation} ({sure})", *candidate.differs])
    return f"{candidate.id}: {told}. {candidate.citation}"
