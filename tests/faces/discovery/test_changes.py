"""What became of records: every change once, in order, for ever, and nothing of what was withdrawn."""

import sqlite3
from contextlib import closing
from uuid import UUID
from xml.etree import ElementTree as ET

import httpx
import pytest

from app.services.found import House
from tests.conftest import take_in
from tests.faces.conftest import link_to, make_record, merge_record, problem_of, withdraw_record, write_records
from tests.faces.reading_room.visitors import read

ATOM = "{http://www.w3.org/2005/Atom}"


def add(house: House, *numbers: int, reason: str | None = None, **members: object) -> None:
    """Import records, or what becomes of them."""
    records = write_records(house.archive.path.parent, *(make_record(n, **members) for n in numbers))
    assert not take_in(house, records, reason=reason).has_errors


async def told(client: httpx.AsyncClient, query: str = "") -> list[tuple[str, str, str | None]]:
    """Give what is told of each change: which record, what became of it, why."""
    changes = (await client.get(f"/changes{query}")).json()["changes"]
    return [(change["id"], change["what"], change["reason"]) for change in changes]


async def test_everything_that_became_of_records_is_told_in_order(client: httpx.AsyncClient, house: House) -> None:
    add(house, 1, 2, 3)
    add(house, 1, title="Another title", reason="A better title.")
    withdraw_record(house, "r002")
    merge_record(house, "r003", "110364")
    withdraw_record(house, "r001", erase=True)
    asked, merged = "The donor asked for it.", "The same letter."
    assert await told(client) == [
        ("110364", "new", None), ("r001", "new", None), ("r002", "new", None), ("r003", "new", None),
        ("r001", "revised", None), ("r002", "withdrawn", asked), ("r003", "merged", merged), ("r001", "erased", asked),
    ]  # fmt: skip
    answer = (await client.get("/changes?since=7")).json()
    assert [change["into"] for change in answer["changes"]] == ["110364", None]
    assert [change["seq"] for change in answer["changes"]] == [8, 9]
    assert answer["changes"][0]["url"] == "/document/r003"
    assert answer["last"] == 9


async def test_a_reason_is_told_while_its_record_is_published_and_withdrawn_with_it(
    client: httpx.AsyncClient, house: House
) -> None:
    add(house, 1)
    add(house, 1, title="Another", reason="It named an informant.")
    assert ("r001", "revised", "It named an informant.") in await told(client)
    withdraw_record(house, "r001")
    assert "informant" not in (await client.get("/changes")).text
    assert "informant" not in (await client.get("/feed.atom")).text


async def test_pages_lead_through_every_change_once_and_the_end_is_where_the_next_question_begins(
    client: httpx.AsyncClient, house: House
) -> None:
    add(house, *range(1, 6))
    response = await client.get("/changes?limit=2")
    answer = response.json()
    found = [change["id"] for change in answer["changes"]]
    while address := answer["next"]:
        assert link_to(response, "next") == address
        response = await client.get(address)
        answer = response.json()
        found += [change["id"] for change in answer["changes"]]
    assert found == ["110364", *(f"r{n:03}" for n in range(1, 6))]
    end = (await client.get(f"/changes?since={answer['last']}")).json()
    assert (end["changes"], end["last"], end["next"]) == ([], answer["last"], None)
    add(house, 7)
    assert await told(client, f"?since={end['last']}") == [("r007", "new", None)]


@pytest.mark.parametrize(
    "query", ["since=-1", "since=x", "since=1.0", "since=9007199254740992", "limit=0", "limit=201"]
)
async def test_a_number_that_is_none_is_refused(visitor: httpx.AsyncClient, query: str) -> None:
    problem_of(await visitor.get(f"/changes?{query}"), 422)


async def test_whoever_knows_of_more_than_the_log_has_is_told_so(client: httpx.AsyncClient, house: House) -> None:
    head = (await client.get("/readyz")).json()["log"]
    answer = (await client.get(f"/changes?since={head['entries']}")).json()
    assert (answer["changes"], answer["last"], answer["head"]) == ([], head["entries"], head["head"])
    problem = problem_of(await client.get(f"/changes?since={head['entries'] + 1}"), 422)
    assert problem["errors"][0]["parameter"] == "since"
    assert head["head"] in problem["detail"]
    add(house, 1)
    assert (await client.get(f"/changes?since={head['entries'] + 1}")).status_code == 200


