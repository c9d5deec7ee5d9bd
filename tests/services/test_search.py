"""Records found by their words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import Unusable
from app.services import search as search_service
from app.services.found import House
from app.services.search import Found, search
from app.understanding.wording import Token, cut
from tests.conftest import take_in
from tests.services.specimens import a_record, save


def find(house: House, words: str, *, limit: int = 20, after: str | None = None) -> Found:
    with house.archive.reading() as repository:
        return search(repository, words, limit=limit, after=after)


def ids(found: Found) -> list[str]:
    return [hit.id for hit in found.items]


@pytest.fixture
def stocked(house: House, tmp_path: Path) -> House:
    """An archive with a few records beside the seed."""
    records = [
        a_record("5001", "On rice and salt.", "The salt was late.", title="Salt"),
        a_record("5002", "The rice was late.", title="Rice", summary="A report about salt."),
        a_record("5003", "北京市人民政府报告。", "조선민주주의인민공화국에서", title="报告"),
        a_record("5004", "Ещё об урожае; naïve ﬁgures — " + "word " * 200 + "salt", title="Harvest"),
    ]
    assert not take_in(house, save(tmp_path / "stock.jsonl", *records)).has_errors
    return house


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("salt", ["5001", "5002", "5004"]),
        ("SALT late", ["5001", "5002"]),
        ('"salt was late"', ["5001"]),
        ('"late was salt"', []),
        ("北京", ["5003"]),
        ("京北", []),
        ("민주주의", ["5003"]),
        ("еще УРОЖАЕ", ["5004"]),
        ("naive figures", ["5004"]),
        ("MIG-15s armistice", ["110364"]),
        ("Kim Il-sung", ["110364"]),
        ("nobody", []),
    ],
)
def test_records_are_found_by_words_in_any_of_their_parts(stocked: House, words: str, wanted: list[str]) -> None:
    assert sorted(ids(find(stocked, words))) == sorted(wanted)


def test_a_word_in_a_title_counts_most_then_one_in_a_summary(stocked: House) -> None:
    assert ids(find(stocked, "salt")) == ["5001", "5002", "5004"]


def test_a_hit_shows_the_passage_with_most_of_the_words_and_some_of_it(stocked: House) -> None:
    (hit,) = find(stocked, "salt was").items[:1]
    assert (hit.passage, hit.text, hit.excerpt) == ("en.p2", "en", "The salt was late.")
    long = next(hit for hit in find(stocked, "salt").items if hit.id == "5004")
    assert long.excerpt.startswith("… word")
    assert long.excerpt.endswith("word salt")
    assert len(long.excerpt) <= 290
    summary = next(hit for hit in find(stocked, "report").items if hit.id == "5002")
    assert (summary.passage, summary.excerpt) == (None, "A report about salt.")


def test_pages_follow_one_another_without_a_gap(stocked: House) -> None:
    first = find(stocked, "salt", limit=2)
    assert ids(first) + ids(find(stocked, "salt", limit=2, after=first.next)) == ids(find(stocked, "salt"))
    assert find(stocked, "salt").next is None


def test_what_cannot_be_looked_for_is_refused(stocked: House) -> None:
    for words in ("", '""', "* -", "w" * 1001, "a " * 41, "a\x00"):
        with pytest.raises(Unusable):
            find(stocked, words)
    for after in ("x", "0", "-1", "1" * 7):
        with pytest.raises(Unusable):
            find(stocked, "salt", after=after)


def test_words_asked_for_twice_are_looked_for_once() -> None:
    assert search_service._read('war "war" a war "a b" "a b"') == [["war"], ["a"], ["a", "b"]]


def test_of_a_long_text_no_more_is_cut_than_is_shown(house: House, tmp_path: Path) -> None:
    words = ["war " * 5000, "peace " * 5000 + "salt", "salt " + "天" * 5000]
    records = [a_record(f"600{number}", text) for number, text in enumerate(words)]
    assert not take_in(house, save(tmp_path / "long.jsonl", *records)).has_errors
    pieces: list[int] = []

    def noted(text: str) -> Iterator[Token]:
        pieces.append(len(text))
        return cut(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_service, "cut", noted)
        excerpts = {hit.id: hit.excerpt for asked in ("war", "salt") for hit in find(house, asked).items}
    assert max(pieces) < 2000
    assert set(excerpts) == {"6000", "6001", "6002"}
    assert excerpts["6001"].endswith("peace salt")
    assert excerpts["6002"].startswith("salt 天")


def test_one_page_of_hits_looks_through_no_more_than_so_many_letters(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [a_record(f"700{number}", "peace " * 100, "salt") for number in range(3)]
    assert not take_in(house, save(tmp_path / "long.jsonl", *records)).has_errors
    assert [hit.passage for hit in find(house, "salt").items] == ["en.p2"] * 3
    monkeypatch.setattr(search_service, "_LOOKED_THROUGH", 1000)
    assert [hit.passage for hit in find(house, "salt").items] == ["en.p2", "en.p1", "en.p1"]
