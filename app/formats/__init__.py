"""Ways to write a document down. Each module holds one format; this package finds them all."""

import importlib
import pkgutil
from functools import cache

from app.formats.base import Format


@cache
def formats() -> tuple[Format, ...]:
    """Give every format in this package, JSON first and the rest by name."""
    modules = (info.name for info in pkgutil.iter_modules(__path__) if info.name != "base")
    found = [importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules]
    return tuple(sorted(found, key=lambda fmt: (fmt.name != "json", fmt.name)))


def split_suffix(name: str) -> tuple[str, Format | None]:
    """Part ``110364.json`` into the record's name and the format its suffix means.

    Of suffixes that end alike (``.page.txt``, ``.txt``) the longest is meant. A name with a slash is somebody's whole
    address, whose stops mean nothing to us.
    """
    if "/" not in name:
        for fmt in _by_suffix():
            if name.endswith(f".{fmt.suffix}"):
                return name.removesuffix(f".{fmt.suffix}"), fmt
    return name, None


@cache
def _by_suffix() -> list[Format]:
    return sorted(formats(), key=lambda fmt: -len(fmt.suffix))
