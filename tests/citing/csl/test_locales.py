"""Locales: which one speaks, and who speaks where it is silent ("Locale Fallback")."""

import pytest

from app.citing.csl.locale import language_chain
from tests.citing.csl.small import SMITH, cite, people, processor_of, work

_PAGES = '<label variable="page"/><text variable="page" prefix=" "/>'
_TWO = '<names variable="author"><name and="text"/></names>'


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        ("fr-BE", ["fr-BE", "fr-FR", "en-US"]),
        ("fr", ["fr", "fr-FR", "en-US"]),
        ("en-US", ["en-US"]),
        ("en-GB", ["en-GB", "en-US"]),
        ("zh-TW", ["zh-TW", "zh-CN", "en-US"]),
        ("tlh", ["tlh", "en-US"]),
    ],
)
def test_a_language_falls_back_on_its_primary_dialect_and_then_on_english(tag: str, chain: list[str]) -> None:
    assert language_chain(tag) == chain


def test_a_dialect_speaks_first_and_its_language_fills_in() -> None:
    """fr-BE has a word for pages alone; "et" and the dates are those of fr-FR, "editors" is English."""
    item = work("1", "Dupont, Jean", "Durand, Anne", page="1-2")
    assert cite(processor_of(_PAGES, lang="fr-BE"), item) == "paginas 1–2"
    assert cite(processor_of(_TWO, lang="fr-BE"), item) == "Jean Dupont et Anne Durand"
    assert cite(processor_of('<date variable="issued" form="text"/>', lang="fr-BE"), SMITH) == "13 juin 1951"
    edited = {"id": "1", "editor": people("Dupont, Jean", "Durand, Anne")}
    names = '<names variable="editor"><label prefix=", "/></names>'
    assert cite(processor_of(names, lang="fr-BE"), edited) == "Jean Dupont, Anne Durand, editors"


def test_a_language_that_nobody_has_is_english() -> None:
    assert cite(processor_of(_PAGES, lang="tlh"), work("1", page="7")) == "page 7"


def test_a_style_says_it_its_own_way_and_its_dialect_over_its_language() -> None:
    words = "".join(
        f'<locale{tag}><terms><term name="page">{word}</term></terms></locale>'
        for tag, word in [("", "anywhere"), (' xml:lang="fr"', "langue"), (' xml:lang="fr-FR"', "dialecte")]
    )
    printed = {lang: cite(processor_of(_PAGES, macros=words, lang=lang), work("1", page="7")) for lang in
               ("fr-FR", "fr-BE", "en-US")}  # fmt: skip
    assert printed == {"fr-FR": "dialecte 7", "fr-BE": "langue 7", "en-US": "anywhere 7"}


def test_a_term_that_a_style_empties_is_not_printed() -> None:
    emptied = '<locale><terms><term name="page"/></terms></locale>'
    assert cite(processor_of(_PAGES, macros=emptied), work("1", page="7")) == " 7"


def test_a_form_that_a_term_lacks_is_a_longer_one() -> None:
    layout = '<text term="page" form="symbol"/> <text term="page" form="verb-short" prefix=" "/>'
    assert cite(processor_of(layout), SMITH) == "p. page"


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("en-US", "Mao Zedong et al.", "Mao Zedong and Zhou Enlai"),
        ("ru-RU", "Mao Zedong и др.", "Mao Zedong и Zhou Enlai"),
        ("zh-CN", "Mao Zedong等", "Mao Zedong和Zhou Enlai"),
        ("ar", "Mao Zedong وآخرون", "Mao Zedong و Zhou Enlai"),
    ],
)
def test_languages_join_names_in_their_own_way(lang: str, one: str, two: str) -> None:
    item = work("1", "Zedong, Mao", "Enlai, Zhou")
    shortened = '<names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>'
    assert cite(processor_of(shortened, lang=lang), item) == one
    assert cite(processor_of(_TWO, lang=lang), item) == two
