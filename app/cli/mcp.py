"""The command that serves an archive to a language model on this machine."""

from importlib.util import find_spec

import click

from app.cli.options import settings_options
from app.domain.errors import Unusable
from app.house import opened_house
from app.settings import Settings


@click.command()
@settings_options("archive", "cache")
def mcp(settings: Settings) -> None:
    """Serve the archive to a language model on this machine, over standard input and output (MCP)."""
    if find_spec("mcp") is None:
        raise Unusable("mcp", "This needs the package `mcp`: run python -m pip install 'muniment[mcp]'.")
    import anyio  # noqa: PLC0415 - only here, and its protocol takes as long to load as all the rest of us

    from app.faces.mcp.server import speak  # noqa: PLC0415

    with opened_house(settings.model_copy(update={"read_only": True})) as house:
        anyio.run(speak, house)