@pytest.mark.parametrize("damage", ["reason = 'Invented.'", "detail = 'Invented'", "hash = '0'"])
async def test_a_damaged_change_is_named_and_the_others_are_told(
    client: httpx.AsyncClient, house: House, damage: str
) -> None:
    add(house, 1, 2)
    with closing(sqlite3.connect(house.archive.path)) as file, file:
        file.execute("DROP TRIGGER log_refuse_update")
        file.execute(f"UPDATE log SET {damage} WHERE document_id = 'r001'")  # noqa: S608 - our own
    response = await client.get("/changes")
    assert [change["id"] for change in response.json()["changes"]] == ["110364", "r002"]
    assert response.json()["damaged"] == [3]
    assert response.headers["cache-control"] == "no-store"
    assert "Invented" not in (await client.get("/feed.atom")).text


def entries(feed: ET.Element) -> list[tuple[str | None, str | None]]:
    """Give title and reason of every entry of a feed."""
    return [(e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary")) for e in feed.iter(f"{ATOM}entry")]


async def test_the_feed_tells_of_the_latest_changes_the_last_first(client: httpx.AsyncClient, house: House) -> None:
    add(house, 1, 2, title="<b> & “quotes” ]]>", summary="<i> & what it says")
    merge_record(house, "r001", "r002")
    withdraw_record(house, "110364")
    response = await client.get("/feed.atom")
    assert response.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(response.content)  # noqa: S314 - our own answer
    assert entries(feed) == [
        ("Withdrawn: record 110364", "The donor asked for it."),
        ("Merged: record r001", "The same letter. It is now /document/r002."),
        ("New: <b> & “quotes” ]]>", "<i> & what it says"),
        ("New: record r001", None),
        ("New: record 110364", None),
    ]
    required = {f"{ATOM}{name}" for name in ("id", "title", "updated", "author", "link")}
    assert required <= {child.tag for child in feed}
    ids = [feed.findtext(f"{ATOM}id"), *(e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids)) == 6
    assert all(UUID(str(one).removeprefix("urn:uuid:")) for one in ids)


async def test_the_feed_says_of_what_is_new_what_it_is_about_if_nobody_says_why_it_came(
    client: httpx.AsyncClient, house: House
) -> None:
    add(house, 1, summary=f"{'会' * 1000}谈")
    long = {"id": "en", "role": "translation", "language": "en", "passages": [{"id": "en.p1", "text": "x " * 99_999}]}
    add(house, 2, summary="About a book.", texts=[long])
    add(house, 3, reason="Found in a chest.", summary="About a chest.")
    feed = ET.fromstring((await client.get("/feed.atom")).content)  # noqa: S314 - our own answer
    told = [said for _, said in entries(feed)][:3]
    assert told == ["Found in a chest.", None, f"{'会' * 1000}…"]


async def test_the_feed_of_an_empty_archive_is_one(bare_client: httpx.AsyncClient) -> None:
    feed = ET.fromstring((await bare_client.get("/feed.atom")).content)  # noqa: S314
    assert entries(feed) == []
    assert feed.findtext(f"{ATOM}updated")
    assert (await bare_client.get("/changes")).json()["last"] == 0


async def test_the_feed_is_bounded_and_found_from_the_first_page(client: httpx.AsyncClient, house: House) -> None:
    add(house, *range(1, 80))
    page = await read(client, "/")
    address = page.one("link", type="application/atom+xml").attributes["href"]
    feed = ET.fromstring((await client.get(address)).content)  # noqa: S314
    assert [title for title, _ in entries(feed)] == [f"New: Letter {n}" for n in range(79, 29, -1)]


@pytest.mark.parametrize(("address", "most"), [("/changes?limit=200", 2), ("/changes?limit=1", 2), ("/feed.atom", 4)])
async def test_a_long_history_asks_the_archive_no_more_than_a_short_one(
    client: httpx.AsyncClient, house: House, selects: list[str], address: str, most: int
) -> None:
    for numbers in (range(1, 3), range(3, 60)):
        add(house, *numbers)
        selects.clear()
        assert (await client.get(address)).status_code == 200
        assert len(selects) == most, selects
