"""From bytes to numbered lines: what counts as a line, a blank and a paragraph."""

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from app.readers.page.findings import Findings

#: The largest page that is read, in bytes.
MAX_BYTES = 20 * 1024 * 1024

#: What is seen as nothing: spaces of every width, tabs, and marks without a width. A line of these is empty.
BLANKS = (
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u2060\ufeff"
)
#: What is outside of words: blanks and line ends.
OUTSIDE = BLANKS + "\n"
#: One or more of them, for use in patterns.
GAP = rf"[{OUTSIDE}]+"

_GAP = re.compile(GAP)
# Russian words in CP1251 are runs of these bytes; in CP1252 they are accented letters, which seldom meet.
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff]{3}")


class Line(NamedTuple):
    """A line that is not empty, as it stands, and its 1-based number in the file."""

    number: int
    text: str


def decode(data: bytes, findings: Findings) -> str | None:
    """Give the page's text, line ends as line feeds, without a byte-order mark; or say what is wrong."""
    if len(data) > MAX_BYTES:
        findings.error(
            "file-too-large",
            f"The file has {len(data)} bytes; a page may have {MAX_BYTES}.",
            "Check that the file is one page, and divide it if it is several.",
        )
        return None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        _refuse_bytes(data, error, findings)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def number_lines(text: str, first: int = 1) -> list[Line]:
    """Give the lines that are not empty; two stand in one paragraph if no number is left out between."""
    lines = enumerate(text.split("\n"), first)
    return [Line(number, line) for number, line in lines if line.strip(BLANKS)]


def paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Put the lines between two empty ones together."""
    found: list[list[Line]] = []
    last: int | None = None
    for line in lines:
        if last is not None and line.number <= last + 1:
            found[-1].append(line)
        else:
            found.append([line])
        last = line.number
    return found


def words_of(lines: list[Line]) -> str:
    """Give what stands in the lines, with the line ends between them and without blanks around it."""
    parts: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        parts.append("\n" * (line.number - before.number) if before else "")
        parts.append(line.text)
    return "".join(parts).strip(BLANKS)


def fold_blanks(text: str) -> str:
    """Make every run of blanks one space and drop those at the ends: for comparing, never for keeping."""
    return _GAP.sub(" ", text).strip()


def _refuse_bytes(data: bytes, error: UnicodeDecodeError, findings: Findings) -> None:
    before = error.object[: error.start]
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    likely = _likely_encoding(data)
    findings.error(
        "not-utf-8",
        f"Line {line} holds the byte 0x{error.object[error.start]:02X}, which is not UTF-8 there.",
        f"Save the file as UTF-8{f'; it looks like {likely}' if likely else ''}.",
        line=line,
    )


def _likely_encoding(data: bytes) -> str | None:
    """Name the encoding in which such pages are saved by mistake, if the bytes can be read in it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    cyrillic_first = _CYRILLIC_RUN.search(data) is not None
    for name in ("CP1251", "CP1252") if cyrillic_first else ("CP1252", "CP1251"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return None
