"""The API describes itself: OpenAPI 3.1, schemas that the answers keep to, and a page to try it on."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import jsonschema_rs
import pytest

from app.faces.kit.kinds import KINDS
from app.settings import Settings
from tests.conftest import SEED, client_of, make_archive
from tests.faces.conftest import problem_of

EXTERNAL = ("http://", "https://", "//", "data:", "@import", "url(")


#: What may also be asked by POST, because an address cannot hold it.
LONG_QUESTIONS = ("/citations", "/parse", "/quotations", "/resolve")


@pytest.fixture
async def described(visitor: httpx.AsyncClient) -> dict[str, Any]:
    """The OpenAPI description."""
    described: dict[str, Any] = (await visitor.get("/openapi.json")).json()
    return described


def operations_of(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every operation with its path."""
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert method == "get" or path in LONG_QUESTIONS
            yield path, operation


def validator_of(described: dict[str, Any], schema: dict[str, Any]) -> jsonschema_rs.Validator:
    """Give a validator of a schema of the description, whose references lead into the description."""
    return jsonschema_rs.Draft202012Validator({**schema, "components": described["components"]})


async def test_the_description_is_openapi_31_and_needs_no_key(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    assert described["security"] == []
    assert "securitySchemes" not in described["components"]
    assert all("security" not in operation for _, operation in operations_of(described))


async def test_every_operation_has_an_id_of_its_own_and_says_what_it_does(described: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in operations_of(described)]
    assert len(ids) == len(set(ids)) >= 12
    for _, operation in operations_of(described):
        assert operation["summary"]
        assert operation["description"]
        assert len(operation["tags"]) == 1
        assert all(
            parameter.get("description") or "examples" in parameter["schema"]
            for parameter in operation.get("parameters", [])
        )


async def test_every_reference_of_the_description_leads_somewhere_and_no_schema_is_unused(
    described: dict[str, Any],
) -> None:
    used = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert used == set(described["components"]["schemas"])


async def test_no_two_schemas_have_the_same_title_which_generators_of_clients_make_names_from(
    described: dict[str, Any],
) -> None:
    titles = [schema.get("title", name) for name, schema in described["components"]["schemas"].items()]
    assert len(set(titles)) == len(titles)


async def test_every_schema_is_a_schema(described: dict[str, Any]) -> None:
    for schema in described["components"]["schemas"].values():
        jsonschema_rs.Draft202012Validator({**schema, "components": described["components"]})
        jsonschema_rs.meta.validate(schema)


async def test_every_operation_declares_its_statuses_and_their_media_types(described: dict[str, Any]) -> None:
    for path, operation in operations_of(described):
        responses = operation["responses"]
        assert {"422", "500", "503"} <= set(responses), path
        if "{" in path:
            assert "404" in responses, path
        if "{id}" in path:
            assert {"308", "404", "410"} <= set(responses), path
        if "200" in responses:
            assert ("304" in responses) != ("requestBody" in operation), path
            assert responses["200"]["content"], path
        for status, response in responses.items():
            assert response["description"]
            if status.startswith(("4", "5")):
                assert response["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                }, (path, status)


async def test_there_is_one_problem_for_all(described: dict[str, Any]) -> None:
    assert [name for name in described["components"]["schemas"] if "Problem" in name or "Error" in name] == [
        "ParameterProblem",
        "Problem",
    ]
    required = described["components"]["schemas"]["Problem"]["required"]
    assert set(required) == {"type", "title", "status", "detail", "instance"}


async def test_every_status_a_problem_can_have_is_declared_somewhere(described: dict[str, Any]) -> None:
    declared = {status for _, operation in operations_of(described) for status in operation["responses"]}
    elsewhere = {400, 403, 405, 501}  # what is no request of an operation, or one of /mcp
    of_any_request = {413, 414, 415, 431}  # refused before it is known which operation is meant
    wanted = {kind.status.value for kind in KINDS.values()} - elsewhere - of_any_request
    assert {*map(str, wanted), "default"} <= declared


async def test_every_operation_declares_what_any_request_may_be_answered(described: dict[str, Any]) -> None:
    for _, operation in operations_of(described):
        assert set(operation["responses"]["default"]["content"]) == {"application/problem+json"}


async def test_every_example_keeps_to_its_schema(described: dict[str, Any]) -> None:
    shown = 0
    for path, operation in operations_of(described):
        for response in operation["responses"].values():
            for content in response.get("content", {}).values():
                if "example" in content:
                    shown += 1
                    errors = list(validator_of(described, content["schema"]).iter_errors(content["example"]))
                    assert errors == [], path
    assert shown >= 5


async def test_the_examples_are_the_real_record(visitor: httpx.AsyncClient, described: dict[str, Any]) -> None:
    for path, address in (
        ("/documents/{id}", "/documents/110364"),
        ("/documents/{id}/citation", "/documents/110364/citation"),
        ("/documents/{id}/passages/{passage}", "/documents/110364/passages/en.p7"),
        ("/documents/{id}/texts/{text}", "/documents/110364/texts/en"),
    ):
        example = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        answer = (await visitor.get(address)).json()
        for timed in (example, answer):
            if isinstance(timed["revision"], dict):
                timed["revision"].pop("at")
        assert example == answer


async def test_every_example_of_a_parameter_is_one_that_answers(
    visitor: httpx.AsyncClient, described: dict[str, Any]
) -> None:
    for path, operation in operations_of(described):
        told: dict[str, dict[str, str]] = {p["in"]: {} for p in operation.get("parameters", [])}
        for p in operation.get("parameters", []):
            if p["in"] == "path" or p["required"]:
                told[p["in"]][p["name"]] = p["schema"]["examples"][0]
        if "requestBody" not in operation:
            response = await visitor.get(path.format(**told.get("path", {})), params=told.get("query"))
            assert response.status_code in (200, 308), path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/documents", "/documents"),
        ("/documents", "/documents?limit=1"),
        ("/documents", "/documents?id=900777&id=x"),
        ("/documents/{id}", "/documents/110364"),
        ("/documents/{id}", "/documents/900001"),
        ("/documents/{id}", "/documents/900777"),
        ("/documents/{id}", "/documents/900777.csv?loss=1"),
        ("/formats", "/formats"),
        ("/documents/{id}/citation", "/documents/900001/citation"),
        ("/documents/{id}/citation", "/documents/110364/citation?style=ieee&ensure=archive&format=rtf"),
        ("/documents/{id}/citations", "/documents/900001/citations"),
        ("/documents/{id}/texts/{text}", "/documents/900001/texts/ru"),
        ("/documents/{id}/texts/{text}", "/documents/900777/texts/scan"),
        ("/documents/{id}/passages/{passage}", "/documents/110364/passages/en.p7-en.p9"),
        ("/documents/{id}/revisions", "/documents/110364/revisions"),
        ("/documents/{id}/revisions/{number}", "/documents/110364/revisions/1"),
        ("/documents/{id}/revisions/{number}", "/documents/900777/revisions/1"),
        ("/archives", "/archives"),
        ("/archives/{unit}", "/archives/ru-aprf/fond-45/opis-1/delo-339"),
        ("/parse", "/parse?ref=AVPRF 059a/5a/11/5; Ibid., p. 3"),
        ("/resolve", "/resolve?ref=APRF, f. 45, op. 1, d. 339, l. 31"),
        ("/quotations", "/quotations?quote=Words of record 1."),
        ("/search", "/search?q=record"),
        ("/schemes", "/schemes"),
        ("/changes", "/changes"),
        ("/changes", "/changes?since=1&limit=1"),
        ("/styles", "/styles?q=chicago&class=note&prints=archive&limit=2"),
        ("/styles/{style}", "/styles/turabian"),
        ("/locales", "/locales"),
        ("/livez", "/livez"),
        ("/readyz", "/readyz"),
    ],
)
async def test_answers_keep_to_the_schema_declared(
    visitor: httpx.AsyncClient, described: dict[str, Any], path: str, address: str
) -> None:
    content = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    answer = (await visitor.get(address)).json()
    assert list(validator_of(described, content["schema"]).iter_errors(answer)) == []


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/documents/1",
        "/documents?limt=1",
        "/documents/110364/passages/en.p9-en.p7",
        "/documents/900001/passages/p1",
        "/styles/chicgo",
        "/documents/110364/citation?style=chicgo",
        "/documents/110364/citation?style=apa&form=x",
    ],
)
async def test_problems_keep_to_the_schema_declared(
    visitor: httpx.AsyncClient, described: dict[str, Any], address: str
) -> None:
    problem = (await visitor.get(address)).json()
    schema = {"$ref": "#/components/schemas/Problem"}
    assert list(validator_of(described, schema).iter_errors(problem)) == []


