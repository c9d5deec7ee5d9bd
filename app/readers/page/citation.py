"""The citation line, anchored on the programme's name: before it title and date, after it the reference."""

import re
from dataclasses import dataclass

from app.domain.identifiers import record_name
from app.readers.page.source import OUTSIDE
from app.understanding.knowledge import Knowledge

_QUOTE = re.compile('["“”„]')
_TITLE_END = re.compile(r',["”](?=\s)')
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CitationLine:
    """What the citation says, in its own words; None where it does not say it."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    reference: str | None = None
    address: str | None = None


def read_citation(words: str, knowledge: Knowledge) -> CitationLine:
    """Divide a citation into its parts.

    Without a programme that is known, neither date nor reference can be told from what stands around it.
    """
    end, address = _address(words)
    named = _programme(words, knowledge)
    if named is None:
        title_end = _TITLE_END.search(words)
        title, _ = _quoted(words[: title_end.end()]) if title_end else (None, None)
        return CitationLine(title=title, address=address)
    publisher, span = named
    title, date = _quoted(words[: span[0]])
    reference = words[span[1] : end].strip(OUTSIDE).removeprefix(",").strip(OUTSIDE)
    return CitationLine(title=title, date=date, publisher=publisher, reference=reference or None, address=address)


def record_number(address: str) -> str | None:
    """Give the number that ends a record's address; a name there is no number."""
    name = _name(address)
    return name if name and name.isascii() and name.isdecimal() else None


def _address(words: str) -> tuple[int, str | None]:
    """Give where the reference ends, and the record's address if the citation ends with one."""
    whole = words.rstrip(OUTSIDE)
    last = whole.rsplit(maxsplit=1)[-1] if whole else ""
    address = last.lstrip("(<").rstrip(".,;)>")
    if not _ADDRESS.fullmatch(address) or _name(address) is None:
        return len(words), None
    return len(whole) - len(last), address


def _name(address: str) -> str | None:
    try:
        return record_name(address)
    except ValueError:  # brackets as no address can have them
        return None


def _programme(words: str, knowledge: Knowledge) -> tuple[str, tuple[int, int]] | None:
    """Find the name of a programme and its span: after the title's quotation marks and a comma if it can be.

    The title, the reference and the credits may name the programme too.
    """
    closing = _earliest_closing(words)
    for after, lead in ((closing, r"(?<=,\s)"), (closing, r"(?<!\w)"), (0, r"(?<=,\s)"), (0, r"(?<!\w)")):
        hits: list[tuple[int, int, str]] = []
        for entry in knowledge.publishers:
            name = r"\s+".join(re.escape(word) for word in entry.name.split())
            if found := re.compile(rf"{lead}{name}(?!\w)").search(words, after):
                hits.append((found.start(), -found.end(), entry.name))
        if hits:
            start, end, name = min(hits)
            return name, (start, -end)
    return None


def _earliest_closing(words: str) -> int:
    """Give the place of the first quotation mark that can close the title, which may hold some itself."""
    marks = _QUOTE.finditer(words)
    next(marks, None)
    closing = next(marks, None)
    return closing.start() if closing else 0


def _quoted(before: str) -> tuple[str | None, str | None]:
    """Give what stands between the first and the last quotation mark, and what follows, without commas."""
    first = _QUOTE.search(before)
    last = max(before.rfind(mark) for mark in '"“”')
    if first is None or last <= first.start():
        return None, None
    title = before[first.end() : last].rstrip(OUTSIDE).removesuffix(",").rstrip(OUTSIDE)
    return title or None, before[last + 1 :].strip(OUTSIDE + ",") or None
