"""The works: what is measured, against what, and what it is to reach. The table is data; each row names its measure."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from app.archival.parse import parse
from app.resources import load_knowledge
from bench import apart, citing, questions
from bench.arithmetic import Outcome, Promise
from bench.duel import Plan, Side, Unmeasurable, compare, constant_side, read_through, take_sample
from bench.load import Target
from bench.servers import Server, ask, product, serving
from bench.synthesis import record_id

HOT = 2000
#: So many records have their validator asked for before 304 is measured.
_KNOWN = 10_000
#: So many citations are asked for again and again: fewer than are remembered.
_CITED = 1000
#: So many references are asked for, and read.
_QUESTIONS = 500
_PAGE = "/documents?limit=50"


@dataclass(frozen=True)
class Bench:
    """What every measure works with: the archive, a small one of the same records, and the plan."""

    archive: Path
    records: int
    small_archive: Path
    small_records: int
    plan: Plan

    @contextmanager
    def serve(self, archive: Path | None = None) -> Iterator[Server]:
        """Serve an archive with the product's own command, warm."""
        with serving(product(archive or self.archive), core=self.plan.core) as server:
            server.wait_for(f"/documents/{record_id(0)}")
            yield server

    def documents(self, count: int | None = None) -> list[Target]:
        """Give the addresses of all records, or of so many taken at random, always the same."""
        numbers: Sequence[int] = range(self.records)
        if count is not None:
            numbers = Random(2).sample(numbers, min(count, self.records))
        return [Target(f"/documents/{record_id(number)}") for number in numbers]


@dataclass(frozen=True)
class Work:
    """One row of the table. ``unit`` stands behind its numbers; ratios have none."""

    name: str
    title: str
    promise: Promise
    measure: Callable[[Bench], Outcome]
    unit: str = ""


def _against_constant(bench: Bench, targets: Sequence[Target], status: int = 200) -> Outcome:
    with bench.serve() as server:
        subject = Side(server, targets, warm=bench.archive)
        with constant_side(subject, bench.plan, status=status) as reference:
            return compare(subject, reference, bench.plan)


def _random(bench: Bench) -> Outcome:
    return _against_constant(bench, bench.documents())


def _hot(bench: Bench) -> Outcome:
    return _against_constant(bench, bench.documents(HOT))


def _landing(bench: Bench) -> Outcome:
    targets = [Target(f"/document/{record_id(n)}", {"Accept": "text/html"}) for n in range(bench.records)]
    return _against_constant(bench, targets)


def _unchanged(bench: Bench) -> Outcome:
    with bench.serve() as server:
        targets = _with_validators(server, bench.documents(_KNOWN))
    return _against_constant(bench, targets, status=304)


def _with_validators(server: Server, targets: Sequence[Target]) -> list[Target]:
    with closing(server.connect()) as connection:
        etags = [ask(connection, target.path).headers["etag"] for target in targets]
    return [Target(t.path, {"If-None-Match": etag}) for t, etag in zip(targets, etags, strict=True)]


def _gzip(bench: Bench) -> Outcome:
    with bench.serve() as server:
        plain = Side(server, bench.documents(), warm=bench.archive)
        packed = [Target(target.path, {"Accept-Encoding": "gzip"}) for target in plain.targets]
        subject = Side(server, packed, warm=bench.archive)
        take_sample(subject, coding="gzip")
        take_sample(plain)
        return compare(subject, plain, bench.plan)


def _cited(bench: Bench) -> Outcome:
    """Compare citations that are remembered with the records themselves."""
    with bench.serve() as server:
        records = Side(server, bench.documents(_CITED), warm=bench.archive)
        targets = [Target(f"{target.path}/citation?style=chicago") for target in records.targets]
        cited = Side(server, targets, warm=bench.archive)
        with closing(server.connect()) as connection:
            for target in targets:
                ask(connection, target.path)
        take_sample(cited)
        return compare(cited, records, bench.plan)


def _alone(bench: Bench) -> Outcome:
    """Compare the whole application with the hot path by itself."""
    command = ["bench.alone", "--archive", str(bench.archive)]
    with bench.serve() as whole, serving(command, core=bench.plan.core) as alone:
        alone.wait_for(f"/documents/{record_id(0)}")
        sides = [Side(server, bench.documents(), warm=bench.archive) for server in (whole, alone)]
        for side in sides:
            take_sample(side)
        return compare(sides[0], sides[1], bench.plan)


def _growth(bench: Bench) -> Outcome:
    """Compare the same records in the archive and in the small one."""
    targets = [Target(f"/documents/{record_id(number)}") for number in range(bench.small_records)]
    with bench.serve() as large, bench.serve(bench.small_archive) as small:
        subject, reference = Side(large, targets, bench.archive), Side(small, targets, bench.small_archive)
        take_sample(subject)
        return compare(subject, reference, bench.plan)


def _depth(bench: Bench) -> Outcome:
    """Compare the first page with the deepest: how many times as long the deepest takes."""
    with bench.serve() as server:
        deepest = Side(server, [Target(_deepest_page(server))], warm=bench.archive)
        first = Side(server, [Target(_PAGE)], warm=bench.archive)
        return compare(first, deepest, bench.plan)


def _deepest_page(server: Server) -> str:
    """Follow ``next`` to the end; give the address of the last full page."""
    path, following, limit = _PAGE, "/documents?limit=200", 200
    with closing(server.connect()) as connection:
        while following:
            page = json.loads(ask(connection, following).body)
            if len(page["items"]) == limit:
                path = following.replace(f"limit={limit}", "limit=50")
            following = page["next"]
    return path


