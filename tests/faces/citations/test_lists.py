"""Many records cited together: notes in their order, a bibliography, and what is not here."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from app.house import open_settings_house
from app.main import create_app
from app.settings import Settings
from tests.conftest import SEED, make_archive
from tests.faces.conftest import client_on, make_record, merge_record, problem_of, withdraw_record, write_records

#: So many letters, one a year, the last first.
LETTERS = 120
SEED_ID = "110364"


def _letter(number: int) -> dict[str, Any]:
    title = f"Letter of the year {2000 - number}"
    return make_record(number, title=title, date={"as_written": f"May 3, {2000 - number}"})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """The application on an archive of many letters; r001 is withdrawn, r002 merged into r003."""
    folder = tmp_path_factory.mktemp("library")
    settings = Settings(archive=folder / "archive.db")
    make_archive(settings, SEED, write_records(folder, *(_letter(number) for number in range(1, LETTERS + 1))))
    house = open_settings_house(settings)
    withdraw_record(house, "r001")
    merge_record(house, "r002", "r003")
    house.archive.close()
    return create_app(settings)


@pytest.fixture
async def scholar(library: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it."""
    async with client_on(library) as client:
        yield client


async def ask(client: httpx.AsyncClient, **asked: object) -> dict[str, Any]:
    """Give the answer to a list."""
    response = await client.post("/citations", json=asked)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def refused(client: httpx.AsyncClient, parameter: str, **asked: object) -> dict[str, Any]:
    """Give the one error of a list that is refused."""
    (error,) = problem_of(await client.post("/citations", json=asked), 422)["errors"]
    assert error["parameter"] == parameter
    told: dict[str, Any] = error
    return told


def cite(name: str, **members: object) -> dict[str, object]:
    """Make a cite."""
    return {"id": name, **members}


async def test_notes_know_what_stood_before_them(scholar: httpx.AsyncClient) -> None:
    notes: list[dict[str, object]] = [
        {"cites": [cite(SEED_ID)]},
        {"cites": [cite(SEED_ID, leaf="31")]},
        {"cites": [cite("r010")]},
        {"cites": [cite(SEED_ID, leaf="32")], "number": 20},
    ]
    style = "chicago-notes-bibliography-17th-edition"
    answer = await ask(scholar, style=style, notes=notes)
    first, ibid, other, later = answer["notes"]
    single = (await scholar.get(f"/documents/{SEED_ID}/citation?style={style}&form=note")).json()
    short = (await scholar.get(f"/documents/{SEED_ID}/citation?style={style}&form=short&leaf=32")).json()
    assert [note["number"] for note in answer["notes"]] == [1, 2, 3, 20]
    assert first["text"] == single["text"]
    assert len(ibid["text"]) < len(first["text"])
    assert "l. 31" in ibid["text"]
    assert "1990" in other["text"]
    assert later["text"] == short["text"]
    positions = [[(one["id"], one["position"]) for one in note["cites"]] for note in answer["notes"]]
    assert positions == [[(SEED_ID, "first")], [(SEED_ID, "ibid")], [("r010", "first")], [(SEED_ID, "short")]]
    assert answer["bibliography"] is None


async def test_ibid_is_printed_by_a_style_that_has_it(scholar: httpx.AsyncClient) -> None:
    style = "chicago-notes-bibliography-subsequent-ibid"
    notes = [{"cites": [cite(SEED_ID)]}, {"cites": [cite(SEED_ID)]}, {"cites": [cite(SEED_ID, leaf="31")]}]
    _, second, third = (await ask(scholar, style=style, notes=notes))["notes"]
    assert second["text"] == "Ibid."
    assert third["text"] == "Ibid., l. 31."


async def test_words_stand_before_and_after_a_cite_and_are_no_markup(scholar: httpx.AsyncClient) -> None:
    notes = [{"cites": [cite("r010", prefix="see", suffix="<script>"), cite("r011", prefix="but cf. ")]}]
    (note,) = (await ask(scholar, style="chicago", notes=notes))["notes"]
    assert note["text"].startswith("See ") or note["text"].startswith("see ")
    assert "but cf. " in note["text"]
    assert "<script>" in note["text"]
    assert "<script" not in note["html"]


