"""Our own JSON: one record, a list of records, or one a line. Ids may still be missing."""

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from app.readers.base import Found, Problem, Reader, begins_like_json
from app.readers.record.drafts import draft_of
from app.readers.record.flaws import Flaw, Source
from app.readers.record.values import parse
from app.understanding.knowledge import Knowledge

_LINE_SUFFIXES = (".jsonl", ".ndjson")
_SUFFIXES = (".json", *_LINE_SUFFIXES)
_LINE_END = re.compile(rb"\r\n|\r|\n")


def recognises(data: bytes, file: str) -> bool:
    """Tell whether the file is JSON: from its name, else from its first characters."""
    if PurePath(file).suffix.lower() in _SUFFIXES:
        return True
    return begins_like_json(data)


def read(data: bytes, file: str, _knowledge: Knowledge) -> Iterator[Found]:
    """Read every record, good ones beside bad ones. What the file holds is told from its content."""
    data = data.removeprefix(codecs.BOM_UTF8)
    rows = [(n, row) for n, row in enumerate(_LINE_END.split(data), start=1) if row.strip()]
    if not rows:
        flaw = Flaw("file-empty", (), "The file is empty.", "Save the record again.")
        yield Found(draft=None, problems=(Source(file, 1).error(flaw),))
        return
    value = parse(data, Source(file, None))
    if isinstance(value, Problem) and _is_by_line(data, file, rows):
        for number, row in rows:
            yield _find(parse(row, Source(file, number)), Source(file, number))
    elif isinstance(value, list):
        for ordinal, item in enumerate(value, start=1):
            yield _find(item, Source(file, None, ordinal))
    else:
        yield _find(value, Source(file, rows[0][0] if len(rows) == 1 else None))


def _is_by_line(data: bytes, file: str, rows: list[tuple[int, bytes]]) -> bool:
    """Tell whether a file that is not one JSON value was meant to have a record on each line.

    A record that is spread over several lines has none that begins at the margin and is complete.
    """
    if PurePath(file).suffix.lower() in _LINE_SUFFIXES:
        return True
    complete = any(row.startswith(b"{") and row.rstrip().endswith(b"}") for _, row in rows)
    return complete and not data.lstrip().startswith(b"[")


def _find(value: Any, source: Source) -> Found:  # noqa: ANN401 - any JSON value, or a Problem
    """Make a draft of one value, or say everything that is wrong with it."""
    if isinstance(value, Problem):
        return Found(draft=None, line=value.line, problems=(value,))
    draft, flaws = draft_of(value)
    return Found(draft=draft, line=source.line, problems=tuple(source.error(flaw) for flaw in flaws))


READER = Reader(
    name="record",
    description="records in our own JSON: one, a list, or one a line",
    media_type="application/json",
    recognises=recognises,
    read=read,
)
