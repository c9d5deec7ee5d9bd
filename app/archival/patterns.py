"""Turns the words of a notation into patterns that find them. Every pattern takes linear time."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.archival.scheme import LevelRule, Scheme

#: What a value is unless its notation says otherwise: no space in it, and no stop but before a figure.
VALUE = r"[^\W_](?:[^\s,;:().，；：。、]|\.(?=\d))*"
#: Words in quotation marks, of which neither they nor a stop or comma before the last are a part; or a plain value.
_QUOTED = (
    r"(?P<quote>[“\"„«])?"
    r"(?P<value>(?(quote)[^“”\"„«»]{{1,120}}?(?=[,.]?[”\"“»])|{value}(?![^\W_])))"
    r"(?(quote)[,.]?[”\"“»])"
)
#: What may stand between a label and its value.
_AFTER_LABEL = r"(?:\s*[.:]\s*|\s+|(?=[\d№]))(?:(?:№|Nr\.?|No\.?|no\.?|#)\s*)?"

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}"
)
_DAY = rf"(?:\d{{1,2}}(?:(?:,\s*|\s+and\s+|\s*[-–]\s*)\d{{1,2}}){{0,3}}\s+)?(?:{_MONTH})(?:\s+\d{{1,2}}(?!\d))?"
#: A date that stands among the parts of a place, with nothing else between two commas.
DATE = re.compile(
    rf"(?:\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|{_DAY}(?:(?:,\s*|\s+and\s+|\s+to\s+|\s*[-–]\s*){_DAY}){{0,4}},?\s+\d{{4}}|\d{{4}}(?:[-–]\d{{2,4}}|\s+and\s+\d{{4}})?)(?=\s*[,;.)]|$)",
    re.IGNORECASE,
)
#: The first word of a sentence that thanks whoever found, gave or translated a document.
CREDIT = r"(?:Obtained|Translated|Contributed|Transcribed|Provided)\b"
#: How secret a document was: a sentence by itself after its place.
_MARKING = "Top Secret|Secret|Confidential|Restricted|Unclassified|Limited Official Use|No classification|Exdis|Nodis"
#: The end of a sentence: before a capital, and not after one letter or a short form; before what can only be a new one.
SENTENCE = re.compile(
    r"[.](?=\s)(?<!, \d.)(?<!, \d\d.)"
    r"(?<!\b[A-ZА-Я].)(?<!\bNo.)(?<!\bNos.)(?<!\bVol.)(?<!\bVols.)(?<!\bSt.)(?<!\bDr.)(?<!\bMr.)(?<!\bConf.)"
    r"(?<!\bEtc.)(?<!\bGen.)(?<!\bCol.)(?<!\bChron.)(?<!\bCorr.)(?<!\bMisc.)(?<!\bMemo.)(?<!\bSubj.)(?<!\bDept.)"
    r"(?<!\bSen.)(?<!\bGov.)(?=\s+[“\"(\[]?[A-ZА-Я])"
    r"|[.](?<=\b[A-Z].)(?=\s+(?:See|The|This|These|For|In|Within|According|It|On|At|By|As|After|When|Although|There|He|Also)\s)"
    rf"|[.](?=\s+(?:{_MARKING})\b)"
    rf"|(?<=[.][”\"»])(?=\s+{CREDIT})"
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
        if rule.quoted:
            value, after = _QUOTED.format(value=rule.value or VALUE), ""
        yield re.compile(rf"(?i:{label_pattern(labels)}){value}{after}")
    if rule.bare:
        yield re.compile(rf"(?P<value>{rule.bare})(?![\w/]|\.\d)")


def ranks(schemes: Sequence[Scheme]) -> dict[str, int]:
    """Give each level its place from broad to narrow, as the first notation that has it says."""
    return {name: rank for rank, name in enumerate(unique((rule.name for rule in s.levels) for s in schemes))}
