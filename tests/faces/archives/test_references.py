"""References read, and records found by them."""

from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.conftest import SEED, make_archive
from tests.faces.conftest import client_on, problem_of

GOST = "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32"
TITLE = "Ciphered telegram, Filippov (Stalin) to Mao Zedong re meeting in Moscow with Gao Gang and Kim II Sung"
CITATION = (
    f'"{TITLE}," June 13, 1951, History and Public Policy Program Digital Archive, APRF, Fond 45, Opis 1, Delo 339, '
    "Listy 31-32 and AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32 "
    "http://digitalarchive.wilsoncenter.org/document/110364"
)

BARE = CITATION.removesuffix(" http://digitalarchive.wilsoncenter.org/document/110364")


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
    problem_of(await visitor.post(path, content=b"ref=x", headers={"content-type": "text/plain"}), 415)


@pytest.mark.parametrize(
    ("ref", "relation"),
    [
        (CITATION, "address"),
        (CITATION.removesuffix(" http://digitalarchive.wilsoncenter.org/document/110364"), "citation text"),
        (CITATION.upper(), "citation text"),
        (f"12. See also {BARE.lower()}.", "citation text"),
        (escape(BARE.replace("II Sung", "Il Sung")).replace("-", "&ndash;"), "citation text"),
        (BARE.replace("Filippov", "Filipp0v"), "same leaves"),
        (BARE.removesuffix(", Listy 31-32"), "same leaves"),
        (CITATION.replace('"', "“"), "address"),
        (CITATION.replace("31-32", "31–32").replace(" ", "\n"), "address"),
        (CITATION.replace("II Sung", "Il Sung"), "address"),
        (CITATION.replace("http://", "").replace("II Sung", "Il Sung").replace('"', "“"), "address"),
        (BARE.replace("II Sung", "Il Sung").replace('"', "“"), "citation text"),
        (GOST, "same leaves"),
        ("АП РФ, ф.45, оп.1, д.339, лл.31-32", "same leaves"),
        ("http://digitalarchive.wilsoncenter.org/document/110364", "address"),
        ("digitalarchive.wilsoncenter.org/document/110364", "address"),
        ("digitalarchive.wilsoncenter.org/document/110364.pdf?v=abc", "address"),
        ("(see www.digitalarchive.wilsoncenter.org/document/110364).", "address"),
        ("https://web.archive.org/web/2016/http://digitalarchive.wilsoncenter.org/document/110364", "address"),
        ("/documents/110364.json", "address"),
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
        (
            "APRF, f. 45, op. 1, d. 339, pp. 31-32",
            "same file, other leaves",
            ["asked pages 31-32, record leaves 31-32"],
        ),
        ("APRF, f. 45, op. 1, d. 336, ll. 31-32", "near miss", ["asked delo 336, record 339"]),
        (f"See {TITLE}", "title", []),
    ],
)
async def test_what_is_left_open_is_never_exact(
    visitor: httpx.AsyncClient, ref: str, relation: str, differs: list[str]
) -> None:
    first, *_ = await candidates(visitor, ref)
    assert (first["id"], first["relation"], first["exact"], first["differs"]) == ("110364", relation, False, differs)


@pytest.mark.parametrize(
    ("wrong", "asked", "record"),
    [
        (("Delo 339", "Delo 336"), "APRF, Fond 45, Opis 1, Delo 336", "APRF, Fond 45, Opis 1, Delo 339"),
        (("059a", "59a"), "AVPRF, Fond 59a, Opis 5a, Delo 5, Papka 11", "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11"),
        (("APRF", "GARF"), "GARF, Fond 45, Opis 1, Delo 339", "APRF, Fond 45, Opis 1, Delo 339"),
    ],
)
async def test_a_citation_with_one_wrong_place_is_not_exact(
    visitor: httpx.AsyncClient, wrong: tuple[str, str], asked: str, record: str
) -> None:
    first, *_ = await candidates(visitor, BARE.replace(*wrong))
    assert (first["id"], first["relation"], first["exact"]) == ("110364", "same leaves", False)
    assert first["differs"] == [f"asked also {asked}, Listy 31-32, record {record}, Listy 31-32"]


