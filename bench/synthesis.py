"""Makes records shaped like the seed page out of words that mean nothing: any number, the same ones every time.

A record depends on its number alone, so that an archive can be made in batches, and a batch made again.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

#: Raised when the records come out differently; an archive of another shape is not used.
SHAPE = 1
#: What the ids begin with, so that all have the same length.
FIRST_ID = 1_000_000

_SEED = "muniment"
_SIZE = (2000, 6000, 3200)  # of the translation, in characters: least, most, and most often
_EARLIEST = date(1945, 1, 1)
_DAYS = (date(1991, 12, 31) - _EARLIEST).days
_WITH_TWO_REFERENCES = 0.4
_WITH_CREDITS = 0.5
_WITH_TRANSCRIPTION = 0.1
_KINDS = ("Telegram", "Ciphered telegram", "Letter", "Memorandum", "Message", "Note", "Report")
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gl", "k", "kr", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_ENDS = ("", "", "l", "m", "n", "r", "sh", "t", "nd")
_CYRILLIC = str.maketrans("abdefgiklmnoprstuvzh", "абдефгиклмнопрстувзх")


class _Lexicon:
    """Invented words, few of them frequent and most of them rare, as in any language (Zipf)."""

    def __init__(self, size: int) -> None:
        dice = Random(_SEED)
        self.words = tuple(_word(dice) for _ in range(size))
        self._weights = tuple(accumulate(1 / (rank + 8) for rank in range(size)))

    def phrase(self, dice: Random, count: int) -> str:
        """Give some words."""
        return " ".join(dice.choices(self.words, cum_weights=self._weights, k=count))

    def prose(self, dice: Random, size: int) -> str:
        """Give sentences of about so many characters together."""
        sentences: list[str] = []
        while sum(map(len, sentences)) < size:
            words = self.phrase(dice, dice.randint(4, 26))
            sentences.append(f"{words[0].upper()}{words[1:]}.")
        return " ".join(sentences)

    def name(self, dice: Random) -> str:
        """Give a person's name."""
        return " ".join(word.capitalize() for word in dice.sample(self.words[-600:], 2))


def _word(dice: Random) -> str:
    syllables = dice.choices((1, 2, 3, 4), weights=(2, 5, 3, 1))[0]
    return "".join(dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(syllables)) + dice.choice(_ENDS)


_LEXICON = _Lexicon(8000)


def record_id(number: int) -> str:
    """Give the id of a record from its number, which begins at 0."""
    return str(FIRST_ID + number)


def synthesise(number: int, repositories: Sequence[str]) -> dict[str, object]:
    """Make the record of a number, as our own JSON has it; ``repositories`` are codes its references may name."""
    dice = Random(f"{_SEED} {number}")
    title = _title(dice)
    written = _date(dice)
    reference = _reference(dice, repositories)
    address = f"https://synthetic.example/document/{record_id(number)}"
    texts = _texts(dice)
    record: dict[str, object] = {
        "schema": 1,
        "id": record_id(number),
        "title": title,
        "summary": _LEXICON.prose(dice, dice.randint(120, 500)),
        "citation": f'"{title}," {written or "undated"}, Synthetic Archive, {reference} {address}',
        "publisher": "Synthetic Archive",
        "reference": reference,
        "source_url": address,
        "original_language": "Russian",
        "contents": [text["label"] for text in texts],
        "texts": texts,
    }
    if written:
        record["date"] = {"as_written": written}
    if dice.random() < _WITH_CREDITS:
        record["credits"] = f"Translated by {_LEXICON.name(dice)}"
    return record


def _title(dice: Random) -> str:
    kind, subject = dice.choice(_KINDS), _LEXICON.phrase(dice, dice.randint(3, 14))
    return f"{kind}, {_LEXICON.name(dice)} to {_LEXICON.name(dice)} re {subject}"


def _date(dice: Random) -> str | None:
    """Give a date as catalogues write it: mostly of a day, sometimes of a month or a year, seldom none."""
    day = _EARLIEST + timedelta(days=dice.randint(0, _DAYS))
    forms = (f"{day:%B} {day.day}, {day.year}", f"{day:%B} {day.year}", f"{day.year}", None)
    return dice.choices(forms, weights=(88, 8, 2, 2))[0]


def _reference(dice: Random, repositories: Sequence[str]) -> str:
    count = 2 if dice.random() < _WITH_TWO_REFERENCES else 1
    return " and ".join(_place(dice, code) for code in dice.sample(repositories, count))


def _place(dice: Random, code: str) -> str:
    leaf = dice.randint(1, 300)
    papka = dice.choice(("", "", "", "", f" Papka {dice.randint(1, 60)},"))
    fond, opis, delo = dice.randint(1, 90), dice.randint(1, 9), dice.randint(1, 900)
    return f"{code}, Fond {fond}, Opis {opis}, Delo {delo},{papka} Listy {leaf}-{leaf + dice.randint(1, 12)}"


def _texts(dice: Random) -> list[dict[str, object]]:
    paragraphs = _paragraphs(dice, int(dice.triangular(*_SIZE)))
    texts = [_text("translation", "English Translation", "en", paragraphs)]
    if dice.random() < _WITH_TRANSCRIPTION:
        russian = [words.lower().translate(_CYRILLIC) for words in paragraphs]
        texts.append(_text("transcription", "Russian Transcription", "ru", russian))
    return texts


def _text(role: str, label: str, language: str, paragraphs: list[str]) -> dict[str, object]:
    passages = [{"text": words} for words in paragraphs]
    return {"role": role, "label": label, "language": language, "passages": passages}


def _paragraphs(dice: Random, size: int) -> list[str]:
    """Give a text's paragraphs: the number and address of a telegram, its body, and who signed it."""
    signer = _LEXICON.name(dice)
    paragraphs = [f"TELEGRAM No. {dice.randint(1, 9999)}", f"To {_LEXICON.name(dice)}."]
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(_LEXICON.prose(dice, dice.randint(60, 800)))
    return [*paragraphs, signer.upper()]
