"""A name is followed to its end, over however many records were merged, and never round and round."""

from pathlib import Path

import pytest

from app.domain.errors import Moved, NotFound
from app.services.cards import follow_card, read_card
from app.services.found import House
from app.services.ledger import Stamp
from app.services.read import read_extract
from app.services.trail import Step, follow, follow_document, follow_name
from app.services.withdraw import merge
from tests.conftest import take_in
from tests.services.specimens import a_record, save

MARK = Stamp(at="2026-01-31T12:00:00Z", by="editor", reason="because")
SLUG = "https://archive.example/document/some-slug"


@pytest.fixture
def merged(house: House, tmp_path: Path) -> House:
    """An archive in which a record was merged into another, that into a third, and so on, six times."""
    records = [a_record("m1", source_url=SLUG), *(a_record(f"m{number}", "A word.") for number in range(2, 8))]
    assert not take_in(house, save(tmp_path / "a.jsonl", *records)).has_errors
    with house.archive.writing() as repository:
        for number in range(1, 7):
            merge(repository, f"m{number}", f"m{number + 1}", MARK)
    return house


def test_a_name_leads_over_all_records_that_were_merged(merged: House) -> None:
    with merged.archive.reading() as repository:
        assert follow_name(repository, SLUG) == "m7"
        assert follow_document(repository, merged.press, SLUG).id == "m7"
        assert follow_document(repository, merged.press, "m1", number=1).id == "m1"
        assert follow_card(repository, merged.press, "m1").document.id == "m7"
        newest = read_card(repository, merged.press, "m1", number=1).newest
        assert newest is not None
        assert newest.id == "m7"


def test_passages_of_a_merged_record_lead_to_none(merged: House) -> None:
    steps: list[Step] = []
    with merged.archive.reading() as repository:

        def read(step: Step) -> str:
            steps.append(step)
            return read_extract(repository, merged.press, step.name, step.passages)[1].id if step.passages else ""

        assert follow(Step("m6", "en.p1"), read) == ""
        assert steps == [Step("m6", "en.p1"), Step("m7")]
        assert follow(Step("m7", "p1"), read) == "en.p1"


def test_names_that_lead_round_lead_nowhere() -> None:
    def turn(step: Step) -> str:
        raise Moved("b" if step.name == "a" else "a")

    with pytest.raises(NotFound, match="no record 'a'"):
        follow(Step("a"), turn)
