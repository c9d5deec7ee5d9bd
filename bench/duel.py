"""Two servers side by side: rounds in turn on the same core under the same load, and the ratio of each pair."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory

from bench.arithmetic import Outcome, Pair, Round, conclude
from bench.load import Target, apply_load, write_targets
from bench.servers import Server, ask, serving

_SAMPLE = 200


class Unmeasurable(Exception):
    """The product does not do what is to be measured; the message says what it does instead."""


@dataclass(frozen=True)
class Plan:
    """How a duel goes: so many pairs of rounds of so many seconds, and the core the servers run on."""

    rounds: int
    seconds: float
    core: int


@dataclass(frozen=True)
class Side:
    """A server with what it is asked for; ``warm`` is the archive to read through before each of its rounds."""

    server: Server
    targets: Sequence[Target]
    warm: Path | None = None


@dataclass(frozen=True)
class Sample:
    """What the answers to some of a side's targets have in common, and their mean size in bytes."""

    size: int
    media_type: str


def take_sample(side: Side, *, status: int = 200, coding: str | None = None) -> Sample:
    """Ask for some targets by hand; raise Unmeasurable unless all answers have the status and the content coding."""
    chosen = Random(1).sample(list(side.targets), min(_SAMPLE, len(side.targets)))
    answers = []
    with closing(side.server.connect()) as connection:
        for target in chosen:
            answer = ask(connection, target.path, target.headers)
            found = answer.status, answer.headers.get("content-encoding")
            if found != (status, coding):
                raise Unmeasurable(f"{target.path} answers {found[0]} ({found[1]}), not {status} ({coding})")
            answers.append(answer)
    return Sample(round(mean(len(a.body) for a in answers)), answers[0].headers.get("content-type", ""))


@contextmanager
def constant_side(side: Side, plan: Plan, *, status: int = 200) -> Iterator[Side]:
    """Give what a side is compared with: one constant answer like its own, to the same requests."""
    sample = take_sample(side, status=status)
    options = ["--status", str(status), "--size", str(sample.size), "--media-type", sample.media_type]
    with serving(["bench.constant", *options], core=plan.core) as server:
        server.wait_for("/", status=status)
        yield Side(server, side.targets)


def compare(subject: Side, reference: Side, plan: Plan) -> Outcome:
    """Run rounds of both sides in turn, the first pair for nothing; which goes first changes from pair to pair."""
    with TemporaryDirectory() as folder:
        rounds = _prepare(subject, Path(folder, "subject"), plan), _prepare(reference, Path(folder, "reference"), plan)
        pairs = [_run_pair(*rounds, number) for number in range(plan.rounds + 1)]
    return conclude(pairs[1:])


def _run_pair(subject: Callable[[int], Round], reference: Callable[[int], Round], number: int) -> Pair:
    if number % 2:
        then = reference(number)
        return Pair(subject(number), then)
    return Pair(subject(number), reference(number))


def _prepare(side: Side, path: Path, plan: Plan) -> Callable[[int], Round]:
    targets = write_targets(path, side.targets)

    def run(number: int) -> Round:
        if side.warm:
            read_through(side.warm)
        before = side.server.cpu_seconds()
        count = apply_load(side.server.address, targets, seconds=plan.seconds, seed=number)
        taken = side.server.cpu_seconds() - before
        if not count.requests:
            raise Unmeasurable(f"not one answer in {plan.seconds:g} s")
        return Round(count.requests, count.seconds, taken, count.p99_ms, count.errors)

    return run


def read_through(path: Path) -> None:
    """Read a file from start to end, so that it is in the cache of the operating system."""
    block = bytearray(2**20)
    with path.open("rb", buffering=0) as file:
        while file.readinto(block):
            pass
