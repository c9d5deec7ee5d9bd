"""Writes records down in one format, each whole or not at all, and says what the format could not say of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import MunimentError
from app.formats.base import Format, Loss
from app.services.press import Press
from app.services.trail import follow_document
from app.storage.repository import Repository


@dataclass
class Tally:
    """What became of an export. ``losses`` counts the records of which each thing was not said."""

    records: int = 0
    written: int = 0
    failures: list[MunimentError] = field(default_factory=list)
    losses: Counter[Loss] = field(default_factory=Counter)


def export_records(
    repository: Repository,
    press: Press,
    names: Iterable[str],
    fmt: Format,
    tally: Tally,
    progress: Callable[[int], None],
) -> Iterator[tuple[str, bytes]]:
    """Give each record's id and its bytes, by any name it ever had; one that cannot be had is counted, and passed over.

    All are read as the archive is at one moment.
    """
    context = press.context
    for number, name in enumerate(names, 1):
        try:
            document = follow_document(repository, press, name)
        except MunimentError as error:
            tally.failures.append(error)
            continue
        tally.records += 1
        tally.losses.update(fmt.tell_losses(document, context))
        yield document.id, fmt.render(document, context)
        progress(number)


def keep(path: Path, body: bytes) -> bool:
    """Write a file whole, unless it has these very bytes; tell whether it was written.

    So an export that was broken off goes on where it stopped, and one that is repeated writes what has changed.
    """
    with suppress(FileNotFoundError):
        if path.read_bytes() == body:
            return False
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True
