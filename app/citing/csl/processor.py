"""The processor: a style in a locale, made ready once; it renders citations and bibliographies of any items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.citing.csl.context import Cite
from app.citing.csl.items import Reference
from app.citing.csl.locale import LocaleSource
from app.citing.csl.positions import Citation
from app.citing.csl.rules import compile_rules
from app.citing.csl.session import Session
from app.citing.csl.style import Style


class Processor:
    """A style in a locale. It holds nothing of what it renders: threads may share one.

    `lang` is a language tag ("fr-BE") and `source` gives the locales by tag; what one of them lacks is looked for in
    the next of its chain ("Locale Fallback"). A style that calls a macro it does not define raises StyleError.
    `bibliography` is None where the style formats notes or citations alone.
    """

    def __init__(self, style: Style, lang: str, source: LocaleSource) -> None:
        self._rules = compile_rules(style, lang, source)
        self.style = style
        self.locale = self._rules.locale
        self.bibliography = self._rules.bibliography

    def session(self, items: Iterable[Mapping[str, object]]) -> Session:
        """Items of CSL-JSON to be cited together: numbered, sorted and told apart among themselves."""
        return Session(self._rules, [Reference(item) for item in items])


__all__ = ["Citation", "Cite", "Processor", "Session"]
