"""The command ``muniment``: one command per verb. Exit 0: done, or queries only; 1: errors; 2: wrong usage."""

import click

from app import __version__
from app.cli.menu import Menu

__all__ = ["main"]

_COMMANDS = Menu(
    {
        "backup": "archive:backup_",
        "check": "records:check",
        "cite": "cite:cite",
        "export": "export:export",
        "import": "records:import_",
        "init": "archive:init",
        "lint": "references:lint_",
        "mcp": "mcp:mcp",
        "merge": "records:merge_",
        "migrate": "archive:migrate",
        "parse": "parse:parse",
        "quote": "quote:quote",
        "reindex": "archive:reindex_",
        "resolve": "references:resolve_",
        "restore": "archive:restore_",
        "revise": "records:revise",
        "serve": "serve:serve",
        "show": "records:show",
        "styles": "styles:styles_",
        "verify": "archive:verify_",
        "withdraw": "records:withdraw_",
    }
)


@click.group(commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="muniment")
def main() -> None:
    """Serve translated archival documents so that they can be read, cited and embedded without error."""
