"""Flags that are settings: each command names the settings it takes and gets them whole."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
# What a shell gives for a command that SIGINT ended.
_INTERRUPTED = 130


def flag(setting: str) -> str:
    """Give the flag of a setting: ``public_url`` is ``--public-url``."""
    return "--" + FLAGS.get(setting, setting).replace("_", "-")


def settings_options(*names: str) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Give a command the flags of some settings and pass it all settings; flags win over variables."""

    def decorate(command: Callable[..., R]) -> Callable[..., R]:
        @wraps(command)
        def run(**kwargs: object) -> R:
            given = {name: value for name in names if (value := kwargs.pop(name)) is not None}
            _refuse_broken_text(kwargs)
            settings = _settings(given)
            with _plain_errors():
                return command(settings, **kwargs)

        for name in reversed(names):
            field = Settings.model_fields[name]
            note = f"{field.description} [env: MUNIMENT_{name.upper()}]"
            is_switch = field.annotation is bool
            run = click.option(flag(name), name, help=note, is_flag=is_switch, default=None)(run)
        return run

    return decorate


def _refuse_broken_text(arguments: Mapping[str, object]) -> None:
    """Refuse an argument that was no UTF-8; its bytes came as lone surrogates (PEP 383)."""
    for name, value in arguments.items():
        if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
            raise click.UsageError(f"{name}: this is no UTF-8 text")


def _settings(given: Mapping[str, object]) -> Settings:
    """Give all settings; a value that cannot be one is blamed on the flag or the variable it came by."""
    try:
        return Settings(**given)  # type: ignore[arg-type] # values of flags; Settings checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        blamed = flag(name) if name in given else f"MUNIMENT_{name.upper()}"
        raise click.UsageError(f"{blamed}: {first['msg'].removeprefix('Value error, ')}") from error


@contextmanager
def _plain_errors() -> Iterator[None]:
    """End with the sentence of an error of the field or of the file system and exit code 1, never with a traceback."""
    try:
        yield
    except MunimentError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Stopped. A change is written whole or not at all; `muniment verify` proves it.", err=True)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        raise  # whoever read our output has read enough; click ends quietly
    except OSError as error:
        click.echo(f"Error: {error.filename or 'a file'}: {error.strerror or error}.", err=True)
        sys.exit(1)