@pytest.mark.parametrize("name", ["document.json", "record.json"])
async def test_a_schema_is_published_at_the_address_it_gives_itself(visitor: httpx.AsyncClient, name: str) -> None:
    response = await visitor.get(f"/schemas/{name}")
    assert response.headers["content-type"] == "application/schema+json"
    schema = response.json()
    assert schema["$id"] == f"/schemas/{name}"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("document.json", "/documents/110364"),
        ("document.json", "/documents/900001"),
        ("document.json", "/documents/900777"),
        ("record.json", "/documents/110364/revisions/1"),
        ("record.json", "/documents/900777/revisions/1"),
    ],
)
async def test_what_is_served_keeps_to_the_published_schema(
    visitor: httpx.AsyncClient, name: str, address: str
) -> None:
    schema = (await visitor.get(f"/schemas/{name}")).json()
    del schema["$id"]  # a path is no base for references outside a page
    answer = (await visitor.get(address)).json()
    assert list(jsonschema_rs.Draft202012Validator(schema).iter_errors(answer)) == []


async def test_the_published_schema_requires_every_member_of_the_contract(visitor: httpx.AsyncClient) -> None:
    schema = (await visitor.get("/schemas/document.json")).json()
    record = (await visitor.get("/documents/110364")).json()
    assert set(schema["properties"]) == set(record)
    assert set(record) - set(schema["required"]) == {"schema", "messages"}  # those that have one value only


