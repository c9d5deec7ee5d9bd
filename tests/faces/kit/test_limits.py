"""What a request may bring, to applications that read, answer and fail as they like."""

from collections.abc import AsyncIterator

import pytest
from starlette.types import Receive, Scope, Send

from app.domain.identifiers import Addresses
from app.faces.kit.limits import MAX_ADDRESS, MAX_BODY, MAX_FIELD_BYTES, MAX_FIELDS, SMALLER_BODIES, Limits
from tests.faces.conftest import problem_of
from tests.faces.kit.limited import limited, reader

JSON = {"content-type": "application/json"}


async def parts_of(count: int, size: int) -> AsyncIterator[bytes]:
    """Give a body in parts: chunked, without a Content-Length."""
    for _ in range(count):
        yield b"x" * size


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_a_body_of_the_largest_size_is_read(method: str) -> None:
    async with limited(reader) as client:
        assert (await client.request(method, "/", content=b"x" * MAX_BODY, headers=JSON)).text == "read"
        parts = parts_of(1024, MAX_BODY // 1024)
        assert (await client.request(method, "/", content=parts, headers=JSON)).text == "read"


async def test_a_body_that_says_it_is_larger_is_refused_before_any_of_it_is_read() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async with limited(app) as client:
        problem = problem_of(await client.post("/", content=b"x" * (MAX_BODY + 1)), 413)
        assert problem["type"] == "/problems/content-too-large"
        problem_of(await client.post("/", headers={"content-length": "9" * 5000}), 413)
    assert seen == []


@pytest.mark.parametrize("fields", [{}, {"content-length": "5"}])
async def test_a_body_is_counted_as_it_comes_whatever_it_says_of_its_length(fields: dict[str, str]) -> None:
    async with limited(reader) as client:
        response = await client.post("/", content=parts_of(1025, 1024), headers={**JSON, **fields})
    assert problem_of(response, 413)["type"] == "/problems/content-too-large"


@pytest.mark.parametrize("path", ["/mcp", "/archive/quotations"])
async def test_where_nonsense_is_dear_to_read_less_is_read(path: str) -> None:
    most = SMALLER_BODIES[path.rpartition("/")[2]]
    async with limited(reader) as client:
        assert (await client.post(path, content=b"x" * most, headers=JSON)).text == "read"
        problem_of(await client.post(path, content=b"x" * (most + 1), headers=JSON), 413)
        problem_of(await client.post(path, content=parts_of(most // 1024 + 1, 1024), headers=JSON), 413)


@pytest.mark.parametrize(
    "fields",
    [
        {"content-type": "text/csv"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": ""},
        {"content-type": "application/json", "content-encoding": "gzip"},
        {"content-encoding": "br"},
    ],
)
async def test_a_body_to_read_with_must_be_plain_json(fields: dict[str, str]) -> None:
    async with limited(reader) as client:
        for method in ("GET", "HEAD", "POST"):
            assert (await client.request(method, "/", content=b"1", headers=fields)).status_code == 415
        response = await client.request("GET", "/", content=parts_of(1, 1), headers=fields)
        assert problem_of(response, 415)["type"] == "/problems/unsupported-media-type"


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (b"", {"content-type": "text/csv"}),
        (b"", {"content-encoding": "gzip", "content-length": "0"}),
        (b"{}", {"content-type": "Application/JSON; charset=utf-8", "content-encoding": "identity"}),
        (b"{}", {}),
    ],
)
async def test_json_and_no_body_at_all_are_let_through(content: bytes, fields: dict[str, str]) -> None:
    async with limited(reader) as client:
        assert (await client.request("GET", "/", content=content, headers=fields)).status_code == 200


async def test_a_body_that_is_to_be_read_must_say_that_it_is_json() -> None:
    async with limited(reader) as client:
        assert problem_of(await client.post("/", content=b"{}"), 415)["type"] == "/problems/unsupported-media-type"
        assert (await client.post("/")).status_code == 200


@pytest.mark.parametrize(("path", "query"), [("/" + "a" * MAX_ADDRESS, ""), ("/a", "b" * (MAX_ADDRESS - 1))])
async def test_an_address_has_a_longest_length(path: str, query: str) -> None:
    async with limited(reader) as client:
        response = await client.get(path, params=query or None)
        problem = problem_of(response, 414)
        assert problem["type"] == "/problems/uri-too-long"
        assert len(response.content) < MAX_ADDRESS
        assert (await client.get("/a?" + "b" * (MAX_ADDRESS - 2))).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        [("x", "y")] * (MAX_FIELDS + 1),
        [("cookie", "z" * MAX_FIELD_BYTES)],
        [("x" * 400, "y" * 400)] * 50,
    ],
)
async def test_header_fields_have_a_greatest_number_and_size(fields: list[tuple[str, str]]) -> None:
    async with limited(reader) as client:
        response = await client.get("/", headers=fields)
        assert problem_of(response, 431)["type"] == "/problems/header-fields-too-large"
        assert (await client.get("/", headers=[("x", "y")] * 90)).status_code == 200


async def test_what_is_no_request_is_passed_on() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    scope: Scope = {"type": "lifespan"}
    await Limits(app, Addresses(), concurrency=1, seconds=1)(scope, None, None)  # type: ignore[arg-type]
    assert seen == [scope]
