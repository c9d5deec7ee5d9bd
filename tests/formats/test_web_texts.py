"""The page to read: what the line above each text says of it, and never more than the record lets us know."""

from typing import Any

import pytest

from tests.formats.letters import EMPTY, ORIGINAL, SCAN, page_of, text_of, translation

GERMAN = text_of("de", "de", "Wort")
GERMAN_SOURCE = GERMAN | {"role": "transcription"}


def status_of(text: dict[str, Any], *others: dict[str, Any], original_language: str | None = "Russian") -> str:
    """Give the line above a text, which stands with others in a record."""
    return page_of(texts=[text, *others], original_language=original_language).columns[0].status


@pytest.mark.parametrize(
    ("language", "original_language", "begins"),
    [
        ("en", "Russian", "English translation of an original in Russian; "),
        ("zh-Hant", "Russian", "Chinese translation of an original in Russian; "),
        ("en", "Russian and Chinese", "English translation of an original in Russian and Chinese; "),
        ("en", "some tongue", "English translation of an original in some tongue; "),
        ("en", None, "English translation of an original whose language is not stated; "),
        ("tlh", "Russian", "Translation, language “tlh”, of an original in Russian; "),
        (None, "Russian", "Translation, language not stated, of an original in Russian; "),
        (None, None, "Translation, language not stated, of an original whose language is not stated; "),
    ],
)
def test_a_translation_says_from_which_language_into_which(
    language: str | None, original_language: str | None, begins: str
) -> None:
    assert status_of(translation(language), original_language=original_language).startswith(begins)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "; original not supplied; "),
        ([GERMAN], "; original not supplied; "),
        ([SCAN], "; original not supplied, but for pictures; "),
        ([EMPTY], "; original not supplied; "),
        ([EMPTY, SCAN], "; original not supplied, but for pictures; "),
        ([ORIGINAL], "; original supplied; "),
        ([ORIGINAL, SCAN], "; original supplied; "),
        ([ORIGINAL, GERMAN_SOURCE], "; original supplied; "),
        ([ORIGINAL | {"language": "ru-Cyrl"}], "; original supplied; "),
        ([ORIGINAL | {"language": None}], "; original supplied; "),
        ([GERMAN_SOURCE], "; a transcription is supplied; "),
        ([GERMAN_SOURCE, SCAN], "; a transcription is supplied; "),
        ([GERMAN_SOURCE, EMPTY], "; a transcription is supplied; "),
    ],
)
def test_a_translation_says_whether_its_original_is_here(others: list[dict[str, Any]], said: str) -> None:
    assert said in status_of(translation(), *others)


def test_where_no_original_language_is_stated_any_transcription_is_the_original() -> None:
    assert "; original supplied; " in status_of(translation(), GERMAN_SOURCE, original_language=None)


def test_a_transcription_in_a_language_we_cannot_place_is_not_called_the_original() -> None:
    assert "; a transcription is supplied; " in status_of(translation(), ORIGINAL, original_language="some tongue")


@pytest.mark.parametrize(
    ("of", "source", "begins"),
    [
        ("de", GERMAN, "English translation made from “German translation”; original not supplied; "),
        ("de", GERMAN | {"label": "Entwurf"}, "English translation made from “Entwurf”; original not supplied; "),
        ("ru", ORIGINAL, "English translation made from “Russian transcription”; original supplied; "),
        ("scan", SCAN, "English translation made from “Facsimile”; original not supplied, but for pictures; "),
    ],
)
def test_a_translation_made_from_another_text_names_that_text_and_not_the_original(
    of: str, source: dict[str, Any], begins: str
) -> None:
    said = status_of(translation(of=of), source)
    assert said.startswith(begins)
    assert "original in Russian" not in said


def test_a_translation_into_no_known_language_names_its_source_too() -> None:
    assert status_of(translation("tlh", of="de"), GERMAN).startswith(
        "Translation, language “tlh”, made from “German translation”; "
    )


def test_a_translation_made_from_a_text_that_is_not_here_names_no_text() -> None:
    assert "“" not in status_of(translation(of="fr"), GERMAN)


@pytest.mark.parametrize(
    ("members", "ends"),
    [
        ({}, "; translator not stated."),
        ({"translators": []}, "; stated to have no translator."),
        ({"translators": ["A. Writer"]}, "; translated by A. Writer."),
        ({"translators": ["A. Writer", "B. Reader"]}, "; translated by A. Writer and B. Reader."),
        ({"translator_statement": "From the Russian."}, "; of the translation it is said: “From the Russian.”"),
        ({"translator_statement": "By A. W"}, "; of the translation it is said: “By A. W”."),
        ({"translators": ["A. B."]}, "; translated by A. B."),
        ({"translators": ["A. B."], "machine": True}, "; translated by A. B.; made by a machine."),
        ({"machine": True}, "; translator not stated; made by a machine."),
        ({"machine": True, "translators": []}, "; stated to have no translator; made by a machine."),
        ({"machine": False}, "; translator not stated."),
    ],
)
def test_a_translation_says_who_translated_it_and_never_guesses(members: dict[str, Any], ends: str) -> None:
    assert status_of(translation(**members)).endswith(ends)


@pytest.mark.parametrize(
    ("text", "said", "heading"),
    [
        (ORIGINAL, "Russian transcription.", "Russian transcription"),
        (ORIGINAL | {"language": None}, "Transcription; language not stated.", "Transcription"),
        (ORIGINAL | {"language": "tlh"}, "Transcription; language “tlh”.", "Transcription"),
        (ORIGINAL | {"label": "Original"}, "Russian transcription.", "Original"),
        (SCAN, "Pictures of the document; their words are not supplied.", "Facsimile"),
    ],
)
def test_a_text_of_the_document_itself_says_what_it_is(text: dict[str, Any], said: str, heading: str) -> None:
    (column,) = page_of(texts=[text]).columns
    assert (column.status, column.heading) == (said, heading)


def test_translators_read_from_a_statement_stand_beside_its_words() -> None:
    (column,) = page_of(texts=[translation()], credits="Translated by Yafeng Xia.").columns
    assert column.status.endswith("; translated by Yafeng Xia, as read from “Translated by Yafeng Xia.”")


@pytest.mark.parametrize("others", [[], [translation()], [EMPTY]])
def test_pictures_whose_words_are_nowhere_say_so(others: list[dict[str, Any]]) -> None:
    assert status_of(SCAN, *others) == "Pictures of the document; their words are not supplied."


def test_pictures_whose_words_stand_in_a_transcription_are_not_said_to_be_without() -> None:
    assert status_of(SCAN, ORIGINAL) == "Pictures of the document."
