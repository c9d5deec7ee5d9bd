"""Turns the words of a notation into patterns that find them. Every pattern takes linear time."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.archival.scheme import PLACEHOLDER, LevelRule, Scheme

#: What a value is unless its notation says otherwise: no space in it, and no stop but before a figure.
VALUE = r"[^\W_](?:[^\s,;:().]|\.(?=\d))*"
#: A value in a path without labels: there has to be a figure in it, or every four words would be a path.
_FORM_VALUE = r"(?=[^\W\d_]{0,8}[-.]?\d)[^\W_][\w½¼¾’'-]*"
#: What a slash may follow: the name of the unit, for readers ("RW 19 (OKW/Wehrwirtschafts- und Rüstungsamt)/234").
_SLASH = r"(?:\s*\([^()]{1,120}\))?\s*/\s*"
#: What may stand between a label and its value.
_AFTER_LABEL = r"(?:\s*[.:]\s*|\s+|(?=[\d№]))(?:(?:№|Nr\.?|No\.?|no\.?|#)\s*)?"

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}"
)
_DAY = rf"(?:\d{{1,2}}(?:(?:,\s*|\s+and\s+|\s*[-–]\s*)\d{{1,2}}){{0,3}}\s+)?(?:{_MONTH})(?:\s+\d{{1,2}}(?!\d))?"
#: A date that stands among the parts of a place, with nothing else between two commas.
DATE = re.compile(
    rf"(?:{_DAY}(?:(?:,\s*|\s+and\s+|\s+to\s+|\s*[-–]\s*){_DAY}){{0,4}},?\s+\d{{4}}|\d{{4}}(?:[-–]\d{{2,4}}|\s+and\s+\d{{4}})?)(?=\s*[,;.]|$)",
    re.IGNORECASE,
)
#: The end of a sentence: before a capital, and not after one letter or a short form.
SENTENCE = re.compile(
    r"[.](?=\s)(?<!\b[A-ZА-Я].)(?<!\bNo.)(?<!\bNos.)(?<!\bVol.)(?<!\bVols.)(?<!\bSt.)(?<!\bDr.)(?<!\bMr.)(?<!\bConf.)"
    r"(?<!\bEtc.)(?<!\bGen.)(?<!\bCol.)(?<!\bChron.)(?<!\bCorr.)(?<!\bMisc.)(?<!\bMemo.)(?<!\bSubj.)(?<!\bDept.)"
    r"(?<!\bSen.)(?<!\bGov.)(?=\s+[“\"(\[]?[A-ZА-Я])"
    r"|[.](?<=\b[A-Z].)(?=\s+(?:See|The|This|These|For|In|Within|According|It|On|At|By|As|After|When|Although|There|He|Also)\s)"
)


def unique(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Give all words once, in their first order."""
    return tuple(dict.fromkeys(word for words in lists for word in words))


def bare(label: str) -> str:
    """Give a label as labels are compared: without its stop, its case and the soft sign ("opis'")."""
    return label.rstrip(".:'’ʹ").casefold()


def label_pattern(labels: Iterable[str]) -> str:
    """Match one of these labels, with or without its stop or a soft sign, and what stands between it and its value."""
    words = sorted({re.escape(label.rstrip(".:")).replace(r"\ ", r"\s+") for label in labels}, key=len, reverse=True)
    return rf"(?P<label>(?:{'|'.join(words)})(?![^\W\d_])['’ʹ]?\.?){_AFTER_LABEL}"


def label_search(labels: Iterable[str]) -> re.Pattern[str]:
    """Find one of these labels before a value that has a figure, wherever it stands in a text.

    It begins with a class of letters, and not with the words themselves: so most of a text is passed over at once.
    """
    words = sorted({label.rstrip(".:").casefold() for label in labels}, key=len, reverse=True)
    if not words:
        return re.compile("(?!)")
    letters = "".join(sorted({form for word in words for form in (word[0], word[0].upper())}))
    rest = "|".join(rf"(?<={word[0]}){re.escape(word[1:])}".replace(r"\ ", r"\s+") for word in words)
    return re.compile(
        rf"[{re.escape(letters)}](?<![\w.-].)(?i:{rest})(?![^\W\d_])\.?{_AFTER_LABEL}(?=[^\s,;]{{0,8}}\d)"
    )


def level_patterns(rule: LevelRule, labels: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """Match one level: its label and value, or its value and label, and its value alone where that is known."""
    value = rf"(?P<value>{rule.value or VALUE})"
    if labels and rule.postfix:
        words = "|".join(re.escape(label.rstrip(".")) for label in sorted(labels, key=len, reverse=True))
        yield re.compile(rf"{value}\.?\s*(?P<label>(?:{words})(?!\w)\.?)", re.IGNORECASE)
    elif labels:
        after = r"(?![^\W_])" if rule.value else ""
        yield re.compile(rf"(?i:{label_pattern(labels)}){value}{after}")
    if rule.bare:
        yield re.compile(rf"(?P<value>{rule.bare})(?![\w/]|\.\d)")


def form_pattern(form: str, rules: dict[str, LevelRule]) -> re.Pattern[str]:
    """Match a path without labels, such as "{fond}/{opis}/{delo}"."""
    parts = PLACEHOLDER.split(form)
    pattern = ""
    for number, part in enumerate(parts):
        if number % 2:
            pattern += rf"(?P<{part}>{rules[part].bare or rules[part].value or _FORM_VALUE})"
        else:
            pattern += re.escape(part).replace(r"\ ", r"\s+").replace("/", _SLASH)
    return re.compile(rf"{pattern}(?![\w/])")


def ranks(schemes: Sequence[Scheme]) -> dict[str, int]:
    """Give each level its place from broad to narrow, as the first notation that has it says."""
    return {name: rank for rank, name in enumerate(unique((rule.name for rule in s.levels) for s in schemes))}