async def test_places_that_are_not_said_to_be_of_one_document_are_exact_each_for_itself(
    reader: httpx.AsyncClient,
) -> None:
    found = await candidates(reader, f"{GOST}; AVPRF, f. 1, op. 2, p. 3, d. 4, l. 5")
    assert (found[0]["id"], found[0]["exact"]) == ("110364", True)
    found = await candidates(reader, "APRF, f. 45, op. 1, d. 339, l. 29 and TNA, PREM 99/1")
    assert (found[0]["id"], found[0]["exact"]) == ("r001", True)


async def test_a_file_of_other_years_is_not_the_same_file(reader: httpx.AsyncClient) -> None:
    (same,) = await candidates(reader, "NARA, RG 59, Central Decimal File 1950–1954, Box 1234, 611.61/5-1450")
    assert (same["id"], same["relation"], same["differs"]) == ("r008", "same file, no leaves given", [])
    (other,) = await candidates(reader, "NARA, RG 59, Central Decimal File 1945-49, Box 1234, 611.61/5-1450")
    assert (other["id"], other["relation"], other["exact"]) == ("r008", "near miss", False)
    assert other["differs"] == ["asked 1945, 49, record 1950, 54"]
    (less,) = await candidates(reader, "NARA, RG 59, Central Decimal File, Box 1234, 611.61/5-1450")
    assert less["differs"] == ["record also 1950, 54, which no level says"]


async def test_where_a_reference_was_read_in_part_the_candidate_says_so(visitor: httpx.AsyncClient) -> None:
    first, *_ = await candidates(visitor, "APRF, f. 45, op. 1, d. 339, ch. II, ll. 31-32")
    assert (first["relation"], first["exact"]) == ("same file, no leaves given", False)
    assert first["differs"] == ["only “APRF, f. 45, op. 1, d. 339” was read, and not what follows it"]


@pytest.mark.parametrize("path", ["/document/110364", "/documents/110364/passages/en.p7", "/document/110364.pdf?v=1"])
async def test_an_address_of_ours_is_known_at_our_host_alone(tmp_path: Path, path: str) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url="https://archive.example/kept")
    make_archive(settings, SEED)
    async with client_on(create_app(settings)) as client:
        (found,) = await candidates(client, f"see http://archive.example/kept{path}, and so on")
        assert (found["id"], found["relation"], found["exact"]) == ("110364", "address", True)
        assert await candidates(client, f"see http://archive.example.org/kept{path}, and so on") == []


async def test_a_near_miss_is_told_as_the_references_print_it(reader: httpx.AsyncClient) -> None:
    (near,) = await candidates(reader, "TNA, PREM 4/27A/1")
    assert near["differs"] == ["asked piece 27A/1, record 27/1"]


async def test_an_inferred_successor_is_named_beside_what_lies_in_the_unit_and_in_either_direction(
    reader: httpx.AsyncClient,
) -> None:
    found = await candidates(reader, "RGASPI, f. 558, op. 11, d. 34, l. 9")
    assert [(one["id"], one["relation"]) for one in found] == [("r010", "same leaves"), ("r003", "inferred successor")]
    found = await candidates(reader, "APRF, f. 45, op. 1, d. 34, l. 1")
    assert [(one["id"], one["relation"]) for one in found] == [("r003", "same leaves"), ("r010", "inferred successor")]


