"""Whatever a model makes up, a tool answers or says why not, and nothing breaks."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from app.faces.mcp.tools import TOOLS, Tool
from tests.faces.conftest import client_on
from tests.faces.mcp.talk import ask, ask_statelessly

BOUNDED = settings(max_examples=150, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
WORDS = st.text(max_size=40)
#: What a value may be: what the tools know, what it is like, and anything else that JSON can say.
VALUES = st.one_of(
    st.sampled_from(
        ["110364", "900001", "900777", "en.p7", "p7", "en.p7-en.p9", "en", "scan", "apa", "house", "all", "2024-02-30"]
    ),
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.lists(WORDS, max_size=2),
    st.dictionaries(WORDS, WORDS, max_size=2),
)
NAMES = sorted({name for tool in TOOLS for name in tool.asked.model_fields} | {"x"})
ARGUMENTS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)
TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)
METHODS = ("initialize", "ping", "tools/list", "tools/call", "resources/list", "resources/read", "server/discover", "x")


@BOUNDED
@given(
    tool=st.sampled_from(TOOLS), arguments=ARGUMENTS, first=st.sampled_from(["110364", "en.p7", "armistice", "900001"])
)
async def test_no_arguments_break_a_tool(
    shared_app: ASGIApp, caplog: pytest.LogCaptureFixture, tool: Tool, arguments: dict[str, Any], first: str
) -> None:
    required = {name: first for name, field in tool.asked.model_fields.items() if field.is_required()}
    async with client_on(shared_app) as client:
        response = await ask(client, "tools/call", {"name": tool.name, "arguments": required | arguments})
    assert response.status_code == 200
    result = response.json()["result"]
    assert result["content"][0]["text"]
    assert result["isError"] != ("structuredContent" in result)
    assert "failed" not in caplog.text


@BOUNDED
@given(method=st.sampled_from(METHODS), params=TREES, is_stateless=st.booleans())
@example(method="resources/read", params={"uri": "muniment://documents/%00/passages/%FF"}, is_stateless=True)
@example(method="resources/read", params={"uri": "muniment://documents/" + "x" * 3000}, is_stateless=False)
async def test_no_parameters_break_the_protocol(
    shared_app: ASGIApp,
    method: str,
    params: object,
    is_stateless: bool,  # noqa: FBT001
) -> None:
    async with client_on(shared_app) as client:
        if is_stateless and isinstance(params, dict):
            response = await ask_statelessly(client, method, json.loads(json.dumps(params)))
        else:
            response = await ask(client, method, params)  # type: ignore[arg-type] # what no client would send
    assert response.status_code < 500
    assert "error" in response.json() or "result" in response.json()
