"""The arithmetic of rounds: what one round showed, what two that stood side by side say, and what all say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Round:
    """What the load generator counted in one round, and the processor time the server took for it."""

    requests: int
    seconds: float
    cpu_seconds: float
    p99_ms: float
    errors: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    @property
    def cost(self) -> float:
        """Processor seconds a request."""
        return self.cpu_seconds / self.requests


@dataclass(frozen=True)
class Pair:
    """Two rounds one right after the other, so that whatever else the machine did fell on both."""

    subject: Round
    reference: Round

    @property
    def rate_ratio(self) -> float:
        """How many requests the subject answered while the reference answered one."""
        return self.subject.rate / self.reference.rate

    @property
    def cost_ratio(self) -> float:
        """How many requests the subject answers for the processor time of one by the reference."""
        return self.reference.cost / self.subject.cost


@dataclass(frozen=True)
class Outcome:
    """What was measured of one work: a value for each pair of rounds, or for each try.

    ``costs`` are the ratios by processor time. ``p99_ms`` and ``microseconds`` (of processor time a request) are
    medians, of the subject and of the reference. All three are empty where nothing was compared.
    """

    values: tuple[float, ...]
    costs: tuple[float, ...] = ()
    p99_ms: tuple[float, ...] = ()
    microseconds: tuple[float, ...] = ()
    errors: int = 0

    @property
    def middle(self) -> float:
        """The median, which is the result."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most, which say how far the result can be trusted."""
        return min(self.values), max(self.values)


def conclude(pairs: Sequence[Pair]) -> Outcome:
    """Say what pairs of rounds show together."""
    sides = [[pair.subject for pair in pairs], [pair.reference for pair in pairs]]
    return Outcome(
        values=tuple(pair.rate_ratio for pair in pairs),
        costs=tuple(pair.cost_ratio for pair in pairs),
        p99_ms=tuple(median(one.p99_ms for one in side) for side in sides),
        microseconds=tuple(median(one.cost * 1e6 for one in side) for side in sides),
        errors=sum(one.errors for side in sides for one in side),
    )


@dataclass(frozen=True)
class Promise:
    """What a work is to reach: the goal, and what is still accepted. Where the goal is the smaller, less is better."""

    goal: float
    accept: float

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better."""
        return self.goal < self.accept

    def judge(self, outcome: Outcome) -> str:
        """Give the verdict: ``goal``, ``accepted`` or ``missed``; ``errors`` if any request failed."""
        if outcome.errors:
            return "errors"
        for limit, verdict in ((self.goal, "goal"), (self.accept, "accepted")):
            if outcome.middle <= limit if self.is_ceiling else outcome.middle >= limit:
                return verdict
        return "missed"
