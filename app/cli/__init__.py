"""The command ``muniment``: one command per verb. Exit 0: done, or queries only; 1: errors; 2: wrong usage."""

from app.cli.cite import cite
from app.cli.commands import main
from app.cli.styles import styles_

__all__ = ["main"]

main.add_command(cite)
main.add_command(styles_)
