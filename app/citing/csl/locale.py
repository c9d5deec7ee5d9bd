"""Locales: terms, date formats and options of a language, and how one falls back on another ("Localization")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from app.citing.csl.attributes import read_count
from app.citing.csl.textcase import set_apostrophes

#: The form of a month that stands after a day; not one of the specification's, and only there where it is given.
AFTER_DAY = "after-day"
_LAST_DIGIT = 9
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# "Locale Fallback": the dialect that stands for a language, where a locale for the language alone is asked.
PRIMARY_DIALECTS = {
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
    "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS",
    "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lij": "lij-IT", "lt": "lt-LT", "lv": "lv-LV",
    "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "pl": "pl-PL", "pt": "pt-PT",
    "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
# "Terms": a form that a term lacks is looked for under these, in order.
FORM_FALLBACK = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its words in the singular and the plural, and what it says of its gender."""

    single: str
    multiple: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The ending of an ordinal number, and the numbers it is for ("Ordinal Suffixes")."""

    number: int
    match: str
    gender_form: str
    ending: str


@dataclass(slots=True)
class LocaleData:
    """What one `cs:locale` element says, before it is joined with others."""

    lang: str
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    gendered: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    ordinals: list[Ordinal] = field(default_factory=list)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def read_locale(element: Element) -> LocaleData:
    """What a `cs:locale` element says."""
    data = LocaleData(element.get(XML_LANG) or element.get("lang") or "")
    for child in element:
        tag = child.tag
        if tag == f"{NAMESPACE}terms":
            for term in child.iter(f"{NAMESPACE}term"):
                _read_term(term, data)
        elif tag == f"{NAMESPACE}date":
            data.dates[child.get("form", "text")] = child
        elif tag == f"{NAMESPACE}style-options":
            data.options.update(child.attrib)
    return data


def _read_term(element: Element, data: LocaleData) -> None:
    name, form = element.get("name", ""), element.get("form", "long")
    single, multiple = element.find(f"{NAMESPACE}single"), element.find(f"{NAMESPACE}multiple")
    words = _words(element if single is None else single)
    many = words if multiple is None else _words(multiple)
    gender_form = element.get("gender-form", "")
    if name.startswith("ordinal-") or name == "ordinal":
        stated = read_count({"number": name[8:]}, "number")
        number = -1 if stated is None else stated
        match = element.get("match") or ("last-digit" if 0 <= number <= _LAST_DIGIT else "last-two-digits")
        data.ordinals.append(Ordinal(number, match, gender_form, words))
        return
    term = Term(words, many, element.get("gender", ""))
    if gender_form:
        data.gendered[name, form, gender_form] = term
    else:
        data.terms[name, form] = term


def _words(element: Element) -> str:
    return set_apostrophes(element.text or "")


def name_months_after_days(data: LocaleData, months: Sequence[str]) -> None:
    """Adds the names of months as they stand after a day, where a locale has those that stand alone."""
    for number, name in enumerate(months, 1):
        data.terms[f"month-{number:02d}", AFTER_DAY] = Term(name, name)


@dataclass(frozen=True, slots=True)
class Locale:
    """Everything a rendering asks of a language: the joined terms, date formats and options of a chain of locales."""

    lang: str
    terms: dict[tuple[str, str], Term]
    gendered: dict[tuple[str, str, str], Term]
    ordinals: tuple[Ordinal, ...]
    dates: dict[str, Element]
    options: dict[str, str]
    english: dict[tuple[str, str], Term]

    @property
    def is_english(self) -> bool:
        """Whether the terms are English, and may be set in title case."""
        return self.lang[:2].lower() == "en"

    def find(self, name: str, form: str = "long") -> Term | None:
        """The term in the form asked, else in the form that stands for it, else English; None where there is none.

        A longer form of the language itself comes before the right form in English.
        """
        forms = FORM_FALLBACK.get(form, (form, "long"))
        for terms in (self.terms, self.english):
            for candidate in forms:
                if (term := terms.get((name, candidate))) is not None:
                    return term
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """The words of a term, empty where the locale has none."""
        found = self.find(name, form)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    def gender(self, name: str) -> str:
        """The gender a locale states for a noun (a month, an edition), else nothing."""
        found = self.terms.get((name, "long"))
        return found.gender if found else ""

    def has_option(self, name: str) -> bool:
        """Whether a style option ("Locale Options") is switched on."""
        return self.options.get(name) == "true"


LocaleSource = Callable[[str], LocaleData | None]


def language_chain(lang: str) -> list[str]:
    """The locales asked in turn for a language: itself, its primary dialect, American English ("Locale Fallback")."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    chain = [lang, PRIMARY_DIALECTS.get(primary, primary), "en-US"]
    return list(dict.fromkeys(code for code in chain if code))


def in_style_order(data: LocaleData, lang: str) -> int:
    """How near an in-style locale stands to a language: the dialect, the language, any; -1 where it is another's."""
    if not data.lang:
        return 2
    if data.lang.lower() == lang.lower():
        return 0
    return 1 if data.lang.lower() == lang.split("-", maxsplit=1)[0].lower() else -1


def join_locales(lang: str, own: Iterable[LocaleData], source: LocaleSource) -> Locale:
    """A style's own terms over those of the language, of its primary dialect and of English."""
    own_layers = [data for _, data in sorted(_ranked(own, lang), key=lambda ranked: ranked[0])]
    layers = [*own_layers]
    layers += [data for code in language_chain(lang)[:-1] if (data := source(code)) is not None]
    english = source("en-US")
    if lang == "en-US" or not any(data.lang.startswith(lang[:2]) for data in layers if data.lang):
        layers += [english] if english else []
    return Locale(
        lang,
        _terms(own_layers, layers),
        _over(data.gendered for data in layers),
        next((tuple(data.ordinals) for data in layers if any(ordinal.number < 0 for ordinal in data.ordinals)), ()),
        _over(data.dates for data in [*layers, *([english] if english else [])]),
        _over(data.options for data in layers),
        english.terms if english else {},
    )


def _terms(own: Iterable[LocaleData], layers: Iterable[LocaleData]) -> dict[tuple[str, str], Term]:
    """The terms of all layers; a month that a style names itself has that name after a day too."""
    joined = _over(data.terms for data in layers)
    for name, form in [key for data in own for key in data.terms]:
        if form == "long":
            joined.pop((name, AFTER_DAY), None)
    return joined


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _over(layers: Iterable[Mapping[_Key, _Value]]) -> dict[_Key, _Value]:
    """What several say, the earlier over the later."""
    joined: dict[_Key, _Value] = {}
    for layer in reversed(list(layers)):
        joined.update(layer)
    return joined


def _ranked(own: Iterable[LocaleData], lang: str) -> list[tuple[tuple[int, int], LocaleData]]:
    ranked = [((in_style_order(data, lang), place), data) for place, data in enumerate(own)]
    return [(rank, data) for rank, data in ranked if rank[0] >= 0]
