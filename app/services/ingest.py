"""Reads sources into the archive: all of a batch or nothing of it, and the same source twice changes nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from app.domain.document import Document
from app.domain.record import Record
from app.domain.revision import LogEntry, Revision
from app.readers.base import Draft, Problem
from app.services.identify import Unidentified, identify, refuse_taken_addresses
from app.services.known import Known
from app.services.ledger import Ledger, Stamp
from app.services.lost_passages import find_lost_passages
from app.services.press import Press, load_record
from app.services.read import find_head
from app.services.report import Item, Report
from app.services.settle import Unsettled, settle
from app.services.sources import Source, open_sources
from app.services.write import add_revision
from app.storage.archive import Archive
from app.storage.repository import Repository
from app.understanding.edtf import is_valid_edtf

#: Told after each record: how many there were so far, and the file.
Progress = Callable[[int, str], None]


def check_sources(
    archive: Archive, press: Press, paths: Iterable[Path], progress: Progress, *, reason: str | None = None
) -> Report:
    """Say what an import would do, with the same errors and queries, and write nothing."""
    with archive.reading() as repository:
        return _Batch(repository, press, None, progress, reason=reason).run(paths)


def import_sources(
    archive: Archive,
    press: Press,
    paths: Iterable[Path],
    mark: Stamp,
    progress: Progress,
    *,
    onto: str | None = None,
) -> Report:
    """Write every record of the sources in one transaction, or none if any has an error.

    With ``onto``, the sources hold one record, which becomes the next revision of the record of that id.
    """
    try:
        with archive.writing() as repository:
            ledger = Ledger(repository, mark)
            report = _Batch(repository, press, ledger, progress, reason=mark.reason, onto=onto).run(paths)
            _refuse_errors(report)
    except _RolledBackError as stopped:
        report = stopped.report
        report.batch = None
    return report


def _refuse_errors(report: Report) -> None:
    if report.has_errors:
        raise _RolledBackError(report)


class _RolledBackError(Exception):
    """Ends the transaction of a batch with errors."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


