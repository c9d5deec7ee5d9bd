"""A synthetic archive is made once, gone on with where it stopped, and made anew only when the product has changed."""

from pathlib import Path

import pytest

from app.house import open_settings_house
from app.settings import Settings
from bench import archives
from bench.archives import obtain_archive
from bench.synthesis import record_id


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "BATCH", 4)


class Onlooker:
    """Sees how far an archive has come, and loses patience at a number."""

    def __init__(self, patience: int = 1000) -> None:
        self.seen: list[int] = []
        self._patience = patience

    def look(self, done: int, _total: int) -> None:
        """Take note of how far it is."""
        self.seen.append(done)
        if done == self._patience:
            raise KeyboardInterrupt


def count(path: Path) -> int:
    house = open_settings_house(Settings(archive=path))
    with house.archive.reading() as repository:
        number = repository.count_documents()
        assert repository.head(record_id(number - 1))
    house.archive.close()
    return number


def test_an_archive_is_made_in_batches_and_not_made_twice(tmp_path: Path) -> None:
    first, second = Onlooker(), Onlooker()
    path = obtain_archive(10, first.look, folder=tmp_path)
    assert count(path) == 10
    assert first.seen == list(range(1, 11))
    assert obtain_archive(10, second.look, folder=tmp_path) == path
    assert second.seen == []
    assert not list(tmp_path.glob("*.jsonl"))


def test_an_interrupted_archive_is_gone_on_with_at_the_batch_that_was_lost(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        obtain_archive(10, Onlooker(patience=6).look, folder=tmp_path)
    onlooker = Onlooker()
    assert count(obtain_archive(10, onlooker.look, folder=tmp_path)) == 10
    assert onlooker.seen == [5, 6, 7, 8, 9, 10]


def test_an_archive_of_another_reading_is_made_anew(tmp_path: Path) -> None:
    path = obtain_archive(5, Onlooker().look, folder=tmp_path)
    house = open_settings_house(Settings(archive=path))
    with house.archive.writing() as repository:
        repository.set_property("reading_version", "of long ago")
    house.archive.close()
    onlooker = Onlooker()
    obtain_archive(5, onlooker.look, folder=tmp_path)
    assert onlooker.seen == [1, 2, 3, 4, 5]


def test_an_archive_whose_stored_answers_the_product_would_print_otherwise_is_made_anew(tmp_path: Path) -> None:
    path = obtain_archive(5, Onlooker().look, folder=tmp_path)
    house = open_settings_house(Settings(archive=path))
    with house.archive.writing() as repository:
        rendition = repository.rendition(record_id(0), "json")
        assert rendition
        repository.set_renditions(record_id(0), [rendition.model_copy(update={"link": "<elsewhere>"})])
    house.archive.close()
    onlooker = Onlooker()
    obtain_archive(5, onlooker.look, folder=tmp_path)
    assert onlooker.seen == [1, 2, 3, 4, 5]


def test_what_is_no_archive_is_made_one(tmp_path: Path) -> None:
    path = obtain_archive(2, Onlooker().look, folder=tmp_path)
    path.write_bytes(b"not a database")
    assert count(obtain_archive(2, Onlooker().look, folder=tmp_path)) == 2