async def test_a_bibliography_stands_in_the_order_of_its_style(scholar: httpx.AsyncClient) -> None:
    ids = ["r010", SEED_ID, "r012", "r011", "r010"]
    answer = await ask(scholar, style="apa", bibliography=ids, locale="fr-BE", format="markdown")
    assert [entry["id"] for entry in answer["bibliography"]] == [SEED_ID, "r012", "r011", "r010"]
    for entry in answer["bibliography"]:
        address = f"/documents/{entry['id']}/citation?style=apa&locale=fr-BE&format=markdown"
        single = (await scholar.get(address)).json()
        assert (entry["text"], entry["html"], entry["formatted"]) == (
            single["text"],
            single["html"],
            single["formatted"],
        )
    assert (answer["locale_requested"], answer["locale"], answer["notes"]) == ("fr-BE", "fr-FR", None)
    assert answer["style_used"]["id"] == answer["style"] == "apa"
    assert answer["missing"] == answer["absences"] == []


async def test_what_is_not_here_is_named_and_takes_nothing_with_it(scholar: httpx.AsyncClient) -> None:
    ids = ["nobody", "r001", "r002", "r003"]
    answer = await ask(scholar, style="apa", bibliography=ids)
    assert [entry["id"] for entry in answer["bibliography"]] == ["r003"]
    assert answer["missing"] == ["nobody", "r001", "r002"]
    assert [absence["status"] for absence in answer["absences"]] == [404, 410, 308]
    assert answer["absences"][1]["tombstone"]["id"] == "r001"
    assert answer["absences"][2]["location"] == "/documents/r003"
    listed = (await scholar.get("/documents?id=nobody&id=r001&id=r002&id=r003")).json()
    assert answer["absences"] == listed["absences"]
    notes = [{"cites": [cite("nobody")]}, {"cites": [cite("nobody"), cite("r003")]}]
    empty, other = (await ask(scholar, style="apa", notes=notes))["notes"]
    assert (empty["text"], empty["html"], empty["cites"]) == ("", "", [])
    assert "1997" in other["text"]


async def test_a_note_of_two_sources_is_repeated_by_none_though_one_is_missing(scholar: httpx.AsyncClient) -> None:
    notes = [{"cites": [cite("r010"), cite("nobody")]}, {"cites": [cite("r010")]}, {"cites": [cite("r010")]}]
    answer = await ask(scholar, style="chicago-notes-bibliography-subsequent-ibid", notes=notes)
    cites = [[(one["id"], one["position"]) for one in note["cites"]] for note in answer["notes"]]
    assert cites == [[("r010", "first")], [("r010", "short")], [("r010", "ibid")]]
    assert "Ibid" not in answer["notes"][1]["text"]
    assert answer["notes"][2]["text"] == "Ibid."


async def test_among_letters_what_is_no_letter_is_described_and_told(scholar: httpx.AsyncClient) -> None:
    answer = await ask(scholar, style="chicago", profile="correspondence", bibliography=["r010", SEED_ID])
    entries = {entry["id"]: entry["text"] for entry in answer["bibliography"]}
    assert "Letter of the year 1990" in entries["r010"]
    assert "Ciphered telegram, Filippov" not in entries[SEED_ID]
    assert "r010: no sender and addressee: cited as described" in answer["warnings"]


async def test_a_list_tells_of_what_a_style_prints_nothing(scholar: httpx.AsyncClient) -> None:
    answer = await ask(scholar, style="antipode", bibliography=["r010"])
    assert answer["warnings"] == ["r010: the style prints nothing of it"]
    notes = [{"cites": [cite("r010")]}, {"cites": [cite("nobody")]}]
    answer = await ask(scholar, style="catholic-biblical-association", notes=notes)
    assert (answer["notes"][0]["text"], answer["warnings"]) == ("", ["note 1: the style prints nothing of it"])


async def test_a_holding_is_cited_alone_in_a_note(scholar: httpx.AsyncClient) -> None:
    notes = [{"cites": [cite(SEED_ID, holding="2")]}]
    (note,) = (await ask(scholar, style="chicago", notes=notes))["notes"]
    assert "AVPRF" in note["text"]
    assert "APRF, Fond 45" not in note["text"]


