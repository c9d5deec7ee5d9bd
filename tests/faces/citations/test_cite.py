"""A record cited in a style: every way to ask, every notation, and what is said where it cannot be done."""

from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import StylesUnavailable
from app.services.found import House
from app.services.styles import Styles
from tests.conftest import take_in
from tests.faces.conftest import make_record, merge_record, problem_of, withdraw_record, write_records

CITATION = "/documents/110364/citation"
APRF = "APRF, Fond 45, Opis 1, Delo 339, Listy 31-32"
AVPRF = "AVPRF, Fond 059a, Opis 5a, Delo 5, Papka 11, Listy 31-32"
MEMBERS = [
    "style", "form", "locale", "text", "html", "revision", "omitted", "warnings", "format", "formatted", "profile",
    "locale_requested", "locations", "pinpoint", "ensured", "style_used", "engine",
]  # fmt: skip


async def ask(client: httpx.AsyncClient, query: str = "", place: str = CITATION) -> dict[str, Any]:
    """Give a citation as JSON."""
    response = await client.get(f"{place}?{query}")
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def refused(client: httpx.AsyncClient, query: str, parameter: str) -> dict[str, Any]:
    """Give the one error of a question that is refused for one parameter."""
    (error,) = problem_of(await client.get(f"{CITATION}?{query}"), 422)["errors"]
    assert error["parameter"] == parameter
    told: dict[str, Any] = error
    return told


async def test_a_citation_says_exactly_what_printed_it(visitor: httpx.AsyncClient) -> None:
    citation = await ask(visitor, "style=turabian")
    assert list(citation) == MEMBERS
    assert (citation["form"], citation["locale"], citation["locale_requested"]) == ("note", "en-US", None)
    assert citation["locations"] == [APRF, AVPRF]
    used = citation["style_used"]
    assert (used["id"], citation["style"]) == ("turabian-notes-bibliography",) * 2
    assert used["parent"] == "chicago-notes-bibliography-subsequent-author-title-17th-edition"
    assert used["sha256"] == (await visitor.get("/styles/turabian")).json()["sha256"]
    assert used["version"]
    assert citation["engine"].startswith("muniment-csl ")
    assert (citation["revision"], citation["profile"]) == (1, "described")


async def test_the_house_citation_is_the_same_bytes_whatever_the_locale(visitor: httpx.AsyncClient) -> None:
    plain = await ask(visitor)
    french = await ask(visitor, "style=house&locale=fr-FR&form=note&profile=described&holding=all&format=text")
    assert french == {**plain, "locale_requested": "fr-FR"}
    assert len(french["text"].encode()) == 331
    assert plain["style_used"] is plain["engine"] is None


async def test_both_holdings_stand_in_the_language_of_the_locale(visitor: httpx.AsyncClient) -> None:
    citation = await ask(visitor, "style=chicago&locale=fr-FR&form=note")
    assert "13 juin 1951" in citation["text"]
    assert f"{APRF} et {AVPRF}" in citation["text"]
    assert "Kim II Sung" in citation["text"]


@pytest.mark.parametrize(("asked", "used"), [("fr-BE", "fr-FR"), ("fr", "fr-FR"), ("FR-fr", "fr-FR"), ("tlh", "en-US")])
async def test_a_locale_that_is_absent_is_stood_for_and_named(
    visitor: httpx.AsyncClient, asked: str, used: str
) -> None:
    response = await visitor.get(f"{CITATION}?style=apa&locale={asked}")
    answer = response.json()
    assert (answer["locale_requested"], answer["locale"]) == (asked, used)
    assert response.headers["content-language"] == used


@pytest.mark.parametrize("style", ["apa", "house"])
@pytest.mark.parametrize("locale", ["fr_FR", "french!", "-", "", "x" * 40])
async def test_what_is_no_language_tag_is_refused(visitor: httpx.AsyncClient, style: str, locale: str) -> None:
    await refused(visitor, f"style={style}&locale={locale}", "locale")


