"""Every error is a problem (RFC 9457) whose type explains it."""

import logging
from http import HTTPStatus
from typing import NoReturn

import httpx
import pytest

from app.faces.kit.kinds import KINDS
from app.faces.rest import documents, state
from app.services.found import House
from tests.faces.conftest import problem_of, withdraw_record

METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X")


@pytest.mark.parametrize(
    ("address", "headers", "status", "name"),
    [
        ("/assets/x.css", {}, 404, "not-found"),
        ("/document/1", {}, 404, "not-found"),
        ("/document/110364", {"accept": "image/png"}, 406, "not-acceptable"),
        ("/nowhere", {}, 404, "not-found"),
        ("/documents/1", {}, 404, "not-found"),
        ("/schemas/x.json", {}, 404, "not-found"),
        ("/problems/x", {}, 404, "not-found"),
        ("/docs/x.js", {}, 404, "not-found"),
        ("/docs/", {}, 404, "not-found"),
        ("/docs/..%2f..%2fpyproject.toml", {}, 404, "not-found"),
        ("/documents/110364", {"accept": "image/png"}, 406, "not-acceptable"),
        ("/documents?limit=0", {}, 422, "invalid-parameter"),
        ("/documents/", {}, 422, "invalid-parameter"),
        ("/documents/110364/revisions/0", {}, 422, "invalid-parameter"),
    ],
)
async def test_an_error_is_a_problem_of_its_kind(
    visitor: httpx.AsyncClient, address: str, headers: dict[str, str], status: int, name: str
) -> None:
    problem = problem_of(await visitor.get(address, headers=headers), status)
    kind = KINDS[name]
    assert problem["type"] == f"/problems/{name}"
    assert (problem["title"], problem["status"]) == (kind.title, kind.status.value)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "address", ["/documents", "/documents/110364", "/documents/1", "/livez", "/openapi.json", "/docs"]
)
async def test_whatever_is_not_reading_is_405_and_says_what_is_allowed(
    visitor: httpx.AsyncClient, method: str, address: str
) -> None:
    response = await visitor.request(method, address)
    problem = problem_of(response, 405)
    assert problem["type"] == "/problems/method-not-allowed"
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert method in problem["detail"]


async def test_writing_to_an_address_that_is_nowhere_is_404(visitor: httpx.AsyncClient) -> None:
    problem_of(await visitor.post("/nowhere", json={}), 404)


async def test_a_body_that_nobody_asked_for_changes_nothing(visitor: httpx.AsyncClient) -> None:
    response = await visitor.request("GET", "/documents/110364", content=b"{" * 10_000)
    assert response.content == (await visitor.get("/documents/110364")).content


@pytest.mark.parametrize("name", KINDS)
async def test_the_type_of_a_problem_is_an_address_that_explains_it(visitor: httpx.AsyncClient, name: str) -> None:
    response = await visitor.get(f"/problems/{name}")
    assert response.status_code == 200
    told = response.json()
    assert told["name"] == name
    assert HTTPStatus(told["status"]) is KINDS[name].status
    assert told["title"] == KINDS[name].title
    assert told["meaning"]


async def test_an_unknown_kind_of_problem_is_404_and_the_kinds_are_named(visitor: httpx.AsyncClient) -> None:
    assert set(problem_of(await visitor.get("/problems/x"), 404)["near"]) == set(KINDS)


@pytest.mark.parametrize(
    ("address", "instance"),
    [
        ("/nowhere", "/nowhere"),
        ("/documents/110365?", "/documents/110365"),
        ("/documents/%D0%BF", "/documents/%D0%BF"),
        ("/documents/a%3Fb%23c%5C%22%0A", "/documents/a%3Fb%23c%5C%22%0A"),
        ("/documents/http://x.example/y", "/documents/http://x.example/y"),
    ],
)
async def test_the_instance_is_the_address_asked_for(visitor: httpx.AsyncClient, address: str, instance: str) -> None:
    assert problem_of(await visitor.get(address), 404)["instance"] == instance


async def test_what_is_no_path_at_all_is_answered(visitor: httpx.AsyncClient) -> None:
    for address in ("/%00", "/%FF%FE", "/..%2F..%2Fetc%2Fpasswd", "/" + "a/" * 2000, "/💩", "/;", "/.%2e/"):
        problem_of(await visitor.get(address), 404)


async def test_what_may_soon_be_right_is_not_kept(visitor: httpx.AsyncClient) -> None:
    for address in ("/documents?limit=0", "/documents/110364/citation?form=x"):
        assert (await visitor.get(address)).headers["cache-control"] == "no-store"


async def test_what_is_not_there_is_kept_for_a_minute_at_most(client: httpx.AsyncClient, house: House) -> None:
    withdraw_record(house, "110364")
    for address in ("/nowhere", "/documents/1", "/documents/110364"):
        assert (await client.get(address)).headers["cache-control"] == "public, max-age=60"


def break_down(*_: object, **__: object) -> NoReturn:
    """Fail as software does."""
    raise RuntimeError("a secret of the machine")


async def test_an_unexpected_error_is_500_and_tells_nothing_of_the_machine(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(documents, "read_rendition", break_down)
    with caplog.at_level(logging.ERROR):
        response = await visitor.get("/documents/110364.page.txt")
    problem = problem_of(response, 500)
    assert problem["type"] == "/problems/internal"
    assert response.headers["cache-control"] == "no-store"
    for secret in ("Traceback", "RuntimeError", "a secret of the machine", ".py", "/work"):
        assert secret not in response.text
    assert "a secret of the machine" in caplog.text  # but whoever runs it is told


async def test_an_unexpected_error_is_500_for_head_too(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "LifeAnswer", break_down)
    response = await visitor.head("/livez")
    assert (response.status_code, response.content) == (500, b"")
    assert response.headers["content-type"] == "application/problem+json"


async def test_one_error_does_not_keep_the_next_request_from_its_answer(
    visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(documents, "read_rendition", break_down)
        for _ in range(20):  # more than there are connections to the archive
            problem_of(await visitor.get("/documents/110364.page.txt"), 500)
    assert (await visitor.get("/documents/110364.page.txt")).status_code == 200


async def test_not_every_one_of_many_wrong_parameters_is_told(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/documents?" + "&".join(f"x{number}=1" for number in range(500)))
    assert len(problem_of(response, 422)["errors"]) == 10