async def test_a_note_of_thousands_of_places_is_printed_in_styles_no_further_than_a_hundred(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.post("/parse", json={"ref": "; ".join(f"APRF, f. 45, op. 1, d. {n}" for n in range(200))})
    places = answer.json()["locations"]
    assert len(places) == 200
    assert [bool(place["printed"]) for place in places] == [True] * 100 + [False] * 100
    assert answer.json()["joined"] is None


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
        "https://example.org/document/110364",
        "example.org/document/110364",
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
    assert len(selects) <= 170


async def test_the_description_says_how_long_a_reference_may_be(visitor: httpx.AsyncClient) -> None:
    paths = (await visitor.get("/openapi.json")).json()["paths"]
    longest = {path: paths[path]["get"]["parameters"][0]["schema"]["maxLength"] for path in ("/parse", "/resolve")}
    assert longest == {"/parse": 4096, "/resolve": 1300}


async def test_what_is_asked_by_an_address_is_as_long_as_an_address_holds(visitor: httpx.AsyncClient) -> None:
    for path, letters, longest in (
        ("/resolve", "ж", 1300),
        ("/resolve", "学", 900),
        ("/parse", "ж", 1300),
        ("/parse", "w ", 2048),
    ):
        assert (await visitor.get(path, params={"ref": letters * longest})).status_code == 200
    for path, letters, longest in (("/resolve", "w", 1300), ("/parse", "w", 4096)):
        assert (await visitor.get(path, params={"ref": letters * longest})).status_code == 200
        problem = problem_of(await visitor.get(path, params={"ref": letters * (longest + 1)}), 422)
        assert f"at most {longest:,}" in problem["detail"]
        assert "POST" in problem["detail"]
        assert (await visitor.post(path, json={"ref": letters * (longest + 1)})).status_code == 200
    problem_of(await visitor.get("/parse", params={"ref": "ж" * 1400}), 414)


async def test_all_places_are_printed_together_as_asked(visitor: httpx.AsyncClient) -> None:
    two = "APRF, f. 45, op. 1, d. 339, ll. 31-32; AVPRF, f. 059a, op. 5a, p. 11, d. 5"
    for query, text in (
        ({}, "АП РФ. Ф. 45. Оп. 1. Д. 339. Л. 31–32 и АВП РФ. Ф. 059а. Оп. 5а. П. 11. Д. 5"),
        ({"style": "house-2022"}, "APRF, f. 45, op. 1, d. 339, ll. 31-32 and AVPRF, f. 059a, op. 5a, p. 11, d. 5"),
        (
            {"style": "house-2022", "language": "de-AT"},
            "APRF, f. 45, op. 1, d. 339, ll. 31-32 und AVPRF, f. 059a, op. 5a, p. 11, d. 5",
        ),
        (
            {"style": "chicago-note", "language": "ru"},
            "фонд 45, опись 1, дело 339, л. 31–32, АП РФ и фонд 059а, опись 5а, папка 11, дело 5, АВП РФ",
        ),
    ):
        for answer in (
            await visitor.get("/parse", params={"ref": two, **query}),
            await visitor.post("/parse", json={"ref": two}, params=query),
        ):
            joined = answer.json()["joined"]
            assert (joined["style"], joined["text"]) == (query.get("style", "native"), text)
            assert "".join(part["text"] for part in joined["parts"]) == text


async def test_what_this_software_put_into_a_printed_reference_is_marked(visitor: httpx.AsyncClient) -> None:
    query = {"ref": "APRF, f. 45, op. 1, d. 339", "style": "chicago-note"}
    parts = (await visitor.get("/parse", params=query)).json()["joined"]["parts"]
    assert [part["text"] for part in parts if part["kind"] == "place" and part["generated"]] == ["Moscow"]
    assert [part["text"] for part in parts if part["kind"] == "value"] == ["45", "1", "339"]
    assert not any(part["generated"] for part in parts if part["kind"] == "value")


async def test_a_text_without_a_place_has_none_to_print(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/parse", params={"ref": "Djilas, Wartime"})).json()["joined"] is None


@pytest.mark.parametrize("ref", ["APRF, f. 45", "Djilas, Wartime"])
async def test_a_style_that_does_not_exist_is_refused_with_those_that_do(visitor: httpx.AsyncClient, ref: str) -> None:
    problem = problem_of(await visitor.get("/parse", params={"ref": ref, "style": "gosst", "language": "ru"}), 422)
    (error,) = problem["errors"]
    assert error["parameter"] == "style"
    assert "gost" in error["near"]
    problem_of(await visitor.get("/parse", params={"ref": ref, "language": "not a language"}), 422)


async def test_the_notations_and_archives_that_are_known_can_be_listed(visitor: httpx.AsyncClient) -> None:
    answer = (await visitor.get("/schemes")).json()
    schemes = {one["id"]: one for one in answer["schemes"]}
    assert schemes["wilson-2011"]["status"] == "verified"
    assert [level["name"] for level in schemes["ru-avprf"]["levels"]] == ["fond", "opis", "papka", "delo"]
    assert {one["scheme"] for one in answer["repositories"]} - {None} <= set(schemes)


async def test_a_note_with_more_places_than_are_told_is_refused_with_their_number(visitor: httpx.AsyncClient) -> None:
    place = "APRF, f. 45, op. 1, d. 339, l. 31; "
    told = (await visitor.post("/parse", json={"ref": place * 200})).json()
    assert len(told["locations"]) == 200
    problem = problem_of(await visitor.post("/parse", json={"ref": place * 201}), 422)
    assert "names 201 places; at most 200" in problem["detail"]
