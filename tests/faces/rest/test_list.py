"""The list of records: by date and then id, page by page, without repeat or gap."""

import base64
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.house import open_settings_house
from app.services.found import House
from app.settings import Settings
from tests.conftest import client_of, found, take_in
from tests.faces.conftest import (
    link_to,
    links_of,
    make_record,
    merge_record,
    problem_of,
    withdraw_record,
    write_records,
)

DATES = (
    "June 13, 1951",
    "June 1951",
    "1951",
    "not earlier than June 1951",
    "not later than June 1949",
    "1951 or 1952",
    "December 31, 1949",
    "undated",
    None,
    "March 02, 1950",
    "circa 1950",
    "early October 1950",
)


def fill(house: House, folder: Path, count: int = 23) -> list[str]:
    """Import small records of many dates, several of them the same, in no order; give their ids."""
    dates = [DATES[number * 7 % len(DATES)] for number in range(1, count + 1)]
    records = [make_record(number, date={"as_written": date} if date else None) for number, date in enumerate(dates, 1)]
    report = take_in(house, write_records(folder, *reversed(records)))
    assert not report.has_errors, report.problems
    return [record["id"] for record in records]


def sort_key(item: dict[str, Any]) -> tuple[str, str]:
    """Give what a list is sorted by: the first possible day, else the last; and then the id."""
    date = item["date"] or {}
    return (date.get("earliest") or date.get("latest") or "~", item["id"])


async def walk(client: httpx.AsyncClient, address: str) -> list[dict[str, Any]]:
    """Follow ``next`` to the end."""
    items: list[dict[str, Any]] = []
    following: str | None = address
    for _ in range(100):
        assert following
        page = (await client.get(following)).json()
        items += page["items"]
        following = page["next"]
        if following is None:
            return items
    pytest.fail("the list has no end")


async def test_an_empty_archive_has_an_empty_list(bare_client: httpx.AsyncClient) -> None:
    page = (await bare_client.get("/documents")).json()
    assert page == {"schema": 1, "items": [], "limit": 50, "next": None, "missing": [], "absences": [], "damaged": []}


