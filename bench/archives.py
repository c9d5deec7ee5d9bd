"""Keeps the synthetic archives: made by the product's own import, in batches, and used again while they are current."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app import resources
from app.domain.errors import MunimentError
from app.domain.identifiers import Addresses
from app.house import open_settings_house
from app.services.found import House, found_archive
from app.services.ingest import import_sources
from app.services.ledger import stamp
from app.services.press import Press
from app.services.read import read_anew
from app.services.reindex import READING_VERSION
from app.settings import Settings
from app.storage.repository import Repository
from app.understanding import VERSION
from bench.synthesis import SHAPE, record_id, synthesise

#: Where archives and results are kept, out of version control.
FOLDER = Path(__file__).parent / "archives"

#: One transaction each.
BATCH = 5000
_PROBES = 20

#: Told while an archive is made: how many records of how many are in it.
Progress = Callable[[int, int], None]


def obtain_archive(records: int, progress: Progress, *, folder: Path = FOLDER) -> Path:
    """Give the archive of so many records: the one that is there if the product would make the same today."""
    path = folder / f"{records}-shape-{SHAPE}.db"
    if path.exists() and not _is_current(path, records):
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    if not path.exists():
        found_archive(path, resources.migrations(), Addresses(), stamp("bench"))
    with opened(path) as house:
        _fill(house, records, progress)
    return path


@contextmanager
def opened(path: Path) -> Iterator[House]:
    """Open an archive as the product does, and let go of it at the end."""
    house = open_settings_house(Settings(archive=path, public_url=None))
    with closing(house.archive):
        yield house


def _is_current(path: Path, records: int) -> bool:
    """Tell whether the product still has this shape and prints the records that are there as they are kept."""
    try:
        with opened(path) as house, house.archive.reading() as repository:
            if repository.property(READING_VERSION) != VERSION:
                return False
            probes = [record_id(number) for number in range(0, records, max(1, records // _PROBES))]
            return all(_is_as_printed(repository, house.press, one) for one in probes if repository.head(one))
    except MunimentError:
        return False


def _is_as_printed(repository: Repository, press: Press, document_id: str) -> bool:
    printed = press.renditions(read_anew(repository, press, document_id))
    return all(repository.rendition(document_id, one.name) == one for one in printed)


def _fill(house: House, records: int, progress: Progress) -> None:
    """Import the batches that are not in the archive yet; each is one transaction, so it is there whole or not."""
    for first in range(0, records, BATCH):
        last = min(first + BATCH, records)
        with house.archive.reading() as repository:
            is_there = repository.head(record_id(last - 1)) is not None
        if not is_there:
            add_records(house, range(first, last), progress, total=records)


def add_records(house: House, numbers: range, progress: Progress, *, total: int) -> None:
    """Import the records of these numbers in one batch."""
    knowledge = house.press.knowledge
    russian = {scheme.id for scheme in knowledge.schemes if scheme.family == "russian"}  # of fonds, opisi and dela
    codes = [entry.code for entry in knowledge.repositories if entry.scheme in russian]
    source = house.archive.path.with_suffix(".jsonl")
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(synthesise(number, codes), ensure_ascii=False) + "\n" for number in numbers)

    def tell(done: int, _: str) -> None:
        progress(numbers.start + done, total)

    try:
        report = import_sources(house.archive, house.press, [source], stamp("bench"), tell)
    finally:
        source.unlink()
    if report.has_errors:
        raise RuntimeError(f"The synthetic records were refused: {report.problems[0].reason}")
