"""References read, and records found by them."""

from typing import Any

import httpx
import pytest

from tests.faces.conftest import problem_of

GOST = "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"
TITLE = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung"
CITATION = (
    f'"{TITLE}," June 13, 1951, History and Public Policy Program Digital Archive, APRF, Fond 45, Opis 1, Delo 339, '
    "Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32 "
    "http://digitalarchive.wilsoncenter.org/document/110364"
)


async def candidates(reader: httpx.AsyncClient, ref: str) -> list[dict[str, Any]]:
    response = await reader.get("/resolve", params={"ref": ref})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["candidates"]
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    return found


async def test_a_reference_is_read_into_its_parts(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get("/parse", params={"ref": f"{GOST}; see Djilas, Wartime, p. 5"})).json()
    (place,) = answer["locations"]
    assert place["location"]["repository"]["id"] == "ru-aprf"
    assert [(one["name"], one["value"]) for one in place["location"]["levels"]] == [
        ("fond", "45"),
        ("opis", "1"),
        ("delo", "339"),
    ]
    assert (place["certainty"], place["by_rule"], place["relation"]) == ("certain", False, None)
    assert "".join(answer["ref"][one["start"] : one["end"]] for one in answer["pieces"]) == answer["ref"]
    assert "Djilas" in answer["remainder"]


async def test_a_reference_is_printed_in_every_style_that_is_listed(visitor: httpx.AsyncClient) -> None:
    (place,) = (await visitor.get("/parse", params={"ref": "APRF, f. 45, op. 1, d. 339, ll. 31-32"})).json()[
        "locations"
    ]
    assert place["printed"]["gost"] == GOST
    assert place["printed"]["house-2011"] == "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"
    assert place["printed"]["chicago-note"] == "fond 45, opis 1, delo 339, ll. 31–32, APRF, Moscow"
    listed = (await visitor.get("/schemes")).json()["styles"]
    assert set(place["printed"]) == {style["id"] for style in listed} >= {"native", "house-2022", "minimal"}


async def test_what_a_draft_notation_read_says_so(visitor: httpx.AsyncClient) -> None:
    (place,) = (await visitor.get("/parse", params={"ref": "AQSh, F. 14, V. 1957, D. 12, Fl. 3"})).json()["locations"]
    assert place["by_rule"] is True


async def test_a_long_note_is_read_by_post(visitor: httpx.AsyncClient) -> None:
    note = f"{'So it was said. ' * 300}{GOST}"
    problem_of(await visitor.get("/parse", params={"ref": note}), 422)
    for path, member in (("/parse", "locations"), ("/resolve", "candidates")):
        answer = await visitor.post(path, json={"ref": note})
        assert answer.status_code == 200
        assert len(answer.json()[member]) == 1
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/parse", "/resolve"])
async def test_what_cannot_be_read_is_refused_with_its_reason(visitor: httpx.AsyncClient, path: str) -> None:
    problem_of(await visitor.get(path), 422)
    problem_of(await visitor.get(path, params={"ref": "  "}), 422)
    problem_of(await visitor.get(path, params={"ref": "x", "fmt": "json"}), 422)
    assert "U+001B" in problem_of(await visitor.get(path, params={"ref": "APRF \x1b"}), 422)["detail"]
    problem_of(await visitor.post(path, json={"ref": "x" * (64 * 1024 + 1)}), 422)
    problem_of(await visitor.post(path, json=["x"]), 422)
    problem_of(await visitor.post(path, content=b"{", headers={"content-type": "application/json"}), 422)


@pytest.mark.parametrize(
    ("ref", "relation"),
    [
        (CITATION, "address"),
        (CITATION.removesuffix(" http://digitalarchive.wilsoncenter.org/document/110364"), "same leaves"),
        (CITATION.upper(), "citation text"),
        (CITATION.replace('"', "“"), "address"),
        (CITATION.replace("31-32", "31–32").replace(" ", "\n"), "address"),
        (CITATION.replace("II Sung", "Il Sung"), "address"),
        (CITATION.replace("http://", "").replace("II Sung", "Il Sung").replace('"', "“"), "same leaves"),
        (GOST, "same leaves"),
        ("АП РФ, ф.45, оп.1, д.339, лл.31-32", "same leaves"),
        ("http://digitalarchive.wilsoncenter.org/document/110364", "address"),
        ("digitalarchive.wilsoncenter.org/document/110364", "address"),
        ("110364", "address"),
    ],
)
async def test_the_record_is_found_exactly(visitor: httpx.AsyncClient, ref: str, relation: str) -> None:
    first, *_ = await candidates(visitor, ref)
    assert (first["id"], first["relation"], first["exact"]) == ("110364", relation, True)
    assert first["citation"] == CITATION
    assert first["url"] == "/document/110364"


