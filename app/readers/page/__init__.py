"""Saved pages of a digital archive: title line, citation, summary, languages, contents, then the texts.

Everything is taken as it stands: nothing of a text is changed but its line ends, which become line feeds.
"""

from collections.abc import Iterator
from pathlib import PurePath

from app.readers.base import Draft, Found, Reader, begins_like_json
from app.readers.page.assembly import Assembly
from app.readers.page.findings import Findings
from app.readers.page.flattened import is_flattened, restore_lines
from app.readers.page.layout import HEADINGS, Layout, divide
from app.readers.page.source import OUTSIDE, decode, number_lines
from app.understanding.knowledge import Knowledge

_SUFFIXES = (".txt", ".text")

_MARKS = (b"Citation:", b"Contents:", b"International History Declassified")


def recognises(data: bytes, file: str) -> bool:
    """Tell whether the file looks like such a page: a text file with one of its headings in it."""
    if PurePath(file).suffix.lower() not in {"", *_SUFFIXES}:
        return False
    plain = data.replace(b"\0", b"")  # a page saved as UTF-16 is refused in better words than an unknown file
    plain = plain.removeprefix(b"\xef\xbb\xbf")
    if b"<html" in plain[:2000].lower():  # a page saved as HTML has marks in every field
        return False
    return not begins_like_json(plain) and any(mark in plain for mark in _MARKS)


def read(data: bytes, file: str, knowledge: Knowledge) -> Iterator[Found]:
    """Read one page: one find, with a draft unless an error was found."""
    findings = Findings(file)
    text = decode(data, findings)
    draft, lines = (None, {}) if text is None else _read_text(text, knowledge, findings)
    yield Found(draft=draft, line=lines.get("title"), lines=lines, problems=tuple(findings.problems))


def _read_text(text: str, knowledge: Knowledge, findings: Findings) -> tuple[Draft | None, dict[str, int]]:
    if not text.strip(OUTSIDE):
        findings.error("file-empty", "The file is empty.", "Save the page again, with its text.", line=1)
        return None, {}
    flattened = is_flattened(text)
    layout = divide(restore_lines(text, knowledge) if flattened else number_lines(text))
    if not _is_divisible(layout, findings):
        return None, {}
    assembly = Assembly(layout, knowledge, findings, flattened=flattened)
    return assembly.draft(), {_path(place): line for place, line in assembly.lines.items() if line is not None}


def _path(place: tuple[int | str, ...]) -> str:
    """Write a member's place as problems name it: ``texts[0].passages[3]``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def _is_divisible(layout: Layout, findings: Findings) -> bool:
    """Tell whether the headings divide the page in one way only, or say why not."""
    if not layout.headings:
        findings.error(
            "headings-missing",
            "The file has none of the headings of a saved page.",
            f"Put the headings on lines of their own: {', '.join(f'{name}:' for name in HEADINGS)}.",
            line=1,
        )
    for name, line in layout.repeated.items():
        findings.error(
            "heading-twice",
            f"'{name}:' stands twice before the end of Contents, first on line {layout.headings[name]}.",
            "Take one of them out, or join it to the words around it if it is no heading.",
            line=line,
            field=name.lower().replace(" ", "_"),
        )
    return not findings.failed


READER = Reader(
    name="page",
    description="a saved page of a digital archive, as plain text",
    media_type="text/plain",
    recognises=recognises,
    read=read,
)
