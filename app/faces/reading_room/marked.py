"""A formatted citation as part of a page of ours."""

import re
from collections.abc import Iterable
from html import unescape

from markupsafe import Markup

from app.formats.web.directions import isolate

_TAG = re.compile(r"(<[^<>]*>)")
_STYLE = re.compile(r'style="([^"]*)"')


def draw(markup: str, names: Iterable[str] = ()) -> Markup:
    """Give a citation that is marked up, for a page: its formatting by classes, for no page of ours has styles inside.

    Words from right to left stand by themselves, as everywhere on a page.
    """
    known = tuple(names)
    pieces = []
    for piece in _TAG.split(markup):
        if piece.startswith("<"):
            pieces.append(Markup(_STYLE.sub(_class, piece)))  # noqa: S704 - tags of our own writer, which escapes words
        else:
            pieces.append(isolate(unescape(piece), known))
    return Markup().join(pieces)


def _class(found: re.Match[str]) -> str:
    return f'class="csl-{found[1].rstrip(";").replace(":", "-")}"'