@pytest.mark.parametrize(
    ("ref", "relation", "differs"),
    [
        (TITLE, "title", []),
        (f"“{TITLE.replace('II Sung', 'Il Sung')},” somewhere", "title", []),
        ("AVPRF 059a/5a/11/5", "same file, no leaves given", []),
        ("APRF, f. 45, op. 1, d. 339", "same file, no leaves given", []),
        ("APRF, f. 45, op. 1, d. 339, l. 30", "same file, other leaves", ["asked leaf 30, record 31-32"]),
        ("APRF, f. 45, op. 1, d. 339, l. 31", "contains", ["asked leaf 31, record 31-32"]),
        ("APRF, f. 45, op. 1, d. 339, ll. 30-33", "inside", ["asked leaves 30-33, record 31-32"]),
        ("APRF, f. 45, op. 1, d. 339, ll. 32-35", "overlaps", ["asked leaves 32-35, record 31-32"]),
        ("APRF, f. 45, op. 1, d. 336, ll. 31-32", "near miss", ["asked delo 336, record 339"]),
    ],
)
async def test_what_is_left_open_is_never_exact(
    visitor: httpx.AsyncClient, ref: str, relation: str, differs: list[str]
) -> None:
    first, *_ = await candidates(visitor, ref)
    assert (first["id"], first["relation"], first["exact"], first["differs"]) == ("110364", relation, False, differs)


async def test_an_inferred_successor_says_by_which_rule(visitor: httpx.AsyncClient) -> None:
    (found,) = await candidates(visitor, "RGASPI f. 558 op. 11 d. 339")
    assert (found["id"], found["relation"], found["exact"]) == ("110364", "inferred successor", False)
    assert found["by_rule"] == "rule seen in 2 records"


@pytest.mark.parametrize(
    "ref",
    [
        "AVPRF, Fond 59a, Opis 5a, Delo 5, Papka 11, Listy 31-32",
        "RGANI, Fond 45, Opis 1, Delo 339, Listy 31-32",
        "Milovan Djilas, Wartime, pp. 31-32",
        "nothing of the kind",
        "https://example.org/document/1",
    ],
)
async def test_another_fond_or_archive_finds_nothing(visitor: httpx.AsyncClient, ref: str) -> None:
    assert await candidates(visitor, ref) == []


async def test_a_note_finds_every_record_it_cites(reader: httpx.AsyncClient) -> None:
    found = await candidates(reader, f"See {GOST}; also TNA, PREM 4/27/1; AQSh, F. 14, V. 1957, D. 12, Fl. 3.")
    relations = {one["id"]: (one["relation"], one["exact"], bool(one["by_rule"])) for one in found}
    assert relations["110364"] == ("same leaves", True, False)
    assert relations["r004"] == ("same file, no leaves given", False, False)
    assert relations["r006"] == ("same leaves", True, True)


async def test_a_question_costs_few_queries_however_much_it_names(
    reader: httpx.AsyncClient, selects: list[str]
) -> None:
    await reader.get("/resolve", params={"ref": GOST})
    assert len(selects) <= 4
    selects.clear()
    await reader.post("/resolve", json={"ref": "; ".join(f"APRF, f. 45, op. 1, d. {n}" for n in range(1000))})
    assert len(selects) <= 150


async def test_the_notations_and_archives_that_are_known_can_be_listed(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get("/schemes")).json()
    schemes = {one["id"]: one for one in answer["schemes"]}
    assert schemes["wilson-2011"]["status"] == "verified"
    assert [level["name"] for level in schemes["ru-avprf"]["levels"]] == ["fond", "opis", "papka", "delo"]
    assert {one["scheme"] for one in answer["repositories"]} - {None} <= set(schemes)
