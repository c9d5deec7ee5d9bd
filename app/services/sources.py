"""Finds the sources of a batch: files, and the readers that understand them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from app.domain.identifiers import sha256_bytes
from app.readers import readers
from app.readers.base import Problem, Reader

#: A source larger than this is refused: no page or list of records made by people is.
MAX_SOURCE = 200 * 2**20


@dataclass(frozen=True)
class Source:
    """A file's bytes, and the reader that understands them."""

    file: str
    body: bytes
    reader: Reader

    @cached_property
    def sha256(self) -> str:
        """The hash under which the bytes are kept."""
        return sha256_bytes(self.body)


def open_sources(paths: Iterable[Path]) -> Iterator[Source | Problem]:
    """Give every file named or inside a folder named, in order, as a source or as the reason why it is none.

    A file nobody can read is an error where it was named itself, and a query where only its folder was.
    """
    for path in paths:
        if path.is_dir():
            for inner in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
                yield _open_file(inner, "query")
        else:
            yield _open_file(path, "error")


def _open_file(path: Path, severity: Literal["error", "query"]) -> Source | Problem:
    file = str(path)
    try:
        if path.stat().st_size > MAX_SOURCE:
            reason = f"the file is larger than {MAX_SOURCE >> 20} MB"
            return Problem(severity="error", code="file-too-large", file=file, reason=reason)
        body = path.read_bytes()
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        return Problem(severity="error", code="unreadable-file", file=file, reason=reason)
    reader = next((r for r in readers() if r.recognises(body, path.name)), None)
    if reader:
        return Source(file=file, body=body, reader=reader)
    known = "; ".join(f"{r.name} ({r.description})" for r in readers())
    reason = "no reader recognises this file"
    suggestion = f"These can be read: {known}."
    return Problem(severity=severity, code="unknown-format", file=file, reason=reason, suggestion=suggestion)
