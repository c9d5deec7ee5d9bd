"""What archives are and were called, and what registers call them, as it is served."""

import httpx

from tests.formats.pages import parse_page

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_an_archive_says_what_it_was_called_and_when(reader: httpx.AsyncClient) -> None:
    unit = (await reader.get("/archives/ru-rgaspi")).json()
    names = {name["code"]: name for name in unit["repository"]["names"] if name["language"] == "en"}
    assert (names["RTsKhIDNI"]["from"], names["RTsKhIDNI"]["to"]) == ("1991-10", "1999-03")
    assert (names["RGASPI"]["from"], names["RGASPI"]["to"]) == ("1999-03", None)
    assert all(name["source"] for name in names.values())
    assert unit["repository"]["identifiers"] is None


async def test_an_archive_says_what_registers_call_it(reader: httpx.AsyncClient) -> None:
    identifiers = (await reader.get("/archives/us-nara")).json()["repository"]["identifiers"]
    assert (identifiers["isil"], identifiers["wikidata"]) == (None, "Q518155")
    assert identifiers["source"]


async def test_the_page_of_an_archive_shows_its_names_by_period_and_that_of_a_file_does_not(
    reader: httpx.AsyncClient,
) -> None:
    page = parse_page((await reader.get("/archives/ru-rgaspi", headers=BROWSER)).content)
    assert "RTsKhIDNI 1991-10 to 1999-03" in page.one("main").words
    assert "TsPA IML until 1991" in page.one("main").words
    nara = parse_page((await reader.get("/archives/us-nara", headers=BROWSER)).content)
    assert "Wikidata Q518155" in nara.one("main").words
    fond = parse_page((await reader.get("/archives/ru-rgaspi/fond-558", headers=BROWSER)).content)
    assert "RTsKhIDNI" not in fond.one("main").words


async def test_old_names_are_among_the_forms_that_name_an_archive(reader: httpx.AsyncClient) -> None:
    known = {one["id"]: one for one in (await reader.get("/schemes")).json()["repositories"]}
    assert {"RTsKhIDNI", "РЦХИДНИ", "РГАСПИ"} <= set(known["ru-rgaspi"]["aliases"])
    assert "RTsKhIDNI" in [name["code"] for name in known["ru-rgaspi"]["names"]]
    assert known["de-barch"]["identifiers"]["isil"] == "DE-1958"
    assert known["cn-wuhan"]["names"] == []


async def test_a_reference_under_an_old_name_finds_the_file_and_stays_as_printed(reader: httpx.AsyncClient) -> None:
    ref = "RTsKhIDNI, f. 558, op. 11, d. 34, l. 9"
    (place,) = (await reader.get("/parse", params={"ref": ref})).json()["locations"]
    assert place["location"]["repository"]["id"] == "ru-rgaspi"
    assert place["location"]["as_written"] == ref
    first, *_ = (await reader.get("/resolve", params={"ref": ref})).json()["candidates"]
    assert (first["id"], first["relation"]) == ("r010", "same leaves")
