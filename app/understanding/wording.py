"""Words as they are compared: cut out of a text, and without what case, marks and forms of letters change in them."""

import re
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from app.domain.document import Document
from app.domain.wording import Wording
from app.understanding.letters import ACCENT, DASH, HYPHEN, LIGATURES, QUOTES, STROKES, UNSEEN

#: How many words in one piece two texts must share to be found by each other's runs.
SHARED = 6
_NAMES = 16**7

# Scripts without spaces between words, and Hangul, whose words end in particles: each letter is a word by itself.
_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Vowel signs, the vowels and ends of a Hangul syllable: they belong to the letter before them.
_SIGN = r"\u0900-\u0903\u093a-\u094f\u0951-\u0963\u0980-\u0983\u09bc-\u09cd\u3099\u309a\u1160-\u11ff"
_AFTER = rf"[{UNSEEN}{ACCENT}{_SIGN}]*"
_LETTER = rf"(?:[^\W_{_ALONE}]{_AFTER})"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*|[{_ALONE}]{_AFTER}")
_TOKEN = re.compile(
    rf"(?P<word>{_WORD.pattern})"
    rf"|(?P<hyphen>{HYPHEN})"
    rf"|(?P<dash>{DASH})"
    rf"|(?P<passed>[\s{re.escape(QUOTES)}{UNSEEN}]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_ACCENTS = re.compile(rf"[{ACCENT}{UNSEEN}]")
_OTHERS = LIGATURES | STROKES | str.maketrans("’ʼ", "''")

#: Longer words are folded anew each time: whoever asks for such, never the same twice, would fill the memory with them.
_LONGEST_REMEMBERED = 40
#: The syllable of Korean names is read and printed with a capital i for its l: "Kim II Sung".
_MISREAD = {"il": "ii"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, folded, with where it stands."""

    folded: str
    start: int
    end: int
    is_word: bool


class Row:
    """Words and marks in their order, as the tokens of a long text are kept: in 17 bytes each, where one takes 100."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self.folded: list[str] = []
        self.starts, self.ends = array("I"), array("I")
        self._kinds = bytearray()
        for token in tokens:
            self.folded.append(token.folded)
            self.starts.append(token.start)
            self.ends.append(token.end)
            self._kinds.append(token.is_word)

    def __iter__(self) -> Iterator[Token]:
        """Give the tokens one by one."""
        return map(Token, self.folded, self.starts, self.ends, map(bool, self._kinds))


def cut(text: str) -> Iterator[Token]:
    """Give the words and marks of a text in order; what is only space, quotation mark or hyphen is none."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "word":
            yield Token(fold(found[0]), found.start(), found.end(), is_word=True)
        elif kind == "dash":
            yield Token("—", found.start(), found.end(), is_word=False)
        elif kind == "mark":
            yield Token(unicodedata.normalize("NFKC", found[0]), found.start(), found.end(), is_word=False)


def fold(word: str) -> str:
    """Give a word as it is compared: without case, accents, ligatures and other forms of the same letters."""
    return _remembered(word) if len(word) <= _LONGEST_REMEMBERED else _folded(word)


def _folded(word: str) -> str:
    if word.isascii():
        return _MISREAD.get(word.lower()) or word.lower()
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_OTHERS)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    return unicodedata.normalize("NFKC", bare) or word


_remembered = lru_cache(maxsize=50_000)(_folded)


def folded_words(text: str) -> list[str]:
    """Give the folded words of a text, without marks: those that :func:`cut` gives, in less time."""
    return [fold(word) for word in _WORD.findall(text)]


def look_for(wanted: Collection[str], text: str) -> tuple[int, int, int]:
    """Give how many of some folded words a text has, where the first of them begins, and how far it was read.

    That is no farther than shows that it has all; where it has none, the first is 0.
    """
    missing, first = set(wanted), 0
    for found in _WORD.finditer(text):
        if (word := fold(found[0])) in missing:
            first = first if len(missing) < len(wanted) else found.start()
            missing.discard(word)
            if not missing:
                return len(wanted), first, found.end()
    return len(wanted) - len(missing), first, len(text)


def runs_of(words: Sequence[str]) -> list[str]:
    """Give names of runs of three words, of some of all runs: of each four that follow one another, at least of one.

    Whatever ``SHARED`` words two texts share in one piece, they share a name (Schleimer, Wilkerson and Aiken,
    "Winnowing", 2003). Runs that differ may have the same name.
    """
    numbers = [_number(word) for word in words]
    runs = [(a + 31 * b + 961 * c) % _NAMES for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)]
    kept = map(min, runs, runs[1:], runs[2:], runs[3:]) if len(words) >= SHARED else runs
    return [f"{number:07x}" for number in sorted(set(kept))]


def _number(word: str) -> int:
    return crc32(word.encode())


def wording_of(document: Document) -> Wording:
    """Give what a record is looked up by."""
    texts = [folded_words(text.words) for text in document.worded_texts]
    runs = sorted({run for words in texts for run in runs_of(words)})
    return Wording(
        document_id=document.id,
        title=" ".join(folded_words(document.title)),
        summary=" ".join(folded_words(document.summary or "")),
        words=" ".join(word for words in texts for word in words),
        runs=" ".join(runs),
    )
