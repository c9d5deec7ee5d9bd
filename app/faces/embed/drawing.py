"""Draws the picture of a card: the same bytes for the same words, and never a wrong letter.

The font has Latin, Greek and Cyrillic letters. A line with any other, or with marks that only a text engine sets
right, is left out; what is left always has the record's id.
"""

import io
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import product
from typing import TYPE_CHECKING

from app.domain.document import Document

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

#: What Open Graph's readers ask for.
WIDTH, HEIGHT = 1200, 630
_MARGIN = 72
_PAPER, _INK, _FAINT, _RULE = (253, 252, 249), (31, 29, 26), (93, 88, 79), (122, 42, 20)
_FONT_PACKAGE = "font_source_sans_pro"
_FACES = {"strong": "SourceSansPro-Semibold.ttf", "plain": "SourceSansPro-Regular.ttf"}
#: Of longer words only the beginning is looked at, which is more than there is room for.
_LONGEST = 800
_MORE = "…"
#: A letter there is in no font: what it is drawn as stands for all that are missing.
_NOWHERE = "\uffff"


@dataclass(frozen=True)
class Lines:
    """The words of a picture; one that cannot be drawn is None."""

    title: str
    date: str | None
    places: tuple[str, ...]
    citation: str | None
    address: str | None
    archive: str | None


@dataclass(frozen=True)
class _Set:
    """How a line is set: its face and size, its colour, and how many rows it may take."""

    face: str
    size: int
    colour: tuple[int, int, int]
    rows: int


_TITLE = _Set("strong", 54, _INK, 4)
_DATE = _Set("plain", 36, _RULE, 1)
_PLACE = _Set("plain", 28, _INK, 1)
#: A citation is whole, or the record's address stands for it: it is set as large as fits.
_CITATION = tuple(_Set("plain", size, _FAINT, rows) for size, rows in ((24, 3), (22, 4), (20, 4), (18, 5)))
_ARCHIVE = _Set("strong", 26, _FAINT, 1)
_MOST_PLACES = 3
#: What stays free above the name of the archive.
_GAP = 8


def lines_of(document: Document) -> Lines:
    """Give what the picture of a record says, as far as it can be drawn."""
    places = [place.as_written for place in document.locations[:_MOST_PLACES]]
    cited, address = document.citation.generated, document.canonical_url
    return Lines(
        title=_drawable(document.title) or f"Record {document.id}",
        date=_drawable(document.date.as_written) if document.date else None,
        places=tuple(filter(None, map(_drawable, places))),
        citation=_drawable(cited) if len(cited) <= _LONGEST else None,
        address=_drawable(address) if address.startswith("http") and len(address) <= _LONGEST else None,
        archive=_drawable(document.publisher) if document.publisher else None,
    )


@lru_cache(maxsize=64)
def draw(lines: Lines) -> bytes:
    """Draw the picture, as PNG."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who asks for a picture waits for it

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 12), fill=_RULE)
    at = _write(canvas, lines.title, _TITLE, _MARGIN)
    if lines.date:
        at = _write(canvas, lines.date, _DATE, at + 14)
    for place in lines.places:
        at = _write(canvas, place, _PLACE, at + 10)
    _write_whole(canvas, (lines.citation, lines.address), at + 18)
    if lines.archive:
        _write(canvas, lines.archive, _ARCHIVE, HEIGHT - _MARGIN)
    written = io.BytesIO()
    few = image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(written, "PNG", optimize=False, compress_level=6)
    return written.getvalue()


def _write(canvas: "ImageDraw", words: str, how: _Set, at: int) -> int:
    """Write words in as many rows as they may take, and give where the next line begins."""
    font = _font(how.face, how.size)
    for row in _wrap(words, font, how.rows):
        canvas.text((_MARGIN, at), row, font=font, fill=how.colour)
        at += _step(how)
    return at


def _write_whole(canvas: "ImageDraw", choices: tuple[str | None, ...], at: int) -> None:
    """Write the first of the choices that fits above the name of the archive, as large as it fits."""
    for words, how in product(filter(None, choices), _CITATION):
        rows = _wrap(words, _font(how.face, how.size), how.rows + 1)
        if len(rows) <= how.rows and at + len(rows) * _step(how) <= HEIGHT - _MARGIN - _GAP:
            _write(canvas, words, how, at)
            return


def _step(how: _Set) -> int:
    """Give how far one row stands below another."""
    return round(how.size * 1.22)


def _wrap(words: str, font: "FreeTypeFont", rows: int) -> list[str]:
    """Part words into rows that fit; what does not fit into the last is left off, and said to be."""
    room, rest, made = WIDTH - 2 * _MARGIN, words, list[str]()
    while rest and len(made) < rows:
        end = _fit(rest, font, room)
        if end < len(rest) and len(made) == rows - 1:
            end = _fit(rest, font, room - round(font.getlength(_MORE)))
            return [*made, rest[:end].rstrip() + _MORE]
        made.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return made


def _fit(words: str, font: "FreeTypeFont", room: int) -> int:
    """Give how many letters go into a row: up to a space, or as many as there is room for where there is none."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(words[:middle]) <= room else (low, middle - 1)
    if low == len(words):
        return low
    return words.rfind(" ", 0, low + 1) if " " in words[1 : low + 1] else low


def _drawable(words: str) -> str | None:
    """Give words as they can be drawn, or their beginning where they are long; None if a letter of them is missing."""
    composed = " ".join(unicodedata.normalize("NFC", words[:_LONGEST]).split())
    return composed if composed and all(map(_has, composed)) else None


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Tell whether the font has a letter that stands by itself and runs from left to right."""
    if unicodedata.combining(letter) or unicodedata.category(letter)[0] == "C" or letter == "\ufffd":
        return False
    if unicodedata.bidirectional(letter) in ("R", "AL", "AN"):
        return False
    if letter == " ":
        return True
    return all(_shape(face, letter) != _shape(face, _NOWHERE) for face in _FACES)


def _shape(face: str, letter: str) -> bytes:
    return bytes(_font(face, 28).getmask(letter))


@cache
def _font(face: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - only who asks for a picture waits for it

    with as_file(files(_FONT_PACKAGE).joinpath("files", _FACES[face])) as path:
        body = io.BytesIO(path.read_bytes())
    # letter by letter, the same on every machine: the other engine needs libraries that not every system has
    return ImageFont.truetype(body, size, layout_engine=ImageFont.Layout.BASIC)
