"""Whatever is asked, within the description or against it, the answer keeps to it, and nothing breaks."""

import json
from contextlib import suppress
from typing import Any, NoReturn

import pytest
import schemathesis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from starlette.types import ASGIApp, Message, Scope

from app.faces.rest import documents
from app.main import create_app
from app.settings import Settings

#: Not ``positive_data_acceptance``: a schema cannot say which positions and styles there are.
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
WITHOUT_PARAMETERS = (
    "list_archives", "list_formats", "list_locales", "list_schemes", "livez", "read_feed", "read_sitemap", "readyz",
)  # fmt: skip
OPERATIONS = (
    "check_long_quotation", "check_quotation", "cite_list", "list_changes", "list_documents", "list_revisions",
    "list_styles", "parse", "parse_note", "read_changes", "read_citation", "read_citations", "read_cite_page",
    "read_document", "read_history", "read_home",
    "read_linkset", "read_page", "read_passage", "read_problem", "read_revision", "read_schema", "read_sitemap_page",
    "read_card", "read_embed_page", "read_oembed", "read_passage_card", "read_picture",
    "read_style", "read_text", "read_unapi", "read_unit", "resolve", "resolve_note", "search_words",
)  # fmt: skip
#: What oEmbed says of a format that there is not: the one refusal that HTTP counts among the faults of servers.
NO_SUCH_FORMAT = ("read_oembed", 501)
#: The same cases in every run, so that a failure is a change of ours.
BOUNDED = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def described_api(shared_settings: Settings) -> BaseSchema:
    """The API as it describes itself, reached without a socket, by an application that is ended after each case."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(shared_settings))


def operations_of(api: BaseSchema) -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """Give every operation by its id."""
    found = [result.ok() for result in api.get_all_operations() if isinstance(result, Ok)]
    return {str(operation.definition.raw["operationId"]): operation for operation in found}


def test_every_operation_is_asked_everything(described_api: BaseSchema) -> None:
    assert set(operations_of(described_api)) == {*OPERATIONS, *WITHOUT_PARAMETERS}


def ask_everything(api: BaseSchema, operation_id: str, mode: GenerationMode, fixed: dict[str, Any]) -> None:
    """Ask an operation for what its description allows, or just does not; some parameters may be fixed."""
    operation = operations_of(api)[operation_id]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.path_parameters.update(fixed)
        response = case.call(allow_redirects=False)
        is_refused = (operation_id, response.status_code) == NO_SUCH_FORMAT
        assert response.status_code < 500 or is_refused
        if response.status_code >= 400:
            assert response.headers["content-type"] == ["application/problem+json"]
            assert json.loads(response.content)["status"] == response.status_code
        case.validate_response(response, checks=CHECKS[1:] if is_refused else CHECKS)

    ask()


@pytest.mark.parametrize("operation_id", [*OPERATIONS, *WITHOUT_PARAMETERS])
def test_what_the_description_allows_is_answered_as_it_says(described_api: BaseSchema, operation_id: str) -> None:
    ask_everything(described_api, operation_id, GenerationMode.POSITIVE, {})


@pytest.mark.parametrize(
    "operation_id",
    [name for name in OPERATIONS if name.startswith(("read_c", "read_e", "read_l", "read_p", "read_t", "list_r"))],
)
def test_the_parts_of_a_record_are_answered_as_the_description_says(
    described_api: BaseSchema, operation_id: str
) -> None:
    fixed = {"id": "110364"} if operation_id != "read_problem" else {}
    ask_everything(described_api, operation_id, GenerationMode.POSITIVE, fixed)


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_what_the_description_forbids_is_a_problem(described_api: BaseSchema, operation_id: str) -> None:
    ask_everything(described_api, operation_id, GenerationMode.NEGATIVE, {})


PLACES = (
    "", "documents", "documents/110364", "document/110364", "documents/110364/passages", "documents/110364/texts",
    "documents/110364/revisions", "documents/110364/citation", "documents/110364/citations", "documents/http:/",
    "problems", "schemas", "docs", "styles", "citations", "formats", "documents/110364.csv",
    "documents/110364/linkset", "unapi", "changes", "feed.atom", "sitemap.xml", "robots.txt", "quotations", "search",
    "document/110364/embed", "documents/110364/card.png", "embed", "embed/110364", "oembed",
    "llms.txt", "index.md", "archives.md", "archives", "document/110364/revisions.md", "document/110364/cite.md",
)  # fmt: skip
PARAMETERS = (
    "limit", "after", "id", "revision", "style", "q", "class", "prints", "locale", "form", "format", "profile",
    "maxheight", "maxwidth", "passage", "sha256",
    "holding", "locator", "leaf", "accessed", "ensure", "since", "loss", "quote", "url", "x",
)  # fmt: skip
FIELDS = ("accept", "accept-encoding", "if-none-match", "host", "origin", "x-forwarded-host", "range", "content-type")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
BYTES = st.binary(max_size=30)


async def ask_raw(app: ASGIApp, scope: Scope) -> tuple[int, dict[str, str], bytes]:
    """Put a request to the application as a server would, with bytes no client library would send."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    standing = {"type": "http", "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("testserver", 80)}
    with suppress(RuntimeError):  # an error of ours goes on to the server when it has been answered
        await app({**standing, "client": ("127.0.0.1", 1), **scope}, receive, send)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in messages[0]["headers"]}
    return messages[0]["status"], headers, b"".join(message.get("body", b"") for message in messages[1:])


@settings(BOUNDED, max_examples=400)
@given(
    method=st.sampled_from(["GET", "HEAD", "OPTIONS", "POST", "M-SEARCH"]),
    place=st.sampled_from(PLACES),
    rest=WORDS,
    query=st.lists(st.tuples(st.sampled_from(PARAMETERS), BYTES), max_size=3),
    fields=st.lists(st.tuples(st.sampled_from(FIELDS), BYTES), max_size=4),
)
@example(method="GET", place="documents/110364/citation", rest="", query=[("style", b"\xff")], fields=[("host", b"[")])
async def test_nothing_that_is_asked_breaks_anything(
    shared_app: ASGIApp,
    method: str,
    place: str,
    rest: str,
    query: list[tuple[str, bytes]],
    fields: list[tuple[str, bytes]],
) -> None:
    path = f"/{place}/{rest}" if rest else f"/{place}"
    asked = {
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"&".join(name.encode() + b"=" + value for name, value in query),
        "headers": [(name.encode(), value) for name, value in fields],
    }
    status, headers, body = await ask_raw(shared_app, asked)
    assert status < 500 or (place, status) == ("oembed", 501)
    assert headers["access-control-allow-origin"] == "*"
    if status >= 400:
        assert headers["content-type"] == "application/problem+json"
        if method == "HEAD":
            assert body == b""
        else:
            assert json.loads(body)["status"] == status
    if status == 308:
        assert headers["location"].startswith("/documents/")
        assert headers["location"].isascii()
        assert headers["location"].isprintable()


async def test_odd_bytes_in_a_question_do_not_hide_an_error_of_ours(
    shared_app: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> NoReturn:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(documents, "several_records", break_down)
    asked = {"method": "GET", "path": "/documents", "query_string": b"id=\xff\xfe", "headers": [(b"host", b"\xff")]}
    status, headers, body = await ask_raw(shared_app, asked)
    assert (status, headers["content-type"]) == (500, "application/problem+json")
    assert json.loads(body)["instance"] == "/documents"
    assert b"secret" not in body
    assert "'/documents'" in caplog.text
