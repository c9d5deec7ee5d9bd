"""Translators whom a style would take for authors: none is, in any form, and a whole citation names each."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import make_record, write_records
from tests.formats.letters import text_of

TEXTS = [text_of("en", "en", "Words.", translators=["Ann Lee"])]
NAMED = "the words in square brackets name the translator"
UNNAMED = "this form names no translator"


@pytest.fixture
async def scholar(client: httpx.AsyncClient, house: House, tmp_path: Path) -> httpx.AsyncClient:
    """A client of an archive with two translated records."""
    records = [make_record(number, texts=TEXTS, date={"as_written": "June 13, 1951"}) for number in (1, 2)]
    assert not take_in(house, write_records(tmp_path, *records)).has_errors
    return client


async def ask(client: httpx.AsyncClient, query: str) -> dict[str, Any]:
    """Give a citation of the first record."""
    response = await client.get(f"/documents/r001/citation?{query}")
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    "query",
    [
        "style=mhra&form=short",
        "style=mhra&form=ibid",
        "style=apsa&form=in-text",
        "style=american-journal-of-archaeology&form=short",
        "style=chicago&form=short",
    ],
)
async def test_no_form_prints_a_translator_as_the_author(scholar: httpx.AsyncClient, query: str) -> None:
    cited = await ask(scholar, query)
    assert "Ann Lee" not in cited["text"]
    assert [warning for warning in cited["warnings"] if warning.endswith(UNNAMED)]
    assert "[" not in cited["text"]


@pytest.mark.parametrize("style", ["american-journal-of-archaeology", "world-politics", "international-organization"])
async def test_a_note_without_a_title_is_no_exception(scholar: httpx.AsyncClient, style: str) -> None:
    cited = await ask(scholar, f"style={style}")
    assert not cited["text"].startswith("Ann Lee")
    assert "[translated by Ann Lee]" in cited["text"]
    assert [warning for warning in cited["warnings"] if warning.endswith(NAMED)]


async def test_a_note_that_names_its_translator_well_goes_on_doing_so(scholar: httpx.AsyncClient) -> None:
    cited = await ask(scholar, "style=mhra")
    assert "Ann Lee" in cited["text"]
    assert "[" not in cited["text"]


@pytest.mark.parametrize("form", ["note", "bibliography"])
async def test_the_brackets_stand_before_the_full_stop_and_the_name_is_not_lost(
    scholar: httpx.AsyncClient, form: str
) -> None:
    cited = await ask(scholar, f"style=chicago&form={form}")
    assert cited["text"].endswith(" [translated by Ann Lee].")
    assert (cited["ensured"], "translators" in cited["omitted"]) == (["translators"], False)


async def test_lists_print_what_a_citation_alone_prints(scholar: httpx.AsyncClient) -> None:
    for style in ("mhra", "chicago"):
        notes = [{"cites": [{"id": name}]} for name in ("r001", "r002", "r001")]
        listed = (await scholar.post("/citations", json={"style": style, "notes": notes})).json()["notes"]
        alone = [(await ask(scholar, f"style={style}&form={form}"))["text"] for form in ("note", "short")]
        assert [listed[0]["text"], listed[2]["text"]] == alone
