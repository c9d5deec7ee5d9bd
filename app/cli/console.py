"""What the terminal shows: problems by place, outcomes, progress."""

import sys
from pathlib import Path
from shlex import quote

import click

from app.readers.base import Problem
from app.services.backup import Restored
from app.services.migration import Migrated
from app.services.report import Report
from app.services.verify import Verdict
from app.storage.backup import Copy

_EVERY = 100
#: So many records of a batch are named.
_NAMED = 20


def print_problem(problem: Problem) -> None:
    """Print one problem: place, severity, reason, what to do."""
    place = problem.file + (f":{problem.line}" if problem.line else "")
    record = f" record {problem.record}:" if problem.record else ""
    field = f" {problem.field}:" if problem.field else ""
    click.echo(f"{place}: {problem.severity}:{record}{field} {problem.reason} [{problem.code}]")
    if problem.suggestion:
        click.echo(f"    {problem.suggestion}")


def print_report(report: Report, *, checked: bool) -> None:
    """Print what became of a batch, or would become of it, and every error and query: the same in both cases."""
    for problem in report.problems:
        print_problem(problem)
    print_outcome(report, checked=checked)


def print_outcome(report: Report, *, checked: bool) -> None:
    """Print how many records of a batch are new, changed and the same, and how much was found wrong or doubtful."""
    errors = sum(problem.severity == "error" for problem in report.problems)
    counts = f"{len(report.added)} new, {len(report.revised)} revised, {len(report.unchanged)} unchanged"
    found = f"{errors} errors, {len(report.problems) - errors} queries"
    if checked:
        if report.minted:
            click.echo(f"New records without an id, which an import gives one: {report.minted}.")
        click.echo(f"Checked: {counts}; {found}. Nothing was written.")
    elif errors:
        click.echo(f"Nothing was written: {found}. ({counts} otherwise.)")
    else:
        batch = f" as batch {report.batch}" if report.batch else ""
        click.echo(f"Imported{batch}: {counts}; {found}.")
        _print_ids("New", report.added)
        _print_ids("Revised", report.revised)


def _print_ids(outcome: str, ids: list[str]) -> None:
    """Name the records of an outcome: an id that was minted is told nowhere else."""
    if ids:
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        click.echo(f"{outcome}: {', '.join(ids[:_NAMED])}{more}")


def finish(report: Report) -> None:
    """Print what became of a batch, and end with 1 if it had an error."""
    print_report(report, checked=False)
    if report.has_errors:
        sys.exit(1)


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


def show_copied(done: int, total: int) -> None:
    """Show how much of a file is copied, where somebody is looking."""
    if sys.stderr.isatty() and total:
        click.echo(f"\rcopied {100 * done // total:3} %", err=True, nl=done == total)


def print_copy(copy: Copy, verb: str) -> None:
    """Print where a copy is, how it is told from others, and up to where its log goes."""
    click.echo(f"{verb} {copy.path}: {copy.size} bytes, SHA-256 {copy.sha256}")
    click.echo(f"{copy.entries} log entries. Log head {copy.head}")


def print_restored(restored: Restored) -> None:
    """Print that an archive is back, and what is left to do."""
    print_copy(restored.copy, "Restored")
    if restored.verdict:
        print_verdict(restored.verdict)
    else:
        click.echo("SQLite finds it whole. Prove every word of it with `muniment verify`.")
    if restored.needs_migration:
        click.echo(f"It has the shape {restored.copy.shape}, which is older: run `muniment migrate`.")


def print_migrated(migrated: Migrated, path: Path) -> None:
    """Print what became of an archive, and how to go back."""
    if copy := migrated.backup:
        print_copy(copy, "Backed up to")
    click.echo(f"{path} has the newest shape, {migrated.shape}.")
    if migrated.backup:
        click.echo(
            f"To go back: move {path} aside and, with the version used before, "
            f"`muniment restore {quote(str(migrated.backup.path))} --archive {quote(str(path))}`."
        )
