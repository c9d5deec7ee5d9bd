"""The citation alone, asked for as DOI agencies have it: by a media type with style and locale."""

import httpx
import pytest

from tests.faces.conftest import problem_of

RECORD = "/documents/110364"
BIBLIOGRAPHY = "text/x-bibliography"


async def ask(client: httpx.AsyncClient, accept: str, **headers: str) -> httpx.Response:
    """Ask for the record in a form."""
    return await client.get(RECORD, headers={"accept": accept, **headers})


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ("; style=apa; locale=fr-FR", "style=apa&locale=fr-FR&form=bibliography"),
        (";style=chicago", "style=chicago&form=bibliography"),
        ("; style=bluebook", "style=bluebook&form=note"),
        ('; style="http://www.zotero.org/styles/mla"', "style=mla"),
        ("; style=APA; locale=fr-BE", "style=apa&locale=fr-FR"),
        ("", ""),
        ("; style=house; locale=de-DE", ""),
        ("; charset=utf-8; style=ieee", "style=ieee"),
    ],
)
async def test_it_is_the_entry_of_a_bibliography(visitor: httpx.AsyncClient, parameters: str, query: str) -> None:
    response = await ask(visitor, BIBLIOGRAPHY + parameters)
    assert (response.status_code, response.headers["content-type"]) == (200, f"{BIBLIOGRAPHY}; charset=utf-8")
    citation = (await visitor.get(f"{RECORD}/citation?{query}")).json()
    assert response.text == citation["text"]
    assert response.headers["content-language"] == citation["locale"]
    assert response.headers["vary"] == "Accept, Accept-Encoding"


async def test_it_has_a_validator_of_its_own(visitor: httpx.AsyncClient) -> None:
    french, english, record = [
        (await ask(visitor, accept)).headers["etag"]
        for accept in (f"{BIBLIOGRAPHY}; style=apa; locale=fr-FR", f"{BIBLIOGRAPHY}; style=apa", "application/json")
    ]
    assert len({french, english, record}) == 3
    again = await ask(visitor, f"{BIBLIOGRAPHY}; style=apa", **{"if-none-match": english})
    assert (again.status_code, again.content) == (304, b"")
    other = await ask(visitor, f"{BIBLIOGRAPHY}; style=apa", **{"if-none-match": record})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (f"{BIBLIOGRAPHY};style=apa;q=0.5, application/json", "application/json"),
        (f"{BIBLIOGRAPHY};style=apa, application/json;q=0.9", f"{BIBLIOGRAPHY}; charset=utf-8"),
        (f"{BIBLIOGRAPHY};style=apa, */*", f"{BIBLIOGRAPHY}; charset=utf-8"),
        (f"{BIBLIOGRAPHY};q=0, application/json;q=0.1", "application/json"),
        ("text/*;q=0.3, application/json;q=0.1", "text/html; charset=utf-8"),
    ],
)
async def test_weights_are_honoured(visitor: httpx.AsyncClient, accept: str, media_type: str) -> None:
    for _ in range(2):  # what is remembered of a field is the same
        assert (await ask(visitor, accept)).headers["content-type"] == media_type


async def test_a_style_that_is_not_here_is_406_with_those_like_it(visitor: httpx.AsyncClient) -> None:
    problem = problem_of(await ask(visitor, f"{BIBLIOGRAPHY}; style=chicgo, */*;q=0.1"), 406)
    assert "'chicgo'" in problem["detail"]
    assert problem["styles"] == "/styles"
    assert problem["near"][0] == "chicago-notes-bibliography"
    first = problem["available"][0]
    assert first["type"] == f"{BIBLIOGRAPHY}; style=chicago-notes-bibliography"
    assert first["title"]
    assert (await ask(visitor, first["type"])).status_code == 200
    assert {"application/json", BIBLIOGRAPHY} <= {choice["type"] for choice in problem["available"]}


@pytest.mark.parametrize(("locale", "near"), [("fr_FR", "fr-FR"), ("tlh", "th-TH"), ("!", "")])
async def test_a_locale_that_is_not_here_is_406_with_those_like_it(
    visitor: httpx.AsyncClient, locale: str, near: str
) -> None:
    problem = problem_of(await ask(visitor, f"{BIBLIOGRAPHY}; style=apa; locale={locale}"), 406)
    assert near in [*problem["near"], ""]
    assert "application/json" in [choice["type"] for choice in problem["available"]]


async def test_another_name_of_the_record_leads_there(visitor: httpx.AsyncClient) -> None:
    name = "/documents/http://digitalarchive.wilsoncenter.org/document/110364"
    response = await visitor.get(name, headers={"accept": f"{BIBLIOGRAPHY}; style=apa"})
    assert (response.status_code, response.headers["location"]) == (308, RECORD)
    problem_of(await visitor.get("/documents/999999", headers={"accept": BIBLIOGRAPHY}), 404)


async def test_a_suffix_says_what_is_meant_whatever_is_accepted(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get(f"{RECORD}.json", headers={"accept": f"{BIBLIOGRAPHY}; style=nothing"})
    assert response.headers["content-type"] == "application/json"
