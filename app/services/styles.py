"""Finds citation styles and prepares them: by id or alias, in a locale, compiled once for all who ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree as ET

from app.citing.csl.errors import CslError
from app.citing.csl.locale import LocaleData, name_months_after_days, read_locale
from app.citing.csl.processor import Processor
from app.citing.csl.style import parse_style
from app.domain.errors import StylesUnavailable, UnknownStyle, Unusable
from app.domain.style import Kind, LocaleEntry, StyleEntry, StyleNames
from app.services.compiled import Compiled
from app.services.stock import FILE, open_or_build
from app.services.style_search import Found, nearest_styles, seek
from app.storage.styles import StyleFile

__all__ = ["Found", "Prepared", "StyleEntry", "Styles"]

#: So many compiled styles are kept. docs/decisions/0008-csl.md has what one takes.
MOST_COMPILED = 24
_MOST_LOCALES = 16
_NEAR = 5
_LONGEST = 80
_ENGLISH = "en-US"
# RFC 5646, section 2.1, without grandfathered tags; long subtags beside these are variants and extensions.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 35


@dataclass(frozen=True)
class Prepared:
    """A style in a locale, ready to render; ``locale_used`` is the one that stands for the one requested."""

    processor: Processor
    entry: StyleEntry
    locale_requested: str | None
    locale_used: str


class Styles:
    """All citation styles there are. Nothing is opened, and no file made, before the first question."""

    def __init__(self, cache: Path, names: StyleNames, *, most: int = MOST_COMPILED) -> None:
        self.path = cache / FILE
        self._names = names
        self._lock = Lock()
        self._opened: StyleFile | None = None
        self._processors = Compiled(self._compile, most)
        self._locales = Compiled(self._load_locale, _MOST_LOCALES)

    def find(self, name: str) -> StyleEntry:
        """Give a style by its id, an alias, or its address at zotero.org; raise UnknownStyle with those like it."""
        file = self._file()
        asked = re.sub(r"^https?://(www\.)?zotero\.org/styles/", "", name.strip().lower())
        place = file.place(file.names.get(asked, asked))
        if place is None:
            raise UnknownStyle(name, like=[file.entry(near) for near in nearest_styles(file, name, _NEAR)])
        return file.entry(place)

    def core(self) -> Sequence[StyleEntry]:
        """Give the styles that come first, in their order."""
        return [self.find(style_id) for style_id in self._file().core]

    def search(self, q: str = "", kind: Kind | None = None, prints: str | None = None) -> Found:
        """Give the styles that have every word of ``q`` in id, aliases or titles, the likeliest first."""
        file = self._file()
        if prints is not None and prints not in file.variables:
            near = get_close_matches(prints[:_LONGEST], file.variables, n=_NEAR)
            raise Unusable("prints", f"No style prints a variable {prints!r}.", choices=near)
        letter = kind[0] if kind else ""

        def fits(place: int) -> bool:
            return (not letter or file.kind(place) == letter) and (prints is None or file.prints(place, prints))

        return Found(file, seek(file, q, fits))

    def locales(self) -> Sequence[str]:
        """Give the tags of all locales."""
        return [entry.tag for entry in self._file().locales]

    def locale_entries(self) -> Sequence[LocaleEntry]:
        """Give all locales with their names."""
        return self._file().locales

    def prepare(self, name: str, locale: str | None = None) -> Prepared:
        """Give a style compiled in a locale; in the style's own without one.

        A locale that is not there is stood for by the primary one of its language, else by American English; what is
        no language tag raises Unusable.
        """
        entry = self.find(name)
        used = self._stand_in(locale if locale is not None else entry.default_locale or _ENGLISH)
        try:
            return Prepared(self._processors.get((entry.parent or entry.id, entry.sha256, used)), entry, locale, used)
        except StylesUnavailable:
            self._close()
            raise

    def _stand_in(self, tag: str) -> str:
        if not is_tag(tag):
            near = get_close_matches(tag[:_LONGEST].replace("_", "-"), self.locales(), n=_NEAR)
            raise Unusable("locale", f"{tag[:_LONGEST]!r} is no language tag such as fr-FR.", choices=near)
        file = self._file()
        known = {entry.tag.lower(): entry.tag for entry in file.locales}
        parts = tag.lower().split("-")
        for length in range(len(parts), 1, -1):
            short = "-".join(parts[:length])
            if found := known.get(short) or next((known[k] for k in sorted(known) if k.startswith(f"{short}-")), None):
                return found
        return file.primary.get(parts[0]) or known.get(parts[0]) or _ENGLISH

    def _compile(self, key: tuple[str, str, str]) -> Processor:
        style_id, _, locale = key
        try:
            return Processor(parse_style(self._file().xml(style_id)), locale, self._locales.get)
        except CslError as error:
            raise StylesUnavailable(f"The style {style_id!r} cannot be used: {error}.") from error

    def _load_locale(self, tag: str) -> LocaleData | None:
        xml = self._file().locale(tag)
        if xml is None:
            return None
        # of a file made from packages whose hashes are known
        data = read_locale(ET.fromstring(xml))  # noqa: S314
        name_months_after_days(data, self._names.months.get(tag.partition("-")[0], ()))
        return data

    def _file(self) -> StyleFile:
        with self._lock:
            if self._opened is None:
                self._opened = open_or_build(self.path, self._names)
            return self._opened

    def _close(self) -> None:
        """Look at the file anew when it is next asked for: somebody may have mended it."""
        with self._lock:
            self._opened = None


def is_tag(written: str) -> bool:
    """Tell whether this is made as a language tag, whatever it may mean."""
    return len(written) <= _LONGEST_TAG and _TAG.fullmatch(written) is not None