@pytest.mark.parametrize(
    ("parameter", "asked"),
    [
        ("notes", {}),
        ("notes", {"notes": [{"cites": [cite("r010")]}], "bibliography": ["r010"]}),
        ("notes", {"notes": []}),
        ("notes.0.cites", {"notes": [{"cites": []}]}),
        ("notes.0.cites.0.lef", {"notes": [{"cites": [cite("r010", lef="1")]}]}),
        ("notes.0.number", {"notes": [{"cites": [cite("r010")], "number": 0}]}),
        ("number", {"notes": [{"cites": [cite("r010")], "number": n} for n in (2, 1)]}),
        ("bibliography", {"bibliography": []}),
        ("bibliography", {"bibliography": [f"x{n}" for n in range(501)]}),
        ("notes", {"notes": [{"cites": [cite(f"x{n}")]} for n in range(501)]}),
        ("notes", {"notes": [{"cites": [cite("x")] * 1001}] * 2}),
        ("notes", {"notes": [{"cites": [cite("x")] * 2001}]}),
        ("notes", {"notes": [{"cites": [cite("x")]}] * 2001}),
        ("bibliography.0", {"bibliography": [""]}),
        ("bibliography.0", {"bibliography": ["x" * 201]}),
        ("format", {"bibliography": ["r010"], "format": "pdf"}),
        ("profile", {"bibliography": ["r010"], "profile": "x"}),
        ("locale", {"bibliography": ["r010"], "locale": "fr_FR"}),
        ("accessed", {"bibliography": ["r010"], "accessed": "yesterday"}),
        ("style", {"style": "house", "bibliography": ["r010"]}),
        ("style", {"style": "bluebook", "bibliography": ["r010"]}),
        ("holding", {"notes": [{"cites": [cite(SEED_ID, holding="3")]}]}),
        ("leaf", {"notes": [{"cites": [cite(SEED_ID, leaf="33")]}]}),
        ("locator", {"notes": [{"cites": [cite(SEED_ID, locator="en.p99")]}]}),
        ("colour", {"bibliography": ["r010"], "colour": "red"}),
    ],
)
async def test_a_list_that_will_not_do_is_refused_with_what_is_wrong(
    scholar: httpx.AsyncClient, parameter: str, asked: dict[str, Any]
) -> None:
    await refused(scholar, parameter, **{"style": "chicago", **asked})


async def test_an_error_in_a_note_says_in_which(scholar: httpx.AsyncClient) -> None:
    notes = [{"cites": [cite("r010")]}, {"cites": [cite("r010"), cite(SEED_ID, leaf="33")]}]
    assert "In note 2, record 110364: " in (await refused(scholar, "leaf", style="chicago", notes=notes))["detail"]


async def test_a_style_that_is_not_here_is_404(scholar: httpx.AsyncClient) -> None:
    response = await scholar.post("/citations", json={"style": "chicgo", "bibliography": ["r010"]})
    assert problem_of(response, 404)["near"][0] == "chicago-notes-bibliography"


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b'{"style": "apa"', "application/json", 422),
        (b"[]", "application/json", 422),
        (b"", "application/json", 422),
        (b"\xff\xfe", "application/json", (400, 422)),
        (b'{"style": "apa", "bibliography": ["' + b"x" * 2**20 + b'"]}', "application/json", 413),
        (b"style=apa", "application/x-www-form-urlencoded", 415),
    ],
)
async def test_what_is_no_list_is_refused(
    scholar: httpx.AsyncClient, body: bytes, media_type: str, status: int | tuple[int, int]
) -> None:
    response = await scholar.post("/citations", content=body, headers={"content-type": media_type})
    assert response.status_code in (status if isinstance(status, tuple) else (status,))
    problem_of(response, response.status_code)
    assert len(response.content) < 10_000


async def test_a_list_is_only_asked_for_by_post_and_from_any_page(scholar: httpx.AsyncClient) -> None:
    response = await scholar.get("/citations")
    problem_of(response, 405)
    assert response.headers["allow"] == "POST, OPTIONS"
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    assert "POST" in (await scholar.options("/citations", headers=asked)).headers["access-control-allow-methods"]


async def test_of_many_wrong_values_the_first_is_told(scholar: httpx.AsyncClient) -> None:
    asked = {"style": "apa", "notes": [{"cites": [{"id": 5}]}] * 2000}
    problem = problem_of(await scholar.post("/citations", json=asked), 422)
    assert len(problem["errors"]) == 1


async def test_nothing_of_a_list_is_kept_by_caches(scholar: httpx.AsyncClient) -> None:
    response = await scholar.post("/citations", json={"style": "apa", "bibliography": ["r010"]})
    assert response.headers["cache-control"] == "no-store"


async def test_the_archive_is_asked_as_often_for_many_as_for_one(
    scholar: httpx.AsyncClient, selects: list[str]
) -> None:
    ids = [f"r{number:03}" for number in range(3, LETTERS + 1)]
    counts = []
    for asked in (ids[:1], ids):
        selects.clear()
        answer = await ask(scholar, style="chicago", bibliography=asked)
        assert len(answer["bibliography"]) == len(asked)
        counts.append(len(selects))
    assert counts[0] == counts[1] <= 2
