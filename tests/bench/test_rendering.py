"""What it costs to write the seed down is measured for every format, in a process of its own."""

import pytest
from click.testing import CliRunner

from app.formats import formats
from bench import apart, rendering


@pytest.mark.parametrize("kind", ["plain", "xml"])
def test_the_slowest_format_of_a_kind_is_a_number_of_milliseconds(kind: str) -> None:
    assert apart.ask("bench.rendering", kind) > 0


def test_every_format_is_listed_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_RENDERINGS", 1)
    lines = CliRunner().invoke(rendering.main, []).output.splitlines()
    assert [line.partition(":")[0] for line in lines] == [fmt.name for fmt in formats()]
    assert [line.endswith(", stored") for line in lines] == [fmt.stored for fmt in formats()]


def test_what_is_asked_for_is_the_slowest_of_its_kind_and_nothing_that_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = {"json": 9.0, "web": 8.0, "csv": 2.0, "ris": 1.0, "tei": 4.0, "mods": 3.0}
    measured = [(fmt, times[fmt.name]) for fmt in formats() if fmt.name in times]
    monkeypatch.setattr(rendering, "time_formats", lambda: iter(measured))
    assert CliRunner().invoke(rendering.main, ["plain"]).output == "2.0\n"
    assert CliRunner().invoke(rendering.main, ["xml"]).output == "4.0\n"


def test_xml_is_told_by_its_media_type() -> None:
    assert {fmt.name for fmt in formats() if rendering.is_xml(fmt)} == {"dc", "mods", "tei", "zotero-rdf"}
