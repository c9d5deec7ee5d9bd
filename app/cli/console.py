"""What the terminal shows: problems by place, outcomes, progress."""

import sys
from collections import Counter

import click

from app.readers.base import Problem
from app.services.ingest import Report
from app.services.verify import Verdict

_EVERY = 100


def print_problem(problem: Problem) -> None:
    """Print one problem: place, severity, reason, what to do."""
    place = problem.file + (f":{problem.line}" if problem.line else "")
    record = f" record {problem.record}:" if problem.record else ""
    field = f" {problem.field}:" if problem.field else ""
    click.echo(f"{place}: {problem.severity}:{record}{field} {problem.reason} [{problem.code}]")
    if problem.suggestion:
        click.echo(f"    {problem.suggestion}")


def print_report(report: Report, *, checked: bool) -> None:
    """Print what became of a batch, or would become of it.

    A check lists every query; an import counts them by code, and names the files it passed over.
    """
    for problem in report.problems:
        if checked or problem.severity == "error" or problem.code == "unknown-format":
            print_problem(problem)
    if not checked:
        queries = Counter(problem.code for problem in report.problems if problem.severity == "query")
        for code, count in queries.most_common():
            click.echo(f"query: {code}: {count}")
    errors = sum(problem.severity == "error" for problem in report.problems)
    counts = f"{len(report.added)} new, {len(report.revised)} revised, {len(report.unchanged)} unchanged"
    found = f"{errors} errors, {len(report.problems) - errors} queries"
    if checked:
        click.echo(f"Checked: {counts}; {found}. Nothing was written.")
    elif errors:
        click.echo(f"Nothing was written: {found}. ({counts} otherwise.)")
    else:
        batch = f" as batch {report.batch}" if report.batch else ""
        click.echo(f"Imported{batch}: {counts}; {found}.")


def print_verdict(verdict: Verdict) -> None:
    """Print whether the archive is whole, and what is wrong if not."""
    for fault in verdict.faults:
        click.echo(f"{fault.subject}: {fault.reason}")
    looked = (
        f"{verdict.records} records, {verdict.payloads} payloads, {verdict.sources} sources, "
        f"{verdict.entries} log entries, {verdict.erased} erased"
    )
    state = "The archive is whole" if verdict.is_whole else f"The archive is NOT whole ({len(verdict.faults)} faults)"
    click.echo(f"{state}: {looked}. Log head {verdict.head}")


def show_count(count: int, what: str) -> None:
    """Show how far a long piece of work has come, where somebody is looking."""
    if sys.stderr.isatty() and count % _EVERY == 0:
        click.echo(f"\r{count} records … {what[-40:]:<40}", err=True, nl=False)


def show_share(done: int, total: int) -> None:
    """Show how much of a long piece of work is done, where somebody is looking."""
    if sys.stderr.isatty() and (done % _EVERY == 0 or done == total):
        click.echo(f"\r{done} of {total} records", err=True, nl=done == total)
