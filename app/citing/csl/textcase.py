"""Text case: recasing words for a style, in the languages where it may ("Text-case", "Title Case Conversion")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from app.citing.csl.tree import Piece

_STOP_WORDS = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on", "onto", "or",
    "over", "so", "the", "till", "to", "up", "via", "with", "yet", "about", "above", "across", "after", "against",
    "along", "among", "around", "before", "behind", "below", "beneath", "beside", "between", "beyond", "despite",
    "during", "except", "inside", "near", "off", "outside", "past", "per", "since", "through", "throughout",
    "toward", "towards", "under", "underneath", "until", "upon", "v", "vs", "without", "van", "von", "de", "d", "l",
    "la", "le", "du", "des", "del", "der", "den", "et", "al",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[\u2019'.][^\W_]+)*")
_ENDING, _CLOSING, _OPENING = ":?!", "\u201d\u2019\"')]", "\u201c\u2018\"'(["
_AFTER_FIGURE = re.compile(r"\d-")


def recase(piece: Piece, case: str, *, language: str) -> Piece:
    """The piece in the case a style asks; title case only in English, and never inside what is marked `nocase`."""
    if case == "title" and language != "en":
        return piece
    change = _CAPITALS.get((case, language)) or _CHANGES.get(case)
    if change is None:
        return piece
    if isinstance(piece, str):
        return change(piece)
    leaves: list[tuple[str, bool]] = []
    _collect(piece, leaves, nocase=False)
    return _replace(piece, iter(_redistribute(leaves, change)))


def set_apostrophes(words: str) -> str:
    """An apostrophe between letters as printers set it; a straight mark that stands alone is left to the style."""
    return re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "\u2019", words) if "'" in words else words


def _collect(piece: Piece, leaves: list[tuple[str, bool]], *, nocase: bool) -> None:
    if isinstance(piece, str):
        leaves.append((piece, nocase))
        return
    raised = piece.format is not None and piece.format.vertical_align in ("sup", "sub")
    for part in piece.pieces:
        _collect(part, leaves, nocase=nocase or piece.nocase or raised)


def _redistribute(leaves: list[tuple[str, bool]], change: Callable[[str], str]) -> list[str]:
    """The recased words given back to the pieces they stood in; a kept piece is seen as a word but not touched."""
    whole = "".join([text for text, _ in leaves])
    changed = change(whole)
    if len(changed) != len(whole):  # a letter that grows when recased (a sharp s): each piece for itself
        return [text if kept else change(text) for text, kept in leaves]
    parts, place = [], 0
    for text, kept in leaves:
        parts.append(text if kept else changed[place : place + len(text)])
        place += len(text)
    return parts


def _replace(piece: Piece, words: Iterator[str]) -> Piece:
    if isinstance(piece, str):
        return next(words)
    parts = [_replace(part, words) for part in piece.pieces]
    return piece.like(parts)


def _upper_first(word: str) -> str:
    return word[:1].upper() + word[1:]


def _capitalize_first(text: str) -> str:
    found = re.search(r"[^\W_]", text)
    if not found or text[found.start()].isdigit():
        return text
    place = found.start()
    return text[:place] + text[place].upper() + text[place + 1 :]


def _capitalize_all(text: str) -> str:
    return re.sub(r"\S+", lambda word: _capitalize_first(word[0]), text)


def _sentence(text: str) -> str:
    """Sentence case: words that begin with a capital and go on in small letters lose it; what is `nocase` is kept.

    The specification keeps the case of all words but the first; the test-suite and the engines in use do not, and
    styles count on it.
    """
    if _is_shouted(text):
        text = text.lower()
    return _capitalize_first(re.sub(r"[^\W\d_]+", lambda word: word[0].lower() if word[0].istitle() else word[0], text))


def _is_shouted(text: str) -> bool:
    """Whether all letters are capitals, of more than one word: "UK" is no shout."""
    return text.isupper() and sum(not word[0].isdigit() for word in _WORD.finditer(text)) > 1


def _title(text: str) -> str:
    """Title case: words in small letters begin with a capital, but for stop words inside; words with capitals stay."""
    words = list(_WORD.finditer(text))
    shouted = _is_shouted(text)
    if not words:
        return text
    changed, place = [], 0
    for number, word in enumerate(words):
        gap = text[place : word.start()]
        changed.append(gap)
        place = word.end()
        inside = 0 < number < len(words) - 1 and not _ends_sentence(gap)
        changed.append(_title_word(word[0], text, word, inside=inside, shouted=shouted))
    changed.append(text[place:])
    return "".join(changed)


def _ends_sentence(gap: str) -> bool:
    """Whether what stands between two words ends with a stop, behind which a sentence or a subtitle begins."""
    return gap.rstrip(_OPENING).rstrip().rstrip(_CLOSING).endswith(tuple(_ENDING))


def _title_word(word: str, text: str, found: re.Match[str], *, inside: bool, shouted: bool) -> str:
    small = word.lower() if shouted else word
    if inside and word.lower() in _STOP_WORDS and _is_free(text, found):
        return small  # as it was written: a capital may begin a sentence, or be an initial
    before = text[max(0, found.start() - 2) : found.start()]
    if not small.islower() or small[0].isdigit() or (len(small) == 1 and _AFTER_FIGURE.fullmatch(before)):
        return small
    return _upper_first(small)


def _is_free(text: str, found: re.Match[str]) -> bool:
    """Whether a word stands free, and is no half of a word with a hyphen that begins it."""
    return text[found.end() : found.end() + 1] not in ("-", "\u2019") or text[found.start() - 1] == "-"


_CHANGES: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}


def _greek_capitals(text: str) -> str:
    """Greek capitals have no accent; a diaeresis stays."""
    letters = unicodedata.normalize("NFD", text.upper()).replace("\u0301", "")
    return unicodedata.normalize("NFC", letters)


def _turkish_capitals(text: str) -> str:
    """The dot of a Turkish i stays on the capital."""
    return text.replace("i", "\u0130").upper()


# Capitals that are not those of all languages (Unicode, SpecialCasing; CLDR, transforms el-Upper, tr-Upper, az-Upper).
_CAPITALS: dict[tuple[str, str], Callable[[str], str]] = {
    ("uppercase", "el"): _greek_capitals,
    ("uppercase", "tr"): _turkish_capitals,
    ("uppercase", "az"): _turkish_capitals,
}