async def test_an_unknown_schema_is_404_and_those_there_are_are_named(visitor: httpx.AsyncClient) -> None:
    assert problem_of(await visitor.get("/schemas/x"), 404)["near"] == ["document.json", "record.json"]


async def test_the_page_to_try_it_on_refers_to_no_other_host(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/docs")).text
    assert not any(marker in page for marker in EXTERNAL)
    style = (await visitor.get("/docs/swagger-ui.css")).text
    assert set(re.findall(r"url\(\s*[\"']?([a-z]+:)?", style)) <= {"data:"}


async def test_every_file_of_the_page_is_served_here_with_its_type(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/docs")).text
    files = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert len(files) == 3
    types = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".png": "image/png"}
    for file in files:
        response = await visitor.get(f"/{file}")
        assert response.status_code == 200
        assert response.headers["content-type"] == types[f".{file.rpartition('.')[2]}"]
        assert len(response.content) > 500


async def test_only_the_one_script_of_the_page_may_run(visitor: httpx.AsyncClient) -> None:
    response = await visitor.get("/docs")
    (policy,) = response.headers.get_list("content-security-policy")
    (script,) = re.findall(r"<script>(.*?)</script>", response.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == f"'self' 'sha256-{digest}'"
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert response.headers["content-type"] == "text/html; charset=utf-8"


async def test_the_description_is_the_same_for_everybody_and_does_not_depend_on_the_archive(
    visitor: httpx.AsyncClient, bare_client: httpx.AsyncClient
) -> None:
    ours, theirs = await visitor.get("/openapi.json"), await bare_client.get("/openapi.json")
    assert ours.content == theirs.content
    assert SEED.read_bytes()[60:100].decode() in ours.text


async def test_every_bound_of_a_parameter_is_one_that_json_schema_knows(visitor: httpx.AsyncClient) -> None:
    paths = (await visitor.get("/openapi.json")).json()["paths"]
    parameters = [p for path in paths.values() for p in path.get("get", {}).get("parameters", [])]
    written = json.dumps(parameters)
    assert '"ge"' not in written
    assert '"le"' not in written
    limits = [p["schema"] for p in parameters if p["name"] == "limit"]
    assert [(limit["minimum"], limit["maximum"]) for limit in limits] == [(1, 200)] * 5


@pytest.mark.parametrize(
    ("public_url", "servers"),
    [
        ("", None),
        ("/a", ["/a"]),
        ("https://example.org", ["https://example.org", "/"]),
        ("https://example.org/a", ["https://example.org/a", "/a"]),
    ],
)
async def test_the_description_names_the_public_address_where_there_is_one(
    tmp_path: Path, public_url: str, servers: list[str] | None
) -> None:
    settings = Settings(archive=tmp_path / "archive.db", public_url=public_url)
    make_archive(settings)
    async with client_of(settings) as client:
        described = (await client.get(f"{urlsplit(public_url).path}/openapi.json")).json()
    assert [server["url"] for server in described.get("servers", ())] == (servers or [])
