"""History for people: every revision with its reason, and word for word what each changed."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.services import compare
from app.services.found import House
from tests.conftest import SEED, take_in
from tests.faces.conftest import make_record, write_records
from tests.faces.reading_room.visitors import links_to, read
from tests.formats.pages import Parsed

HISTORY = "/document/letter/revisions"


def passages(*words: str, order: str = "") -> list[dict[str, Any]]:
    """Give one text of numbered passages, in an order of its own if one is given."""
    numbered = {str(n): {"id": f"en.p{n}", "text": text} for n, text in enumerate(words, 1)}
    chosen = [numbered[n] for n in (order or numbered)]
    return [{"id": "en", "role": "translation", "language": "en", "passages": chosen}]


def write(house: House, reason: str | None = None, **members: object) -> None:
    """Import the letter, or a revision of it."""
    record = make_record(1, **({"id": "letter"} | members))
    report = take_in(house, write_records(house.archive.path.parent, record), reason=reason)
    assert not report.has_errors, report.problems
    assert report.added or report.revised


def changed(page: Parsed) -> dict[str, str]:
    """Give the words of each place that differs, what was taken out and put in told apart."""
    return {place.words: words.words for place, words in zip(page.all("dt"), page.all("dd"), strict=True)}


async def test_the_history_lists_the_newest_first_with_reason_hash_and_what_changed(
    bare_client: httpx.AsyncClient, bare_house: House
) -> None:
    write(bare_house, texts=passages("One.", "Two."))
    write(bare_house, "A <misprint> & more.", texts=passages("One.", "Three."))
    page = await read(bare_client, HISTORY)
    listed = (await bare_client.get("/documents/letter/revisions")).json()["revisions"]
    items = page.all("li")
    assert [item.attributes["value"] for item in items] == ["2", "1"]
    assert f"{listed[1]['at'][:10]}, by a test: A <misprint> & more." in items[0].words
    assert [revision["sha256"] in item.words for revision, item in zip(listed[::-1], items, strict=True)] == [True] * 2
    assert links_to(page, "What changed") == [f"{HISTORY}/2"]
    assert links_to(page, "JSON") == ["/documents/letter/revisions/2", "/documents/letter/revisions/1"]
    assert links_to(page, "Letter 1") == ["/document/letter"]


async def test_a_change_shows_what_was_taken_out_and_put_in(bare_client: httpx.AsyncClient, bare_house: House) -> None:
    write(bare_house, texts=passages("One.", "It is two."))
    write(bare_house, "a misprint", texts=passages("One.", "It is three."))
    page = await read(bare_client, f"{HISTORY}/2")
    assert changed(page) == {"en.p2": "It is taken out: twoput in: three."}
    assert page.one("del").words == "taken out: two"
    assert page.one("ins").words == "put in: three"
    assert page.one("h1").words == "What revision 2 changed"
    assert links_to(page, "all revisions") == [HISTORY]


async def test_the_first_revision_put_in_all_there_is(bare_client: httpx.AsyncClient, bare_house: House) -> None:
    write(bare_house, texts=passages("One."))
    page = await read(bare_client, f"{HISTORY}/1")
    assert changed(page)["title"] == "put in: Letter 1"
    assert changed(page)["en.p1"] == "put in: One."
    assert page.all("del") == []


async def test_passages_moved_taken_out_and_added_are_told_apart(
    bare_client: httpx.AsyncClient, bare_house: House
) -> None:
    write(bare_house, texts=passages("One.", "Two.", "Three."))
    write(bare_house, "reordered", texts=passages("One.", "Two.", "Three.", order="213"))
    assert list(changed(await read(bare_client, f"{HISTORY}/2"))) == ["texts.en, order"]
    write(bare_house, "taken out", texts=passages("One.", "Two.", "Three.", order="23"))
    assert changed(await read(bare_client, f"{HISTORY}/3")) == {"en.p1": "taken out: One."}
    write(bare_house, "added", texts=passages("One.", "Two.", "Three.", "Four.", order="234"))
    assert changed(await read(bare_client, f"{HISTORY}/4")) == {"en.p4": "put in: Four."}


async def test_very_long_texts_are_compared_and_shown(bare_client: httpx.AsyncClient, bare_house: House) -> None:
    old, new = (" ".join(f"{letter}{n}" for n in range(100_000)) for letter in "ab")
    write(bare_house, texts=passages(old, "Two."))
    write(bare_house, "another text", texts=passages(new, "Two."))
    page = await read(bare_client, f"{HISTORY}/2")
    assert page.one("del").words == f"taken out: {old}"
    assert page.one("ins").words == f"put in: {new}"


async def test_what_is_too_long_to_show_is_named_and_led_to(bare_client: httpx.AsyncClient, bare_house: House) -> None:
    old, new = (" ".join([word] * 160_000) for word in ("older", "newer"))
    write(bare_house, texts=passages(old, old, "Three."))
    write(bare_house, "another text", texts=passages(new, new, "Four."))
    page = await read(bare_client, f"{HISTORY}/2")
    found = changed(page)
    assert found["en.p1"] == f"taken out: {old}put in: {new}"
    assert found["en.p2"] == "Too long to show here."
    assert found["en.p3"] == "taken out: Three.put in: Four."
    revisions = [f"/documents/letter/revisions/{number}" for number in (1, 2)]
    assert f"Both revisions are whole at {revisions[0]} and {revisions[1]}." in page.one("main").words
    for revision in revisions:
        assert links_to(page, revision) == [revision]
        assert (await bare_client.get(revision)).status_code == 200
    assert "too long" not in (await read(bare_client, f"{HISTORY}/1")).one("main").words


async def test_of_a_first_revision_that_is_too_long_only_itself_is_named(
    bare_client: httpx.AsyncClient, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "_PLACES", 2)
    write(bare_house, texts=passages("One.", "Two."))
    page = await read(bare_client, f"{HISTORY}/1")
    assert "The revision is whole at /documents/letter/revisions/1." in page.one("main").words
    assert "Both" not in page.one("main").words
    assert len(changed(page)) == 2
    assert re.search(r"Further places that differ: [1-9]", page.one("main").words)


async def test_hostile_words_are_words_in_changes_too(bare_client: httpx.AsyncClient, bare_house: House) -> None:
    hostile = "</dd><script>alert(1)</script>\u202e'\""
    write(bare_house, title=hostile, texts=passages("One."))
    write(bare_house, hostile, title=f"{hostile}2", texts=passages(f"{hostile} One."))
    for path in (HISTORY, f"{HISTORY}/1", f"{HISTORY}/2"):
        assert hostile in (await read(bare_client, path)).one("main").words


@pytest.mark.parametrize("number", ["0", "-1", "01x", "x", "1.0", "99999999999999999999", "１"])
async def test_what_is_no_number_of_a_revision_is_refused(visitor: httpx.AsyncClient, number: str) -> None:
    response = await visitor.get(f"/document/110364/revisions/{number}")
    assert response.status_code in (404, 422)
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_revision_keeps_its_page_of_changes_whatever_comes_after(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    before = await client.get("/document/110364/revisions/1")
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes().replace(b"For Roshchin.", b"For N. V. Roshchin."))
    assert take_in(house, page, reason="a fuller name").revised
    after = await client.get("/document/110364/revisions/1")
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
