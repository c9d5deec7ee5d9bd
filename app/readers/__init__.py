"""Ways to read a document in. Each module holds one reader; this package finds them all."""

import importlib
import pkgutil
from functools import cache

from app.readers.base import Reader


@cache
def readers() -> tuple[Reader, ...]:
    """Give every reader in this package, by name."""
    modules = (info.name for info in pkgutil.iter_modules(__path__) if info.name != "base")
    found = (importlib.import_module(f"{__name__}.{name}").READER for name in modules)
    return tuple(sorted(found, key=lambda reader: reader.name))
