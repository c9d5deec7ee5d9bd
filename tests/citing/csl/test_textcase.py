"""Text case: what each case does to words, and what it leaves alone."""

import pytest

from tests.citing.csl.small import cite, processor_of, work


def _cased(case: str, title: str, *, language: str = "", lang: str = "en-US", form: str = "text") -> str:
    processor = processor_of(f'<text variable="title" text-case="{case}"/>', lang=lang)
    return cite(processor, work("1", title=title, language=language), form=form)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("the origin of species", "The Origin of Species"),
        ("a history: the end", "A History: The End"),
        ('who? "an answer" (of sorts)', "Who? “An Answer” (of Sorts)"),
        ("what it is for", "What It Is For"),
        ("NATO and the USSR", "NATO and the USSR"),
        ("THE WHOLE TITLE SHOUTS", "The Whole Title Shouts"),
        ("iPhone and pH", "iPhone and pH"),
        ("state-of-the-art talks", "State-of-the-Art Talks"),
        ("<i>of</i> ships and the sea", "<i>Of</i> Ships and the Sea"),
        ('the <span class="nocase">van der</span> case', "The van der Case"),
        ("3d models", "3d Models"),
        ("", ""),
        ("—", "—"),
    ],
)
def test_title_case_is_that_of_english_titles(title: str, printed: str) -> None:
    assert _cased("title", title, form="html") == printed


@pytest.mark.parametrize(
    ("case", "printed"),
    [
        ("lowercase", "the <i>london</i> NATO talks"), ("uppercase", "THE <i>LONDON</i> NATO TALKS"),
        ("capitalize-first", "The <i>London</i> NATO talks"), ("capitalize-all", "The <i>London</i> NATO Talks"),
        ("sentence", "The <i>london</i> NATO talks"), ("none", "the <i>London</i> NATO talks"),
        ("unheard-of", "the <i>London</i> NATO talks"),
    ],
)  # fmt: skip
def test_each_case_recases_words_and_not_what_is_marked(case: str, printed: str) -> None:
    title = 'the <i>London</i> <span class="nocase">NATO</span> talks'
    assert _cased(case, title, form="html") == printed


def test_title_case_is_for_english_alone() -> None:
    title = "von der not und vom leben"
    assert _cased("title", title, language="de") == title
    assert _cased("title", title, lang="fr-FR") == title
    assert _cased("title", "the end of it", language="en-GB", lang="fr-FR") == "The End of It"


def test_a_letter_that_grows_when_it_is_raised_takes_no_other_with_it() -> None:
    assert _cased("uppercase", "straße <i>ab</i> c", form="html") == "STRASSE <i>AB</i> C"


def test_words_of_other_scripts_are_cased_as_theirs_are() -> None:
    assert _cased("capitalize-first", "история войны") == "История войны"
    assert _cased("uppercase", "毛泽东 نجيب") == "毛泽东 نجيب"


def test_a_shouted_sentence_speaks_again() -> None:
    assert _cased("sentence", "THE END OF IT") == "The end of it"
    assert _cased("capitalize-first", "1st of all") == "1st of all"


@pytest.mark.parametrize(
    ("language", "title", "printed"),
    [
        ("el", "Ανδρέας Παπαδημητρίου, Μαΐου", "ΑΝΔΡΕΑΣ ΠΑΠΑΔΗΜΗΤΡΙΟΥ, ΜΑΪΟΥ"),
        ("tr", "istanbul", "İSTANBUL"),
        ("de", "Istanbul", "ISTANBUL"),
    ],
)
def test_capitals_are_those_of_the_language(language: str, title: str, printed: str) -> None:
    assert _cased("uppercase", title, language=language) == printed


def test_a_term_of_an_english_locale_is_set_in_title_case_whatever_the_language_of_the_item() -> None:
    layout = '<names variable="editor"><name/><label prefix=" (" suffix=")" text-case="title"/></names>'
    item = {"id": "1", "language": "de", "editor": [{"family": "Weiß"}]}
    assert cite(processor_of(layout), item) == "Weiß (Editor)"
    assert cite(processor_of('<text term="ibid" text-case="title"/>'), item) == "Ibid."