async def test_a_summary_says_what_the_record_says(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/documents")).json()
    assert [item["id"] for item in page["items"]] == ["900001", "110364", "900777"]
    for item in page["items"]:
        record = (await visitor.get(item["links"]["self"])).json()
        citation = record["citation"]
        assert item.pop("citation") == (citation["as_published"] or citation["generated"])
        assert item["links"].items() <= record["links"].items()
        assert {name: record[name] for name in item if name != "links"} == {
            n: v for n, v in item.items() if n != "links"
        }


async def test_records_come_by_date_and_then_id_and_undated_ones_last(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    ids = fill(bare_house, tmp_path)
    items = (await bare_client.get("/documents?limit=200")).json()["items"]
    assert sorted(item["id"] for item in items) == ids
    assert items == sorted(items, key=sort_key)
    undated = [item["date"] is None or item["date"]["edtf"] is None for item in items]
    assert undated == sorted(undated)
    assert any(undated)


@pytest.mark.parametrize("limit", [1, 5, 22, 23, 24, 200])
async def test_next_goes_through_all_records_without_repeat_or_gap(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path, limit: int
) -> None:
    fill(bare_house, tmp_path)
    whole = (await bare_client.get("/documents?limit=200")).json()["items"]
    assert await walk(bare_client, f"/documents?limit={limit}") == whole


async def test_a_record_added_meanwhile_disturbs_nobody_who_goes_through_the_list(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path)
    whole = [item["id"] for item in (await bare_client.get("/documents?limit=200")).json()["items"]]
    first = (await bare_client.get("/documents?limit=5")).json()
    earlier, later = make_record(500, date={"as_written": "1901"}), make_record(501)
    assert not take_in(bare_house, write_records(tmp_path, earlier, later, name="more.json")).has_errors
    rest = [item["id"] for item in await walk(bare_client, first["next"])]
    assert [item["id"] for item in first["items"]] + rest == [*whole, "r501"]


async def test_a_record_withdrawn_meanwhile_disturbs_nobody_who_goes_through_the_list(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path)
    whole = [item["id"] for item in (await bare_client.get("/documents?limit=200")).json()["items"]]
    first = (await bare_client.get("/documents?limit=5")).json()
    withdraw_record(bare_house, whole[4])  # the very record the position names
    rest = [item["id"] for item in await walk(bare_client, first["next"])]
    assert rest == whole[5:]


async def test_the_next_page_is_linked_to_as_well(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path, count=6)
    response = await bare_client.get("/documents?limit=5")
    assert link_to(response, "next") == response.json()["next"]
    last = await bare_client.get(response.json()["next"])
    assert [len(last.json()["items"]), last.json()["next"]] == [1, None]
    assert links_of(last) == []


async def test_a_page_that_ends_with_the_last_record_has_no_next(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path, count=5)
    page = (await bare_client.get("/documents?limit=5")).json()
    assert [len(page["items"]), page["limit"], page["next"]] == [5, 5, None]


async def test_the_limit_may_change_on_the_way(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path)
    first = (await bare_client.get("/documents?limit=5")).json()
    (after,) = parse_qs(urlsplit(first["next"]).query)["after"]
    rest = (await bare_client.get("/documents", params={"after": after, "limit": 200})).json()["items"]
    assert first["items"] + rest == (await bare_client.get("/documents?limit=200")).json()["items"]


async def test_a_page_is_of_fifty_records_where_nobody_says_how_many(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path, count=51)
    page = (await bare_client.get("/documents")).json()
    assert [len(page["items"]), page["limit"]] == [50, 50]


@pytest.mark.parametrize("limit", ["0", "201", "x", "-1", "", "1.5", "99999999999999999999", "%00", "5;6"])
async def test_a_limit_that_is_none_is_422(visitor: httpx.AsyncClient, limit: str) -> None:
    (error,) = problem_of(await visitor.get(f"/documents?limit={limit}"), 422)["errors"]
    assert error["parameter"] == "limit"


async def test_a_position_nobody_gave_is_422(bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path) -> None:
    fill(bare_house, tmp_path, count=3)
    (token,) = parse_qs(urlsplit((await bare_client.get("/documents?limit=1")).json()["next"]).query)["after"]
    data = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    for position in range(len(data)):
        forged = bytes([*data[:position], data[position] ^ 1, *data[position + 1 :]])
        after = base64.urlsafe_b64encode(forged).decode().rstrip("=")
        problem_of(await bare_client.get("/documents", params={"after": after}), 422)
    for length in range(len(token) - 1):
        problem_of(await bare_client.get("/documents", params={"after": token[:length]}), 422)


@pytest.mark.parametrize(
    "after", ["", "x", "=", "====", "💩", "%00", "W10", "a" * 1000, "a" * 1001, "../../etc/passwd", "0"]
)
async def test_what_is_no_position_is_422(visitor: httpx.AsyncClient, after: str) -> None:
    (error,) = problem_of(await visitor.get(f"/documents?after={after}"), 422)["errors"]
    assert error["parameter"] == "after"


async def test_a_position_of_another_archive_is_422(
    settings: Settings, visitor: httpx.AsyncClient, tmp_path: Path
) -> None:
    found(settings)
    house = open_settings_house(settings)
    fill(house, tmp_path, count=2)
    async with client_of(settings) as other:
        following = (await other.get("/documents?limit=1")).json()["next"]
    house.archive.close()
    assert (await visitor.get("/documents?limit=1")).json()["next"] not in ("", None, following)
    problem_of(await visitor.get(following), 422)


async def test_several_records_are_given_in_the_order_asked_for_and_the_missing_named(
    visitor: httpx.AsyncClient,
) -> None:
    response = await visitor.get("/documents?id=900001&id=nobody&id=110364&id=900001&id=&id=110364.json")
    page = response.json()
    assert [item["id"] for item in page["items"]] == ["900001", "110364"]
    assert page["missing"] == ["nobody", "", "110364.json"]
    assert page["next"] is None
    assert links_of(response) == []


async def test_records_that_are_not_published_are_not_listed(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    ids = fill(bare_house, tmp_path, count=5)
    withdraw_record(bare_house, ids[0])
    merge_record(bare_house, ids[1], ids[2])
    assert {item["id"] for item in await walk(bare_client, "/documents?limit=1")} == set(ids[2:])
    page = (await bare_client.get("/documents", params={"id": ids})).json()
    assert [item["id"] for item in page["items"]] == ids[2:]
    assert page["missing"] == ids[:2]


async def test_of_every_missing_record_it_is_said_what_reading_it_is_answered(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    ids = fill(house, tmp_path, count=4)
    withdraw_record(house, ids[0])
    withdraw_record(house, ids[1], minimal=True)
    merge_record(house, ids[2], ids[3])
    slug = "digitalarchive.wilsoncenter.org/document/110364"
    asked = [*ids, slug, "nobody"]
    page = (await client.get("/documents", params={"id": asked})).json()
    absences = page["absences"]
    assert page["missing"] == [absence["id"] for absence in absences] == [*ids[:3], slug, "nobody"]
    assert [absence["status"] for absence in absences] == [410, 410, 308, 308, 404]
    for absence in absences:
        alone = await client.get(f"/documents/{absence['id']}")
        assert alone.status_code == absence["status"]
        assert alone.headers.get("location") == absence["location"]
        if alone.status_code != 308:
            problem = problem_of(alone, absence["status"])
            assert problem.get("tombstone") == absence["tombstone"]
            assert {name: problem[name] for name in ("type", "detail")}.items() <= absence.items()


async def test_many_unknown_ids_do_not_ask_the_archive_for_names_like_them(
    visitor: httpx.AsyncClient, selects: list[str]
) -> None:
    ids = [f"n{number}" for number in range(200)]
    assert len((await visitor.get("/documents", params={"id": ids})).json()["absences"]) == 200
    assert len(selects) <= 1 + 2 * 200


async def test_two_hundred_records_may_be_asked_for_and_no_more(visitor: httpx.AsyncClient) -> None:
    ids = ["110364", *(f"n{number}" for number in range(200))]
    page = (await visitor.get("/documents", params={"id": ids[:200]})).json()
    assert len(page["items"]) + len(page["missing"]) == 200
    problem_of(await visitor.get("/documents", params={"id": ids}), 422)


async def test_a_position_cannot_stand_beside_ids(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    fill(bare_house, tmp_path, count=2)
    following = (await bare_client.get("/documents?limit=1")).json()["next"]
    (error,) = problem_of(await bare_client.get(f"{following}&id=r001"), 422)["errors"]
    assert error["parameter"] == "after"


@pytest.mark.parametrize(("name", "nearest"), [("limt", "limit"), ("Limit", "limit"), ("ids", "id"), ("aftr", "after")])
async def test_a_misspelt_parameter_is_422_and_the_nearest_is_named(
    visitor: httpx.AsyncClient, name: str, nearest: str
) -> None:
    (error,) = problem_of(await visitor.get(f"/documents?{name}=1"), 422)["errors"]
    assert error["parameter"] == name
    assert error["near"][0] == nearest
    assert nearest in error["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "/documents?q=x",
        "/documents/110364?x=1",
        "/documents/110364?revision=1",
        "/documents/110364/citation?stil=house",
        "/documents/110364/texts/en?lang=en",
        "/documents/110364/revisions?limit=1",
        "/livez?x",
        "/readyz?=1",
        "/openapi.json?x=1",
        "/docs?x=1",
        "/schemas/document.json?v=2",
        "/problems/not-found?a=b",
    ],
)
async def test_a_parameter_nobody_declared_is_422_everywhere(visitor: httpx.AsyncClient, address: str) -> None:
    assert problem_of(await visitor.get(address), 422)["errors"]


@pytest.mark.parametrize(
    "address",
    [
        "/documents?limit=5&limit=6",
        "/documents?limit=5&limit=5",
        "/documents?after=x&after=y",
        "/documents/110364/citation?style=house&style=house",
        "/documents/110364/texts/en?revision=1&revision=1",
    ],
)
async def test_a_parameter_given_twice_is_422(visitor: httpx.AsyncClient, address: str) -> None:
    (error,) = problem_of(await visitor.get(address), 422)["errors"]
    assert "more than once" in error["detail"]


async def test_every_parameter_that_is_wrong_is_named(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get("/documents?limt=5&x=1&limit=2&limit=3"), 422)
    assert [error["parameter"] for error in problem["errors"]] == ["limt", "x", "limit"]