@pytest.mark.parametrize(
    ("query", "parameter", "near"),
    [
        ("style=apa&form=footnote", "form", ["bibliography", "note", "short", "ibid", "in-text"]),
        ("style=apa&form=note", "form", ["bibliography", "in-text"]),
        ("style=bluebook&form=bibliography", "form", ["note", "short", "ibid"]),
        ("form=bibliography", "form", ["note"]),
        ("style=apa&format=md", "format", ["text", "html", "markdown", "rtf", "latex"]),
        ("style=apa&profile=letter", "profile", ["described", "correspondence"]),
        ("profile=correspondence", "profile", ["described"]),
        ("style=apa&ensure=all", "ensure", ["archive"]),
        ("style=apa&holding=3", "holding", ["all", "1", "2", "ru-aprf", "ru-avprf"]),
        ("holding=%C2%B2", "holding", ["all", "1", "2", "ru-aprf", "ru-avprf"]),
        ("sytle=apa", "sytle", ["style", "leaf"]),
    ],
)
async def test_a_value_that_will_not_do_is_refused_with_those_that_would(
    visitor: httpx.AsyncClient, query: str, parameter: str, near: list[str]
) -> None:
    assert (await refused(visitor, query, parameter))["near"] == near


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("leaf=33", "leaf"),
        ("leaf=", "leaf"),
        ("leaf=31-33", "leaf"),
        ("style=apa&leaf=x", "leaf"),
        ("locator=en.p99", "locator"),
        ("locator=", "locator"),
        ("style=apa&locator=leaf", "locator"),
        ("style=apa&accessed=2026-02-30", "accessed"),
        ("accessed=today", "accessed"),
        ("accessed=2026-1-2", "accessed"),
        ("accessed=%D9%A2%D9%A0%D9%A2%D9%A6-01-02", "accessed"),
        ("style=apa&style=mla", "style"),
        (f"style={'x' * 201}", "style"),
    ],
)
async def test_a_place_or_day_that_is_not_there_is_refused(
    visitor: httpx.AsyncClient, query: str, parameter: str
) -> None:
    await refused(visitor, query, parameter)


async def test_an_unknown_style_is_404_with_those_like_it_and_where_all_are(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await visitor.get(f"{CITATION}?style=chicgo"), 404)
    assert "'chicgo'" in problem["detail"]
    assert problem["styles"] == "/styles"
    assert 1 <= len(problem["available"]) <= 5
    assert problem["available"][0]["id"] == "chicago-notes-bibliography"
    assert all(style["title"] for style in problem["available"])


