"""Sheets: templates that share one layout. What is put in is text until a template says otherwise."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_LAYOUT = "app.formats.web"


class Sheets:
    """The templates of a package, found first, and those of the layout."""

    def __init__(self, package: str) -> None:
        self._package = package

    def print(self, template: str, **members: object) -> bytes:
        """Fill a template; a member that it names and is not given is an error, never an empty place."""
        return self._environment.get_template(template).render(members).encode()

    @cached_property
    def _environment(self) -> "Environment":
        # imported on first use: a server that only hands out what is stored needs no template engine
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

        from app.formats.web.directions import isolate, isolate_reference  # noqa: PLC0415

        packages = dict.fromkeys((self._package, _LAYOUT))
        environment = Environment(
            loader=ChoiceLoader([PackageLoader(package) for package in packages]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["isolate"] = isolate
        environment.filters["reference"] = isolate_reference
        return environment
