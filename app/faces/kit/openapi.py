"""OpenAPI 3.1: FastAPI's description, with one shared problem, and examples from the real record."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import __version__
from app.domain.identifiers import Addresses
from app.faces.kit.problems import Problem

_ABOUT = """Archival records that can be read, cited and embedded without error.

Everything is read with GET (long questions with POST too), needs no key, and may be called from any page. Every answer
to GET has a strong ETag. Every error is a problem (RFC 9457) with a stable `type`. Fields are only ever added. Where a
value was read by software, `basis` says from what; `null` means not stated, never unknown.
"""


def describe(app: FastAPI, examples: dict[str, dict[str, Any]], addresses: Addresses) -> dict[str, Any]:
    """Write the description; ``examples`` are answers by operation id, ``addresses`` say where all paths begin."""
    described = get_openapi(
        title="Muniment",
        version=__version__,
        openapi_version="3.1.0",
        description=_ABOUT,
        routes=app.routes,
        separate_input_output_schemas=False,
    )
    schemas = described["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schemas["Problem"].pop("$defs", {}))
    if addresses.origin:  # and the page to try it on may be open under another name of this server
        described["servers"] = [{"url": addresses.public_url}, {"url": addresses.base_path or "/"}]
    elif addresses.base_path:
        described["servers"] = [{"url": addresses.base_path}]
    described["security"] = []
    for operations in described["paths"].values():
        for operation in operations.values():
            _mend(operation, examples.get(operation["operationId"]))
    return described


def _mend(operation: dict[str, Any], example: dict[str, Any] | None) -> None:
    """Take out what FastAPI adds for bodies we never send, and put the example in."""
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if not status.startswith("2"):
            content.pop("application/json", None)
            if not content:
                response.pop("content", None)
        elif example is not None and "application/json" in content:
            content["application/json"]["example"] = example
