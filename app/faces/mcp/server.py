"""The archive as a server of the Model Context Protocol, whichever way it is reached. Needs the extra ``mcp``."""

import logging
import re
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import unquote

import mcp_types as types
from anyio import to_thread
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError

from app import __version__
from app.domain.errors import Ambiguous, ArchiveError, Damaged, MunimentError, NotFound, Unusable
from app.domain.identifiers import MAX_NAME
from app.faces.kit import threads
from app.faces.kit.extracts import quote_extract
from app.faces.kit.negotiation import MARKDOWN
from app.faces.mcp.answers import extract_by_any_name
from app.faces.mcp.schemas import bare, bare_input
from app.faces.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from app.formats import formats
from app.services.found import House
from app.services.trail import follow_document

_log = logging.getLogger(__name__)

#: How many letters of a resource are given: a client puts them into a model's mind.
MOST_LETTERS = 60_000
_LATEST = 20
_MOST_ARGUMENTS = 50
_RECORD = "muniment://documents/{id}"
_PASSAGES = "muniment://documents/{id}/passages/{passage}"
_URI = re.compile(rf"muniment://documents/(?P<id>[^/]{{1,{MAX_NAME}}})(?:/passages/(?P<passage>[^/]{{1,200}}))?")
#: What sentences of the API name, and what that is among the tools.
_NAMES = {"quotation: `quote`": "quotation: `check_quotation`", "`quote`": "`words`", "`q`": "`words`"}
_FRESH = CacheHint(ttl_ms=60_000, scope="public")
_SAME = CacheHint(ttl_ms=3_600_000, scope="public")
_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Context = ServerRequestContext[Any]


def make_server(house: House) -> Server[Any]:
    """Give the server of an archive. It keeps nothing between two requests."""
    desk = _Desk(house)
    return Server(
        "muniment",
        version=__version__,
        title="Muniment: archival records that can be quoted and cited",
        instructions=INSTRUCTIONS,
        website_url=house.press.addresses.public_url or None,
        cache_hints={
            "tools/list": _SAME,
            "resources/templates/list": _SAME,
            "resources/list": _FRESH,
            "resources/read": _FRESH,
        },
        get_tool_input_schema=desk.find_schema,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
    )


