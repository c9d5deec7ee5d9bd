"""The command ``muniment``: one command per verb. Exit 0: done, or queries only; 1: errors; 2: wrong usage."""

from app.cli.commands import main

__all__ = ["main"]
