"""The API describes itself: schemas, OpenAPI, a page to try it on, and what each kind of problem means."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.openapi.docs import get_swagger_ui_html
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from app.domain.errors import NotFound
from app.domain.record import Record, canonical_json
from app.faces.kit.answers import HTML, MOVING, PAGE_HEADERS, answer
from app.faces.kit.declared import UNCHANGED, problems
from app.faces.kit.kinds import KINDS
from app.faces.kit.openapi import describe
from app.faces.rest.examples import examples
from app.faces.rest.shapes import DocumentShape
from app.services.example import example_document
from app.services.found import House

SCHEMAS: dict[str, type[BaseModel]] = {"document.json": DocumentShape, "record.json": Record}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCRIPT = re.compile(r"<script>(?P<code>.*?)</script>", re.DOTALL)
_ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}


class _SchemaResponse(JSONResponse):
    """The media type of a JSON Schema, for the description."""

    media_type = "application/schema+json"


class Routes:
    """The routes of the description."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._openapi: bytes | None = None

    def add_to(self, router: APIRouter) -> None:
        """Declare the routes."""
        router.add_api_route(
            "/schemas/{name}",
            self.read_schema,
            operation_id="read_schema",
            summary="JSON Schema of a record",
            tags=["description"],
            response_model=dict[str, Any],
            response_class=_SchemaResponse,
            responses={**problems("not-found"), **UNCHANGED},
        )
        router.add_api_route(
            "/problems/{name}",
            self.read_problem,
            operation_id="read_problem",
            summary="What a kind of problem means",
            tags=["description"],
            response_model=dict[str, Any],
            responses={**problems("not-found"), **UNCHANGED},
        )
        for path, endpoint in (
            ("/openapi.json", self.read_openapi),
            ("/docs", self.read_docs),
            ("/docs/{name}", self.read_asset),
        ):
            router.add_api_route(path, endpoint, include_in_schema=False)

    async def read_schema(
        self, request: Request, name: Annotated[str, Path(max_length=100, examples=["document.json"])]
    ) -> Response:
        """`document.json` is what the API answers, `record.json` what can be imported."""
        if name not in SCHEMAS:
            raise NotFound("schema", name, near=list(SCHEMAS))
        body = _schema(name, self._house.press.addresses.path(f"/schemas/{name}"))
        return answer(request, body, media_type=_SchemaResponse.media_type)

    async def read_problem(
        self, request: Request, name: Annotated[str, Path(max_length=100, examples=["not-found"])]
    ) -> Response:
        """Explain the kind of problem that a `type` address names."""
        if name not in KINDS:
            raise NotFound("kind of problem", name, near=list(KINDS))
        kind = KINDS[name]
        told = {"name": name, "status": kind.status.value, "title": kind.title, "meaning": kind.meaning}
        return answer(request, canonical_json(told), media_type="application/json")

    def read_openapi(self, request: Request) -> Response:
        """Give the OpenAPI description."""
        if self._openapi is None:
            press = self._house.press
            example = example_document(press, self._house.seed)
            described = describe(request.app, examples(example, press.context), press.addresses)
            self._openapi = canonical_json(described)
        return answer(request, self._openapi, media_type="application/json")

    async def read_docs(self, request: Request) -> Response:
        """Give the page to try the API on; all it needs comes from here."""
        page = get_swagger_ui_html(
            openapi_url="openapi.json",  # relative: right under any path the archive is served at
            title="Muniment API",
            swagger_js_url="docs/swagger-ui-bundle.js",
            swagger_css_url="docs/swagger-ui.css",
            swagger_favicon_url="docs/favicon-32x32.png",
        )
        body = bytes(page.body)
        headers = {**PAGE_HEADERS, "content-security-policy": _docs_policy(body.decode())}
        return answer(request, body, media_type=HTML, headers=headers)

    async def read_asset(self, request: Request, name: str) -> Response:
        """Give a file of the page."""
        if name not in _ASSETS:
            raise NotFound("file", name[:80], near=list(_ASSETS))
        return answer(request, _asset(name), media_type=_ASSETS[name], cache=MOVING)


@cache
def _schema(name: str, address: str) -> bytes:
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    return canonical_json({"$schema": _DIALECT, "$id": address, **schema})


@cache
def _asset(name: str) -> bytes:
    return files("fastapi_swagger").joinpath("resources", name).read_bytes()


def _docs_policy(page: str) -> str:
    """Allow the page its own files and its one inline script, named by hash; Swagger UI sets styles inline."""
    scripts = [hashlib.sha256(code.encode()).digest() for code in _SCRIPT.findall(page)]
    allowed = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in scripts)
    return (
        f"default-src 'none'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
