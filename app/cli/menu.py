"""The list of commands: what a command needs is loaded when somebody asks for that command, and not before."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

import click


class Menu(Mapping[str, click.Command]):
    """The commands by their names. Names are known at once; a command is loaded with the module it stands in.

    ``places`` has, for each name, where the command is: ``archive:backup_`` is ``backup_`` in ``app/cli/archive.py``.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> click.Command:
        module, _, attribute = self._places[name].partition(":")
        with _keeping_all():
            command: click.Command = getattr(import_module(f"app.cli.{module}"), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Look for no garbage: what modules make stays, and looking for it takes a quarter of the time they load in."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
