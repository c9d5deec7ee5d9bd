"""The notation BibTeX and BibLaTeX share: an entry, and words that a reader who knows LaTeX gives back as they were.

A brace counts for where a value ends even after a backslash, so braces that do not pair are written as commands. What
LaTeX would make one sign of (two hyphens, two apostrophes) is parted, and so is a quotation mark from what follows: in
German, Spanish and Russian babel makes another word of the two. White space is as BibTeX has it: one space.
"""

import re
from collections.abc import Iterable, Sequence

_COMMANDS = {
    "\\": r"\textbackslash{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u00a0": "~", '"': '"{}',
}  # fmt: skip
_PAIRED = str.maketrans(_COMMANDS | {"{": r"\{", "}": r"\}"})
_UNPAIRED = str.maketrans(_COMMANDS | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})
_SPACE = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_LIGATURE = re.compile(r"([-'`,<>])(?=\1)|([?!])(?=`)")
_BRACE = re.compile(r"[{}]")


def write_entry(kind: str, key: str, fields: Iterable[tuple[str, str | None]]) -> bytes:
    """Give an entry with its fields, one to a line; those without a value are left out."""
    lines = [f"  {name} = {value},\n" for name, value in fields if value is not None]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n".encode()


def words_value(words: str | None) -> str | None:
    """Give words as a value; None for none."""
    return f"{{{escape(words)}}}" if words else None


def whole_value(words: str | None) -> str | None:
    """Give words as a value that no style recases and no reader takes for a list at an "and"; None for none."""
    return f"{{{{{escape(words)}}}}}" if words else None


def names_value(names: Sequence[str]) -> str | None:
    """Give names as a value, each whole: no word of one is taken for a surname or for another's name."""
    return f"{{{' and '.join(f'{{{escape(name)}}}' for name in names)}}}" if names else None


def list_value(items: Sequence[str]) -> str | None:
    """Give items of a list as a value; none of them is braced, and so taken for no key, unless it would fall apart."""
    written = [f"{{{escape(item)}}}" if " and " in item else escape(item) for item in items]
    return f"{{{' and '.join(written)}}}" if written else None


def verbatim_value(words: str) -> str:
    """Give what is read as it stands, such as a date or an address without braces."""
    return f"{{{words}}}"


def escape(words: str) -> str:
    """Give words as LaTeX reads them; white space is one space."""
    line = squeeze(words)
    written = line.translate(_PAIRED if _pairs(line) else _UNPAIRED)
    return _LIGATURE.sub(lambda pair: f"{pair[0]}{{}}", written)


def squeeze(words: str) -> str:
    """Give words with the white space BibTeX knows: one space, and none at either end."""
    return _SPACE.sub(" ", words).strip(" ")


def _pairs(words: str) -> bool:
    """Tell whether every brace is closed by a later one, and none is left."""
    depth = 0
    for brace in _BRACE.findall(words):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
