"""Every protocol we speak, one folder each. A face is a function ``routes(house)`` that gives its router."""

import importlib
import pkgutil
from collections.abc import Iterator

from fastapi import APIRouter

from app.services.found import House


def face_names() -> list[str]:
    """Give the names of all faces: every folder here but the shared kit."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name != "kit")


def face_routers(house: House) -> Iterator[APIRouter]:
    """Give the router of every face."""
    for name in face_names():
        yield importlib.import_module(f"{__name__}.{name}").routes(house)
