"""The list under Contents: its labels, and what each label says of the text it announces."""

import re
from collections.abc import Iterator

from app.domain.text import TextRole
from app.readers.page.source import BLANKS, GAP, OUTSIDE, Line, fold_blanks
from app.understanding.knowledge import Knowledge

_BULLET = rf"(?:[•‣◦●▪·\uf0b7]|[*–-](?=[{BLANKS}]))"
_BULLETED = re.compile(rf"[{BLANKS}]*{_BULLET}")
_NOUN = r"(?:Translation|Transcription|Transcript)"
_WORD = r"[^\W\d_][\w'’()-]*"
_SCAN = rf"Scan{GAP}of{GAP}(?:the{GAP})?Original(?:{GAP}Document)?"
_REMARK = rf"(?:{GAP}\([^()]*\))?"
# What a label may be where a bullet or the place right under the heading shows that it is one.
_LABEL_LINE = re.compile(rf"(?:{_WORD} ){{0,4}}{_NOUN}s?{_REMARK}|(?:Scan|Facsimile)\b[^\n]{{0,60}}")
_ANY_LABEL = rf"(?:(?:{_WORD}{GAP})?{_NOUN}|{_SCAN})"


def list_labels(lines: list[Line], knowledge: Knowledge) -> tuple[tuple[str, ...], list[Line]]:
    """Give the labels under Contents, without their bullets, and the lines of the texts after them.

    The list is all bulleted or not at all. A bullet in front, or the place right under the heading, makes a
    label of any language's name; a further line without a bullet is one only if it names a known language or
    a scan, and once each, for the first text may begin with a line like it.
    """
    bulleted = bool(lines) and _BULLETED.match(lines[0].text) is not None
    end = _count_bulleted(lines) if bulleted else _count_plain(lines, knowledge)
    return tuple(_label(line) for line in lines[:end]), lines[end:]


def leading_labels(text: str, start: int, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Give the spans of the labels, bullets included, with which a flattened page goes on from there."""
    before, after = rf"[{OUTSIDE}]*(?:{_BULLET}[{OUTSIDE}]*)?(", r")(?!\w)"
    further = re.compile(before + _known_label(knowledge) + after)
    found = re.compile(before + _ANY_LABEL + after).match(text, start)
    seen: set[str] = set()
    while found and fold_blanks(found[1]) not in seen:
        seen.add(fold_blanks(found[1]))
        yield found.span()
        found = further.match(text, found.end())


def role_of(label: str) -> TextRole | None:
    """Say what a labelled text is: None for a picture, which has no words here, and for anything else."""
    if "Translation" in label:
        return "translation"
    return "transcription" if "Transcript" in label else None


def is_scan(label: str) -> bool:
    """Tell whether the label announces pictures of the document."""
    return role_of(label) is None and label.startswith(("Scan", "Facsimile"))


def language_words(label: str) -> str:
    """Give the words that stand before "Translation" or "Transcription" in a label."""
    return fold_blanks(re.split(_NOUN, label, maxsplit=1)[0])


def language_of(label: str, knowledge: Knowledge) -> str | None:
    """Give the tag of the language a label names, None where it names none that is known."""
    words = language_words(label)
    tags = (knowledge.language_tag(word) for word in (words, *reversed(words.split())))
    return next((tag for tag in tags if tag), None)


def _count_bulleted(lines: list[Line]) -> int:
    """Count the list's items: as far as the last label of the first run of labels, and at least one."""
    end = 0
    for index, line in enumerate(lines):
        if not _BULLETED.match(line.text):
            break
        if _LABEL_LINE.fullmatch(fold_blanks(_label(line))):
            end = index + 1
        elif end:
            break
    return end or 1


def _count_plain(lines: list[Line], knowledge: Knowledge) -> int:
    """Count the list's items: the first label, and after it the labels that cannot be anything else."""
    if not lines or not _LABEL_LINE.fullmatch(fold_blanks(lines[0].text)):
        return 0
    known = re.compile(_known_label(knowledge) + _REMARK)
    seen = {fold_blanks(lines[0].text)}
    for index, line in enumerate(lines[1:], start=1):
        label = fold_blanks(line.text)
        if label in seen or not known.fullmatch(label):
            return index
        seen.add(label)
    return len(lines)


def _label(line: Line) -> str:
    """Give the line without its bullet and the blanks around it."""
    return _BULLETED.sub("", line.text, count=1).strip(BLANKS)


def _known_label(knowledge: Knowledge) -> str:
    """Give the pattern of a label that names a scan or one of the known languages."""
    words = (word for entry in knowledge.languages for word in entry.words)
    languages = "|".join(re.escape(word) for word in words) or r"(?!)"
    return rf"(?:(?:{languages}){GAP}{_NOUN}|{_SCAN})"