async def test_without_styles_the_house_still_cites(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StylesUnavailable("There are no styles here.")

    monkeypatch.setattr(Styles, "_file", refuse)
    problem = problem_of(await visitor.get(f"{CITATION}?style=apa&holding=2"), 503)
    assert problem["type"] == "/problems/styles-unavailable"
    assert (await ask(visitor, "holding=2"))["locations"] == [AVPRF]


async def test_a_place_is_named_in_the_words_of_archive_and_locale(visitor: httpx.AsyncClient) -> None:
    cited = await ask(visitor, "style=chicago&leaf=31&locator=en.p7")
    assert (cited["pinpoint"], cited["omitted"]) == ("l. 31, passage 7", [])
    assert ", l. 31, passage 7, " in cited["text"]
    house = await ask(visitor, "leaf=31&locator=p7-p9")
    assert house["text"].endswith(", l. 31, passages 7-9")
    assert (await ask(visitor, "style=apa&form=in-text&locator=en.p7&locale=de-DE"))["pinpoint"] != "passage 7"


async def test_a_place_that_a_form_does_not_name_is_told(visitor: httpx.AsyncClient) -> None:
    cited = await ask(visitor, "style=apa&locator=en.p7")
    assert cited["form"] == "bibliography"
    assert "pinpoint" in cited["omitted"]
    assert any("passage 7" in warning for warning in cited["warnings"])


@pytest.mark.parametrize(
    ("holding", "kept", "gone"), [("1", APRF, AVPRF), ("2", AVPRF, APRF), ("ru-avprf", AVPRF, APRF)]
)
@pytest.mark.parametrize("style", ["house", "chicago", "apa"])
async def test_one_holding_is_cited_alone(
    visitor: httpx.AsyncClient, style: str, holding: str, kept: str, gone: str
) -> None:
    cited = await ask(visitor, f"style={style}&holding={holding}")
    assert cited["locations"] == [kept]
    assert kept in cited["text"]
    assert gone not in cited["text"]
    assert "History and Public Policy Program Digital Archive" in cited["text"]
    assert "http://digitalarchive.wilsoncenter.org/document/110364" in cited["text"]


async def test_what_a_style_drops_is_named_and_can_be_kept(visitor: httpx.AsyncClient) -> None:
    dropped = await ask(visitor, "style=ieee")
    assert {"locations", "publisher"} <= set(dropped["omitted"])
    assert (dropped["ensured"], APRF in dropped["text"]) == ([], False)
    kept = await ask(visitor, "style=ieee&ensure=archive")
    assert kept["ensured"] == ["locations"]
    assert kept["text"] == f"{dropped['text']} [{APRF} and {AVPRF}]"
    assert any("square brackets" in warning for warning in kept["warnings"])
    assert (await ask(visitor, "style=apa&ensure=archive"))["ensured"] == []


async def test_no_day_of_access_is_printed_but_the_one_given(visitor: httpx.AsyncClient) -> None:
    without = await ask(visitor, "style=mhra")
    assert any("accessed=YYYY-MM-DD" in warning for warning in without["warnings"])
    cited = await ask(visitor, "style=mhra&accessed=2026-01-02")
    assert "2 January 2026" in cited["text"]
    assert cited["warnings"] == []


async def test_a_later_note_and_a_repeated_one_are_short(visitor: httpx.AsyncClient) -> None:
    for style in ("chicago", "mhra"):
        note, short, ibid = [
            (await ask(visitor, f"style={style}&form={form}&leaf=31"))["text"] for form in ("note", "short", "ibid")
        ]
        assert len(short) < len(note)
        assert "l. 31" in short
        assert len(ibid) <= len(short)
        assert APRF not in short + ibid


@pytest.mark.parametrize("style", ["chicago", "house"])
@pytest.mark.parametrize(
    ("notation", "media_type"),
    [
        ("text", "text/plain; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("markdown", "text/markdown; charset=utf-8"),
        ("rtf", "application/rtf"),
        ("latex", "application/x-latex; charset=utf-8"),
    ],
)
async def test_the_citation_by_itself_is_that_of_the_json(
    visitor: httpx.AsyncClient, style: str, notation: str, media_type: str
) -> None:
    query = f"style={style}&locale=fr-FR"
    cited = await ask(visitor, f"{query}&format={notation}")
    alone = await visitor.get(f"{CITATION}?{query}", headers={"accept": media_type.partition(";")[0]})
    assert (alone.status_code, alone.headers["content-type"]) == (200, media_type)
    assert alone.headers["content-language"] == cited["locale"]
    assert alone.headers["vary"] == "Accept"
    words = {"text": cited["text"], "html": cited["html"]}.get(notation, cited["formatted"])
    assert words in alone.text
    assert (cited["formatted"] is None) is (notation in ("text", "html"))
    if notation == "rtf":
        assert alone.content.isascii()
        assert alone.text.startswith("{\\rtf1")
        assert alone.text.count("{") == alone.text.count("}")
    else:
        assert alone.text == words


async def test_a_notation_by_name_leaves_its_own_media_type_and_json(visitor: httpx.AsyncClient) -> None:
    address = f"{CITATION}?style=apa&format=latex"
    problem = problem_of(await visitor.get(address, headers={"accept": "text/markdown"}), 406)
    assert [choice["type"] for choice in problem["available"]] == ["application/json", "application/x-latex"]
    response = await visitor.get(address, headers={"accept": "text/markdown, application/x-latex;q=0.1"})
    assert response.text.startswith("\\emph{")


async def test_the_html_says_what_the_text_says(visitor: httpx.AsyncClient) -> None:
    cited = await ask(visitor, "style=apa")
    assert cited["html"].startswith("<i>Ciphered telegram")
    assert unescape(cited["html"].replace("<i>", "").replace("</i>", "")) == cited["text"]


@pytest.mark.parametrize("accept", ["application/json", "text/plain"])
async def test_a_citation_has_an_etag_of_its_own_and_304(visitor: httpx.AsyncClient, accept: str) -> None:
    etags = set()
    for query in ("", "?style=apa", "?style=apa&locale=fr-FR", "?style=mla", "?style=mla&form=in-text"):
        response = await visitor.get(f"{CITATION}{query}", headers={"accept": accept})
        etags.add(response.headers["etag"])
        known = {"accept": accept, "if-none-match": response.headers["etag"]}
        again = await visitor.get(f"{CITATION}{query}", headers=known)
        assert (again.status_code, again.content) == (304, b"")
    assert len(etags) == 5


async def cite_one(client: httpx.AsyncClient, house: House, folder: Path, query: str, **members: object) -> Any:  # noqa: ANN401 - JSON
    """Import a record with these members, and cite it."""
    report = take_in(house, write_records(folder, make_record(1, **members)))
    assert not report.has_errors, report.problems
    return await ask(client, query, "/documents/r001/citation")


HELD = "AVP RF, f. 3, op. 1, d. 3, ll. 197–199; RGASPI, f. 558, op. 11, d. 334, l. 5; d. 335, l. 20"
AVP_RF, RGASPI = "AVP RF, f. 3, op. 1, d. 3, ll. 197–199", "RGASPI, f. 558, op. 11, d. 334, l. 5"


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("", HELD),
        ("holding=2", RGASPI),
        ("holding=3", "RGASPI, f. 558, op. 11, d. 335, l. 20"),
        ("holding=ru-rgaspi", f"{RGASPI}; d. 335, l. 20"),
        # a leaf is named with the archive that has it, and does not stand twice
        ("leaf=198", AVP_RF),
        ("leaf=5", RGASPI.removesuffix(", l. 5")),
        ("leaf=20", "RGASPI, f. 558, op. 11, d. 335"),
    ],
)
async def test_no_holding_is_cited_without_its_archive_nor_a_leaf_in_another(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path, query: str, held: str
) -> None:
    chicago = await cite_one(bare_client, bare_house, tmp_path, f"style=chicago&{query}", reference=HELD)
    leaf = f"l. {query.removeprefix('leaf=')}, " if "leaf" in query else ""
    assert chicago["text"] == f"“Letter 1,” n.d., {leaf}{held}, /document/r001."
    house = await ask(bare_client, query, "/documents/r001/citation")
    assert house["text"] == f'"Letter 1," {held} /document/r001{", " if leaf else ""}{leaf.rstrip(", ")}'


