"""Flags that are settings: each command names the settings it takes and gets them whole."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from pydantic import ValidationError

from app.domain.errors import MunimentError
from app.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

#: The flag of a setting, where it is not the setting's own name.
FLAGS = {"actor": "by"}


def flag(setting: str) -> str:
    """Give the flag of a setting: ``public_url`` is ``--public-url``."""
    return "--" + FLAGS.get(setting, setting).replace("_", "-")


def _is_text(argument: str) -> bool:
    """Tell whether an argument was UTF-8; other bytes come as lone surrogates (PEP 383)."""
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def settings_options(*names: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command the flags of some settings and pass it all settings; flags win over variables.

    An error of the field or of the file system ends the command with its sentence and exit code 1, never with a
    traceback.
    """

    def decorate(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def run(**kwargs: object) -> R:
            given = {name: value for name in names if (value := kwargs.pop(name)) is not None}
            for name, value in kwargs.items():
                if isinstance(value, str) and not _is_text(value):
                    raise click.UsageError(f"{name}: this is no UTF-8 text")
            try:
                settings = Settings(**given)  # type: ignore[arg-type] # values of flags; Settings checks them
            except ValidationError as error:
                first = error.errors()[0]
                name = str(first["loc"][0])
                reason = first["msg"].removeprefix("Value error, ")
                blamed = flag(name) if name in given else f"MUNIMENT_{name.upper()}"
                raise click.UsageError(f"{blamed}: {reason}") from error
            try:
                return command(settings, **kwargs)
            except MunimentError as error:
                click.echo(f"Error: {error}", err=True)
                sys.exit(1)
            except BrokenPipeError:
                raise  # whoever read our output has read enough; click ends quietly
            except OSError as error:
                click.echo(f"Error: {error.filename or 'a file'}: {error.strerror or error}.", err=True)
                sys.exit(1)

        for name in reversed(names):
            field = Settings.model_fields[name]
            note = f"{field.description} [env: MUNIMENT_{name.upper()}]"
            is_switch = field.annotation is bool
            run = click.option(flag(name), name, help=note, is_flag=is_switch, default=None)(run)
        return run

    return decorate