class _Batch:
    """One import, or one check where ``ledger`` is None. Keeps one record at a time in memory."""

    def __init__(
        self,
        repository: Repository,
        press: Press,
        ledger: Ledger | None,
        progress: Progress,
        *,
        reason: str | None,
        onto: str | None = None,
    ) -> None:
        self._repository = repository
        self._press = press
        self._ledger = ledger
        self._reason = reason
        self._progress = progress
        self._onto = find_head(repository, onto).id if onto else None
        self._digests: dict[str, str] = {}
        self._known = Known(repository)
        self._kept: set[str] = set()
        self._places: dict[tuple[str, int], str] = {}
        self._rows: dict[str, dict[str, list[LogEntry]]] = {}
        self._report = Report()

    def run(self, paths: Iterable[Path]) -> Report:
        """Go through all sources."""
        for source in open_sources(paths):
            if isinstance(source, Problem):
                self._report.problems.append(source)
            else:
                self._read(source)
        if self._ledger and (self._report.added or self._report.revised):
            self._report.batch = self._ledger.batch
        return self._report

    def _read(self, source: Source) -> None:
        for row, found in enumerate(source.reader.read(source.body, source.file, self._press.knowledge), 1):
            self._report.problems.extend(found.problems)
            if found.draft and not any(p.severity == "error" for p in found.problems):
                self._report.problems.extend(self._take(Item(source, found, row), found.draft))
            self._progress(len(self._digests), source.file)

    def _take(self, item: Item, draft: Draft) -> Iterator[Problem]:
        """Take one draft in, and give what is wrong or doubtful about it."""
        try:
            document_id = self._identify(item, draft)
            history = list(self._history(document_id))
            record = settle(draft, document_id, history)
            refuse_taken_addresses(record, self._known)
        except Unidentified as finding:
            yield self._pass_over(item, finding)
            return
        except Unsettled as finding:
            yield item.problem("id-reused", finding.reason, finding.suggestion, where="texts")
            return
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            yield item.problem("invalid-record", reason, where="texts")
            return
        item = replace(item, record=record, is_minted=self._known.is_minted(document_id))
        self._known.add(record)
        if self._is_settled(record, history):
            return
        if (again := self._read_again(item, record.id)) is not None:
            yield from again
            return
        objections = list(self._objections(item, record, history))
        yield from objections
        if not any(problem.severity == "error" for problem in objections):
            yield from self._write(item, record, history)

    def _identify(self, item: Item, draft: Draft) -> str:
        if self._onto is None:
            place = (item.source.sha256, item.row)
            if place not in self._places:  # the same bytes twice in a batch are one record, checked or imported
                before = next((entry.document_id for entry in self._made_from(item)), None)
                self._places[place] = identify(draft, self._known, place=item.place, read_before=before)
            return self._places[place]
        if draft.id not in (None, self._onto):
            raise Unidentified("other-record", f"the file holds record {draft.id}, not {self._onto}")
        if self._digests or self._report.unchanged:
            raise Unidentified("several-records", f"the file holds more than one record; {self._onto} is one")
        return self._onto

    def _pass_over(self, item: Item, finding: Unidentified) -> Problem:
        """Report a draft that is not taken in; one read from these bytes before it was withdrawn keeps nothing out."""
        is_old = finding.code == "not-published" and bool(self._made_from(item))
        severity: Literal["error", "query"] = "query" if is_old and self._onto is None else "error"
        return item.problem(finding.code, finding.reason, finding.suggestion, where="id", severity=severity)

    def _made_from(self, item: Item) -> list[LogEntry]:
        """Give the entries made before this batch from these bytes at this place, oldest first."""
        if item.source.sha256 not in self._rows:
            rows: dict[str, list[LogEntry]] = {}
            for entry in self._repository.source_entries(item.source.sha256):
                rows.setdefault(str((entry.detail or {}).get("row")), []).append(entry)
            self._rows = {item.source.sha256: rows}  # of the file at hand only: a batch may have many
        return self._rows[item.source.sha256].get(str(item.row), [])

    def _history(self, document_id: str) -> Iterator[Record]:
        for entry in self._repository.entries(document_id):
            if entry.revision is not None:
                yield load_record(self._repository, entry)

    def _is_settled(self, record: Record, history: list[Record]) -> bool:
        """Tell whether the archive, or this batch, has just this record already."""
        digest = record.sha256()
        if self._digests.get(record.id) == digest:
            return True
        if record.id in self._digests or not history or history[-1].sha256() != digest:
            return False
        self._digests[record.id] = digest
        self._report.unchanged.append(record.id)
        return True

    def _read_again(self, item: Item, document_id: str) -> list[Problem] | None:
        """Pass over the very bytes that a revision was read from: a better reader is no change, nor is an old file.

        Gives None where they are new, or where they are given on purpose as the record's next revision.
        """
        made = [entry for entry in self._made_from(item) if entry.document_id == document_id]
        head = self._repository.head(document_id)
        if not made or not head or (self._onto and made[-1].revision != head.revision):
            return None
        self._digests[document_id] = made[-1].sha256 or ""
        self._report.unchanged.append(document_id)
        if made[-1].revision == head.revision:
            return []
        reason = f"revision {made[-1].revision} was read from this; revision {head.revision} came after it and stays"
        suggestion = f"To go back to this file: `muniment revise {document_id}`."
        return [item.problem("superseded", reason, suggestion, severity="query")]

    def _objections(self, item: Item, record: Record, history: list[Record]) -> Iterator[Problem]:
        if record.id in self._digests:
            reason = f"{self._known.call(record.id)} stands twice in this batch, with different content"
            yield item.problem("twice-in-batch", reason, "Leave one of the two out.", where="id")
            return
        if self._repository.is_erased(item.source.sha256):
            reason = "a record in this file was erased from the archive, and the file's bytes with it"
            yield item.problem("erased-source", reason, "Take that record out of the file.")
        others = {f"other_dates[{number}]": date for number, date in enumerate(record.other_dates or ())}
        for where, date in {"date": record.date, **others}.items():
            if date and date.edtf is not None and not is_valid_edtf(date.edtf):
                reason = f"{date.edtf!r} is no EDTF date (ISO 8601-2)"
                yield item.problem("invalid-edtf", reason, "Write it like 1951-06-13.", where=f"{where}.edtf")
        if history and not self._reason:
            reason = f"record {record.id} is in the archive and would change: {changes(history[-1], record)}"
            suggestion = "Say why with --reason; it becomes the next revision."
            yield item.problem("reason-needed", reason, suggestion)

    def _write(self, item: Item, record: Record, history: list[Record]) -> Iterator[Problem]:
        self._digests[record.id] = record.sha256()
        (self._report.revised if history else self._report.added).append(record.id)
        self._report.minted += item.is_minted
        for lost in find_lost_passages(history, record):
            yield item.problem(lost.code, lost.reason, lost.suggestion, where=lost.passage, severity="query")
        if self._ledger is None:
            document = self._press.understand(record, Revision(number=1, at="", sha256=record.sha256()))
        else:
            self._keep(item.source)
            detail = {"row": str(item.row), "media_type": item.source.reader.media_type}
            document = add_revision(
                self._ledger, self._repository, record, self._press, source=item.source.sha256, detail=detail
            )
        yield from _queries(item, document)

    def _keep(self, source: Source) -> None:
        """Keep the source's bytes, once however many records they hold."""
        if source.sha256 not in self._kept:
            self._repository.add_source(source.sha256, source.body, source.reader.media_type)
            self._kept.add(source.sha256)


def _queries(item: Item, document: Document) -> Iterator[Problem]:
    for notice in document.notices:
        words = f" ({notice.words})" if notice.words and len(notice.words) < 60 else ""  # noqa: PLR2004 - a line's worth
        yield item.problem(notice.code, notice.reason + words, where=notice.field, severity="query")


def changes(old: Record, new: Record) -> str:
    """Name the members in which two records differ."""
    before, after = old.model_dump(by_alias=True), new.model_dump(by_alias=True)
    return ", ".join(name for name in after if before.get(name) != after[name])