class _Desk:
    """Answers what a client asks of an archive."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._tools = {tool.name: tool for tool in TOOLS}
        self._described = {tool.name: _describe(tool) for tool in TOOLS}

    async def list_tools(self, _: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """Give all tools; there are few."""
        return types.ListToolsResult(tools=list(self._described.values()))

    def find_schema(self, name: str) -> dict[str, Any] | None:
        """Give the schema of what a tool takes, which the protocol compares with the fields of a request."""
        tool = self._described.get(name)
        return tool.input_schema if tool else None

    async def call_tool(self, context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        """Ask a tool. What it cannot answer is a result that says so, which a model can read and do better."""
        tool = self._tools.get(params.name)
        if tool is None:
            known = ", ".join(self._tools)
            raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name[:100]!r}: there are {known}.")
        return await threads.TOOLS.run(partial(self._call, tool, params.arguments or {}, _host(context)))

    def _call(self, tool: Tool, arguments: dict[str, Any], host: str | None) -> types.CallToolResult:
        # no tool takes so many arguments: what comes after them changes nothing but how long the refusal takes
        first = dict(islice(arguments.items(), _MOST_ARGUMENTS))
        reached = {"host": host} if tool.takes_host else {}
        try:
            answer = tool.run(self._house, tool.asked.model_validate(first), **reached)
        except ValidationError as error:
            return _fail(_say_invalid(error, tool))
        except MunimentError as error:
            return _fail(_by_names_of_tools(say_error(error)))
        except Exception:  # noqa: BLE001 - a model is told that it failed, as of any other failure; the log has it
            _log.exception("The tool %s failed", tool.name)
            return _fail("Something went wrong here; nothing was changed. The log of this server says what.")
        return types.CallToolResult(
            content=[types.TextContent(text=answer.text)],
            structured_content=answer.told.model_dump(mode="json", by_alias=True),
        )

    async def list_resources(self, _: Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        """Give the latest records; all others are found by `search`."""
        try:
            ids = await to_thread.run_sync(self._latest)
        except MunimentError as error:
            raise _refusal(error, "muniment://documents") from error
        listed = [types.Resource(uri=_RECORD.format(id=i), name=f"Record {i}", mime_type=MARKDOWN) for i in ids]
        return types.ListResourcesResult(resources=listed)

    async def list_templates(
        self, _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """Give the template of records and that of passages."""
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=_RECORD,
                    name="record",
                    title="A record",
                    description=f"A record as Markdown, with citation and texts: {MOST_LETTERS:,} letters at most.",
                    mime_type=MARKDOWN,
                ),
                types.ResourceTemplate(
                    uri_template=_PASSAGES,
                    name="passages",
                    title="Passages of a record",
                    description="A passage (`en.p7`) or a run (`en.p7-en.p9`) in one block with citation and SHA-256.",
                    mime_type=MARKDOWN,
                ),
            ]
        )

    async def read_resource(self, _: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Give a record, or passages of it, as Markdown."""
        named = _URI.fullmatch(params.uri)
        if named is None:
            said = f"There is no resource {params.uri[:200]!r}: records are {_RECORD}, passages {_PASSAGES}."
            raise MCPError(types.INVALID_PARAMS, said, {"uri": params.uri[:200]})
        name, passage = unquote(named["id"]), named["passage"] and unquote(named["passage"])
        try:
            words = await to_thread.run_sync(partial(self._read, name, passage))
        except MunimentError as error:
            raise _refusal(error, params.uri) from error
        contents = types.TextResourceContents(uri=params.uri, mime_type=MARKDOWN, text=words)
        return types.ReadResourceResult(contents=[contents])

    def _latest(self) -> list[str]:
        with self._house.archive.reading() as repository:
            return repository.recent(_LATEST)

    def _read(self, name: str, passage: str | None) -> str:
        press = self._house.press
        with self._house.archive.reading() as repository:
            if passage is not None:
                document, extract, number = extract_by_any_name(repository, press, name, passage, None)
                words = quote_extract(document, extract, press.context, pinned=number is not None).decode()
            else:
                document = follow_document(repository, press, name)
                markdown = next(fmt for fmt in formats() if fmt.name == "markdown")
                words = markdown.render(document, press.context).decode()
        if len(words) <= MOST_LETTERS:
            return words
        return f"{words[:MOST_LETTERS]}\n\n(Cut here, for it is long. `get_passages` reads on.)\n"


async def speak(house: House) -> None:
    """Serve an archive over standard input and output, until the input ends."""
    server = make_server(house)
    async with stdio_server() as (heard, said):
        await server.run(heard, said, server.create_initialization_options())


def say_error(error: MunimentError) -> str:
    """Say what is wrong, and what would do."""
    if isinstance(error, Damaged | ArchiveError):
        _log.error("%s", error)
    near: tuple[str, ...] = ()
    if isinstance(error, NotFound):
        near = error.near
    elif isinstance(error, Unusable | Ambiguous):
        near = error.choices
    said = {word.strip(".,:;?'") for word in str(error).split()}
    unsaid = [name for name in near if name not in said][:10]
    return f"{error} Near are: {', '.join(unsaid)}." if unsaid else str(error)


def _host(context: Context) -> str | None:
    """Give the name by which a request reached this server; None over standard input."""
    return context.request.headers.get("host") if context.request else None


def _by_names_of_tools(said: str) -> str:
    for name, ours in _NAMES.items():
        said = said.replace(name, ours)
    return said


def _refusal(error: MunimentError, uri: str) -> MCPError:
    return MCPError(types.INVALID_PARAMS, say_error(error), {"uri": uri[:200]})


def _fail(said: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=said)], is_error=True)


def _say_invalid(error: ValidationError, tool: Tool) -> str:
    """Name the arguments that cannot be used, and those that there are."""
    told = "; ".join(f"`{'.'.join(map(str, e['loc']))[:80]}`: {e['msg']}" for e in error.errors()[:5])
    return f"These arguments cannot be used: {told}. `{tool.name}` takes: {', '.join(tool.asked.model_fields)}."


def _describe(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=bare_input(tool.asked.model_json_schema()),
        output_schema=bare(tool.told.model_json_schema(mode="serialization")),
        annotations=_READ_ONLY,
    )
