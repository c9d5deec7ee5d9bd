"""The synthetic records are the same every time, are shaped like the seed, and mean nothing."""

import json
from typing import Any

from app import resources
from app.readers.record import READER
from bench.synthesis import record_id, synthesise

CODES = ["APRF", "AVPRF", "GARF"]


def some(count: int) -> list[dict[str, Any]]:
    return [synthesise(number, CODES) for number in range(count)]


def share(records: list[dict[str, Any]], words: str, member: str) -> float:
    return sum(words in str(record.get(member)) for record in records) / len(records)


def test_a_record_depends_on_its_number_alone() -> None:
    assert synthesise(41, CODES) == some(42)[41]
    assert synthesise(41, CODES) != synthesise(42, CODES)


def test_the_product_reads_every_record_without_an_error() -> None:
    lines = "\n".join(json.dumps(record) for record in some(50)).encode()
    found = list(READER.read(lines, "some.jsonl", resources.load_knowledge()))
    assert not [problem for one in found for problem in one.problems]
    assert [one.draft.id for one in found if one.draft] == [record_id(number) for number in range(50)]


def test_two_in_five_have_two_archival_references() -> None:
    assert 0.35 < share(some(1000), " and ", "reference") < 0.45


def test_texts_have_two_to_six_thousand_characters_and_differ_in_length() -> None:
    sizes = [sum(len(passage["text"]) for passage in record["texts"][0]["passages"]) for record in some(200)]
    assert min(sizes) > 1900
    assert max(sizes) < 7000
    assert len(set(sizes)) > 150


def test_dates_run_from_1945_to_1991_and_some_are_missing_or_vague() -> None:
    dates = [record["date"]["as_written"] if "date" in record else None for record in some(1000)]
    years = {int(date[-4:]) for date in dates if date}
    assert (min(years), max(years)) == (1945, 1991)
    assert None in dates
    assert any(date and " " in date and "," not in date for date in dates)