async def test_a_note_cites_the_holding_of_its_leaf(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    await cite_one(bare_client, bare_house, tmp_path, "", reference=HELD)
    cites = [{"id": "r001"}, {"id": "r001", "leaf": "198"}, {"id": "r001", "leaf": "199"}]
    wanted = {"style": "chicago", "notes": [{"cites": [cite]} for cite in cites]}
    whole, leaf, again = (await bare_client.post("/citations", json=wanted)).json()["notes"]
    assert HELD in whole["text"]
    assert f"l. 198, {AVP_RF}, /" in leaf["text"]
    assert again["cites"][0]["position"] == "ibid"


async def test_a_record_without_date_says_so_in_the_locales_words(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    cited = await cite_one(bare_client, bare_house, tmp_path, "style=apa")
    assert "(n.d.)" in cited["text"]
    assert "the record states no date" in cited["warnings"]


async def test_words_that_say_undated_are_no_date(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    cited = await cite_one(bare_client, bare_house, tmp_path, "style=apa", date={"as_written": "[Undated]"})
    assert "(n.d.)" in cited["text"]
    assert "Undated" not in cited["text"]
    assert "the record states no date" in cited["warnings"]
    assert any("may lack its day" in warning for warning in cited["warnings"])
    assert "[Undated]" in (await ask(bare_client, "", "/documents/r001/citation"))["text"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[June 13, 1951]", "supplied by the cataloguer"),
        ("circa June 1951", "one form for an approximate date and a doubtful one"),
        ("June 1951?", "one form for an approximate date and a doubtful one"),
    ],
)
async def test_what_a_style_cannot_say_of_a_date_is_told(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path, words: str, told: str
) -> None:
    cited = await cite_one(bare_client, bare_house, tmp_path, "style=chicago", date={"as_written": words})
    assert [warning for warning in cited["warnings"] if told in warning and warning.endswith(words)]
    short = await ask(bare_client, "style=chicago&form=short", "/documents/r001/citation")
    assert not [warning for warning in short["warnings"] if told in warning]


async def test_a_season_is_printed_in_the_words_of_the_locale_or_told_to_be_left_out(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    cited = await cite_one(bare_client, bare_house, tmp_path, "style=chicago", date={"as_written": "Fall 1957"})
    assert ("Autumn 1957" in cited["text"], cited["omitted"]) == (True, [])
    place = "/documents/r001/citation"
    assert "automne 1957" in (await ask(bare_client, "style=chicago&locale=fr-FR", place))["text"]
    assert "date" in (await ask(bare_client, "style=harvard", place))["omitted"]


@pytest.mark.parametrize("style", ["bluebook", "oscola"])
async def test_a_number_of_a_note_that_nobody_stated_is_told(visitor: httpx.AsyncClient, style: str) -> None:
    cited = await ask(visitor, f"style={style}&form=short")
    assert "n 1" in cited["text"].replace("note", "n")
    assert any("names the note that cites the record first" in warning for warning in cited["warnings"])
    plain = await ask(visitor, "style=chicago&form=short")
    assert plain["warnings"] == []


async def test_a_style_that_prints_nothing_of_a_record_is_refused(visitor: httpx.AsyncClient) -> None:
    error = await refused(visitor, "style=antipode", "style")
    assert "prints nothing of record 110364 as bibliography" in error["detail"]


async def test_nothing_stands_before_or_after_a_citation_by_itself(visitor: httpx.AsyncClient) -> None:
    for notation in ("text", "html", "markdown", "latex"):
        cited = await ask(visitor, f"style=din-1505-2&format={notation}")
        words = cited["formatted"] or cited[notation]
        assert words == words.strip()


async def test_correspondence_is_cited_by_its_people_and_refused_without(visitor: httpx.AsyncClient) -> None:
    cited = await ask(visitor, "style=chicago&profile=correspondence")
    assert "Filippov (Stalin)" in cited["text"]
    assert "Joseph" not in cited["text"]
    assert "Zedong Mao" not in cited["text"]
    assert any("read from the title" in warning for warning in cited["warnings"])
    other = "/documents/900777/citation?style=chicago&profile=correspondence"
    (error,) = problem_of(await visitor.get(other), 422)["errors"]
    assert (error["parameter"], error["near"]) == ("profile", ["described"])


async def test_nothing_in_a_title_breaks_a_notation(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    title = "100 % \\input{x} & <script>alert(1)</script> $x_1^2$ {~#}"
    cited = await cite_one(bare_client, bare_house, tmp_path, "style=chicago", title=title)
    assert "<script" not in cited["html"]
    for style in ("chicago", "house"):
        latex = (await ask(bare_client, f"style={style}&format=latex", "/documents/r001/citation"))["formatted"]
        assert "\\input" not in latex
        assert "\\% \\textbackslash{}input\\{x\\} \\&" in latex
        rtf = (await ask(bare_client, f"style={style}&format=rtf", "/documents/r001/citation"))["formatted"]
        assert "\\\\input\\{x\\}" in rtf


async def test_an_older_revision_is_cited_as_it_was_in_any_style(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    first = await ask(client, "style=apa")
    record = make_record(1, id="110364", title="Another title")
    assert not take_in(house, write_records(tmp_path, record), reason="A better title.", onto="110364").has_errors
    now = await ask(client, "style=apa")
    assert "Another title" in now["text"]
    assert now["revision"] == 2
    then = await client.get(f"{CITATION}?style=apa&revision=1")
    assert then.json()["text"] == first["text"]
    assert then.headers["cache-control"] == "public, max-age=86400"


async def test_a_record_that_moved_or_was_withdrawn_is_cited_no_more(
    client: httpx.AsyncClient, house: House, tmp_path: Path
) -> None:
    assert not take_in(house, write_records(tmp_path, make_record(1), make_record(2))).has_errors
    for name in ("110364", "r001", "r002"):
        await ask(client, "style=apa", f"/documents/{name}/citation")
    withdraw_record(house, "110364")
    merge_record(house, "r001", "r002")
    problem_of(await client.get(f"{CITATION}?style=apa"), 410)
    moved = await client.get("/documents/r001/citation?style=apa")
    assert (moved.status_code, moved.headers["location"]) == (308, "/documents/r002/citation?style=apa")


async def test_all_core_styles_are_given_at_once(visitor: httpx.AsyncClient, selects: list[str]) -> None:
    response = await visitor.get("/documents/110364/citations?locale=en-GB")
    assert len(selects) <= 4, selects
    answer = response.json()
    given = [(citation["style"], citation["form"]) for citation in answer["citations"]]
    assert given[0] == ("house", "note")
    assert ("chicago-notes-bibliography", "note") in given
    assert ("chicago-notes-bibliography", "short") in given
    assert len({style for style, _ in given}) == 10
    assert len(given) == 13
    for citation in answer["citations"]:
        single = await ask(visitor, f"style={citation['style']}&form={citation['form']}&locale=en-GB")
        assert single == citation


async def test_texts_may_be_called_what_addresses_end_in(
    bare_client: httpx.AsyncClient, bare_house: House, tmp_path: Path
) -> None:
    text = {"id": "citation", "role": "translation", "language": "en", "passages": [{"text": "Words."}]}
    assert not take_in(bare_house, write_records(tmp_path, make_record(1, texts=[text]))).has_errors
    answer = (await bare_client.get("/documents/r001/texts/citation")).json()
    assert answer["text"]["id"] == "citation"
