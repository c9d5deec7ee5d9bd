"""Keeps the file of citation styles in stock: opens it, and makes it where it is missing, damaged or out of date."""

import logging
from pathlib import Path

from app.domain.errors import StylesUnavailable
from app.domain.style import StyleNames
from app.services.gather import Packages, build_styles, find_packages, made_of
from app.storage.styles import StyleFile

#: The name of the file in the folder of caches.
FILE = "styles.bin"
_INSTALL = (
    "Citation styles are not installed here. Run `python -m pip install 'muniment[styles]'`, then "
    "`muniment styles build`; or set MUNIMENT_CACHE to a folder that has their file"
)

_log = logging.getLogger(__name__)


def open_or_build(path: Path, names: StyleNames) -> StyleFile:
    """Open the file, made first if there is none that is whole and of the packages that are here."""
    packages = find_packages()
    found, fault = _look(path)
    if packages is None:
        if found is None:
            raise StylesUnavailable(f"{_INSTALL}: there is none at {path}.") from fault
        return found
    if found and found.made_of == made_of(packages, names):
        return found
    try:
        return rebuild(path, packages, names)
    except StylesUnavailable as error:
        if found is None:
            raise
        _log.warning("%s The styles of an older build are used: %s.", error, found.made_of)
        return found


def rebuild(path: Path, packages: Packages | None, names: StyleNames) -> StyleFile:
    """Make the file anew and open it."""
    if packages is None:
        raise StylesUnavailable(f"{_INSTALL}.")
    try:
        build_styles(path, packages, names)
    except OSError as error:
        raise StylesUnavailable(
            f"The file of citation styles {path} cannot be written: {error.strerror or error}. Set MUNIMENT_CACHE to "
            "a folder that can be written, or make the file elsewhere with `muniment styles build --output FILE`."
        ) from error
    return StyleFile(path)


def _look(path: Path) -> tuple[StyleFile | None, StylesUnavailable | None]:
    try:
        return StyleFile(path), None
    except StylesUnavailable as error:
        return None, error