def _asking(question: Callable[[dict[str, Any]], str]) -> Callable[[Bench], Outcome]:
    """Give the work that times a question of each of some records, one at a time: the median of each round, in ms."""

    def work(bench: Bench) -> Outcome:
        read_through(bench.archive)  # before the server waits for us, and tires of it
        with bench.serve() as server, closing(server.connect()) as connection:
            paths = [question(record) for record in _records(connection, bench.documents(_QUESTIONS))]
            rounds = [[_milliseconds(connection, path) for path in paths] for _ in range(bench.plan.rounds + 1)]
        return Outcome(tuple(median(times) for times in rounds[1:]))

    return work


def _parse(bench: Bench) -> Outcome:
    """Read references in this process; count those of each round, a second."""
    with bench.serve() as server, closing(server.connect()) as connection:
        references = [questions.reference(record) for record in _records(connection, bench.documents(_QUESTIONS))]
    grammar = load_knowledge().grammar
    rates = []
    for _ in range(bench.plan.rounds + 1):
        begin = time.process_time()
        for words in references:
            parse(words, grammar, "bench")
        rates.append(len(references) / (time.process_time() - begin))
    return Outcome(tuple(rates[1:]))


def _records(connection: HTTPConnection, targets: Sequence[Target]) -> Iterator[dict[str, Any]]:
    return (json.loads(ask(connection, target.path).body) for target in targets)


def _milliseconds(connection: HTTPConnection, path: str) -> float:
    begin = time.perf_counter()
    ask(connection, path)
    return (time.perf_counter() - begin) * 1000


def _start(bench: Bench) -> Outcome:
    """Time from the start of the process to its first answer; the first try is for nothing."""
    read_through(bench.archive)
    times = []
    for _ in range(bench.plan.rounds + 1):
        with serving(product(bench.archive), core=bench.plan.core) as server:
            times.append(server.wait_for(f"/documents/{record_id(0)}"))
    return Outcome(tuple(times[1:]))


def _memory(bench: Bench) -> Outcome:
    """Read the memory of a server at rest that has answered a few requests of each kind."""
    name = record_id(0)
    kinds = [Target(f"/documents/{name}"), Target(_PAGE), Target(f"/documents/{name}/citation")]
    kinds.append(Target(f"/document/{name}", {"Accept": "text/html"}))
    with bench.serve() as server:
        with closing(server.connect()) as connection:
            for target in kinds * 5:
                ask(connection, target.path, target.headers)
        time.sleep(1)
        return Outcome((server.pss_mb(),))


def _apart(module: str, *arguments: str) -> Callable[[Bench], Outcome]:
    """Give the work that measures without a server, each try in a fresh process; the first try is for nothing."""

    def work(bench: Bench) -> Outcome:
        plan = bench.plan
        try:
            values = [apart.ask(module, *arguments, core=plan.core) for _ in range(plan.rounds + 1)]
        except ChildProcessError as error:
            raise Unmeasurable(str(error)) from error
        return Outcome(tuple(values[1:]))

    return work


def _style(measure: str, *styles: str) -> Callable[[Bench], Outcome]:
    """Give the work that measures citation styles."""
    return _apart(citing.__name__, measure, *styles)


WORKS = (
    Work("random", "GET /documents/{id}, random ids / bare", Promise(0.45, 0.40), _random),
    Work("unchanged", "If-None-Match → 304 / bare", Promise(0.5, 0.45), _unchanged),
    Work("hot", f"hot set of {HOT:,} ids / bare", Promise(0.5, 0.45), _hot),
    Work("gzip", "gzip / identity", Promise(0.9, 0.8), _gzip),
    Work("alone", "full app / hot path alone", Promise(0.95, 0.9), _alone),
    Work("cited", "a remembered citation in Chicago 18 / GET document", Promise(1.0, 0.9), _cited),
    Work("growth", "hot set, this archive / the small one", Promise(0.9, 0.8), _growth),
    Work("depth", "deepest list page, time / first", Promise(1.3, 1.5), _depth, " ×"),
    Work("landing", "landing page HTML / bare", Promise(0.25, 0.15), _landing),
    Work("resolve", "GET /resolve, median", Promise(2.5, 5), _asking(questions.resolve), " ms"),
    Work("search", "GET /search, three words, median", Promise(20, 50), _asking(questions.search), " ms"),
    Work("quotation", "GET /quotations in all records, median", Promise(10, 20), _asking(questions.quotation), " ms"),
    Work("card", "GET /embed/{id}/{passage}, median", Promise(3, 5), _asking(questions.card), " ms"),
    Work("oembed", "GET /oembed, median", Promise(3, 5), _asking(questions.oembed), " ms"),
    Work("parse", "references read a second, one core", Promise(5000, 1000), _parse),
    Work("start", "start to first answer", Promise(1.2, 1.5), _start, " s"),
    Work("memory", "idle memory (PSS)", Promise(90, 100), _memory, " MB"),
    Work("style", "Chicago 18, style to first entry", Promise(40, 150), _style("cold", citing.CHICAGO), " ms"),
    Work("entry", "Chicago 18, an entry, median", Promise(0.7, 2), _style("warm", citing.CHICAGO), " ms"),
    Work("ieee", "IEEE, an entry, median", Promise(0.1, 0.3), _style("warm", citing.IEEE), " ms"),
    Work("styles", "memory of nine core styles", Promise(30, 60), _style("memory", *citing.CORE), " MB"),
    Work("formats", "the slowest format to write, not XML", Promise(1, 2), _apart("bench.rendering", "plain"), " ms"),
    Work("xml", "the slowest XML format to write", Promise(3, 6), _apart("bench.rendering", "xml"), " ms"),
)
