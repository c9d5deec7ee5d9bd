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
