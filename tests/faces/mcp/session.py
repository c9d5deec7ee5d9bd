"""A session as docs/faces/mcp.md shows it: what a client asks, and what it is told."""

import json
import re
from collections.abc import Iterator

from mcp import Client
from mcp_types import CallToolResult, TextContent

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "faces" / "mcp.md"
_BEGIN, _END = "<!-- test: a session -->\n```text\n", "\n```\n"
_QUOTED = "There will not be any objections from our side."
CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("search", {"words": "delivery of arms", "limit": 1}),
    ("get_passages", {"id": "110364", "passages": "en.p7"}),
    ("check_quotation", {"id": "110364", "words": _QUOTED}),
    ("cite", {"id": "110364", "passage": "en.p7", "style": "house"}),
    ("get_document", {"id": "110365"}),
)
# Each archive has marks of its own, for it has a secret of its own.
_MARK = re.compile(r"\[(/?)[0-9a-f]{8}\]")


def marked_alike(words: str) -> str:
    """Give words with all marks alike."""
    return _MARK.sub(r"[\g<1>01234567]", words)


def shown() -> str:
    """Give the session that the page shows."""
    return PAGE.read_text(encoding="utf-8").partition(_BEGIN)[2].partition(_END)[0]


async def converse(client: Client) -> str:
    """Hold the session with a server, and give it as the page has it."""
    tools = (await client.list_tools()).tools
    lines = ["→ tools/list", f"← {', '.join(tool.name for tool in tools)}"]
    for name, arguments in CALLS:
        lines += ["", f"→ tools/call {name} {json.dumps(arguments, ensure_ascii=False)}"]
        lines += _say(await client.call_tool(name, dict(arguments)))
    return marked_alike("\n".join(lines))


def _say(result: CallToolResult) -> Iterator[str]:
    (content,) = result.content
    assert isinstance(content, TextContent)
    yield f"← {'(error) ' if result.is_error else ''}{content.text}"
