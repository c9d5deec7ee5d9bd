"""A processor of the Citation Style Language 1.0.2: it knows styles, locales and items, and nothing of archives.

A style is parsed once (`parse_style`) and joined with a locale into a `Processor`, whose closures are built once and
never change; threads may share one, for what differs from one rendering to the next lives in its context. Items are
cited together in a `Session`. What it renders is a tree, which the `WRITERS` turn into text, HTML, Markdown, RTF or
LaTeX. The source is the specification, https://docs.citationstyles.org/en/stable/specification.html, whose sections the
modules name.
"""

from app.citing.csl.bibliography import Bibliography, Entry
from app.citing.csl.context import Cite
from app.citing.csl.errors import CslError, NoBibliographyError, StyleError
from app.citing.csl.locale import Locale, LocaleData, LocaleSource, read_locale
from app.citing.csl.positions import Citation
from app.citing.csl.processor import Processor
from app.citing.csl.session import Session
from app.citing.csl.style import Style, parse_style, read_parent, variables_of
from app.citing.csl.tree import Piece
from app.citing.csl.writers import WRITERS, Writer

__all__ = [
    "WRITERS",
    "Bibliography",
    "Citation",
    "Cite",
    "CslError",
    "Entry",
    "Locale",
    "LocaleData",
    "LocaleSource",
    "NoBibliographyError",
    "Piece",
    "Processor",
    "Session",
    "Style",
    "StyleError",
    "Writer",
    "parse_style",
    "read_locale",
    "read_parent",
    "variables_of",
]
